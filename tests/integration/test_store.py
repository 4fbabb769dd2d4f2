"""The whole store: registry, FTS5 and embedded Chroma, kept in step through changes, crashes and damage."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import pytest

from corpus.errors import AssetUnavailable, ModelChanged, NotFound, StoreError, StoreOwned
from corpus.filters import Filters
from corpus.publishing import Planned, plan, write_publications
from corpus.store import Corpus, StoreSettings
from corpus.vector_index import ChromaServer
from tests.support.embedders import HashingEmbedder
from tests.support.postgres_server import PostgresServer
from tests.support.publications import RETRIEVED, description, publication
from tests.support.stores import embedded_or_on_servers, on_servers, open_store

ACME = "Acme must delete the faces.\nAcme was fined a million."
ZED = "Zed must appoint a representative.\nZed was warned."


@pytest.fixture(params=["embedded", pytest.param("servers", marks=pytest.mark.server)])
def corpus(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Corpus]:
    with embedded_or_on_servers(request, tmp_path) as opened:
        yield opened


def texts(corpus: Corpus, question: str, filters: Filters | None = None) -> list[str]:
    return [hit.passage.text for hit in corpus.retriever.search(question, filters or Filters(), limit=10)]


def in_step(corpus: Corpus) -> bool:
    wanted = set(corpus.registry.current_passage_ids())
    return corpus.lexical.ids() == wanted == corpus.vectors.ids()


def test_a_published_document_is_found_with_its_document(corpus: Corpus) -> None:
    """A hit carries the passage, its document and both scores."""
    corpus.publish(publication("a", ACME, description("Acme")), publication("b", ZED, description("Zed")))
    hits = corpus.retriever.search("who must delete faces?", limit=4)
    assert hits[0].passage.text == "Acme must delete the faces."
    assert hits[0].document.description.title == "Acme"
    assert hits[0].lexical is not None
    assert hits[0].vector is not None
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert corpus.retriever.search("faces", limit=0) == []


def test_filters_hold_for_words_and_vectors(corpus: Corpus) -> None:
    """Nothing outside the filter is found, however well it matches."""
    corpus.publish(
        publication("a", ACME, description("Acme", regulator="ico")),
        publication("b", ZED, description("Zed", regulator="cnil")),
    )
    assert set(texts(corpus, "delete the faces", Filters(regulator=("cnil",)))) == set(ZED.split("\n"))
    assert texts(corpus, "delete the faces", Filters(regulator=("aepd",))) == []


def test_a_new_version_replaces_the_old_in_search(corpus: Corpus) -> None:
    """The old text stays readable and is found no more."""
    (first,) = corpus.publish(publication("a", ACME))
    (second,) = corpus.publish(publication("a", ZED))
    assert (first.id, second.version) == (second.id, 2)
    assert set(texts(corpus, "delete faces")) == set(ZED.split("\n"))
    assert corpus.registry.text(first.id, 1) == ACME
    assert in_step(corpus)


def test_a_deleted_document_is_gone_from_everything(corpus: Corpus) -> None:
    """Search, indexes and texts know it no more."""
    (document,) = corpus.publish(publication("a", ACME))
    assert texts(corpus, "faces")
    corpus.delete(document.id)
    assert texts(corpus, "faces") == []
    assert (corpus.lexical.count(), corpus.vectors.count()) == (0, 0)
    with pytest.raises(NotFound, match="was deleted"):
        corpus.registry.text(document.id, 1)
    with pytest.raises(NotFound):
        corpus.delete("d0")


def test_a_store_opens_again_with_all_it_had(tmp_path: Path) -> None:
    """Closing and opening changes nothing and embeds nothing."""
    with open_store(tmp_path) as corpus:
        corpus.publish(publication("a", ACME))
        found = texts(corpus, "faces")
    embedder = HashingEmbedder()
    with open_store(tmp_path, embedder) as corpus:
        assert texts(corpus, "faces") == found
        assert in_step(corpus)
    assert embedder.embedded == 0


def test_several_documents_are_published_together_or_not_at_all(corpus: Corpus) -> None:
    """One bad document undoes the whole call, and leaves nothing in the indexes."""
    good, bad = publication("a", ACME), publication("b", ZED)
    object.__setattr__(bad, "model", "another")
    with pytest.raises(ModelChanged, match="another"):
        corpus.publish(good, bad)
    assert corpus.registry.documents() == ()
    assert (corpus.lexical.count(), corpus.vectors.count()) == (0, 0)


def test_a_crash_between_index_and_registry_shows_nothing_and_is_mended(tmp_path: Path) -> None:
    """Entries that no document owns are not shown, and are removed when the store is next opened."""
    with open_store(tmp_path) as corpus:
        corpus.publish(publication("a", ACME))
        (ghost,) = corpus.publish(publication("b", "Ghost faces."))
        lexical, vectors = corpus.lexical, corpus.vectors
        hidden = [(lexical, lexical.remove), (vectors, vectors.remove)]
        for index, _ in hidden:
            index.remove = lambda _ids: None  # type: ignore[method-assign]
        corpus.delete(ghost.id)
        for index, remove in hidden:
            index.remove = remove  # type: ignore[method-assign]
        assert (lexical.count(), vectors.count()) == (3, 3)
        assert "Ghost faces." not in texts(corpus, "ghost faces")
    with open_store(tmp_path) as corpus:
        assert corpus.lexical.count() == 2
        assert in_step(corpus)


def test_two_writers_of_one_document_make_two_versions(tmp_path: Path) -> None:
    """Where several processes may write, one that is overtaken plans again; no version is lost or doubled."""
    with open_store(tmp_path) as corpus:
        rival = publication("a", "The rival's words.")
        add, overtaken = corpus.indexes.add, []

        def overtake(planned: tuple[Planned, ...]) -> None:
            add(planned)
            if not overtaken:
                overtaken.append(planned)
                with corpus.registry.database.write() as connection:
                    write_publications(connection, plan(connection, [rival]), RETRIEVED)

        corpus.indexes.add = overtake  # type: ignore[method-assign]
        (document,) = corpus.publish(publication("a", ACME))
        assert document.version == 2
        assert corpus.registry.text(document.id, 1) == "The rival's words."
        corpus.repair()
        assert in_step(corpus)


@pytest.mark.parametrize("damage", ["lost words", "broken words", "lost vectors", "broken vectors"])
def test_a_lost_or_damaged_index_is_made_again_on_opening(tmp_path: Path, damage: str) -> None:
    """Both come back from the registry, and nothing is embedded again."""
    with open_store(tmp_path) as corpus:
        corpus.publish(publication("a", ACME), publication("b", ZED))
    words, chroma = tmp_path / "lexical.sqlite3", tmp_path / "chroma"
    if damage == "lost words":
        words.unlink()
    elif damage == "broken words":
        words.write_bytes(b"broken" * 10_000)
    elif damage == "lost vectors":
        subprocess.run(["rm", "-r", str(chroma)], check=True)
    else:
        (chroma / "chroma.sqlite3").write_bytes(b"broken" * 10_000)
    embedder = HashingEmbedder()
    with open_store(tmp_path, embedder) as corpus:
        assert texts(corpus, "faces")[0] == "Acme must delete the faces."
        assert in_step(corpus)
    assert embedder.embedded == 0


def test_a_rebuild_embeds_nothing_again(tmp_path: Path) -> None:
    """The registry keeps the vectors; progress counts passages."""
    embedder = HashingEmbedder()
    seen: list[tuple[int, int]] = []
    with open_store(tmp_path, embedder) as corpus:
        corpus.publish(publication("a", ACME), publication("b", ZED))
        corpus.rebuild(lambda done, total: seen.append((done, total)))
        assert in_step(corpus)
        assert texts(corpus, "faces")[0] == "Acme must delete the faces."
    assert embedder.embedded == 0
    assert seen == [(4, 4)]


def test_a_changed_model_is_refused_until_a_rebuild(tmp_path: Path) -> None:
    """Vectors of two models are never compared; the rebuild embeds what the new one never saw."""
    with open_store(tmp_path) as corpus:
        corpus.publish(publication("a", ACME))
    wider = HashingEmbedder(dimensions=128)
    with open_store(tmp_path, wider) as corpus:
        with pytest.raises(ModelChanged, match=r"hashing-64.*standing index rebuild"):
            corpus.retriever.search("faces")
        corpus.rebuild()
        assert texts(corpus, "faces")[0] == "Acme must delete the faces."
        assert wider.embedded == 2
        corpus.rebuild()
        assert wider.embedded == 2


def test_without_model_files_the_store_opens_and_rebuilds(tmp_path: Path) -> None:
    """Reading needs no model; asking for one says how to get it."""
    with open_store(tmp_path) as corpus:
        corpus.publish(publication("a", ACME))
    settings = StoreSettings(home=tmp_path, models=tmp_path / "models")
    with Corpus.open(settings) as corpus:
        corpus.rebuild()
        assert in_step(corpus)
        with pytest.raises(AssetUnavailable):
            corpus.retriever.search("faces")


def test_repair_reports_what_was_wrong(corpus: Corpus) -> None:
    """Entries too many and too few in either index."""
    (document,) = corpus.publish(publication("a", ACME))
    assert corpus.repair() == 0
    corpus.lexical.remove([f"{document.id}.1.0"])
    corpus.vectors.remove([f"{document.id}.1.0", f"{document.id}.1.1"])
    assert corpus.repair() == 3
    assert in_step(corpus)


@pytest.mark.server
def test_processes_on_servers_see_each_others_documents(
    tmp_path: Path, postgres: PostgresServer, chroma: ChromaServer
) -> None:
    """What one publishes or deletes, another finds or finds no more, its text included, with no file in common."""
    here = on_servers(tmp_path / "one", postgres, chroma)
    there = dataclasses.replace(here, home=tmp_path / "two")
    with Corpus.open(here, HashingEmbedder()) as one, Corpus.open(there, HashingEmbedder()) as two:
        (document,) = one.publish(publication("a", ACME))
        assert texts(two, "delete faces")[0] == "Acme must delete the faces."
        assert two.registry.text(document.id, 1) == ACME
        one.delete(document.id)
        assert texts(two, "delete faces") == []
        with pytest.raises(NotFound, match="was deleted"):
            two.registry.text(document.id, 1)
        assert two.registry.passages([f"{document.id}.1.0"]) == {}


@pytest.mark.server
def test_opening_beside_a_publication_takes_nothing_away(
    tmp_path: Path, postgres: PostgresServer, chroma: ChromaServer
) -> None:
    """Entries that are in the indexes before their document is committed are not spare ones."""
    here = on_servers(tmp_path / "one", postgres, chroma)
    with Corpus.open(here, HashingEmbedder()) as one:
        one.publish(publication("z", ZED))
        add, opening = one.indexes.add, []

        def open_beside(planned: tuple[Planned, ...]) -> None:
            add(planned)
            second = Thread(target=lambda: Corpus.open(dataclasses.replace(here, home=tmp_path / "two")).close())
            second.start()
            second.join(0.5)
            opening.append(second)

        one.indexes.add = open_beside  # type: ignore[method-assign]
        one.publish(publication("a", ACME))
        opening[0].join()
        assert in_step(one)


@pytest.mark.server
def test_many_processes_publish_at_once(tmp_path: Path, postgres: PostgresServer, chroma: ChromaServer) -> None:
    """Versions of one document follow each other without a gap, and the indexes hold the newest alone."""
    here = on_servers(tmp_path, postgres, chroma)
    stores = [Corpus.open(dataclasses.replace(here, home=tmp_path / str(n)), HashingEmbedder()) for n in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda n: stores[n % 4].publish(publication("a", f"Version {n} of the text.")), range(12)))
    (document,) = stores[0].registry.documents()
    assert document.version == 12
    assert [held.version for held in stores[1].registry.history(document.id)] == list(range(12, 0, -1))
    assert in_step(stores[2])
    assert texts(stores[3], "text") == [stores[0].registry.text(document.id, 12)]
    for store in stores:
        store.close()


def test_a_registry_on_a_server_wants_its_vectors_on_one(tmp_path: Path) -> None:
    """Embedded vectors of one machine would fall behind a registry that others write."""
    settings = StoreSettings(tmp_path, tmp_path / "models", "postgresql://postgres@127.0.0.1:1/x")
    with pytest.raises(StoreError, match="Chroma server"):
        Corpus.open(settings, HashingEmbedder())


def test_a_second_owner_is_told_who_has_the_store(tmp_path: Path) -> None:
    """In the same process and in another one."""
    with open_store(tmp_path) as corpus:
        with pytest.raises(StoreOwned, match=r"in use by process \d+"):
            open_store(tmp_path)
        assert corpus.ownership is not None
        corpus.ownership.announce("http://127.0.0.1:1")
        script = (
            "import sys; from pathlib import Path; from tests.support.stores import open_store\n"
            "from corpus.errors import StoreOwned\n"
            "try: open_store(Path(sys.argv[1]))\n"
            "except StoreOwned as error: print(error.owner_url, error.remedy)"
        )
        done = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path)],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[2],
        )
        assert "http://127.0.0.1:1 Send the work to the service" in done.stdout
    with open_store(tmp_path) as corpus:
        assert corpus.version == 0
