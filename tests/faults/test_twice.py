"""One document ingested twice at once: one document, one version, whoever comes second."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import pytest

from corpus.store import Corpus, StoreSettings
from corpus.vector_index import ChromaServer
from ingest.engines.engine import Threads
from ingest.pipeline import ingest
from ingest.preparing.stages import InProcess
from ingest.sources.item import Item
from tests.support.embedders import HashingEmbedder
from tests.support.postgres_server import PostgresServer
from tests.support.stores import on_servers, open_store

TEXTS = {f"decisions/{n}.md": f"# Decision {n}\n\nThe authority fined Acme {n} EUR {n + 1},000." for n in range(12)}


def meeting(barrier: threading.Barrier) -> list[Item]:
    """The documents; the first is handed out only when both ingests have come to it, with nothing held yet."""

    def load(text: str, *, first: bool) -> bytes:
        if first:
            barrier.wait(30)
        return text.encode()

    return [
        Item(key, key, lambda text=text, first=n == 0: load(text, first=first))  # type: ignore[misc]
        for n, (key, text) in enumerate(TEXTS.items())
    ]


def both(one: Corpus, other: Corpus) -> None:
    barrier = threading.Barrier(2)
    here = Threads(1, lambda: nullcontext(InProcess()))
    with ThreadPoolExecutor(2) as threads:
        runs = [threads.submit(ingest, each, meeting(barrier), engine=here) for each in (one, other)]
        reports = [run.result(120) for run in runs]
    assert [report.failed for report in reports] == [(), ()]
    for corpus in (one, other):
        documents = corpus.registry.documents()
        assert {(document.source.key, document.version) for document in documents} == {(key, 1) for key in TEXTS}
        wanted = set(corpus.registry.current_passage_ids())
        assert corpus.lexical.ids() == wanted == corpus.vectors.ids()


def test_two_ingests_in_one_process_leave_one_version(tmp_path: Path) -> None:
    """As when two doors of a service are used by a program."""
    with open_store(tmp_path) as corpus:
        both(corpus, corpus)


@pytest.mark.server
def test_two_ingests_on_servers_leave_one_version(
    tmp_path: Path, postgres: PostgresServer, chroma: ChromaServer
) -> None:
    """Even where both believe that it is their turn, as after a clock that jumped."""
    place: StoreSettings = on_servers(tmp_path / "one", postgres, chroma)
    with Corpus.open(place, HashingEmbedder()) as one, Corpus.open(place, HashingEmbedder()) as other:
        both(one, other)


def test_changed_bytes_are_still_a_new_version(tmp_path: Path) -> None:
    """And the same bytes again, after others, as well."""
    with open_store(tmp_path) as corpus:
        for text, version in (("One.", 1), ("Two.", 2), ("One.", 3)):
            ingest(corpus, [Item("a.md", "a.md", f"# A\n\n{text}".encode, trusted=True)])
            assert corpus.registry.documents()[0].version == version
