"""Backup, restore and moving house: what comes out is what went in, on every kind of place."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from corpus.database import look_into_database, open_database
from corpus.errors import CopyDiffers, StoreNotEmpty, StoreOwned
from corpus.owner import Ownership
from corpus.rows import SHAPES
from corpus.snapshots import snapshot
from corpus.store import Corpus, StoreSettings
from corpus.tables import leases
from ingest.errors import BackupRefused
from ingest.keeping.archive import Archive
from ingest.keeping.backup import back_up
from ingest.keeping.backup_file import BackupFile, Manifest
from ingest.keeping.restoring import Installed, install, restore
from tests.support.embedders import HashingEmbedder
from tests.support.furnishing import ORIGINAL, answers, embedded, furnish, originals, seals
from tests.support.publications import publication
from tests.support.stores import on_servers

SERVER = pytest.param("servers", marks=pytest.mark.server)
Place = Callable[[str], StoreSettings]


def quiet(part: str, done: int, total: int) -> None:
    assert part
    assert 0 <= done <= total


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Empty places of each kind."""
    urls = []

    def make(kind: str) -> StoreSettings:
        folder = tmp_path / f"{kind}{len(urls)}"
        urls.append("")
        if kind == "embedded":
            return embedded(folder)
        made = on_servers(folder, request.getfixturevalue("postgres"), request.getfixturevalue("chroma"))
        urls[-1] = str(made.database_url)
        return made

    yield make
    for url in filter(None, urls):
        request.getfixturevalue("postgres").drop(url)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def backed_up(settings: StoreSettings, archive: Archive, file: Path) -> Manifest:
    database = look_into_database(settings.registry_url)
    try:
        return back_up(database, archive, settings.home / "sites", file, quiet)
    finally:
        database.close()


def restored(file: Path, settings: StoreSettings, archive: Archive) -> Installed:
    with BackupFile(file) as backup:
        return restore(backup, settings, archive, settings.home / "sites", quiet)


@pytest.mark.parametrize("source", ["embedded", SERVER])
@pytest.mark.parametrize("target", ["embedded", SERVER])
def test_a_restored_store_is_the_same_and_answers_word_for_word(
    place: Place, archive: Archive, tmp_path: Path, source: str, target: str
) -> None:
    """Every row, original, vector and answer, from either kind of place into either."""
    one, two = place(source), place(target)
    furnish(one, archive)
    (one.home / "sites").mkdir(parents=True)
    (one.home / "sites" / "mine.toml").write_text("name = 'mine'\n")
    before = seals(one)
    assert all(before[shape.table].rows for shape in SHAPES), before
    manifest = backed_up(one, archive, tmp_path / "b.zip")
    assert {table.shape.table: table.seal for table in manifest.tables} == before
    there = Archive(tmp_path / "there")
    installed = restored(tmp_path / "b.zip", two, there)
    assert seals(two) == before
    assert installed.store.rows == sum(seal.rows for seal in before.values())
    assert originals(there) == originals(archive)
    assert ORIGINAL in originals(there).values()
    assert (two.home / "sites" / "mine.toml").read_text() == "name = 'mine'\n"
    assert answers(two) == answers(one)


def test_a_lease_is_left_behind(place: Place, archive: Archive, tmp_path: Path) -> None:
    """It is a running process's and not what is known."""
    one, two = place("embedded"), place("embedded")
    furnish(one, archive)
    backed_up(one, archive, tmp_path / "b.zip")
    restored(tmp_path / "b.zip", two, archive)
    database = look_into_database(two.registry_url)
    with database.read() as connection:
        assert connection.execute(sa.select(leases)).all() == []
    database.close()


def words(n: int, k: int) -> str:
    """A line that no other document has, so that none is a duplicate."""
    return " ".join(f"{word}{n}x{k}" for word in ("acme", "must", "delete", "every", "face"))


def wait_beyond(corpus: Corpus, version: int) -> None:
    for _ in range(1200):
        if corpus.version > version:
            return
        time.sleep(0.05)
    raise AssertionError("the writer does not come on")


@pytest.mark.parametrize("kind", ["embedded", SERVER])
def test_a_backup_beside_a_writer_is_of_one_moment(place: Place, archive: Archive, tmp_path: Path, kind: str) -> None:
    """Documents go on being published and deleted: none is half in it, and its originals are there."""
    one, two = place(kind), place("embedded")
    stop = threading.Event()
    with Corpus.open(one, HashingEmbedder()) as corpus:

        def write() -> None:
            n = 0
            while not stop.is_set():
                n += 1
                corpus.publish(publication(f"{n}.txt", "\n".join(words(n, k) for k in range(20))))
                corpus.publish(publication("same.txt", "\n".join(words(-n, k) for k in range(n % 9 + 1))))

        writer = threading.Thread(target=write)
        writer.start()
        try:
            wait_beyond(corpus, 20)
            first = backed_up(one, archive, tmp_path / "first.zip")
            wait_beyond(corpus, first.about.corpus_version)
            second = backed_up(one, archive, tmp_path / "second.zip")
            wait_beyond(corpus, second.about.corpus_version)
        finally:
            stop.set()
            writer.join()
        assert second.about.corpus_version > first.about.corpus_version
    restored(tmp_path / "second.zip", two, archive)
    with Corpus.open(two, HashingEmbedder()) as corpus:
        assert corpus.repair() == 0
        numbered = [document for document in corpus.registry.documents() if document.source.key != "same.txt"]
        # each of the two documents of a round raises the version by one
        assert len(numbered) == (second.about.corpus_version + 1) // 2
        assert all(len(corpus.registry.passages_of(each.id, each.version)) == 20 for each in numbered)
        assert {document.source.key for document in numbered} == {f"{n + 1}.txt" for n in range(len(numbered))}


@pytest.mark.parametrize("kind", ["embedded", SERVER])
def test_a_place_that_holds_something_is_left_alone(place: Place, archive: Archive, tmp_path: Path, kind: str) -> None:
    """Nothing is overwritten; the error says what is there and what to do."""
    one, two = place("embedded"), place(kind)
    furnish(one, archive)
    backed_up(one, archive, tmp_path / "b.zip")
    with Corpus.open(two, HashingEmbedder()) as corpus:
        corpus.publish(publication("a.txt", "Other words."))
    before = seals(two)
    with pytest.raises(StoreNotEmpty, match=r"1 rows of documents.*Choose an empty place"):
        restored(tmp_path / "b.zip", two, Archive(tmp_path / "there"))
    assert seals(two) == before
    assert not (tmp_path / "there").exists()


def test_a_place_that_was_only_opened_is_empty(place: Place, archive: Archive, tmp_path: Path) -> None:
    """A service that was started before the restore has made tables and indexes."""
    one, two = place("embedded"), place("embedded")
    furnish(one, archive)
    backed_up(one, archive, tmp_path / "b.zip")
    with Corpus.open(two, HashingEmbedder()) as corpus:
        corpus.rebuild()
        with pytest.raises(StoreOwned):
            restored(tmp_path / "b.zip", two, archive)
    restored(tmp_path / "b.zip", two, archive)
    assert seals(two) == seals(one)


def test_indexes_of_a_lost_registry_are_not_taken_for_the_restored_one_s(
    place: Place, archive: Archive, tmp_path: Path
) -> None:
    """Who restores after losing the registry has the old indexes beside it, of other texts by the same names."""
    one, two = place("embedded"), place("embedded")
    for settings, text in ((one, "The cat sat."), (two, "The dog ran.")):
        with Corpus.open(settings, HashingEmbedder()) as corpus:
            corpus.publish(publication("a.txt", text))
    (two.home / "registry.sqlite3").unlink()
    backed_up(one, archive, tmp_path / "b.zip")
    restored(tmp_path / "b.zip", two, archive)
    with Corpus.open(two, HashingEmbedder()) as corpus:
        assert [hit.passage.text for hit in corpus.retriever.search("cat")] == ["The cat sat."]


def test_an_existing_file_is_not_overwritten(place: Place, archive: Archive, tmp_path: Path) -> None:
    """Nor is anything left where a backup cannot be written."""
    one = place("embedded")
    furnish(one, archive)
    (tmp_path / "b.zip").write_text("precious")
    with pytest.raises(BackupRefused, match="there already"):
        backed_up(one, archive, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_text() == "precious"
    with pytest.raises(BackupRefused, match="cannot be written"):
        backed_up(one, archive, tmp_path / "nowhere" / "b.zip")


def test_an_original_that_is_gone_is_named(place: Place, archive: Archive, tmp_path: Path) -> None:
    """A backup of what is left is better than none, and says what it lacks."""
    one = place("embedded")
    furnish(one, archive)
    key = archive.put(ORIGINAL, url="https://a.example/acme", retrieved_at=dt.datetime.now(dt.UTC))
    archive.remove(key)
    assert backed_up(one, archive, tmp_path / "b.zip").originals.lacking == (key,)


def moved(one: StoreSettings, archive: Archive, two: StoreSettings, there: Archive) -> Installed:
    database = look_into_database(one.registry_url)
    try:
        with snapshot(database) as taken:
            return install(taken, archive, two, there, quiet)
    finally:
        database.close()


@pytest.mark.server
def test_a_store_moves_to_servers_and_stays_as_it_was(place: Place, archive: Archive, tmp_path: Path) -> None:
    """Everything is compared; moving again finds it done."""
    one, two = place("embedded"), place("servers")
    furnish(one, archive)
    before, kept, there = seals(one), originals(archive), Archive(tmp_path / "there")
    first = moved(one, archive, two, there)
    assert first.store.rows
    assert (seals(one), originals(archive)) == (before, kept)
    assert (seals(two), originals(there)) == (before, kept)
    again = moved(one, archive, two, there)
    assert again.store.rows is None
    assert again.store.vectors == first.store.vectors
    assert answers(two) == answers(one)


@pytest.mark.server
def test_a_vector_that_differs_in_chroma_is_noticed(place: Place, archive: Archive, tmp_path: Path) -> None:
    """The comparison looks at every bit, not only at counts."""
    one, two = place("embedded"), place("servers")
    furnish(one, archive)
    moved(one, archive, two, Archive(tmp_path / "there"))
    with Corpus.open(two, HashingEmbedder()) as corpus:
        passage_id = corpus.registry.current_passage_ids()[0]
        vector = corpus.vectors.read([passage_id])[passage_id].copy()
        vector[0] += 1e-6
        corpus.vectors.add([passage_id], vector[None])
    with pytest.raises(CopyDiffers, match=rf"{passage_id}.*standing index rebuild"):
        moved(one, archive, two, Archive(tmp_path / "there"))


@pytest.mark.server
def test_vectors_of_another_installation_are_left_alone(place: Place, archive: Archive, tmp_path: Path) -> None:
    """An empty registry beside a Chroma database in use is more likely a wrong name than a lost registry."""
    one, two = place("embedded"), place("servers")
    furnish(one, archive)
    with Corpus.open(two, HashingEmbedder()) as corpus:
        vectors = HashingEmbedder().embed_passages(["theirs"])
        corpus.vectors.add(["dother.1.0"], vectors)
    with pytest.raises(StoreNotEmpty, match="STANDING_CHROMA_DATABASE"):
        moved(one, archive, two, Archive(tmp_path / "there"))


@pytest.mark.parametrize("kind", ["embedded", SERVER])
def test_a_restore_that_fails_on_the_way_leaves_an_empty_registry(
    place: Place, archive: Archive, tmp_path: Path, kind: str
) -> None:
    """All rows come in one transaction."""
    one, two = place("embedded"), place(kind)
    furnish(one, archive)
    backed_up(one, archive, tmp_path / "b.zip")

    def fail(part: str, done: int, total: int) -> None:
        del done, total
        if part == "table passages":
            raise RuntimeError(part)

    with BackupFile(tmp_path / "b.zip") as backup, pytest.raises(RuntimeError, match="passages"):
        restore(backup, two, archive, two.home / "sites", fail)
    database = open_database(two.registry_url)
    with database.read() as connection:
        assert not any(
            connection.execute(sa.select(sa.func.count()).select_from(sa.table(shape.table))).scalar()
            for shape in SHAPES
            if shape.table != "counters"
        )
    database.close()
    restored(tmp_path / "b.zip", two, archive)
    assert seals(two) == seals(one)


def test_a_home_in_use_is_not_restored_into(place: Place, archive: Archive, tmp_path: Path) -> None:
    """Its owner is named."""
    one, two = place("embedded"), place("embedded")
    furnish(one, archive)
    backed_up(one, archive, tmp_path / "b.zip")
    two.home.mkdir()
    ownership = Ownership(two.home)
    try:
        with pytest.raises(StoreOwned):
            restored(tmp_path / "b.zip", two, Archive(tmp_path / "there"))
    finally:
        ownership.release()
    assert not (tmp_path / "there").exists()
