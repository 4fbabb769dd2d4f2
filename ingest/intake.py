"""The end of the line: prepared documents gathered into groups, embedded and published.

A group is published in a thread of its own while the next one is embedded, since both wait mostly for code outside
Python.
"""

from __future__ import annotations

import datetime as dt
import gc
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
from ingest.engine import GROUP_PASSAGES, Line
from ingest.report import OnProgress, Outcome, Progress, Status, repeating
from ingest.stages import Prepared

FIRST_GROUP = 32
"""Each group is twice the one before until they are full, so that the embedder need not wait long for the first."""


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
        self._most = GROUP_PASSAGES * line.embedders
        self._passages = 0
        self._group: list[Prepared] = []
        self._full = FIRST_GROUP
        self._fresh: dict[bytes, Vector] = {}
        self._publisher = ThreadPoolExecutor(1, thread_name_prefix="publish")
        self._publishing: Future[list[Outcome]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.flush()
                self._await_publisher()
        finally:
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

    def flush(self) -> None:
        """Embed what has been gathered and hand it to the publisher."""
        if not self._group:
            return
        group, self._group = self._group, []
        publications = self._embed(group)
        self._await_publisher()
        self._publishing = self._publisher.submit(self._publish, publications)

    def _embed(self, group: Sequence[Prepared]) -> list[Publication]:
        embedder = self._embedder
        texts = {vector_key(draft.text): draft.text for prepared in group for draft in prepared.passages}
        vectors = {key: vector for key, vector in self._fresh.items() if key in texts}
        vectors |= self._corpus.kept_vectors.known(embedder.identity, texts.keys())
        # texts of like length share a batch, so that little of it is padding
        missing = sorted((key for key in texts if key not in vectors), key=lambda key: len(texts[key]))
        made = embedder.embed_passages([texts[key] for key in missing])
        if not self.embedded:
            gc.freeze()  # what the embedder loaded for its first passages, see `pipeline`
        self._fresh = dict(zip(missing, made, strict=True))
        self.embedded += len(missing)
        vectors |= self._fresh
        return [
            prepared.publication(
                _stack(prepared, vectors, embedder.dimensions), embedder.identity, self._version(prepared.source.key)
            )
            for prepared in group
        ]

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

    def _await_publisher(self) -> None:
        if self._publishing is not None:
            done, self._publishing = self._publishing.result(), None
            for outcome in done:
                self.record(outcome)


def _stack(prepared: Prepared, vectors: Mapping[bytes, Vector], dimensions: int) -> Vector:
    rows = [vectors[vector_key(draft.text)] for draft in prepared.passages]
    return np.stack(rows) if rows else np.zeros((0, dimensions), np.float32)
