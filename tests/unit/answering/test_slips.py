"""Slips of the pen in words that ask are read as what they were meant to be."""

from __future__ import annotations

import pytest

from service.answering.question.slips import corrected


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("who was sanctoned by whom", "who was sanctioned by whom"),
        ("did northwind apeal?", "did northwind appeal?"),
        ("which complaint-handler was fiend", "which complaint-handler was fiend"),
        ("Sanctoned by whom?", "Sanctoned by whom?"),
        ("who sorted its oranges", "who sorted its oranges"),
    ],
)
def test_a_word_near_one_that_asks_is_that_word(text: str, meant: str) -> None:
    """Names, parts of longer words and words that are something else stay as they are."""
    assert corrected(text, lambda _: False) == meant


def test_what_any_document_says_is_no_slip() -> None:
    assert corrected("who was sanctoned", lambda word: word == "sanctoned") == "who was sanctoned"
