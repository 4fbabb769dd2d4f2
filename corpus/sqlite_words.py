"""The index of words in SQLite: FTS5, in a file of its own, so that losing it loses nothing."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from corpus import lexical_wholes
from corpus.database import is_damage, is_full
from corpus.errors import ROOM, StoreDamaged, StoreError, StoreFull, StoreMissing
from corpus.lexical_index import EVEN, LexicalEntry, LexicalQuery, Weights
from corpus.scored import Scored
from corpus.word_scores import PATIENCE, Rows, WordScores

LAYOUT = 5
"""Raised whenever the tables below change: a file of another layout is emptied, and filled again from the registry."""

TOKENIZER = "porter unicode61 remove_diacritics 2"
"""Words by their stems (Porter's, of English), without accents and case."""

SCHEMA = f"""
CREATE TABLE entries (
  id INTEGER PRIMARY KEY, passage_id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL,
  text TEXT NOT NULL, heading TEXT NOT NULL, names TEXT NOT NULL
);
CREATE INDEX entries_document ON entries (document_id);
CREATE VIRTUAL TABLE lexical USING fts5(
  text, heading, names, content='entries', content_rowid='id', tokenize='{TOKENIZER}'
);
"""

CHANGES = "CREATE TABLE changes (counted INTEGER NOT NULL); INSERT INTO changes VALUES (0);"

SEARCH = (
    "SELECT entries.passage_id, -score FROM (SELECT rowid AS id, bm25(lexical, ?, ?, ?) AS score FROM lexical"
    " WHERE lexical MATCH ? ORDER BY score, rowid LIMIT ?) AS best JOIN entries USING (id) ORDER BY score, id"
)
SEARCH_WITHIN = (
    "SELECT entries.passage_id, -bm25(lexical, ?, ?, ?) AS score FROM lexical"
    " JOIN entries ON entries.id = lexical.rowid WHERE lexical MATCH ?"
    " AND entries.document_id IN (SELECT value FROM json_each(?)) ORDER BY score DESC, entries.id LIMIT ?"
)
CHOSEN = "SELECT id FROM entries WHERE document_id IN (SELECT value FROM json_each(?)) ORDER BY id"
NAMED = "SELECT id, passage_id FROM entries WHERE id IN (SELECT value FROM json_each(?))"


def destroy_lexical(path: Path) -> None:
    """Remove what cannot be opened, so that it can be made again."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


class SqliteLexicalIndex:
    """FTS5 with the Porter stemmer, accents removed. One connection a thread to read, one to write."""

    def __init__(self, path: Path, patience: int = PATIENCE, *, look_only: bool = False) -> None:
        """Open or make the file; `patience` as in `WordScores`. Raises `StoreDamaged` when it cannot be read.

        With `look_only` raises `StoreMissing` when there is none, or one of another layout.
        """
        if look_only and not path.exists():
            raise StoreMissing(f"{path} is not there.")
        self._path = path
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._passages = WordScores("lexical", 3, patience)
        self._wholes = WordScores("whole", 2, patience)
        self._lock = threading.Lock()
        try:
            with _translated(path):
                self._writer = self._connect()
                if not self._as_laid_out():
                    if look_only:
                        raise StoreMissing(f"{path} is of an older layout.")
                    self._lay_out()
        except StoreError:
            self.close()
            raise

    def add(self, entries: Iterable[LexicalEntry]) -> None:
        """See `LexicalIndex`."""
        rows = [(e.passage_id, e.document_id, e.text, e.heading, e.names) for e in entries]
        with self._write() as connection, _rewritten(connection, {row[1] for row in rows}):
            self._remove(connection, [row[0] for row in rows])
            first = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM entries").fetchone()[0]
            numbered = [(first + n, *row) for n, row in enumerate(rows)]
            connection.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)", numbered)
            connection.execute(
                "INSERT INTO lexical (rowid, text, heading, names) SELECT id, text, heading, names FROM entries"
                " WHERE id >= ?",
                (first,),
            )

    def remove(self, passage_ids: Collection[str]) -> None:
        """See `LexicalIndex`."""
        with self._write() as connection, _rewritten(connection, _owners(connection, passage_ids)):
            self._remove(connection, passage_ids)

    def search(
        self, query: LexicalQuery, limit: int, allowed: Collection[str] | None = None, weights: Weights = EVEN
    ) -> list[Scored]:
        """See `LexicalIndex`. FTS5's BM25 has k1 = 1.2 and b = 0.75."""
        matches = _matches(query)
        if not matches or limit < 1 or (allowed is not None and not allowed):
            return []
        weighed, within = (weights.text, weights.heading, weights.names), _within(allowed)
        with self._read() as connection:
            change = _change(connection)
            if self._passages.settled(change):
                rows = _rows(connection, CHOSEN, within)
                best = self._passages.best(connection, change, matches, weighed, limit, rows)
                names = dict(connection.execute(NAMED, (json.dumps([row for row, _ in best]),)).fetchall())
                return [Scored(names[row], score) for row, score in best]
            sql = SEARCH if allowed is None else SEARCH_WITHIN
            return [Scored(*row) for row in connection.execute(sql, (*weighed, _any(matches), *within, limit))]

    def search_wholes(
        self, query: LexicalQuery, limit: int, allowed: Collection[str] | None = None, weights: Weights = EVEN
    ) -> dict[str, float]:
        """See `LexicalIndex`."""
        matches = _matches(query)
        if not matches or limit < 1 or (allowed is not None and not allowed):
            return {}
        weighed, within = (weights.text, weights.names), _within(allowed)
        with self._read() as connection:
            change = _change(connection)
            if self._wholes.settled(change):
                rows = _rows(connection, lexical_wholes.CHOSEN, within)
                best = self._wholes.best(connection, change, matches, weighed, limit, rows)
                names = lexical_wholes.names(connection, [row for row, _ in best])
                return {names[row]: score for row, score in best}
            return lexical_wholes.search(connection, _any(matches), limit, allowed, weighed)

    def check(self) -> None:
        """See `LexicalIndex`."""
        with self._write() as connection:
            connection.execute("INSERT INTO lexical (lexical, rank) VALUES ('integrity-check', 1)")

    def ids(self) -> set[str]:
        """See `LexicalIndex`."""
        with _translated(self._path):
            return {row[0] for row in self._reader().execute("SELECT passage_id FROM entries")}

    def missing(self, passage_ids: Sequence[str]) -> set[str]:
        """See `LexicalIndex`."""
        chosen = "SELECT passage_id FROM entries WHERE passage_id IN (SELECT value FROM json_each(?))"
        with _translated(self._path):
            held = self._reader().execute(chosen, (json.dumps(list(passage_ids)),))
            return set(passage_ids).difference(row[0] for row in held)

    def count(self) -> int:
        """See `LexicalIndex`."""
        with _translated(self._path):
            return int(self._reader().execute("SELECT count(*) FROM entries").fetchone()[0])

    def clear(self) -> None:
        """See `LexicalIndex`."""
        with self._write() as connection:
            connection.execute("DELETE FROM entries")
            connection.execute("INSERT INTO lexical (lexical) VALUES ('delete-all')")
            lexical_wholes.clear(connection)

    def close(self) -> None:
        """See `LexicalIndex`."""
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
            self._local = threading.local()

    def _as_laid_out(self) -> bool:
        return bool(self._writer.execute("PRAGMA user_version").fetchone()[0] == LAYOUT)

    def _lay_out(self) -> None:
        for name in ("lexical", "entries", "changes", *lexical_wholes.TABLES):
            self._writer.execute(f"DROP TABLE IF EXISTS {name}")
        self._writer.executescript(
            f"BEGIN; {SCHEMA} {CHANGES} {lexical_wholes.SCHEMA} PRAGMA user_version = {LAYOUT}; COMMIT;"
        )

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False, timeout=30)
        self._opened.append(connection)
        # what a power cut takes from a derived index is found missing and put back when the store is next opened
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "mmap_size=268435456", "cache_size=-16000"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _reader(self) -> sqlite3.Connection:
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is None:
            with self._lock:
                held = self._local.connection = self._connect()
        return held

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection]:
        """One state of the index, whatever is written meanwhile."""
        with _translated(self._path):
            connection = self._reader()
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _translated(self._path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                self._writer.execute("UPDATE changes SET counted = counted + 1")
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                # a full disk ends the transaction by itself, or leaves it open at its very end
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    def _remove(self, connection: sqlite3.Connection, passage_ids: Collection[str]) -> None:
        ids = (json.dumps(list(passage_ids)),)
        chosen = "FROM entries WHERE passage_id IN (SELECT value FROM json_each(?))"
        connection.execute(
            "INSERT INTO lexical (lexical, rowid, text, heading, names)"
            f" SELECT 'delete', id, text, heading, names {chosen}",
            ids,
        )
        connection.execute(f"DELETE {chosen}", ids)


def _owners(connection: sqlite3.Connection, passage_ids: Collection[str]) -> set[str]:
    query = "SELECT DISTINCT document_id FROM entries WHERE passage_id IN (SELECT value FROM json_each(?))"
    return {row[0] for row in connection.execute(query, (json.dumps(list(passage_ids)),))}


@contextmanager
def _rewritten(connection: sqlite3.Connection, document_ids: Collection[str]) -> Iterator[None]:
    """Around a change of passages: their documents as wholes, taken out before and put in anew after."""
    lexical_wholes.forget(connection, document_ids)
    yield
    lexical_wholes.put(connection, document_ids)


def _matches(query: LexicalQuery) -> list[str]:
    # FTS5 reads a string in double quotes as words in a row, whatever stands in it; a NUL would end it
    return ['"{}"'.format(text.replace("\0", " ").replace('"', '""')) for text in query.texts]


def _any(matches: Iterable[str]) -> str:
    return " OR ".join(matches)


def _change(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT counted FROM changes").fetchone()[0])


def _within(allowed: Collection[str] | None) -> tuple[str, ...]:
    """The parameter of a query within documents; none for all."""
    return () if allowed is None else (json.dumps(list(allowed)),)


def _rows(connection: sqlite3.Connection, sql: str, within: tuple[str, ...]) -> Rows | None:
    return np.array([row for (row,) in connection.execute(sql, within)], np.uint32) if within else None


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        if is_full(str(error)):
            raise StoreFull(f"The lexical index {path} has no room left: {error}.", remedy=ROOM) from error
        kind = StoreDamaged if is_damage(str(error)) else StoreError
        raise kind(f"The lexical index {path} failed: {error}.", remedy="Run `standing index rebuild`.") from error
