"""Crimes that a question takes for granted, and whether anything speaks of them."""

from __future__ import annotations

import pytest

from service.answering.composing.crimes import asks_of_untold_crime, crime_asked
from service.answering.question import Intent, Query
from service.answering.question.premises import asked_of
from service.answering.wording.words import stems


def asking(text: str) -> Query:
    return Query(text, (Intent.SUMMARY,), asked=asked_of(text))


@pytest.mark.parametrize(
    ("text", "said", "untold"),
    [
        ("How long did Acme's director spend in prison?", "The director was fined.", True),
        ("How long did Acme's director spend in prison?", "Nobody was sent to prison.", False),
        ("How much was Acme fined?", "The director was sent to prison.", False),
    ],
)
def test_a_crime_is_untold_where_nothing_speaks_of_any(text: str, said: str, *, untold: bool) -> None:
    """In any word for it; a question that names no crime takes none for granted."""
    assert asks_of_untold_crime(asking(text), [frozenset(), frozenset(stems(said))]) is untold


def test_a_question_without_a_crime_asks_for_none() -> None:
    """A fine is no crime."""
    assert crime_asked(asking("Was Acme fined?")) == frozenset()
