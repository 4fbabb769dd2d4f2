"""The two derived indexes, kept in step with the registry.

A document's passages are added to the indexes before the registry commits it, and old ones are removed after: a hit
that the registry does not know as current is never shown, so that a document is seen wholly or not at all. A crash in
between leaves too many entries, never too few; the counts differ, and the difference is mended when the store is next
opened. Words are added before vectors and removed after them, so that the index of words, which is opened always, tells
of every crash. An index that cannot be opened is made again from the registry, which keeps every text and vector.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

import numpy as np
import sqlalchemy as sa

from corpus.database import insert_first, put
from corpus.documents import Description
from corpus.errors import CopyDiffers, ModelChanged, StoreDamaged, StoreError
from corpus.exclusion import Exclusion
from corpus.glosses import with_gloss
from corpus.lexical_index import LexicalEntry, LexicalIndex, LexicalQuery, Weights
from corpus.publication import Vector
from corpus.publishing import Planned, raise_version
from corpus.registry import Registry
from corpus.scored import Scope, Scored, document_of
from corpus.tables import index_state
from corpus.vector_index import VectorIndex
from corpus.vector_store import VectorStore

EXACT_PASSAGES = 4000
"""Up to this many allowed passages comparing with each is quicker than an index that knows no filter: 2 ms for 2,000
and 10 for 4,000, against 52 and 29 in the index among 54,000."""

SYNC_BATCH = 1000
"""Passages put into an index in one call while mending it."""

NEWEST = 50
"""Documents published last that an index must hold to be taken for one in step."""

VECTORS = "vectors"

Report = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """A progress report that nobody reads."""
    del done, total


class Indexes:
    """Both indexes over one registry. The vector index is opened when it is first needed."""

    def __init__(
        self,
        registry: Registry,
        vectors: VectorStore,
        open_lexical: Callable[[], LexicalIndex],
        open_vectors: Callable[[], VectorIndex],
        *,
        destroy_lexical: Callable[[], None],
        destroy_vectors: Callable[[], None],
        exclusion: Exclusion,
        report: Report | None = None,
    ) -> None:
        """`report` is told how far mending the lexical index has come, which happens here."""
        self._exclusion = exclusion
        self._registry = registry
        self._kept = vectors
        self._open_vectors = open_vectors
        self._destroy_vectors = destroy_vectors
        self._lock = threading.RLock()
        self._vectors: VectorIndex | None = None
        self._in_step = False
        self.lexical = _reopened(open_lexical, destroy_lexical)
        if not self._in_step_with(self.lexical):
            # the vectors first: a crash in between must still be told of; what cannot be done now meets who needs them.
            # An empty index tells of no crash: it was just made, for a restored registry or in place of a damaged one.
            if self.lexical.count():
                with suppress(StoreError):
                    self.open()
            self.repair_lexical(report or silent)

    @property
    def vectors(self) -> VectorIndex:
        """The vector index, opened and in step."""
        with self._lock:
            index = self._opened()
            if not self._in_step:
                self.repair_vectors()
                self._in_step = True
            return index

    @property
    def model(self) -> str | None:
        """The model whose vectors are in the index; None before the first."""

        def load() -> str | None:
            with self._registry.database.read() as connection:
                return held_model(connection)

        return self._registry.cached.get(VECTORS, load)

    def by_words(self, query: LexicalQuery, limit: int, scope: Scope | None, weights: Weights) -> list[Scored]:
        """Best BM25 first."""
        return self.lexical.search(query, limit, scope.documents if scope else None, weights)

    def by_whole(self, query: LexicalQuery, limit: int, scope: Scope | None, weights: Weights) -> dict[str, float]:
        """Documents by BM25 over all that they say, best first."""
        return self.lexical.search_wholes(query, limit, scope.documents if scope else None, weights)

    def by_vector(self, vector: Vector, limit: int, scope: Scope | None) -> list[Scored]:
        """Nearest first; exactly where few passages are allowed."""
        if scope is None:
            return self.vectors.search(vector, limit)
        model = self.model
        if model is None or scope.passages > EXACT_PASSAGES:
            return self.vectors.search(vector, limit, scope)
        documents = self._registry.documents_by_id(scope.documents).values()
        return self._kept.nearest(model, vector, {(d.id, d.version) for d in documents}, limit)

    def open(self) -> None:
        """Open the vector index too and put it in step: before a publication, which nobody may mend beside."""
        _ = self.vectors

    def add(self, planned: Sequence[Planned]) -> None:
        """Make passages findable, before the transaction that publishes them."""
        entries = [entry for each in planned for entry in _drafted(each)]
        if entries:
            self.lexical.add(entries)
            vectors = np.concatenate([each.publication.vectors for each in planned if each.publication.passages])
            self.vectors.add([entry.passage_id for entry in entries], vectors)

    def add_held(self, passage_ids: Sequence[str]) -> None:
        """Make passages findable that the registry holds already, before the transaction that shows their document."""
        for _, batch in _batches(passage_ids):
            self._add_lexical(batch)
            self._add_vectors(batch)

    def remove(self, passage_ids: Sequence[str]) -> None:
        """Make passages unfindable, after the transaction that took them away."""
        if passage_ids:
            self.vectors.remove(passage_ids)
            self.lexical.remove(passage_ids)

    def repair_lexical(self, report: Report = silent) -> int:
        """Put the lexical index in step; says how many entries were wrong."""
        return self._sync(self.lexical, self._add_lexical, report)

    def repair_vectors(self, report: Report = silent) -> int:
        """Put the vector index in step; says how many entries were wrong."""
        return self._sync(self._opened(), self._add_vectors, report)

    def check(self, report: Report = silent) -> str:
        """Compare each index with the registry, passage by passage, and every vector bit for bit.

        Gives one sha256 of all identifiers and vectors. Raises `CopyDiffers`.
        """
        wanted = sorted(self._registry.current_passage_ids())
        for name, index in (("words", self.lexical), ("vectors", self._opened())):
            if (held := index.ids()) != set(wanted):
                missing, spare = len(set(wanted) - held), len(held.difference(wanted))
                raise _differs(f"The index of {name} lacks {missing} passages and has {spare} too many.")
        self.lexical.check()
        sha256 = hashlib.sha256()
        for passage_id, kept, found in side_by_side(self._kept, self.model, self._opened(), wanted, report):
            if kept != found:
                raise _differs(f"The vector of {passage_id} in the index is not the registry's.")
            sha256.update(passage_id.encode() + found)
        return sha256.hexdigest()

    def probe(self) -> None:
        """Ask the vector index for a sign of life. Raises what its engine raises."""
        self._opened().count()

    def rebuild(self, model: str | None, report: Report = silent) -> None:
        """Make both indexes again from the registry. Every current passage must have a vector of `model`."""
        self.lexical.clear()
        with self._lock:
            # not probed first: whatever is in it, of another length too, goes
            if self._vectors is None:
                self._vectors = _reopened(self._emptied, self._destroy_vectors)
            else:
                self._vectors.clear()
        with self._registry.database.write() as connection:
            put(connection, index_state, {"name": VECTORS, "model": model})
            raise_version(connection)
        wanted = sorted(self._registry.current_passage_ids())
        for done, batch in _batches(wanted):
            self._add_lexical(batch)
            self._add_vectors(batch)
            report(done, len(wanted))

    def close(self) -> None:
        """Let go of both."""
        self.lexical.close()
        if self._vectors is not None:
            self._vectors.close()

    def _opened(self) -> VectorIndex:
        with self._lock:
            if self._vectors is None:
                self._vectors = _reopened(self._probed, self._destroy_vectors)
            return self._vectors

    def _emptied(self) -> VectorIndex:
        index = self._open_vectors()
        index.clear()
        return index

    def _probed(self) -> VectorIndex:
        index = self._open_vectors()
        dimensions = self._kept.dimensions(self.model or "")
        # a damaged graph shows only when it is walked
        if dimensions and index.count():
            index.search(np.full(dimensions, dimensions**-0.5, np.float32), 1)
        return index

    def _sync(self, index: LexicalIndex | VectorIndex, add: Callable[[Sequence[str]], None], report: Report) -> int:
        if self._in_step_with(index):
            return 0
        with self._exclusion.alone():
            # a publication may have been under way
            return 0 if self._in_step_with(index) else self._mend(index, add, report)

    def _in_step_with(self, index: LexicalIndex | VectorIndex) -> bool:
        """Whether an index holds as much as it should, and of the newest documents everything.

        An index put back to an older state may hold as much; it lacks what was published last.
        """
        if index.count() != self._registry.coverage().passages:
            return False
        return not index.missing(self._registry.newest_passage_ids(NEWEST))

    def _mend(self, index: LexicalIndex | VectorIndex, add: Callable[[Sequence[str]], None], report: Report) -> int:
        wanted, held = set(self._registry.current_passage_ids()), index.ids()
        index.remove(sorted(held - wanted))
        missing = sorted(wanted - held)
        for done, batch in _batches(missing):
            add(batch)
            report(done, len(missing))
        return len(held - wanted) + len(missing)

    def _add_lexical(self, passage_ids: Sequence[str]) -> None:
        passages = self._registry.passages(passage_ids).values()
        documents = self._registry.documents_by_id({passage.document_id for passage in passages})
        self.lexical.add(
            _entry(passage.id, passage.text, passage.heading_path, documents[passage.document_id].description)
            for passage in passages
        )

    def _add_vectors(self, passage_ids: Sequence[str]) -> None:
        found, matrix = self._kept.of_passages(self.model or "", passage_ids)
        if len(found) != len(passage_ids):
            raise StoreDamaged(
                f"{len(passage_ids) - len(found)} passages have no vector of {self.model}.",
                remedy="Run `standing index rebuild`, which embeds them.",
            )
        self._opened().add(found, matrix)


def side_by_side(
    kept: VectorStore, model: str | None, index: VectorIndex, passage_ids: Sequence[str], report: Report = silent
) -> Iterator[tuple[str, bytes, bytes]]:
    """Each passage with its vector as the registry keeps it and as the index holds it; no bytes where there is none."""
    for done, batch in _batches(passage_ids):
        wanted = {key: row.tobytes() for key, row in zip(*kept.of_passages(model or "", batch), strict=True)}
        held = {key: row.tobytes() for key, row in index.read(batch).items()}
        for passage_id in batch:
            yield passage_id, wanted.get(passage_id, b""), held.get(passage_id, b"")
        report(done, len(passage_ids))


def _differs(message: str) -> CopyDiffers:
    return CopyDiffers(message, remedy="Run `standing index rebuild`.")


def held_model(connection: sa.Connection) -> str | None:
    """The model whose vectors are in the index; None before the first."""
    return connection.execute(sa.select(index_state.c.model).where(index_state.c.name == VECTORS)).scalar()


def claim_model(connection: sa.Connection, model: str) -> None:
    """Note whose vectors the index holds. Raises as `check_model`."""
    if held_model(connection) == model:
        return
    insert_first(connection, index_state, {"name": VECTORS, "model": model})
    unclaimed = (index_state.c.name == VECTORS) & index_state.c.model.is_(None)
    connection.execute(sa.update(index_state).where(unclaimed).values(model=model))
    check_model(connection, model)


def check_model(connection: sa.Connection, model: str) -> None:
    """Raise `ModelChanged` when the index holds vectors of another model."""
    held = held_model(connection)
    if held not in (None, model):
        raise ModelChanged(
            f"The index holds vectors of {held}, these are of {model}.", remedy="Run `standing index rebuild`."
        )


def _drafted(planned: Planned) -> Iterator[LexicalEntry]:
    publication = planned.publication
    for passage_id, draft in zip(planned.passage_ids, publication.passages, strict=True):
        yield _entry(passage_id, draft.text, draft.heading_path, publication.description)


def _entry(passage_id: str, text: str, heading_path: Sequence[str], about: Description) -> LexicalEntry:
    names = " | ".join((about.title, *about.respondents))
    found_by = with_gloss(text, about.language)
    return LexicalEntry(passage_id, document_of(passage_id), found_by, " | ".join(heading_path), names)


def _batches(ids: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Stretches of ids, each with how many are through after it."""
    for start in range(0, len(ids), SYNC_BATCH):
        batch = ids[start : start + SYNC_BATCH]
        yield start + len(batch), batch


Index = TypeVar("Index")


def _reopened(open_index: Callable[[], Index], destroy: Callable[[], None]) -> Index:
    try:
        return open_index()
    except StoreDamaged:
        destroy()
        return open_index()
