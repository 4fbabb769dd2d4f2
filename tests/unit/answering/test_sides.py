"""Two matters in one question are told apart from two parts of one."""

from __future__ import annotations

import pytest

from service.answering.question.sides import sides_of
from tests.support.asking import ask


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Two complaints failed, one about a pupil's photo, one about a phone. Why?", ("a pupil's photo", "a phone")),
        (
            "Which must be met earlier, the one against Acme or the one against the Family Court, and when?",
            ("Acme", "the Family Court"),
        ),
        (
            "Compare the fines on the dentist with a form and on the party: which is higher?",
            ("the dentist with a form", "the party"),
        ),
        ("Was the fine on the baker higher than the one on the butcher?", ("the baker", "the butcher")),
        ("Who paid more, the shop with cameras or the theatre?", ("the shop with cameras", "the theatre")),
        ("What did the shop or its owner say?", None),
        ("Was Northwind fined or only warned?", None),
    ],
)
def test_the_sides_of_a_question(text: str, sides: tuple[str, str] | None) -> None:
    """Only what sets two beside each other has sides: "one ... one ...", or a degree and an "or"."""
    assert sides_of(text) == sides


def test_each_side_keeps_its_place_and_shares_what_is_said_of_both() -> None:
    """Who is named in Italy is not looked for in Portugal; the year is that of both."""
    query = ask("In 2022, who paid more, the brand owner with messages in Italy or the Portuguese shop with cameras?")
    assert [side.jurisdictions for side in query.sides] == [("IT",), ("PT",)]
    assert query.period is not None
    assert {side.period for side in query.sides} == {query.period}
    shared = ask("Two Danish orders: which came earlier, that about a cookie banner or that about a loyalty card?")
    assert [side.jurisdictions for side in shared.sides] == [("DK",), ("DK",)]


def test_parts_of_a_matter_that_is_named_are_no_sides() -> None:
    """How one respondent's fine is split is asked of one matter."""
    assert not ask("How is Northwind's fine split between the transfer breach and the notice breach?").sides
