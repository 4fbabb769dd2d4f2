"""Server-sent events are the same however the network cut them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.generative.sse import MOST_EVENT_BYTES, EventReader, EventTooLarge

STREAM = b': hello\r\ndata: {"a": 1}\r\n\r\nevent: x\ndata:one\ndata: two\n\n\r\ndata: \xe2\x82\xac\r\rdata: last'
EVENTS = ['{"a": 1}', "one\ntwo", "€", "last"]


@given(st.lists(st.integers(0, len(STREAM)), max_size=12))
def test_cuts_do_not_matter(cuts: list[int]) -> None:
    """Wherever the bytes are parted, also within a line break or a character, the events are the same."""
    reader, found = EventReader(), []
    places = [0, *sorted(cuts), len(STREAM)]
    for start, end in itertools.pairwise(places):
        found += reader.feed(STREAM[start:end])
    assert found + reader.end() == EVENTS


def test_an_event_without_end_is_refused() -> None:
    """A server cannot fill the memory."""
    reader = EventReader()
    reader.feed(b"x" * MOST_EVENT_BYTES)
    with pytest.raises(EventTooLarge):
        reader.feed(b"x")
