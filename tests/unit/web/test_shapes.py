"""Badges: a shape for each word a standing can be told in."""

from __future__ import annotations

from corpus.matters import State
from service.web.shapes import is_state, shape


def test_every_word_has_a_shape_of_its_own() -> None:
    """In greyscale and in print a recommendation is told from an order, and every state from the others."""
    words = [*(state.value for state in State), "recommended only"]
    assert len({shape(word) for word in words}) == len(words)
    assert all(is_state(word) for word in words)


def test_an_uncertain_standing_is_drawn_as_a_question() -> None:
    """Two possible states are neither the one nor the other."""
    assert is_state("annulled or in force")
    assert shape("annulled or in force") == shape("unknown")
    assert not is_state("five or six")
