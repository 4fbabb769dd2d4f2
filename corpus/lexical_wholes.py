"""Whole documents in the lexical index: BM25 over all that a document says, beside BM25 over its passages.

A question's words often stand in several passages of the right document and together in none of them. FTS5 keeps the
postings alone; a row is taken out again by giving FTS5 the very text it was made of, which is put together from the
passages, so every change of a document's passages goes `forget`, change, `put`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

SCHEMA = """
CREATE TABLE wholes (id INTEGER PRIMARY KEY, document_id TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE whole USING fts5(
  text, names, content='', tokenize='porter unicode61 remove_diacritics 2'
);
"""

TABLES = ("whole", "wholes")

_TEXT = (
    "SELECT wholes.id,"
    " (SELECT group_concat(text, char(10)) FROM"
    "  (SELECT text FROM entries WHERE entries.document_id = wholes.document_id ORDER BY id)),"
    " (SELECT max(names) FROM entries WHERE entries.document_id = wholes.document_id)"
    " FROM wholes WHERE document_id IN (SELECT value FROM json_each(?))"
)
_DELETING = _TEXT.replace("SELECT", "SELECT 'delete',", 1)
_FORGET = f"INSERT INTO whole (whole, rowid, text, names) {_DELETING}"
_PUT = f"INSERT INTO whole (rowid, text, names) {_TEXT}"
_HELD = "SELECT DISTINCT document_id FROM entries WHERE document_id IN (SELECT value FROM json_each(?))"
_DROPPED = "DELETE FROM wholes WHERE document_id IN (SELECT value FROM json_each(?))"

_SEARCH = (
    "SELECT document_id, -score FROM (SELECT rowid AS id, bm25(whole, ?, ?) AS score FROM whole WHERE whole MATCH ?"
    " ORDER BY score, rowid LIMIT ?) JOIN wholes USING (id) ORDER BY score, id"
)
_SEARCH_WITHIN = (
    "SELECT document_id, -bm25(whole, ?, ?) AS score FROM whole JOIN wholes ON wholes.id = whole.rowid"
    " WHERE whole MATCH ? AND document_id IN (SELECT value FROM json_each(?)) ORDER BY score DESC, wholes.id LIMIT ?"
)
CHOSEN = "SELECT id FROM wholes WHERE document_id IN (SELECT value FROM json_each(?)) ORDER BY id"
_NAMED = "SELECT id, document_id FROM wholes WHERE id IN (SELECT value FROM json_each(?))"


def forget(connection: sqlite3.Connection, document_ids: Collection[str]) -> None:
    """Take documents out, while their passages are still as they were put in."""
    ids = (json.dumps(sorted(document_ids)),)
    connection.execute(_FORGET, ids)
    connection.execute(_DROPPED, ids)


def put(connection: sqlite3.Connection, document_ids: Collection[str]) -> None:
    """Put in those of the documents that have passages."""
    ids = (json.dumps(sorted(document_ids)),)
    connection.execute(f"INSERT INTO wholes (document_id) {_HELD}", ids)
    connection.execute(_PUT, ids)


def clear(connection: sqlite3.Connection) -> None:
    """Forget every document."""
    connection.execute("DELETE FROM wholes")
    connection.execute("INSERT INTO whole (whole) VALUES ('delete-all')")


def names(connection: sqlite3.Connection, rows: Collection[int]) -> dict[int, str]:
    """The documents of those rows."""
    return dict(connection.execute(_NAMED, (json.dumps(list(rows)),)).fetchall())


def search(
    connection: sqlite3.Connection,
    match: str,
    limit: int,
    allowed: Collection[str] | None,
    weights: tuple[float, float],
) -> dict[str, float]:
    """The best documents first, with their scores; `weights` of the text and of the names."""
    if allowed is None:
        return dict(connection.execute(_SEARCH, (*weights, match, limit)).fetchall())
    within = json.dumps(list(allowed))
    return dict(connection.execute(_SEARCH_WITHIN, (*weights, match, within, limit)).fetchall())
