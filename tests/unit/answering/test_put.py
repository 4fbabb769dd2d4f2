"""What a question for yes or no is mainly about, and how it asks."""

from __future__ import annotations

import pytest

from service.answering.question.put import put
from service.answering.wording.opposites import root
from service.answering.wording.words import stems

OWN = frozenset(stems("Marlow Bakery"))


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Did Marlow appeal the fine?", "appeal"),
        ("Did Marlow's appeal succeed?", "succeed"),
        ("Has Marlow Bakery paid up?", "paid"),
        ("Was the manager of Marlow banned?", "banned"),
        ("Does Marlow have to delete the pictures?", "delete"),
        ("Is the fine on Marlow final?", "final"),
        ("Did Marlow end up paying the fine?", "paying"),
        ("Did Marlow get a discount?", "discount"),
        ("Was Marlow found to have misled customers?", "misled"),
        ("Were the customers' accounts closed?", "closed"),
    ],
)
def test_the_main_thing_is_the_verb_or_what_stands_for_it(text: str, main: str) -> None:
    """Nouns that look like verbs, auxiliaries and verbs that say little are passed over."""
    assert put(text, OWN).main == root(main)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Did Marlow pay?", "past"),
        ("Has Marlow paid?", "past"),
        ("Is Marlow appealing?", "present"),
        ("Must Marlow pay?", "must"),
        ("Does Marlow have to pay?", "must"),
        ("Can Marlow still appeal?", "may"),
        ("Is Marlow allowed to sell bread?", "may"),
        ("Will Marlow appeal?", "will"),
        ("Is Marlow going to appeal?", "will"),
    ],
)
def test_the_kind_says_when_it_would_be_so(text: str, kind: str) -> None:
    """What was, is, must be, may be or will be done."""
    assert put(text, OWN).kind == kind


def test_names_of_those_asked_about_and_figures_are_no_words_of_it() -> None:
    """A sum is compared as a sum, and every sentence is about the respondent."""
    asked = put("Was Marlow Bakery not fined 2 million pounds?", OWN)
    assert asked.words == (root("fined"),)
    assert asked.negated
