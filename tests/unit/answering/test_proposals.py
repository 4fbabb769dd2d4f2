"""Claims are read out of whatever a model writes, as soon as each is whole."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.generative.proposals import MOST_CHARACTERS, Proposal, ProposalReader, Unreadable

ONE = {"passage": "P1", "quote": 'He said "no {not} yet}" twice.', "claim": "He said no."}
TWO = {"passage": "P2", "quote": "Café \\ 3.", "claim": "Two."}
READ = [Proposal("He said no.", (("P1", ONE["quote"]),)), Proposal("Two.", (("P2", "Café \\ 3."),))]


def read(text: str, size: int = 10_000) -> list[Proposal | Unreadable]:
    reader = ProposalReader()
    found = [one for start in range(0, len(text), size) for one in reader.feed(text[start : start + size])]
    return [*found, *reader.end()]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"claims": [ONE, TWO]}),
        json.dumps([ONE, TWO], indent=2),
        json.dumps(ONE) + "\n" + json.dumps(TWO),
        "Sure! Here {it} is:\n```json\n" + json.dumps({"claims": [ONE, TWO]}) + "\n```\nAnything else?",
        "<think>{</think>\n" + json.dumps(ONE) + json.dumps(TWO),
    ],
)
def test_every_wrapping_is_understood(text: str) -> None:
    """A list, an object around it, lines, a fence, chatter."""
    assert [one for one in read(text) if isinstance(one, Proposal)] == READ


@given(st.integers(1, 40))
def test_pieces_do_not_matter(size: int) -> None:
    """However the text comes, the claims are the same."""
    assert read(json.dumps({"claims": [ONE, TWO]}), size) == READ


def test_a_claim_is_read_before_the_rest_has_come() -> None:
    """Its own bracket is enough."""
    reader = ProposalReader()
    assert list(reader.feed('{"claims": [' + json.dumps(ONE))) == READ[:1]


# Each row: what is written, and the places read of the only claim.
SHAPES = [
    ({"claim": "c", "passage": 3, "quote": "q"}, (("P3", "q"),)),
    ({"text": "c", "passages": ["[P1]", "p2"], "quotes": ["a", "b"]}, (("P1", "a"), ("P2", "b"))),
    ({"claim": "c", "quotes": [{"passage": "P4", "quote": "a"}]}, (("P4", "a"),)),
]


@pytest.mark.parametrize(("written", "places"), SHAPES)
def test_several_shapes_are_understood(written: object, places: tuple[tuple[str, str], ...]) -> None:
    """Names that models use for the same."""
    assert read(json.dumps(written)) == [Proposal("c", places)]


@pytest.mark.parametrize(
    "text",
    [
        '{"claim": "c", "quote": oops}',
        '{"claim": "c", "quote": "q"',
        '{"claim": "c", "passage": "P1"}',
        '{"claim": "c", "passage": "P1", "quote": "' + "x" * MOST_CHARACTERS,
    ],
)
def test_what_cannot_be_read_is_told(text: str) -> None:
    """Never silently lost, never repaired."""
    assert [type(one) for one in read(text)] == [Unreadable]


def test_a_broken_line_does_not_swallow_the_next() -> None:
    """A line that opens an object is the next claim even when the last one's string was never closed."""
    assert read('{"claim": "c", "quote": "never closed\n' + json.dumps(ONE)) == READ[:1]


@given(st.text(max_size=300))
def test_nothing_makes_it_fail(text: str) -> None:
    """Any text is read without an error."""
    read(text + json.dumps(ONE), 5)
