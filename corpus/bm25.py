"""BM25 as FTS5 reckons it, over posting lists that are arrays. Pure.

The score of a row of words is idf * f * (k1 + 1) / (f + k1 * (1 - b + b * length / mean length)), where f is how often
it stands there, each time with the weight of its column, and idf = ln((N - n + 0.5) / (n + 0.5)), at least 1e-6, over
n of N passages or documents (SQLite's documentation of FTS5, "The bm25() function").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.lexical_index import Weights
from corpus.word_tokens import COLUMNS, Tokens

K1 = 1.2
B = 0.75
LEAST_IDF = 1e-6

POSTING = np.dtype(
    [("entry", "<u4"), ("document", "<u4"), ("length", "<u2"), ("text", "u1"), ("heading", "u1"), ("names", "u1")]
)
"""One word in one passage: numbers of the passage and its document, the passage's words, and times in each column."""

MOST_TIMES = 255
"""Times a word is counted in one column of a passage."""

MOST_WORDS = 65_000
"""Words of a passage that are counted; passages have some 200."""

Array = npt.NDArray[Any]
Scores = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.uint32]
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Postings:
    """Where one word stands: an array of `POSTING`, and its places in each passage, one list after the other."""

    postings: Array
    places: Array

    @classmethod
    def unpacked(cls, postings: bytes, places: bytes | None) -> Postings:
        """From the bytes that `packed` gives."""
        return cls(np.frombuffer(postings, POSTING), np.frombuffer(places or b"", "<u2"))

    def packed(self) -> tuple[bytes, bytes]:
        """As bytes."""
        return self.postings.tobytes(), self.places.tobytes()

    def without(self, entries: Numbers) -> Postings:
        """What is left when passages go."""
        kept = ~np.isin(self.postings["entry"], entries)
        return Postings(self.postings[kept], self.places[np.repeat(kept, _times(self.postings))])


def gathered(parts: Sequence[Postings]) -> Postings:
    """One list of several."""
    return Postings(np.concatenate([p.postings for p in parts]), np.concatenate([p.places for p in parts]))


def sizes(tokens: Tokens, count: int) -> npt.NDArray[np.int64]:
    """How many words each of `count` texts has in each column: one row a text."""
    counted = np.bincount(tokens.text * len(COLUMNS) + tokens.column, minlength=count * len(COLUMNS))
    return counted.reshape(count, len(COLUMNS))


def postings(tokens: Tokens, entries: Numbers, documents: Numbers) -> Iterator[Postings]:
    """The posting list of each word of the vocabulary, in its order; the numbers are of the texts."""
    held = sizes(tokens, len(entries))
    places = _places(tokens, held)
    counted = (_since(tokens) < MOST_TIMES) & (places < MOST_WORDS)
    word, text, column = tokens.word[counted], tokens.text[counted], tokens.column[counted]
    first = _first(word, text)
    group = np.cumsum(first) - 1
    posted = np.zeros(int(first.sum()), POSTING)
    posted["entry"], posted["document"] = entries[text[first]], documents[text[first]]
    posted["length"] = np.minimum(held.sum(axis=1), MOST_WORDS)[text[first]]
    for n, name in enumerate(COLUMNS):
        posted[name] = np.bincount(group[column == n], minlength=len(posted))
    numbers = np.arange(len(tokens.vocabulary) + 1)
    groups, times = np.searchsorted(word[first], numbers), np.searchsorted(word, numbers)
    kept = places[counted].astype("<u2")
    for n in numbers[:-1]:
        yield Postings(posted[groups[n] : groups[n + 1]], kept[times[n] : times[n + 1]])


def score_passages(
    rows: Sequence[Row], lists: Mapping[str, Postings], held: int, words: int, weights: Weights
) -> tuple[Array, Scores]:
    """The numbers of the passages and of their documents in which any row of words stands, with their scores.

    Args:
        rows: Words in a row; each row adds to the score.
        lists: The posting list of every word that is held; with places where a row has several words.
        held: How many passages there are.
        words: How many words they have together.
        weights: What a word counts in each column.
    """
    mean = words / held if held else 1.0

    def scored(found: Array) -> tuple[Array, Scores]:
        times = np.sum([getattr(weights, column) * found[column].astype(np.float64) for column in COLUMNS], axis=0)
        return found[["entry", "document"]], _bm25(times, found["length"], mean, held)

    return _added(rows, lists, scored)


def score_wholes(
    rows: Sequence[Row], lists: Mapping[str, Postings], documents: Numbers, lengths: Array, weights: Weights
) -> tuple[Array, Scores]:
    """The places in `documents` in which any row of words stands, with their scores.

    A document's text is that of its passages together; its names, which each of its passages repeats, count once.

    Args:
        rows: Words in a row, each row within one passage.
        lists: As above.
        documents: The numbers of all documents, rising.
        lengths: How many words each has in its text and its names.
        weights: What a word counts in the text and in the names.
    """
    mean = float(lengths.mean()) if len(lengths) else 1.0

    def scored(found: Array) -> tuple[Array, Scores]:
        each, where = np.unique(np.searchsorted(documents, found["document"]), return_inverse=True)
        names = np.zeros(len(each))
        np.maximum.at(names, where, found["names"])
        times = weights.text * np.bincount(where, found["text"], len(each)) + weights.names * names
        stands = (np.bincount(where, found["text"], len(each)) + names) > 0
        return each[stands], _bm25(times[stands], lengths[each[stands]], mean, len(documents))

    return _added(rows, lists, scored)


def _added(
    rows: Sequence[Row], lists: Mapping[str, Postings], scored: Callable[[Array], tuple[Array, Scores]]
) -> tuple[Array, Scores]:
    held = [row for row in rows if row and all(word in lists for word in row)]
    parts = [scored(_standing(row, lists)) for row in held]
    if not parts:
        return np.zeros(0, [("entry", "<u4"), ("document", "<u4")]), np.zeros(0)
    where = np.concatenate([part[0] for part in parts])
    _, first, place = np.unique(where["entry"] if where.dtype.names else where, return_index=True, return_inverse=True)
    return where[first], np.bincount(place, np.concatenate([part[1] for part in parts])).astype(np.float64)


def _bm25(times: Scores, lengths: Array, mean: float, held: int) -> Scores:
    idf = max(np.log((held - len(times) + 0.5) / (len(times) + 0.5)), LEAST_IDF)
    scores: Scores = idf * times * (K1 + 1) / (times + K1 * (1 - B + B * lengths / mean))
    return scores


def _standing(row: Row, lists: Mapping[str, Postings]) -> Array:
    """Where the words stand in a row, and how often."""
    first = lists[row[0]]
    if len(row) == 1:
        return first.postings
    each = np.repeat(np.arange(len(first.postings)), _times(first.postings))
    starts = _spots(first)
    holds = np.ones(len(starts), bool)
    for away, word in enumerate(row[1:], 1):
        holds &= np.isin(starts + away, _spots(lists[word]))
    column = _columns(first.postings)
    found = first.postings.copy()
    for n, name in enumerate(COLUMNS):
        found[name] = np.bincount(each[holds & (column == n)], minlength=len(found))
    return found[np.bincount(each[holds], minlength=len(found)) > 0]


def _spots(listed: Postings) -> npt.NDArray[np.int64]:
    """Passage and place of each time, as one number."""
    entry = np.repeat(listed.postings["entry"].astype(np.int64), _times(listed.postings))
    return (entry << 16) + listed.places


def _columns(posted: Array) -> npt.NDArray[np.int64]:
    """The column of each time: places are in the order of the columns."""
    times = np.stack([posted[name].astype(np.int64) for name in COLUMNS], axis=1).ravel()
    return np.repeat(np.tile(np.arange(len(COLUMNS)), len(posted)), times)


def _times(posted: Array) -> Array:
    """How often the word stands in each passage."""
    counted: Array = np.stack([posted[name].astype(np.int64) for name in COLUMNS]).sum(axis=0)
    return counted


def _places(tokens: Tokens, held: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The place of each word in its text, columns one after the other with a gap that no row of words can cross."""
    gaps = held + 1
    bases = np.cumsum(gaps, axis=1) - gaps
    return bases[tokens.text, tokens.column] + tokens.place


def _since(tokens: Tokens) -> npt.NDArray[np.int64]:
    """How often the word stood before in the same column of the same text."""
    first = _first(tokens.word, tokens.text, tokens.column)
    starts = np.flatnonzero(first)
    return np.arange(len(first)) - starts[np.cumsum(first) - 1] if len(first) else np.zeros(0, np.int64)


def _first(*sorted_together: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Where any of the arrays has another value than just before."""
    changed = np.zeros(len(sorted_together[0]), bool)
    for array in sorted_together:
        changed[1:] |= array[1:] != array[:-1]
    changed[:1] = True
    return changed
