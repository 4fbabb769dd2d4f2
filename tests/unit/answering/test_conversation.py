"""Follow-ups: what the new words leave unsaid is taken from the question before, and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.gazetteer import Gazetteer
from service.answering.conversation import Turn, standalone
from service.answering.question import NameBook, Query, understand
from service.answering.question.names import Entry

GAZETTEER = Gazetteer.load()
BOOK = NameBook([Entry(("Northwind Traders plc",)), Entry(("Tailspin Toys B.V.",))])
TODAY = dt.date(2026, 11, 22)


def ask(text: str) -> Query:
    return understand(text, BOOK, GAZETTEER, TODAY)


def after(first: str, then: str, respondents: tuple[str, ...] = (), regulators: tuple[str, ...] = ()) -> str:
    return standalone(then, ask(then), Turn(ask(first), respondents, regulators), GAZETTEER)


@pytest.mark.parametrize(
    ("first", "then", "alone"),
    [
        (
            "What must Northwind delete in the UK?",
            "and in France?",
            "What must Northwind delete (in France)?",
        ),
        (
            "What must Northwind delete in the UK?",
            "Thanks, and in France?",
            "What must Northwind delete (in France)?",
        ),
        (
            "What must Northwind delete in the UK?",
            "was it appealed?",
            "Was it appealed (Northwind, in the United Kingdom)?",
        ),
        ("What did the ICO order Northwind to do?", "how much?", "How much (Northwind, the ICO)?"),
        ("How much was Northwind fined?", "what about Tailspin?", "How much was fined (Tailspin)?"),
        ("What must Northwind delete in the UK?", "any fine?", "Any fine (Northwind, in the United Kingdom)?"),
        (
            "As of 1 March 2022, was Northwind's fine in force?",
            "is it final?",
            "Is it final (Northwind, as of 2022-03-01)?",
        ),
    ],
)
def test_a_follow_up_is_completed(first: str, then: str, alone: str) -> None:
    """Respondent, place, authority and date carry over where the new words do not name their own."""
    assert after(first, then) == alone


@pytest.mark.parametrize(
    "then",
    [
        "How much was Tailspin Toys fined?",
        "Which companies did the CNIL fine in 2023?",
        "What is the largest of all the fines that any authority has imposed so far?",
    ],
)
def test_a_whole_question_takes_nothing_over(then: str) -> None:
    """A question that stands on its own stays as it was asked."""
    assert after("What must Northwind delete in the UK?", then) == then


def test_whom_the_answer_was_about_carries_over() -> None:
    """Where the question before named nobody, the one respondent and authority of its answer are meant."""
    assert after("What was the largest fine?", "who imposed it?", ("Tailspin Toys B.V.",), ("ap",)) == (
        "Who imposed it (Tailspin Toys B.V., the AP)?"
    )


def test_the_first_question_of_a_conversation_stays_as_it_is() -> None:
    """Without a turn before there is nothing to take over."""
    assert standalone("and in France?", ask("and in France?"), None, GAZETTEER) == "and in France?"
