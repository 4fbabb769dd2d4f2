"""Answers, conversations and feedback."""

from __future__ import annotations

import dataclasses
import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.answer_store import AnswerStore, StoredAnswer
from corpus.database import Database
from corpus.errors import NotFound

NOW = dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)


@pytest.fixture
def answers(database: Database) -> AnswerStore:
    return AnswerStore(database)


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


def test_two_answers_may_begin_one_conversation_at_once(answers: AnswerStore, database: Database) -> None:
    """Replicas that answer in one thread at the same moment do not stand in each other's way."""
    with ThreadPoolExecutor(8) as threads:
        stores = [AnswerStore(database) for _ in range(8)]
        list(threads.map(lambda n: stores[n].add(stored(str(n), n, "one")), range(8)))
    assert len(answers.conversation("one")) == 8
    assert len(answers.conversations()) == 1


def test_a_question_with_nul_is_kept(answers: AnswerStore) -> None:
    """What cannot be stored everywhere is shown as such, and refuses nobody an answer."""
    answers.add(dataclasses.replace(stored("a"), question="Fine\0?"))
    assert answers.get("a").question == "Fine\ufffd?"
