"""The lexical index on PostgreSQL: FTS5's words and reckoning over posting lists that are kept in tables.

The words are FTS5's own (`corpus/word_tokens.py`) and so is the reckoning (`corpus/bm25.py`), so that a corpus ranks
its passages alike on SQLite and on PostgreSQL. A search reads the lists of its words and reckons with arrays, because
PostgreSQL's own `ts_rank` knows neither document frequencies nor lengths. Measured on two shared cores, the questions
of the question set for 200 passages each, no list in memory: 16 ms in the middle (FTS5: 6) at 10,000 passages, 20 ms
(FTS5: 71) at 100,000, where they take 2.2 kB each (FTS5: 1.5) and are added at 540 a second.

Derived from the registry and rebuilt from it at any time. Any number of processes may use it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa

from corpus import bm25, posting_tables
from corpus.bm25 import Array, Numbers, Postings, Row, Scores
from corpus.caches import Bounded
from corpus.database import Database
from corpus.engines import lock_schema
from corpus.errors import StoreDamaged, StoreMissing
from corpus.lexical_index import EVEN, LexicalEntry, LexicalQuery, Weights
from corpus.scored import Scored
from corpus.word_tokens import Tokenizer

LISTS_CACHE_BYTES = 64_000_000
"""Posting lists kept in memory: at 100,000 passages those of the 200 most common words, which most questions have."""


@dataclass(frozen=True, slots=True)
class _State:
    """What the index holds; two states that are equal hold the same."""

    batch: int
    entries: int
    words: int


@dataclass(frozen=True, slots=True)
class _Documents:
    """All documents, by rising number."""

    numbers: Numbers
    ids: tuple[str, ...]
    lengths: Array

    def inside(self, documents: Array, allowed: Collection[str]) -> Array:
        """Which of the documents are allowed ones."""
        wanted = np.fromiter((held in allowed for held in self.ids), bool, len(self.ids))
        inside: Array = np.isin(documents, self.numbers[wanted])
        return inside


class PostgresLexicalIndex:
    """BM25 in tables beside the registry's."""

    def __init__(self, database: Database, *, look_only: bool = False) -> None:
        """Make the tables unless they are there; with `look_only` raise `StoreMissing` instead."""
        self._database = database
        self._tokenizer = Tokenizer()
        self._kept: Bounded[tuple[_State, str, bool], Postings] = Bounded(
            LISTS_CACHE_BYTES, lambda kept: kept.postings.nbytes + kept.places.nbytes
        )
        self._known: tuple[_State, _Documents] | None = None
        if look_only:
            with database.read() as connection:
                if not posting_tables.made(connection):
                    raise StoreMissing("The registry has no tables for an index of words.")
            return
        with database.write() as connection:
            lock_schema(connection)
            posting_tables.make(connection)

    def add(self, entries: Iterable[LexicalEntry]) -> None:
        """See `LexicalIndex`."""
        # of two with one id the last counts
        given = list({entry.passage_id: entry for entry in entries}.values())
        if not given:
            return
        tokens = self._tokenizer.tokens((entry.text, entry.heading, entry.names) for entry in given)
        numbers = self._numbers(tokens.vocabulary)
        with self._database.write() as connection:
            posting_tables.remove(connection, [entry.passage_id for entry in given])
            words = np.array([numbers[word] for word in tokens.vocabulary], np.int64)
            posting_tables.add(connection, given, tokens, words)

    def remove(self, passage_ids: Collection[str]) -> None:
        """See `LexicalIndex`."""
        with self._database.write() as connection:
            posting_tables.remove(connection, list(passage_ids))

    def search(
        self, query: LexicalQuery, limit: int, allowed: Collection[str] | None = None, weights: Weights = EVEN
    ) -> list[Scored]:
        """See `LexicalIndex`."""
        rows = self._rows(query, limit, allowed)
        if not rows:
            return []
        with self._database.read() as connection:
            state = _state(connection)
            lists = self._lists(connection, state, rows)
            found, scores = bm25.score_passages(rows, lists, state.entries, state.words, weights)
            if allowed is not None:
                inside = self._documents(connection, state).inside(found["document"], allowed)
                found, scores = found[inside], scores[inside]
            best = _best(found["entry"], scores, limit)
            names = posting_tables.passage_ids(connection, found["entry"][best].tolist())
        return [Scored(names[int(found["entry"][n])], float(scores[n])) for n in best]

    def search_wholes(
        self, query: LexicalQuery, limit: int, allowed: Collection[str] | None = None, weights: Weights = EVEN
    ) -> dict[str, float]:
        """See `LexicalIndex`. Words in a row are found within a passage; FTS5 finds them across two as well."""
        rows = self._rows(query, limit, allowed)
        if not rows:
            return {}
        with self._database.read() as connection:
            state = _state(connection)
            held = self._documents(connection, state)
            lists = self._lists(connection, state, rows)
        found, scores = bm25.score_wholes(rows, lists, held.numbers, held.lengths, weights)
        if allowed is not None:
            inside = np.fromiter((held.ids[n] in allowed for n in found), bool, len(found))
            found, scores = found[inside], scores[inside]
        return {held.ids[found[n]]: float(scores[n]) for n in _best(found, scores, limit)}

    def check(self) -> None:
        """See `LexicalIndex`. What the batches say is compared with the passages."""
        counted = "SELECT count(*), coalesce(sum(length), 0) FROM lexical_entries"
        with self._database.read() as connection:
            said, (entries, words) = _state(connection), connection.execute(sa.text(counted)).one()
        if (said.entries, said.words) != (entries, words):
            raise StoreDamaged(
                f"The lexical index counts {said.entries} passages and {said.words} words, and holds {entries} and"
                f" {words}.",
                remedy="Run `standing index rebuild`.",
            )

    def ids(self) -> set[str]:
        """See `LexicalIndex`."""
        with self._database.read() as connection:
            return set(connection.execute(sa.text("SELECT passage_id FROM lexical_entries")).scalars())

    def missing(self, passage_ids: Sequence[str]) -> set[str]:
        """See `LexicalIndex`."""
        held = sa.text("SELECT passage_id FROM lexical_entries WHERE passage_id = ANY(CAST(:ids AS text[]))")
        with self._database.read() as connection:
            return set(passage_ids).difference(connection.execute(held, {"ids": list(passage_ids)}).scalars())

    def count(self) -> int:
        """See `LexicalIndex`."""
        with self._database.read() as connection:
            return _state(connection).entries

    def clear(self) -> None:
        """See `LexicalIndex`."""
        with self._database.write() as connection:
            # numbers go on rising, so that no list in any process's memory is taken for a new one
            connection.execute(sa.text(posting_tables.CLEARED))

    def close(self) -> None:
        """See `LexicalIndex`. The connections are the registry's."""

    def _rows(self, query: LexicalQuery, limit: int, allowed: Collection[str] | None) -> list[Row]:
        if limit < 1 or (allowed is not None and not allowed):
            return []
        return [row for row in self._tokenizer.rows(query.texts) if row]

    def _numbers(self, vocabulary: Sequence[str]) -> dict[str, int]:
        """The number of each word. New words are committed by themselves: they hold nobody up and harm nobody."""
        with self._database.read() as connection:
            known = posting_tables.known_words(connection, vocabulary)
        missing = set(vocabulary).difference(known)
        if not missing:
            return known
        with self._database.write() as connection:
            posting_tables.add_words(connection, missing)
            return posting_tables.known_words(connection, vocabulary)

    def _lists(self, connection: sa.Connection, state: _State, rows: Sequence[Row]) -> dict[str, Postings]:
        placed = {word for row in rows if len(row) > 1 for word in row}
        wanted = {word: (state, word, word in placed) for row in rows for word in row}
        found = {word: kept for word, key in wanted.items() if (kept := self._kept.get(key))}
        missing = [word for word in wanted if word not in found]
        if missing:
            for word, read in posting_tables.lists(connection, missing, placed).items():
                found[word] = read
                self._kept.put(wanted[word], read)
        return found

    def _documents(self, connection: sa.Connection, state: _State) -> _Documents:
        known = self._known
        if known and known[0] == state:
            return known[1]
        rows = connection.execute(
            sa.text("SELECT id, document_id, words + names FROM lexical_documents ORDER BY id")
        ).all()
        numbers, lengths = np.array([row[0] for row in rows], np.uint32), np.array([row[2] for row in rows], np.int64)
        documents = _Documents(numbers, tuple(row[1] for row in rows), lengths)
        self._known = (state, documents)
        return documents


def _state(connection: sa.Connection) -> _State:
    query = "SELECT coalesce(max(id), 0), coalesce(sum(entries), 0), coalesce(sum(words), 0) FROM lexical_batches"
    return _State(*map(int, connection.execute(sa.text(query)).one()))


def _best(numbers: Array, scores: Scores, limit: int) -> Array:
    """The places of the best, those of earlier numbers first where scores are equal."""
    best: Array = np.lexsort((numbers, -scores))[:limit]
    return best
