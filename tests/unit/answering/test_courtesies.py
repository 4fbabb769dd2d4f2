"""What asks nothing of a document, and what asks for advice: told apart from questions about what was decided."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.gazetteer import Gazetteer
from service.answering.question import NameBook, Shape, understand
from service.answering.question.advice import asks_for_advice, without_lead
from service.answering.question.courtesies import Courtesy, courtesy_of, state_meant
from service.answering.question.names import Entry

GAZETTEER = Gazetteer.load()
BOOK = NameBook([Entry(("Northwind Traders plc",))])
TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Thanks", Courtesy.THANKS),
        ("ok great, thank you!", Courtesy.THANKS),
        ("Thank you very much for your help.", Courtesy.THANKS),
        ("that was helpful, thanks", Courtesy.THANKS),
        ("hello", Courtesy.GREETING),
        ("Good morning!", Courtesy.GREETING),
        ("help", Courtesy.ABILITIES),
        ("What can I ask you?", Courtesy.ABILITIES),
        ("who are you?", Courtesy.ABILITIES),
        ("How many decisions are in the corpus?", Courtesy.HOLDINGS),
        ("Which countries are covered?", Courtesy.HOLDINGS),
        ("How up to date are you?", Courtesy.HOLDINGS),
        ("What does “undecided again” mean?", Courtesy.STATE),
        ("what is meant by partly standing?", Courtesy.STATE),
    ],
)
def test_what_asks_nothing_of_a_document(text: str, kind: Courtesy) -> None:
    """Thanks, a greeting, what can be asked, what is held, and our own words."""
    assert courtesy_of(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, and in France?",
        "ok and Italy?",
        "fine",
        "Hello, what must Northwind delete?",
        "How many decisions do you have about cookies?",
        "Which regulators do you have decisions of?",
        "What is the standing of OpenAI?",
        "What does the decision mean for Northwind?",
        "Is it final?",
        "Great Britain",
    ],
)
def test_what_asks_something_is_a_question(text: str) -> None:
    """However politely it begins."""
    assert courtesy_of(text) is None


def test_the_standing_whose_meaning_is_asked() -> None:
    """As its badge has it."""
    assert state_meant("What does “Undecided again” mean?") == "undecided again"
    assert state_meant("What does it cost?") == ""


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Do I need consent for cookies?", True),
        ("Is it legal to scrape photos?", True),
        ("Can we use facial recognition in our shops?", True),
        ("May an employer read e-mails?", True),
        ("Are cookie walls allowed?", True),
        ("Can I rely on the fine of 2020?", False),
        ("Can we say that the fine is final?", False),
        ("Was it legal to keep the data?", False),
        ("Is the order lawful?", False),
        ("Is it still allowed?", False),
        ("Must Northwind delete the data?", False),
    ],
)
def test_what_somebody_may_do_is_advice(text: str, *, asks: bool) -> None:
    """What was decided, and what may be said of it, is not."""
    assert asks_for_advice(text) is asks


def test_advice_is_answered_by_a_list_and_never_by_a_word() -> None:
    """Of the matters about it; whom it names is asked about instead."""
    query = understand("Do I need consent for cookies?", BOOK, GAZETTEER, TODAY)
    assert query.advice
    assert query.shape is Shape.LIST
    assert not query.yes_no
    assert without_lead(query.text) == "consent for cookies?"
    assert not understand("Can we use Northwind in our shops?", BOOK, GAZETTEER, TODAY).advice
