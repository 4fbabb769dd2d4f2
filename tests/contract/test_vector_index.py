"""What every vector index does, whichever engine is behind it."""

from __future__ import annotations

import dataclasses
import socket
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StoreDamaged, StoreError
from corpus.publication import Vectors
from corpus.scored import Scope
from corpus.vector_index import ENOUGH, ChromaServer, VectorIndex, destroy_embedded, open_embedded, open_server
from tests.support.exact_vectors import ExactVectorIndex

OPENERS: dict[str, Callable[[Path], VectorIndex]] = {
    "exact": lambda _: ExactVectorIndex(),
    "chroma": lambda folder: open_embedded(folder / "chroma"),
}


@pytest.fixture(params=[*OPENERS, pytest.param("server", marks=pytest.mark.server)])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    if request.param == "server":
        opened: VectorIndex = open_server(fresh(request.getfixturevalue("chroma")))
    else:
        opened = OPENERS[request.param](tmp_path)
    yield opened
    opened.close()


def fresh(server: ChromaServer, **more: object) -> ChromaServer:
    """A database of its own, in a tenant of its own."""
    name = uuid.uuid4().hex
    return dataclasses.replace(server, tenant=f"tenant-{name}", database=f"database-{name}", **more)  # type: ignore[arg-type]


def unit(rows: int, seed: int = 0) -> Vectors:
    made = np.random.default_rng(seed).normal(size=(rows, 16)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def ids(count: int, document: str = "a") -> list[str]:
    return [f"{document}.1.{n}" for n in range(count)]


def test_the_nearest_comes_first_with_its_cosine(index: VectorIndex) -> None:
    """A passage's own vector finds it with a score of one."""
    vectors = unit(50)
    index.add(ids(50), vectors)
    hits = index.search(vectors[7], 5)
    assert hits[0].passage_id == "a.1.7"
    assert hits[0].score == pytest.approx(1, abs=1e-4)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    exact = np.sort(vectors @ vectors[7])[::-1][:5]
    assert [hit.score for hit in hits] == pytest.approx(list(exact), abs=1e-4)


def test_search_stays_within_the_allowed_documents(index: VectorIndex) -> None:
    """Even when every near passage belongs to others; an empty set allows nothing."""
    vectors = unit(200)
    index.add(ids(195) + ids(5, "b"), vectors)
    few = Scope(frozenset({"b"}), 5)
    hits = index.search(vectors[0], 3, few)
    assert len(hits) == 3
    assert {hit.passage_id.split(".")[0] for hit in hits} == {"b"}
    assert len(index.search(vectors[0], 50, few)) == 5
    assert index.search(vectors[0], 3, Scope(frozenset(), 0)) == []


def test_a_wide_scope_brings_enough_and_no_more_than_wanted(index: VectorIndex) -> None:
    """Half of all passages are allowed: the nearest of them come, in order."""
    vectors = unit(400)
    index.add(ids(200) + ids(200, "b"), vectors)
    hits = index.search(vectors[0], 60, Scope(frozenset({"b"}), 200))
    assert ENOUGH <= len(hits) <= 60
    exact = np.sort(vectors[200:] @ vectors[0])[::-1][: len(hits)]
    assert [hit.score for hit in hits] == pytest.approx(list(exact), abs=1e-4)


def test_removed_passages_are_never_found(index: VectorIndex) -> None:
    """Removing is exact, and removing again or what never was is no error."""
    vectors = unit(3)
    index.add(ids(3), vectors)
    index.remove(["a.1.1", "z.1.0"])
    index.remove(["a.1.1"])
    assert {hit.passage_id for hit in index.search(vectors[1], 3)} == {"a.1.0", "a.1.2"}
    assert (index.count(), index.ids()) == (2, {"a.1.0", "a.1.2"})


def test_what_is_missing_of_some_passages_is_told(index: VectorIndex) -> None:
    """Only of those asked about."""
    index.add(ids(3), unit(3))
    assert index.missing(["a.1.1", "a.2.1", "b.1.0"]) == {"a.2.1", "b.1.0"}
    assert index.missing([]) == set()


def test_vectors_are_read_back_as_they_were_added(index: VectorIndex) -> None:
    """Bit for bit, so that a copy can be checked; what is not there is left out."""
    vectors = unit(30)
    index.add(ids(30), vectors)
    assert index.read([]) == {}
    held = index.read(["a.1.29", "z.1.0", "a.1.3"])
    assert held.keys() == {"a.1.29", "a.1.3"}
    assert all(held[key].tobytes() == vectors[int(key.rsplit(".", 1)[1])].tobytes() for key in held)


def test_adding_again_replaces(index: VectorIndex) -> None:
    """A repair may add what is there already."""
    old, new = unit(2, 1), unit(2, 2)
    index.add(ids(2), old)
    index.add(ids(2), new)
    assert index.count() == 2
    assert index.search(new[0], 1)[0].score == pytest.approx(1, abs=1e-4)


def test_a_cleared_index_is_empty_and_usable(index: VectorIndex) -> None:
    """A rebuild starts from nothing."""
    vectors = unit(3)
    index.add(ids(3), vectors)
    index.clear()
    assert (index.count(), index.search(vectors[0], 3)) == (0, [])
    index.add(ids(3), vectors)
    assert len(index.search(vectors[0], 3)) == 3


def test_an_empty_index_finds_nothing(index: VectorIndex) -> None:
    """Nothing held, nothing asked for, nothing added: no error."""
    index.add([], unit(0))
    index.remove([])
    assert index.search(unit(1)[0], 3) == []
    index.add(ids(3), unit(3))
    assert index.search(unit(1)[0], 0) == []


def test_the_embedded_index_survives_closing(tmp_path: Path) -> None:
    """What was added is there when the folder is opened again."""
    vectors = unit(30)
    first = open_embedded(tmp_path / "chroma")
    first.add(ids(30), vectors)
    first.close()
    second = open_embedded(tmp_path / "chroma")
    assert second.search(vectors[3], 1)[0].passage_id == "a.1.3"
    second.close()


def test_a_damaged_folder_is_named_with_its_remedy_and_can_be_made_again(tmp_path: Path) -> None:
    """The index is derived: removing it loses nothing."""
    folder = tmp_path / "chroma"
    first = open_embedded(folder)
    first.add(ids(3), unit(3))
    first.close()
    (folder / "chroma.sqlite3").write_bytes(b"no database at all" * 3000)
    with pytest.raises(StoreDamaged, match="standing index rebuild"):
        open_embedded(folder)
    destroy_embedded(folder)
    again = open_embedded(folder)
    assert again.count() == 0
    again.close()


@pytest.mark.server
def test_databases_and_tenants_are_made_and_kept_apart(chroma: ChromaServer) -> None:
    """Two installations may share a server."""
    one, two = fresh(chroma), fresh(chroma)
    first, second, again = open_server(one), open_server(two), open_server(one)
    first.add(ids(3), unit(3))
    assert (first.count(), second.count(), again.count()) == (3, 0, 3)
    for index in (first, second, again):
        index.close()


@pytest.mark.server
def test_a_quota_is_kept_to(chroma: ChromaServer) -> None:
    """Chroma Cloud lets so many passages in and out in one call: more are sent and read in several."""
    index = open_server(fresh(chroma, batch=7))
    vectors = unit(40)
    index.add(ids(35) + ids(5, "b"), vectors)
    assert index.ids() == {*ids(35), *ids(5, "b")}
    assert len(index.search(vectors[0], 20)) == 7
    assert index.search(vectors[36], 3, Scope(frozenset({"b"}), 5))[0].passage_id == "b.1.1"
    index.remove(ids(30))
    assert index.count() == 10
    index.close()


def test_chroma_cloud_is_known_by_its_address() -> None:
    """Its quota holds unless another one is set; elsewhere there is none."""
    assert ChromaServer("api.trychroma.com").quota == 300
    assert ChromaServer("api.trychroma.com", batch=1000).quota == 1000
    assert ChromaServer("chroma.example").quota is None
    assert ChromaServer("h", 443, ssl=True, token="t").headers == {
        "Authorization": "Bearer t",
        "X-Chroma-Token": "t",
    }


@pytest.mark.server
def test_an_index_that_another_process_made_again_is_found_again(chroma: ChromaServer) -> None:
    """A rebuild gives the collection a new identity under the old name."""
    place = fresh(chroma)
    ours, theirs = open_server(place), open_server(place)
    ours.add(ids(3), unit(3))
    theirs.clear()
    theirs.add(ids(2, "b"), unit(2))
    assert {hit.passage_id for hit in ours.search(unit(3)[0], 5)} == {"b.1.0", "b.1.1"}
    ours.close()
    theirs.close()


def test_a_server_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A listener that never answers costs a few seconds, not for ever."""
    monkeypatch.setattr("corpus.vector_index.SERVER_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(StoreError, match=f"127.0.0.1:{port}"):
            open_server(ChromaServer("127.0.0.1", port))


def test_a_server_that_does_not_answer_is_named(unused_tcp_port: int) -> None:
    """The error says which server, and what to check."""
    with pytest.raises(StoreError, match=f"127.0.0.1:{unused_tcp_port}.*Check that it runs"):
        open_server(ChromaServer("127.0.0.1", unused_tcp_port))
