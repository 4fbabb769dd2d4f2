"""No condition of a list is dropped: what was not fined, what no longer stands, when a sum was first set, an origin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from service.answering.answer import Answerer
from service.answering.composing.listing import UNKNOWN_ORIGIN
from service.answering.wire import Ask
from tests.support.shelf import open_shelf
from tests.support.tables import rows

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with open_shelf(tmp_path_factory.mktemp("shelf")) as held:
        yield Answerer(held, "http://standing.test", lambda: NOW)


# Each row: a question, and the matters of its table.
WHOLE = [
    (
        "UK cases that did not end in a fine",
        {"uk-ico-chelmer-valley-high-school", "uk-ico-experian", "uk-ico-serco-leisure"},
    ),
    ("Swedish decisions with a fine as well as an order", {"se-imy-police-clearview", "se-imy-spotify"}),
    ("Swedish decisions with an order and a fine", {"se-imy-police-clearview", "se-imy-spotify"}),
    ("Irish fines of more than a billion euros", {"ie-dpc-meta-transfers"}),
    ("Fines in 2023 that are under appeal in the Netherlands", {"nl-ap-uber-transparency"}),
    ("Which British decisions were partially annulled?", set()),
    ("Which Australian decisions were partly annulled?", {"au-oaic-bunnings"}),
    ("ICO fines of 2021", {"uk-ico-cabinet-office"}),
    ("CNIL fines of 2025", {"fr-cnil-google-2025", "fr-cnil-shein"}),
    ("Dutch fines before 2022", set()),
    ("Which of the AP's fines are final?", {"nl-ap-clearview"}),
]


@pytest.mark.parametrize(("question", "matters"), WHOLE)
def test_every_condition_limits_the_list(answerer: Answerer, question: str, matters: set[str]) -> None:
    """The matters that meet all of them and no other; none is a refusal and no prose about others."""
    answer = answerer.answer(Ask(question))
    assert rows(answer) == matters
    assert (answer.refusal is None) == bool(matters)


def test_a_state_that_is_denied_leaves_the_others(answerer: Answerer) -> None:
    """What is not final is all but that, and what no longer stands is neither in force nor under appeal."""
    open_ = rows(answerer.answer(Ask("Which Dutch decisions are not final yet?")))
    assert open_ == {"nl-ap-uber-transfers", "nl-ap-uber-transparency"}
    gone = rows(answerer.answer(Ask("Which Italian decisions are no longer in force?")))
    assert gone == {"it-garante-openai"}


def test_what_still_stands_leaves_out_what_was_annulled(answerer: Answerer) -> None:
    """A fine under appeal stands until it falls; one that fell does not."""
    standing = rows(answerer.answer(Ask("Which Italian fines still stand?")))
    assert "it-garante-luka-replika" in standing
    assert "it-garante-openai" not in standing


def test_a_sum_that_was_changed_belongs_to_the_year_it_was_set_in(answerer: Answerer) -> None:
    """The row has the day of the change, and a note says why it stands in the list."""
    answer = answerer.answer(Ask("ICO fines of 2021"))
    assert any("changed later: Cabinet Office" in note for note in answer.notes)


def test_where_a_company_comes_from_is_said_to_limit_nothing(answerer: Answerer) -> None:
    """The place beside it does, and is not widened by it."""
    answer = answerer.answer(Ask("Dutch fines on American companies"))
    assert {"nl-ap-clearview", "nl-ap-uber-transfers"} <= rows(answer)
    assert not any(str(matter).startswith("us-") for matter in rows(answer))
    assert any(note.startswith(UNKNOWN_ORIGIN) and "American companies" in note for note in answer.notes)
