"""Sums of several matters in one figure, where they were set, and where a first sum came down or none was set."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.shelf import open_shelf


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with open_shelf(tmp_path_factory.mktemp("sums")) as held:
        yield Answerer(held)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What did British Airways and Marriott pay the ICO between them?", "2 fines set, GBP 38,400,000 in total."),
        ("Uber's two Dutch fines in one figure?", "2 fines set, EUR 300,000,000 in total."),
        ("Honda, Tractor Supply: what do they owe California in one sum?", "2 fines set, USD 1,982,500 in total."),
        ("What did Texas get from Meta and Google between them?", "2 settlement sums set, USD 2,775,000,000 in total."),
        ("How much did Avast and Ring have to refund between them?", "2 sums of redress set, USD 22,300,000 in total."),
        ("Criteo plus Doctissimo plus SHEIN: what does that make?", "3 fines set, EUR 190,380,000 in total."),
        ("Add the two Swedish fines on Spotify and Klarna", "2 fines set, SEK 65,500,000 in total."),
        ("What did GoodRx and WW pay in civil penalties, all told?", "2 civil penalties set, USD 3,000,000 in total."),
    ],
)
def test_sums_of_those_named_are_added_up(answerer: Answerer, question: str, said: str) -> None:
    """However it is said that one figure is wanted; each kind of money has its plural."""
    assert said in answerer.answer(Ask(question)).text


def test_of_each_who_is_named_only_what_is_about_the_subject_is_added(answerer: Answerer) -> None:
    """Google's fine of 2019 was not over cookies."""
    text = answerer.answer(Ask("What did Amazon and Google pay in France over cookies in one figure?")).text
    assert "EUR 460,000,000 in total" in text


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("How many countries have fined Uber, and which?", {"Netherlands"}),
        ("In which countries was Clearview fined exactly 20 million euros?", {"France", "Greece", "Italy"}),
    ],
)
def test_sums_have_their_places_where_these_are_asked_for(answerer: Answerer, question: str, places: set[str]) -> None:
    """A column of the table says where each was set."""
    (table,) = answerer.answer(Ask(question)).tables
    at = table.columns.index("Place")
    assert {row.cells[at] for row in table.rows} == places


def matters(answerer: Answerer, question: str) -> set[str | None]:
    return {row.matter for table in answerer.answer(Ask(question)).tables for row in table.rows}


@pytest.mark.parametrize(
    "question",
    [
        "Where did the ICO climb down from a bigger figure?",
        "Which British fines were lower in the end than what was first announced?",
        "Which ICO fines started out higher than they ended?",
    ],
)
def test_sums_that_came_down_are_listed_however_it_is_said(answerer: Answerer, question: str) -> None:
    """Those of which a higher sum was proposed first."""
    assert matters(answerer, question) == {
        "uk-ico-23andme",
        "uk-ico-advanced-computer-software",
        "uk-ico-british-airways",
        "uk-ico-capita",
        "uk-ico-clearview",
        "uk-ico-marriott",
    }


def test_no_yes_where_no_higher_sum_was_proposed(answerer: Answerer) -> None:
    """That a fine was set does not say that a higher one was thought of first."""
    text = answerer.answer(Ask("Did the ICO ever float a higher sum for Reddit before it fined it?")).text
    assert not text.startswith("Yes")


@pytest.mark.parametrize(
    "question",
    [
        "FTC cases in which no money was paid",
        "Which FTC orders came without any money changing hands?",
        "Which companies did not have to pay anything to the FTC?",
        "FTC orders under which the company pays nothing",
    ],
)
def test_matters_without_money_are_listed_however_it_is_said(answerer: Answerer, question: str) -> None:
    """The words for money that was not paid are no subject."""
    found = matters(answerer, question)
    assert {"us-ftc-blackbaud", "us-ftc-everalbum", "us-ftc-x-mode"} <= found
    assert not found & {"us-ftc-avast", "us-ftc-facebook", "us-ftc-goodrx", "us-ftc-ring"}
