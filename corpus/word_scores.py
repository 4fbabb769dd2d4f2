"""The scores of single words, kept in memory and added up for a query.

BM25 is a sum over the words of a query, and FTS5 gives the part of each when it is asked for that word alone. Asked for
all words at once it reckons every part again for every query, which is most of a search: 8.4 ms for 22 words among
6,750 passages, where matching them takes 1.1, and in proportion more among more. What is kept here are FTS5's own
parts, added in its order, so that a query has the same scores either way.

Measured with the known items of docs/retrieval.md among 6,750 passages, processor milliseconds of a query at the mean,
FTS5 alone and this: words of passages 8.3 and 0.8, of whole documents 2.7 and 0.4, within half of the documents 7.1 and
2.0; a whole search 24 and 14. Reading the words of the first 186 queries costs less than it saves on them (4.2).
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.caches import Bounded

KEPT_BYTES, KEPT_BYTES_A_ROW = 128_000_000, 1_500
"""Parts kept of one table, 12 bytes each: so many in all, or so many for each row where that is more, about what the
vectors of the passages take. The words of 60 abstracts of forty words take some 720 bytes a passage. Where they do not
fit they are read from FTS5 again and again: with 128 MB a search among 100,000 passages took 5 ms at the median and one
among 300,000 took 437."""

PATIENCE = 8
"""Queries after a change of the index that FTS5 answers whole. What is kept of a word is worth the reading when a few
more queries come before the next change, which an ingest makes every few seconds."""

Rows = npt.NDArray[np.uint32]
Key = tuple[int, str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Parts:
    """In which rows a word stands, and what it adds to the score of each."""

    rows: Rows
    scores: npt.NDArray[np.float64]

    @property
    def nbytes(self) -> int:
        """Bytes in memory."""
        return self.rows.nbytes + self.scores.nbytes


class WordScores:
    """What the words of one FTS5 table add to the scores of its rows. Safe to share between threads."""

    def __init__(self, table: str, columns: int, patience: int = PATIENCE) -> None:
        weights = ", ?" * columns
        self._sql = f"SELECT rowid, -bm25({table}{weights}) FROM {table} WHERE {table} MATCH ?"  # noqa: S608 - our tables
        self._kept: Bounded[Key, Parts] = Bounded(KEPT_BYTES, lambda parts: parts.nbytes)
        self._patience = patience
        self._lock = threading.Lock()
        self._change, self._asked = -1, 0

    def settled(self, change: int) -> bool:
        """Whether to ask here; `change` counts the changes of the index. Called once a query."""
        with self._lock:
            if change != self._change:
                self._change, self._asked = change, 0
                self._kept.drop(lambda key: key[0] != change)
            self._asked += 1
            return self._asked > self._patience

    def best(
        self,
        connection: sqlite3.Connection,
        change: int,
        matches: Sequence[str],
        weights: tuple[float, ...],
        limit: int,
        within: Rows | None = None,
    ) -> list[tuple[int, float]]:
        """The best rows first, with their scores, equal ones by their number.

        Args:
            connection: In a transaction, so that all words are read of one state of the index.
            change: What it counts in that state.
            matches: Each word, or words in a row, as FTS5 reads it.
            weights: Of each column.
            limit: How many rows.
            within: The rows to look in; None is all.
        """
        parts = [self._parts(connection, (change, match, weights)) for match in matches]
        size = 1 + max((int(part.rows.max()) for part in parts if len(part.rows)), default=-1)
        self._kept.allow(max(KEPT_BYTES, KEPT_BYTES_A_ROW * size))
        total, found = np.zeros(size), np.zeros(size, bool)
        for part in parts:
            total[part.rows] += part.scores
            found[part.rows] = True
        if within is None:
            rows = np.flatnonzero(found).astype(np.uint32)
        else:
            rows = within[within < size]
            rows = rows[found[rows]]
        return _best(rows, total[rows], limit)

    def _parts(self, connection: sqlite3.Connection, key: Key) -> Parts:
        held = self._kept.get(key)
        if held is None:
            _, match, weights = key
            read = connection.execute(self._sql, (*weights, match)).fetchall()
            rows, scores = zip(*read, strict=True) if read else ((), ())
            held = Parts(np.array(rows, np.uint32), np.array(scores, np.float64))
            self._kept.put(key, held)
        return held


def _best(rows: Rows, scores: npt.NDArray[np.float64], limit: int) -> list[tuple[int, float]]:
    if len(rows) > limit:
        least = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        kept = scores >= least
        rows, scores = rows[kept], scores[kept]
    order = np.lexsort((rows, -scores))[:limit]
    return list(zip(rows[order].tolist(), scores[order].tolist(), strict=True))
