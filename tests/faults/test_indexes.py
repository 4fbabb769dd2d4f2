"""Indexes that are lost, damaged or older than the registry: noticed, mended from it, and nothing embedded again."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.doctor import examine
from corpus.publication import Publication
from corpus.store import Corpus, StoreSettings
from service.running.tending import Tending
from tests.support.embedders import HashingEmbedder
from tests.support.publications import publication
from tests.support.stores import open_store

PASSAGES = 1500
"""Chroma writes its graph to files only after a thousand."""

LEXICAL, VECTORS = "lexical.sqlite3", "chroma"


def written(key: str, passages: int, word: str) -> Publication:
    return publication(key, "\n".join(f"Acme must delete {word} {n} of its customers." for n in range(passages)))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one document of many passages, as it lies when it is closed."""
    home = tmp_path_factory.mktemp("filled")
    with open_store(home) as corpus:
        corpus.publish(written("a", PASSAGES, "face"))
    return home


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "home"))


def files_of_graph(home: Path) -> list[Path]:
    found = sorted((home / VECTORS).rglob("*.bin"))
    assert found, "Chroma has written its graph"
    return found


def cut(home: Path) -> None:
    for path in files_of_graph(home):
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size // 2)


def scribbled(home: Path) -> None:
    for path in files_of_graph(home):
        path.write_bytes(b"\xff" * path.stat().st_size)


def emptied(home: Path) -> None:
    for path in files_of_graph(home):
        path.write_bytes(b"")


def without_graph(home: Path) -> None:
    for path in files_of_graph(home):
        path.unlink()


def without_database(home: Path) -> None:
    (home / VECTORS / "chroma.sqlite3").unlink()


def torn_database(home: Path) -> None:
    path = home / VECTORS / "chroma.sqlite3"
    data = bytearray(path.read_bytes())
    data[4096 : len(data) // 2] = bytes(len(data) // 2 - 4096)
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [cut, scribbled, emptied, without_graph, without_database, torn_database])
def test_a_damaged_chroma_folder_is_made_again(home: Path, damage: Callable[[Path], None]) -> None:
    """The doctor names it; the next use finds every passage again, with the vectors that the registry kept."""
    damage(home)
    finding = next(found for found in examine(settings_of(home)) if found.part == "vector index")
    assert not finding.ok
    assert finding.remedy
    embedder = HashingEmbedder()
    with open_store(home, embedder) as corpus:
        assert corpus.retriever.search("face 7", limit=1)[0].passage.text == "Acme must delete face 7 of its customers."
        whole(corpus)
    assert embedder.embedded == 0
    finding = next(found for found in examine(settings_of(home)) if found.part == "vector index")
    assert finding.ok, finding


@pytest.mark.parametrize("stale", [LEXICAL, VECTORS])
def test_an_index_put_back_to_an_older_state_is_mended(home: Path, stale: str) -> None:
    """Even where it holds as many passages as it should: an old copy lacks what was published last."""
    older = home / "older"
    copied(home / stale, older)
    with open_store(home) as corpus:
        corpus.publish(written("a", PASSAGES, "photograph"))
    removed(home / stale)
    copied(older, home / stale)
    assert not next(
        found for found in examine(settings_of(home)) if found.part.startswith(("lexical", "vector")) and not found.ok
    ).ok
    with open_store(home) as corpus:
        hit = corpus.retriever.search("photograph 7", limit=1)[0]
        assert hit.passage.text == "Acme must delete photograph 7 of its customers."
        whole(corpus)


def test_a_running_service_mends_its_indexes(tmp_path: Path) -> None:
    """What an index loses while the service runs is put back without a restart."""
    with open_store(tmp_path) as corpus:
        corpus.publish(written("a", 3, "face"), written("b", 3, "plate"))
        lost = corpus.registry.current_passage_ids()[:2]
        corpus.vectors.remove(lost)
        corpus.lexical.remove(lost)
        tending = Tending(corpus, every=0.05)
        try:
            until = time.monotonic() + 30
            while corpus.lexical.count() + corpus.vectors.count() < 12:
                assert time.monotonic() < until
                time.sleep(0.05)
        finally:
            tending.close()
        whole(corpus)


MOMENTS = {
    "between the additions": lambda corpus: (corpus.vectors, "add"),
    "before the commit": lambda corpus: (corpus.indexes, "add_held"),
    "before the removals": lambda corpus: (corpus.indexes, "remove"),
    "between the removals": lambda corpus: (corpus.lexical, "remove"),
}


def crashed(home: Path, moment: str) -> None:
    """Publish a second version, and end at once where it comes to a moment."""
    with open_store(home) as corpus:
        part, call = MOMENTS[moment](corpus)
        setattr(part, call, lambda *_: os._exit(9))
        corpus.publish(written("a", 5, "photograph"))


@pytest.mark.parametrize("moment", MOMENTS)
def test_whoever_opens_after_a_crash_mends_both_indexes(tmp_path: Path, moment: str) -> None:
    """Also one that then has no use for the vectors, as an ingest that finds nothing new."""
    with open_store(tmp_path) as corpus:
        corpus.publish(written("a", 3, "face"), written("b", 3, "plate"))
    child = multiprocessing.get_context("spawn").Process(target=crashed, args=(tmp_path, moment))
    child.start()
    child.join(60)
    assert child.exitcode == 9
    wrong = [found.part for found in examine(settings_of(tmp_path)) if found.part.endswith("index") and not found.ok]
    assert "lexical index" in wrong
    open_store(tmp_path).close()
    found = [found for found in examine(settings_of(tmp_path)) if found.part.endswith("index")]
    assert [finding.message for finding in found if not finding.ok] == []


def settings_of(home: Path) -> StoreSettings:
    return StoreSettings(home=home, models=home / "models")


def whole(corpus: Corpus) -> None:
    wanted = set(corpus.registry.current_passage_ids())
    assert corpus.lexical.ids() == wanted == corpus.vectors.ids()


def copied(path: Path, to: Path) -> None:
    if path.is_dir():
        shutil.copytree(path, to)
    else:
        shutil.copy(path, to)


def removed(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        for beside in path.parent.glob(f"{path.name}*"):
            beside.unlink()
