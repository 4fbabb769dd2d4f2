"""A vector index that compares with everything: what the others must agree with."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from corpus.publication import Vector, Vectors
from corpus.scored import Scope, Scored, document_of


class ExactVectorIndex:
    """Vectors in a dictionary."""

    def __init__(self) -> None:
        self._held: dict[str, Vector] = {}

    def add(self, passage_ids: Sequence[str], vectors: Vectors) -> None:
        """Keep them."""
        self._held |= dict(zip(passage_ids, vectors, strict=True))

    def remove(self, passage_ids: Collection[str]) -> None:
        """Drop them."""
        for passage_id in passage_ids:
            self._held.pop(passage_id, None)

    def search(self, vector: Vector, limit: int, scope: Scope | None = None) -> list[Scored]:
        """Compare with each."""
        scored = [
            Scored(key, float(np.dot(vector, held)))
            for key, held in self._held.items()
            if scope is None or document_of(key) in scope.documents
        ]
        return sorted(scored, key=lambda hit: -hit.score)[:limit]

    def read(self, passage_ids: Sequence[str]) -> dict[str, Vector]:
        """Look them up."""
        return {key: self._held[key] for key in passage_ids if key in self._held}

    def ids(self) -> set[str]:
        """All of them."""
        return set(self._held)

    def missing(self, passage_ids: Sequence[str]) -> set[str]:
        """Those not held."""
        return set(passage_ids) - set(self._held)

    def count(self) -> int:
        """Their number."""
        return len(self._held)

    def clear(self) -> None:
        """Drop all."""
        self._held.clear()

    def close(self) -> None:
        """Nothing to let go of."""
