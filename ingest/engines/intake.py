"""The end of the line: prepared documents gathered into groups, embedded and published.

While one group is embedded the one before is published and the next gathered, each in threads of its own, since all
three wait mostly for code outside Python.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

import numpy as np

from corpus.documents import Document
from corpus.errors import StoreError
from corpus.failures import Failure
from corpus.publication import Publication, Vector, vector_key
from corpus.registry import HeldSource
from corpus.store import Corpus
from ingest.engines.embedding import Embedding, Made
from ingest.engines.engine import GROUP_PASSAGES, Line
from ingest.preparing.stages import Prepared
from ingest.report import OnProgress, Outcome, Progress, Status, repeating

FIRST_GROUP = 32
"""Each group is twice the one before until they are full, so that the embedder need not wait long for the first."""

AT_ONCE = 2
"""Groups under way: one is published or embedded, the next waits for the embedder, which so never waits for it."""


class Intake:
    """Takes prepared documents until it is left, and keeps the outcome of every file."""

    def __init__(
        self, corpus: Corpus, held: Mapping[str, HeldSource], total: int, on_progress: OnProgress, line: Line
    ) -> None:
        self.outcomes: list[Outcome] = []
        self.embedded = 0
        self._corpus = corpus
        self._held = held
        self._total = total
        self._on_progress = on_progress
        self._embedder = line.embedder
        self._embedding = Embedding(line.embedder, line.embedders)
        self._most = GROUP_PASSAGES * line.embedders
        self._passages = 0
        self._group: list[Prepared] = []
        self._full = FIRST_GROUP
        self._last: Made = {}
        self._publisher = ThreadPoolExecutor(1, thread_name_prefix="publish")
        self._publishing: deque[Future[list[Outcome]]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.flush()
                self._await_publisher(all_but=0)
        finally:
            self._embedding.close()
            self._publisher.shutdown()

    def take(self, prepared: Prepared) -> None:
        """One more document; a full group is embedded at once."""
        self._group.append(prepared)
        if sum(len(member.passages) for member in self._group) >= self._full:
            self._full = min(2 * self._full, self._most)
            self.flush()

    def record(self, outcome: Outcome) -> None:
        """A file that needs no publishing."""
        self.outcomes.append(outcome)
        self._passages += outcome.passages
        self._on_progress(Progress(len(self.outcomes), self._total, self._passages, outcome))

    def fail(self, failure: Failure) -> None:
        """A file that could not be read."""
        self._corpus.failures.record(failure)
        self.record(Outcome(failure.source_key, Status.FAILED, reason=failure.reason))

    def rest(self) -> None:
        """Nothing comes for a while: what is published is told, and what has been gathered need not wait for more."""
        while self._publishing and self._publishing[0].done():
            self._await_publisher(all_but=len(self._publishing) - 1)
        if not self._publishing:
            self.flush()

    def flush(self) -> None:
        """Have what has been gathered embedded and then published."""
        if not self._group:
            return
        self._await_publisher(all_but=AT_ONCE - 1)
        group, self._group = self._group, []
        texts = {vector_key(draft.text): draft.text for prepared in group for draft in prepared.passages}
        held = self._corpus.kept_vectors.known(self._embedder.identity, texts.keys())
        coming = {key: made for key, made in self._last.items() if key in texts}
        self._last = self._embedding.start({k: text for k, text in texts.items() if k not in held and k not in coming})
        self.embedded += len(self._last)
        self._publishing.append(self._publisher.submit(self._publish_group, group, held, coming | self._last))

    def _publish_group(self, group: Sequence[Prepared], held: Mapping[bytes, Vector], made: Made) -> list[Outcome]:
        embedder = self._embedder
        vectors = {**held, **{key: vectors.result()[row] for key, (vectors, row) in made.items()}}
        return self._publish(
            [
                prepared.publication(
                    _stack(prepared, vectors, embedder.dimensions),
                    embedder.identity,
                    self._version(prepared.source.key),
                )
                for prepared in group
            ]
        )

    def _version(self, key: str) -> int:
        held = self._held.get(key)
        return held.version if held else 0

    def _publish(self, publications: Sequence[Publication]) -> list[Outcome]:
        try:
            documents = self._corpus.publish(*publications)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - one document that cannot be published must not stop the others
            if len(publications) == 1:
                return [self._failed(publications[0], error)]
            return [outcome for publication in publications for outcome in self._publish([publication])]
        return [self._published(document) for document in documents]

    def _published(self, document: Document) -> Outcome:
        key = document.source.key
        status = Status.CHANGED if key in self._held else Status.NEW
        reason = repeating(document.duplicate_of) if document.duplicate_of else ""
        if document.needs_ocr:
            status = Status.NEEDS_OCR
        elif document.duplicate_of:
            status = Status.DUPLICATE
        return Outcome(key, status, document.id, document.description.title, document.passages, reason)

    def _failed(self, publication: Publication, error: Exception) -> Outcome:
        source, reason = publication.source, f"{type(error).__name__}: {error}"
        self._corpus.failures.record(
            Failure(source.key, reason, dt.datetime.now(dt.UTC), source.sha256, publication.pipeline)
        )
        return Outcome(source.key, Status.FAILED, reason=reason)

    def _await_publisher(self, *, all_but: int) -> None:
        while len(self._publishing) > all_but:
            for outcome in self._publishing.popleft().result():
                self.record(outcome)


def _stack(prepared: Prepared, vectors: Mapping[bytes, Vector], dimensions: int) -> Vector:
    rows = [vectors[vector_key(draft.text)] for draft in prepared.passages]
    return np.stack(rows) if rows else np.zeros((0, dimensions), np.float32)
