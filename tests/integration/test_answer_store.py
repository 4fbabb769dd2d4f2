"""Answers, conversations and feedback on a real SQLite file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.answer_store import AnswerStore, StoredAnswer
from corpus.database import open_database, sqlite_url
from corpus.errors import NotFound

NOW = dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[AnswerStore]:
    database = open_database(sqlite_url(tmp_path / "registry.sqlite3"))
    yield AnswerStore(database)
    database.close()


def stored(answer_id: str, minutes: int = 0, conversation_id: str | None = None) -> StoredAnswer:
    return StoredAnswer(
        answer_id, f"Question {answer_id}?", '{"text":"Yes."}', 7, NOW + dt.timedelta(minutes=minutes), conversation_id
    )


def test_an_answer_comes_back_word_for_word(answers: AnswerStore) -> None:
    """Citations survive a reload because the body is kept as it was given."""
    answers.add(stored("a"))
    assert answers.get("a") == stored("a")
    with pytest.raises(NotFound, match="no answer b"):
        answers.get("b")


def test_answers_are_paged_newest_first(answers: AnswerStore) -> None:
    """The next page begins before the oldest answer of the last one."""
    for n in range(5):
        answers.add(stored(str(n), minutes=n))
    first = answers.recent(limit=2)
    assert [answer.id for answer in first] == ["4", "3"]
    assert [answer.id for answer in answers.recent(limit=2, before=first[-1].created_at)] == ["2", "1"]


def test_a_conversation_is_titled_by_its_first_question(answers: AnswerStore) -> None:
    """Its answers are read oldest first, and speaking again moves it to the front."""
    answers.add(stored("a", 0, "one"))
    answers.add(stored("b", 1, "two"))
    answers.add(stored("c", 2, "one"))
    assert [(c.id, c.title) for c in answers.conversations()] == [("one", "Question a?"), ("two", "Question b?")]
    assert [answer.id for answer in answers.conversation("one")] == ["a", "c"]


def test_deleting_a_conversation_takes_answers_and_feedback_along(answers: AnswerStore) -> None:
    """Nothing a person asked stays behind."""
    answers.add(stored("a", 0, "one"))
    answers.add_feedback("a", "bad", "Wrong fine.", "web", NOW)
    answers.delete_conversation("one")
    assert (answers.conversations(), answers.recent(), answers.feedback("a")) == ((), (), ())
    with pytest.raises(NotFound):
        answers.delete_conversation("one")


def test_feedback_is_kept_with_its_answer(answers: AnswerStore) -> None:
    """Feedback on an answer that does not exist is refused."""
    answers.add(stored("a"))
    given = answers.add_feedback("a", "good", "", "slack", NOW)
    assert answers.feedback("a") == (given,)
    with pytest.raises(NotFound):
        answers.add_feedback("b", "good", "", "slack", NOW)
