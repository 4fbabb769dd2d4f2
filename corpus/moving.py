"""A whole store made from a snapshot of another, in an empty place: the registry, then both indexes out of it.

The indexes are not copied: they are derived, a copy would fit one engine in one version, and making them again embeds
nothing because the registry keeps the vectors. What is killed on the way is finished by running it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from corpus.errors import StoreMissing, StoreNotEmpty
from corpus.filling import Step, fill, state_of
from corpus.owner import Ownership
from corpus.snapshots import Snapshot
from corpus.sqlite_words import destroy_lexical
from corpus.store import Corpus, StoreSettings
from corpus.vector_index import ChromaServer, destroy_embedded, open_server


@dataclass(frozen=True, slots=True)
class Filled:
    """What there is after. `rows` is None where an earlier run had copied them; `vectors` is the sha256 of them all."""

    rows: int | None
    documents: int
    passages: int
    vectors: str


def check_place(settings: StoreSettings, snapshot: Snapshot) -> bool:
    """Whether the rows have yet to be copied: False when an earlier run has done that. Changes nothing.

    Raises `StoreNotEmpty` when there is something else, `StoreOwned` when somebody has an embedded store there.
    """
    settings.check()
    if settings.embedded and settings.home.exists():
        Ownership(settings.home).release()
    if state_of(settings.registry_url, snapshot) == "same":
        return False
    if settings.chroma and (held := _vectors_on(settings.chroma)):
        raise StoreNotEmpty(
            f"The database {settings.chroma.database} of the Chroma server {settings.chroma.address} holds {held} "
            "vectors, which may be another installation's.",
            remedy="Name another one in STANDING_CHROMA_DATABASE, or delete it.",
        )
    return True


def fill_store(settings: StoreSettings, snapshot: Snapshot, report: Step, *, with_rows: bool = True) -> Filled:
    """Copy the rows, make both indexes and compare everything; `with_rows` is what `check_place` said.

    Raises as `fill`.
    """
    rows = None
    if with_rows:
        settings.home.mkdir(parents=True, exist_ok=True)
        with _owned(settings):
            rows = sum(seal.rows for seal in fill(settings.registry_url, snapshot, report).values())
    with Corpus.open(settings, report=lambda done, total: report("index of words", done, total)) as corpus:
        corpus.indexes.repair_vectors(lambda done, total: report("index of vectors", done, total))
        vectors = corpus.indexes.check(lambda done, total: report("vectors compared", done, total))
        held = corpus.registry.coverage()
    return Filled(rows, held.documents, held.passages, vectors)


def _vectors_on(server: ChromaServer) -> int:
    try:
        index = open_server(server, look_only=True)
    except StoreMissing:
        return 0
    try:
        return index.count()
    finally:
        index.close()


@contextmanager
def _owned(settings: StoreSettings) -> Iterator[None]:
    """Nobody else fills it, and nothing is left of indexes whose registry is gone: they would pass for this one's."""
    ownership = Ownership(settings.home) if settings.embedded else None
    try:
        destroy_lexical(settings.words)
        if ownership:
            destroy_embedded(settings.vectors)
        yield
    finally:
        if ownership:
            ownership.release()
