"""Names of bodies and laws, told from those of people."""

from __future__ import annotations

import pytest

from service.answering.wording.bodies import is_of_a_body


@pytest.mark.parametrize("name", ["Supreme Court", "Data Protection Act", "Section Four", "The Hague"])
def test_bodies_and_laws_are_nobody(name: str) -> None:
    """Capitals alone make no person."""
    assert is_of_a_body(name)


@pytest.mark.parametrize("name", ["Helen Dixon", "Ulrich Kelber", "John Courtney"])
def test_people_are_no_bodies(name: str) -> None:
    """Also where a surname begins like a body's word."""
    assert not is_of_a_body(name)
