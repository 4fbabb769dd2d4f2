"""A query's scores are the same whether FTS5 adds its words up or they are added up in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.lexical_index import LexicalEntry, LexicalQuery, Weights
from corpus.retrieval import WEIGHTS, lexical_query
from corpus.sqlite_words import SqliteLexicalIndex
from tests.evaluation.questions import load
from tests.support.paragraphs import paragraphs

NEVER = 10**9
TOLERANCE = 1e-12
WORDS = ["fine", "fines", "fined", "Article", "6(1)(f)", "décision", "data", "the", "of", "x", "7,552,800", "日本", "_"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
ONLY_TEXT = Weights(text=1.0, heading=0.0, names=0.0)
Both = tuple[SqliteLexicalIndex, SqliteLexicalIndex]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """FTS5 alone, and words kept in memory from the first query on."""
    folder = tmp_path_factory.mktemp("words")
    opened = tuple(SqliteLexicalIndex(folder / f"{n}.sqlite3", patience) for n, patience in enumerate((NEVER, 0)))
    yield opened  # type: ignore[misc]
    for index in opened:
        index.close()


def alike(both: Both, query: LexicalQuery, weights: Weights, allowed: set[str] | None = None) -> None:
    fts5, kept = (index.search(query, 10, allowed, weights) for index in both)
    assert [hit.passage_id for hit in kept] == [hit.passage_id for hit in fts5]
    assert [hit.score for hit in kept] == pytest.approx([hit.score for hit in fts5], rel=TOLERANCE)
    whole, kept_whole = (index.search_wholes(query, 10, allowed, weights) for index in both)
    assert list(kept_whole) == list(whole)
    assert kept_whole == pytest.approx(whole, rel=TOLERANCE)


def test_the_bundled_corpus_is_ranked_alike(both: Both) -> None:
    """Every eighth question of the question set, everywhere and within half of the documents."""
    entries = paragraphs()
    for index in both:
        index.clear()
        index.add(entries)
    half = set(sorted({entry.document_id for entry in entries})[::2])
    for question in load()[::8]:
        alike(both, lexical_query(question.text), WEIGHTS)
        alike(both, lexical_query(question.text), ONLY_TEXT, half)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    texts=st.lists(st.tuples(st.sampled_from("abc"), TEXTS, TEXTS, TEXTS), min_size=1, max_size=12),
    asked=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5),
    gone=st.sets(st.integers(0, 11)),
    within=st.none() | st.sets(st.sampled_from("abcd")),
)
def test_any_words_are_ranked_alike_after_any_change(
    both: Both, texts: list[tuple[str, str, str, str]], asked: list[str], gone: set[int], within: set[str] | None
) -> None:
    """What is kept of a word is forgotten with each change of the index."""
    entries = [LexicalEntry(f"{key}.1.{n}", key, *columns) for n, (key, *columns) in enumerate(texts)]
    query = LexicalQuery(tuple(asked[:3]), tuple(asked[3:]))
    for index in both:
        index.clear()
        index.add(entries)
    alike(both, query, WEIGHTS, within)
    for index in both:
        index.remove([entries[n].passage_id for n in gone if n < len(entries)])
    alike(both, query, WEIGHTS, within)
    alike(both, query, ONLY_TEXT, within)


def test_what_another_process_changes_is_noticed(tmp_path: Path) -> None:
    """A second connection to the file changes it: the next query reads its words anew."""
    path = tmp_path / "lexical.sqlite3"
    one, other = SqliteLexicalIndex(path, 0), SqliteLexicalIndex(path, 0)
    one.add([LexicalEntry("a.1.0", "a", "fine", "", "")])
    assert [hit.passage_id for hit in one.search(LexicalQuery(("fine",)), 10)] == ["a.1.0"]
    other.add([LexicalEntry("b.1.0", "b", "fine fine", "", "")])
    assert [hit.passage_id for hit in one.search(LexicalQuery(("fine",)), 10)] == ["b.1.0", "a.1.0"]
    other.remove(["a.1.0", "b.1.0"])
    assert one.search(LexicalQuery(("fine",)), 10) == []
    one.close()
    other.close()
