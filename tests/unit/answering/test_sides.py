"""Two matters in one question are told apart from two parts of one."""

from __future__ import annotations

import pytest

from service.answering.question.sides import adds_up, sides_of
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
        ("The baker and the butcher, both fined in May: how much together?", ("The baker", "the butcher")),
        ("Acme and the children's app paid alike. What do the two come to?", ("Acme", "the children's app")),
        ("By how many pounds did the baker and the butcher each come down?", ("the baker", "the butcher")),
        ("Acme and Brolly both paid. Which of the two was a penalty?", ("Acme", "Brolly")),
        ("What did the baker and the butcher say?", None),
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


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("The baker and the butcher: how much together?", True),
        ("What do the two come to?", True),
        ("The baker and the butcher in one figure?", True),
        ("What did the baker and the butcher pay between them?", True),
        ("What is the difference between the two and the third?", False),
        ("What is the gap between the two in total?", False),
        ("How much more did the baker pay than the butcher?", False),
    ],
)
def test_what_asks_for_one_sum_of_both(text: str, *, added: bool) -> None:
    """A gap and a degree compare, and add nothing up."""
    assert adds_up(text) is added


def test_two_things_of_one_that_is_named_are_looked_for_apart() -> None:
    """Its two matters are told by what each is about."""
    query = ask("What do Northwind's bills for its cameras and its loyalty cards come to, taken together?")
    assert [side.text for side in query.sides] == ["Northwind its cameras", "Northwind its loyalty cards"]
