"""Texts into words as FTS5 sees them: its own tokenizer, run in memory, so that every index has the same words."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.sqlite_words import TOKENIZER

COLUMNS = ("text", "heading", "names")

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every word of several texts, sorted by word, then by text, column and place.

    One element a time a word stands somewhere: `word` counts `vocabulary`, `column` counts `COLUMNS`, `place` counts
    words within a column of a text.
    """

    vocabulary: list[str]
    word: Numbers
    text: Numbers
    column: Numbers
    place: Numbers


class Tokenizer:
    """FTS5's tokenizer. Safe to share between threads."""

    def __init__(self) -> None:
        self._local = threading.local()

    def tokens(self, texts: Iterable[Sequence[str]]) -> Tokens:
        """The words of texts, each given as its columns."""
        connection = self._connection()
        connection.executemany(
            "INSERT INTO texts (rowid, text, heading, names) VALUES (?, ?, ?, ?)",
            ((n, *(column.replace("\0", " ") for column in columns)) for n, columns in enumerate(texts)),
        )
        rows = connection.execute("SELECT term, doc, col, offset FROM words").fetchall()
        connection.execute("INSERT INTO texts (texts) VALUES ('delete-all')")
        words, text, column, place = zip(*rows, strict=True) if rows else ((), (), (), ())
        vocabulary = {word: n for n, word in enumerate(dict.fromkeys(words))}
        columns = {name: n for n, name in enumerate(COLUMNS)}
        return Tokens(
            list(vocabulary),
            _numbers([vocabulary[word] for word in words]),
            _numbers(text),
            _numbers([columns[name] for name in column]),
            _numbers(place),
        )

    def rows(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """The words of each text, in a row."""
        tokens = self.tokens((text, "", "") for text in texts)
        placed = sorted(zip(tokens.text.tolist(), tokens.place.tolist(), tokens.word.tolist(), strict=True))
        return [tuple(tokens.vocabulary[word] for text, _, word in placed if text == n) for n in range(len(texts))]

    def _connection(self) -> sqlite3.Connection:
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is None:
            held = self._local.connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            held.execute(
                f"CREATE VIRTUAL TABLE texts USING fts5(text, heading, names, content='', tokenize='{TOKENIZER}')"
            )
            held.execute("CREATE VIRTUAL TABLE words USING fts5vocab(texts, 'instance')")
        return held


def _numbers(values: Sequence[int]) -> Numbers:
    return np.array(values, np.int64)
