"""The parts of a question that asks several things of one matter."""

from __future__ import annotations

import pytest

from service.answering.question import Intent
from service.answering.question.parts import asking_part, parts_of_question
from tests.support.asking import ask


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "How long did the baker film its staff, and for how long was the film kept?",
            ["How long did the baker film its staff", "for how long was the film kept?"],
        ),
        (
            "Hacked dentist: how many people were hit and how many of them were children?",
            ["how many people were hit", "how many of them were children?"],
        ),
        ("the baker's bills: how much claimed, how much awarded", ["how much claimed", "how much awarded"]),
        (
            "Was the appeal of the baker let through, and on what ground?",
            ["Was the appeal of the baker let through", "on what ground was the appeal of the baker let through"],
        ),
        ("What was the baker fined for?", ["What was the baker fined for?"]),
        ("The baker filmed, and its staff complained. What was decided?", None),
        ("Did the baker sell and rent ovens?", None),
    ],
)
def test_the_parts_of_a_question(text: str, parts: list[str] | None) -> None:
    """What only describes is no part, and a part cut short is given the verb of the first."""
    assert parts_of_question(text) == (parts or [text])


def test_a_part_asks_only_what_it_asks() -> None:
    """The sum is asked in one part and the reason in the other, of the same respondent."""
    query = ask("How much was Northwind Traders fined, and why did the tribunal cut the penalty?")
    first, second = (asking_part(query, part) for part in parts_of_question(query.text))
    assert (first.main, second.main) == (Intent.MONEY, Intent.REASON)
    assert first.subjects == second.subjects == query.subjects
    assert (first.terms, second.terms) == ((), ("tribun", "cut"))
