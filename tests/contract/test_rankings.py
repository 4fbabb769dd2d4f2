"""PostgreSQL ranks as FTS5 does: the same passages with the same scores, on the bundled corpus and on random words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.database import Database, open_database
from corpus.lexical_index import LexicalEntry, LexicalIndex, LexicalQuery, Weights
from corpus.postgres_words import PostgresLexicalIndex
from corpus.retrieval import WEIGHTS, lexical_query
from corpus.sqlite_words import SqliteLexicalIndex
from tests.evaluation.questions import load
from tests.support.paragraphs import paragraphs
from tests.support.postgres_server import PostgresServer

pytestmark = pytest.mark.server

TOLERANCE = 1e-9
"""Of a score: both add the same parts, not always in the same order."""

WORDS = ["fine", "fines", "fined", "Article", "6(1)(f)", "décision", "data", "the", "of", "x", "7,552,800", "日本", "_"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@pytest.fixture(scope="module")
def database(postgres: PostgresServer) -> Iterator[Database]:
    url = postgres.new_database()
    opened = open_database(url)
    yield opened
    opened.close()
    postgres.drop(url)


@pytest.fixture(scope="module")
def both(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LexicalIndex, LexicalIndex]]:
    fts5 = SqliteLexicalIndex(tmp_path_factory.mktemp("words") / "lexical.sqlite3")
    yield fts5, PostgresLexicalIndex(database)
    fts5.close()


def fill(both: tuple[LexicalIndex, LexicalIndex], entries: list[LexicalEntry], group: int) -> None:
    for index in both:
        index.clear()
        for start in range(0, len(entries), group):
            index.add(entries[start : start + group])


def test_the_bundled_corpus_is_ranked_alike(both: tuple[LexicalIndex, LexicalIndex]) -> None:
    """Every eighth question of the set finds the same ten paragraphs in the same order, with the same scores."""
    fill(both, paragraphs(), group=50)
    asked = [lexical_query(question.text) for question in load()[::8]]
    assert len(asked) > 100
    fts5, postgres = both
    for query in asked:
        expected, got = fts5.search(query, 10, weights=WEIGHTS), postgres.search(query, 10, weights=WEIGHTS)
        assert [hit.score for hit in got] == pytest.approx([hit.score for hit in expected], rel=TOLERANCE)
        assert [hit.passage_id for hit in got] == [hit.passage_id for hit in expected]


def test_whole_documents_of_the_bundled_corpus_are_ranked_alike(both: tuple[LexicalIndex, LexicalIndex]) -> None:
    """The same documents with the same scores, but for numbers whose parts stand on both sides of a passage's end."""
    fill(both, paragraphs(), group=50)
    fts5, postgres = both
    for question in load()[::8]:
        words = LexicalQuery(lexical_query(question.text).terms)
        expected, got = (index.search_wholes(words, 10, weights=WEIGHTS) for index in (fts5, postgres))
        assert list(got.values()) == pytest.approx(list(expected.values()), rel=TOLERANCE)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=8),
    terms=st.lists(TEXTS, min_size=1, max_size=4),
    removed=st.sets(st.integers(0, 7)),
    again=st.sets(st.integers(0, 7)),
)
def test_any_words_are_ranked_alike(
    both: tuple[LexicalIndex, LexicalIndex],
    texts: list[tuple[str, str, str]],
    terms: list[str],
    removed: set[int],
    again: set[int],
) -> None:
    """Whatever was added, added again and removed before: rows of words, empty columns and other scripts too."""
    entries = [LexicalEntry(f"d{n % 3}.1.{n}", f"d{n % 3}", *columns) for n, columns in enumerate(texts)]
    fill(both, entries, group=3)
    scores = []
    for index in both:
        index.add([entries[n] for n in sorted(again) if n < len(entries)])
        index.remove([entries[n].passage_id for n in removed if n < len(entries)])
        index.check()
        for allowed in (None, {"d0", "d2"}):
            found = index.search(LexicalQuery(tuple(terms)), 20, allowed, Weights(1.0, 0.5, 0.25))
            scores.append({hit.passage_id: hit.score for hit in found})
    assert scores[2] == pytest.approx(scores[0], rel=TOLERANCE)
    assert scores[3] == pytest.approx(scores[1], rel=TOLERANCE)
