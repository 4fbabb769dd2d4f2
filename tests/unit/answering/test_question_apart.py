"""A question that asks of all matters of somebody, and then of some of them."""

from __future__ import annotations

import pytest

from service.answering.question.apart import is_of_all, points_back, two_asked
from tests.support.asking import ask


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Which regulators fined Northwind, and is the Irish fine still in force?",
            ("Which regulators fined Northwind?", "is the Irish fine still in force?"),
        ),
        (
            "List the fines on Northwind; what became of the first?",
            ("List the fines on Northwind?", "what became of the first?"),
        ),
        ("Who fined Northwind, and why?", ("Who fined Northwind?", "why?")),
        (
            "Who fined Northwind? And did it appeal in Spain?",
            ("Who fined Northwind?", "did it appeal in Spain?"),
        ),
        ("Which fines did Northwind get, and which of them were paid?", None),
        ("Which firms collect data and are based in Spain?", None),
        ("Was Northwind fined and told to delete its films?", None),
        ("Why was Northwind fined?", None),
    ],
)
def test_the_first_thing_asked_and_the_rest(text: str, parts: tuple[str, str] | None) -> None:
    """What only goes on describing asks nothing, and what is asked of the rows of a list belongs to it."""
    assert two_asked(text) == parts


@pytest.mark.parametrize(
    ("text", "of_all"),
    [
        ("Which fines did Northwind get?", True),
        ("How much must Northwind pay in total?", True),
        ("What were Northwind's penalties?", True),
        ("Who fined Northwind?", True),
        ("How much was Northwind fined?", False),
        ("Why was Northwind fined?", False),
    ],
)
def test_what_is_asked_of_all_matters(text: str, *, of_all: bool) -> None:
    """Lists, totals, what stands in the plural and who acted."""
    assert is_of_all(ask(text)) is of_all


def test_what_points_to_the_part_before() -> None:
    """By a word for it."""
    assert points_back("was it upheld?")
    assert not points_back("was the Irish fine upheld?")
