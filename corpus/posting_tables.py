"""Posting lists in PostgreSQL: one row for each word of each batch of passages that was added together.

Rows of a batch are never added to afterwards, so that adding needs no lock; taking passages out rewrites the rows that
hold them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import sqlalchemy as sa

from corpus import bm25
from corpus.bm25 import Numbers, Postings
from corpus.engines import take_lock
from corpus.lexical_index import LexicalEntry
from corpus.word_tokens import COLUMNS, Tokens

LAYOUT = 3
"""Raised whenever the tables below change: those of another layout are dropped, and filled again from the registry."""

TABLES = (
    *("lexical_layout", "lexical_batches", "lexical_words"),
    *("lexical_documents", "lexical_entries", "lexical_postings"),
)

SCHEMA = """
CREATE TABLE lexical_layout (layout integer NOT NULL);
CREATE TABLE lexical_batches (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, entries integer NOT NULL, words bigint NOT NULL
);
CREATE TABLE lexical_words (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, word text COLLATE "C" NOT NULL UNIQUE
);
CREATE TABLE lexical_documents (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, document_id text NOT NULL UNIQUE,
  entries integer NOT NULL, words integer NOT NULL, names integer NOT NULL
);
CREATE TABLE lexical_entries (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, passage_id text NOT NULL UNIQUE, document integer NOT NULL,
  batch bigint NOT NULL, length integer NOT NULL, text_length integer NOT NULL, words integer[] NOT NULL
);
CREATE TABLE lexical_postings (
  word integer NOT NULL, batch bigint NOT NULL, postings bytea NOT NULL, places bytea NOT NULL,
  PRIMARY KEY (word, batch)
);
-- a list that stays in its row is read with it; beyond 2 kB most would be compressed or moved out
ALTER TABLE lexical_postings SET (toast_tuple_target = 8160);
ALTER TABLE lexical_postings ALTER postings SET STORAGE EXTERNAL, ALTER places SET STORAGE EXTERNAL;
"""

CLEARED = "TRUNCATE lexical_batches, lexical_words, lexical_documents, lexical_entries, lexical_postings"

ADD_DOCUMENTS = """
INSERT INTO lexical_documents AS held (document_id, entries, words, names)
SELECT * FROM unnest(:documents ::text[], :entries ::integer[], :words ::integer[], :names ::integer[])
ON CONFLICT (document_id) DO UPDATE
SET entries = held.entries + excluded.entries, words = held.words + excluded.words, names = excluded.names
RETURNING document_id, id
"""

ADD_ENTRIES = """
INSERT INTO lexical_entries (passage_id, document, batch, length, text_length, words)
SELECT passage_id, document, :batch, length, text_length, words::integer[]
FROM unnest(
  :passages ::text[], :documents ::integer[], :lengths ::integer[], :text_lengths ::integer[], :words ::text[]
) AS given (passage_id, document, length, text_length, words) RETURNING passage_id, id
"""

ADD_POSTINGS = """
INSERT INTO lexical_postings (word, batch, postings, places)
SELECT word, :batch, postings, places FROM unnest(:words ::integer[], :postings ::bytea[], :places ::bytea[])
AS given (word, postings, places)
"""

CHANGE_POSTINGS = """
UPDATE lexical_postings AS held SET postings = given.postings, places = given.places
FROM unnest(:words ::integer[], :postings ::bytea[], :places ::bytea[]) AS given (word, postings, places)
WHERE held.batch = :batch AND held.word = given.word
"""

LESSEN_DOCUMENTS = """
UPDATE lexical_documents AS held SET entries = held.entries - gone.entries, words = held.words - gone.words
FROM unnest(:documents ::integer[], :entries ::integer[], :words ::integer[]) AS gone (id, entries, words)
WHERE held.id = gone.id
"""

LISTS = """
SELECT words.word, lists.postings, CASE WHEN words.word = ANY(:placed) THEN lists.places END
FROM lexical_words AS words JOIN lexical_postings AS lists ON lists.word = words.id WHERE words.word = ANY(:words)
"""


def made(connection: sa.Connection) -> bool:
    """Whether the tables are there as they should be."""
    if not sa.inspect(connection).has_table(TABLES[0]):
        return False
    return connection.execute(sa.text("SELECT layout FROM lexical_layout")).scalar() == LAYOUT


def make(connection: sa.Connection) -> None:
    """Make the tables, unless they are there as they should be."""
    if not made(connection):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {', '.join(TABLES)}")
        connection.exec_driver_sql(SCHEMA)
        connection.execute(sa.text("INSERT INTO lexical_layout VALUES (:layout)"), {"layout": LAYOUT})


def known_words(connection: sa.Connection, vocabulary: Iterable[str]) -> dict[str, int]:
    """The numbers of those words that have one."""
    query = sa.text("SELECT word, id FROM lexical_words WHERE word = ANY(:words)")
    return _pairs(connection.execute(query, {"words": list(vocabulary)}))


def add_words(connection: sa.Connection, words: Collection[str]) -> None:
    """Give each a number, unless it has one."""
    statement = "INSERT INTO lexical_words (word) SELECT unnest(:words ::text[]) ON CONFLICT DO NOTHING"
    # in one order everywhere, so that two who add the same words never wait for each other in a circle
    connection.execute(sa.text(statement), {"words": sorted(words)})


def add(connection: sa.Connection, given: Sequence[LexicalEntry], tokens: Tokens, words: np.ndarray[Any, Any]) -> None:
    """Add passages as one batch; `words` are the numbers of the vocabulary."""
    sizes = bm25.sizes(tokens, len(given))
    batch = connection.execute(
        sa.text("INSERT INTO lexical_batches (entries, words) VALUES (:entries, :words) RETURNING id"),
        {"entries": len(given), "words": int(sizes.sum())},
    ).scalar_one()
    documents = _add_documents(connection, given, sizes)
    distinct: list[list[str]] = [[] for _ in given]
    for text, word in np.unique(np.stack([tokens.text, words[tokens.word]], axis=1), axis=0).tolist():
        distinct[text].append(str(word))
    values = {
        "batch": batch,
        "passages": [entry.passage_id for entry in given],
        "documents": documents,
        "lengths": sizes.sum(axis=1).tolist(),
        "text_lengths": sizes[:, 0].tolist(),
        "words": [f"{{{','.join(numbers)}}}" for numbers in distinct],
    }
    ids = _pairs(connection.execute(sa.text(ADD_ENTRIES), values))
    entries = np.array([ids[entry.passage_id] for entry in given], np.uint32)
    lists = bm25.postings(tokens, entries, np.array(documents, np.uint32))
    _write(connection, ADD_POSTINGS, batch, dict(zip(words.tolist(), lists, strict=True)))


def remove(connection: sa.Connection, passage_ids: list[str]) -> None:
    """Take passages out; those that are not there are ignored."""
    held = "SELECT 1 FROM lexical_entries WHERE passage_id = ANY(:passages) LIMIT 1"
    if not passage_ids or connection.execute(sa.text(held), {"passages": passage_ids}).first() is None:
        return
    # two that take passages out of the same batches would otherwise wait for each other in a circle
    take_lock(connection, "standing words")
    delete = (
        "DELETE FROM lexical_entries WHERE passage_id = ANY(:passages)"
        " RETURNING batch, id, document, length, text_length, words"
    )
    gone = connection.execute(sa.text(delete), {"passages": passage_ids}).all()
    by_batch: dict[int, list[Any]] = defaultdict(list)
    for row in gone:
        by_batch[row.batch].append(row)
    for batch, rows in by_batch.items():
        _take_out(connection, batch, rows)
    _lessen_documents(connection, gone)


def lists(connection: sa.Connection, words: Collection[str], placed: Collection[str]) -> dict[str, Postings]:
    """The posting list of each word that stands anywhere; of those that are `placed` too, with places."""
    parts: dict[str, list[Postings]] = defaultdict(list)
    found = connection.execute(sa.text(LISTS), {"words": list(words), "placed": list(placed)})
    for word, postings, places in found:
        parts[word].append(Postings.unpacked(postings, places))
    return {word: bm25.gathered(each) for word, each in parts.items()}


def passage_ids(connection: sa.Connection, entries: Sequence[int]) -> dict[int, str]:
    """The passages of those numbers."""
    query = sa.text("SELECT id, passage_id FROM lexical_entries WHERE id = ANY(:entries)")
    return _pairs(connection.execute(query, {"entries": list(entries)}))


def _add_documents(connection: sa.Connection, given: Sequence[LexicalEntry], sizes: np.ndarray[Any, Any]) -> list[int]:
    """The number of each passage's document."""
    totals: dict[str, list[int]] = {}
    for entry, size in zip(given, sizes.tolist(), strict=True):
        entries, words, _ = totals.get(entry.document_id, (0, 0, 0))
        totals[entry.document_id] = [entries + 1, words + size[0], size[len(COLUMNS) - 1]]
    ordered = sorted(totals)
    columns = zip(*(totals[document_id] for document_id in ordered), strict=True)
    values = dict(zip(("entries", "words", "names"), map(list, columns), strict=True))
    numbers: dict[str, int] = _pairs(connection.execute(sa.text(ADD_DOCUMENTS), {"documents": ordered, **values}))
    return [numbers[entry.document_id] for entry in given]


def _lessen_documents(connection: sa.Connection, gone: Sequence[Any]) -> None:
    totals: dict[int, tuple[int, int]] = {}
    for row in gone:
        entries, words = totals.get(row.document, (0, 0))
        totals[row.document] = (entries + 1, words + row.text_length)
    values = {
        "documents": list(totals),
        "entries": [entries for entries, _ in totals.values()],
        "words": [words for _, words in totals.values()],
    }
    connection.execute(sa.text(LESSEN_DOCUMENTS), values)
    empty = "DELETE FROM lexical_documents WHERE id = ANY(:documents) AND entries = 0"
    connection.execute(sa.text(empty), values)


def _take_out(connection: sa.Connection, batch: int, rows: Sequence[Any]) -> None:
    entries: Numbers = np.array([row.id for row in rows], np.uint32)
    touched = {"batch": batch, "words": sorted({word for row in rows for word in row.words})}
    query = "SELECT word, postings, places FROM lexical_postings WHERE batch = :batch AND word = ANY(:words)"
    left = {
        word: Postings.unpacked(postings, places).without(entries)
        for word, postings, places in connection.execute(sa.text(query), touched)
    }
    empty = [word for word, postings in left.items() if not len(postings.postings)]
    delete = "DELETE FROM lexical_postings WHERE batch = :batch AND word = ANY(:words)"
    connection.execute(sa.text(delete), {"batch": batch, "words": empty})
    _write(connection, CHANGE_POSTINGS, batch, {word: each for word, each in left.items() if len(each.postings)})
    fewer = "UPDATE lexical_batches SET entries = entries - :entries, words = words - :words WHERE id = :batch"
    counts = {"batch": batch, "entries": len(rows), "words": sum(row.length for row in rows)}
    connection.execute(sa.text(fewer), counts)


def _write(connection: sa.Connection, statement: str, batch: int, given: Mapping[int, Postings]) -> None:
    if given:
        packed = [each.packed() for each in given.values()]
        columns = {"postings": [postings for postings, _ in packed], "places": [places for _, places in packed]}
        connection.execute(sa.text(statement), {"batch": batch, "words": list(given), **columns})


def _pairs(rows: Iterable[Any]) -> dict[Any, Any]:
    return {row[0]: row[1] for row in rows}
