"""A blocking iterator read from the event loop."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator

import pytest

from service.errors import Overloaded, TookTooLong
from service.running.gate import Gate
from service.running.streaming import Feed


@pytest.fixture
def gate() -> Iterator[Gate]:
    opened = Gate(at_once=1, waiting=0)
    yield opened
    opened.close()


async def test_items_come_in_order_and_errors_after_them(gate: Gate) -> None:
    """What was yielded before the error is read before it is raised."""

    def broken() -> Iterator[int]:
        yield 1
        yield 2
        raise ValueError("three")

    reader = Feed(gate, broken).read(heartbeat=5)
    assert [await anext(reader), await anext(reader)] == [1, 2]
    with pytest.raises(ValueError, match="three"):
        await anext(reader)


async def test_silence_is_filled_with_heartbeats(gate: Gate) -> None:
    """While nothing comes, the reader gets None to keep a connection alive."""
    go = threading.Event()

    def slow() -> Iterator[str]:
        go.wait()
        yield "at last"

    items = []
    async for item in Feed(gate, slow).read(heartbeat=0.01):
        items.append(item)
        go.set()
    assert items[0] is None
    assert items[-1] == "at last"


async def test_an_iterator_without_end_is_given_up(gate: Gate) -> None:
    """When time is up the reader is told, however often nothing came before."""
    go = threading.Event()

    def never() -> Iterator[str]:
        go.wait()
        yield "too late"

    with pytest.raises(TookTooLong):
        await read_all(Feed(gate, never).read(heartbeat=0.01, within=0.05))
    go.set()


async def read_all(items: AsyncIterator[object]) -> list[object]:
    return [item async for item in items]


async def test_who_stops_reading_stops_the_work(gate: Gate) -> None:
    """The iterator is left at its next item, so that the place is free again."""
    worked = []

    def endless() -> Iterator[int]:
        for n in range(10**9):
            worked.append(n)
            yield n

    reader = Feed(gate, endless).read(heartbeat=5)
    await anext(reader)
    await reader.aclose()
    gate.close()
    assert gate.inside == 0
    assert len(worked) < 10**9


async def test_a_full_gate_is_known_before_anything_is_sent(gate: Gate) -> None:
    """Making a feed without a place raises, so that a door can still answer 429."""
    go = threading.Event()
    gate.start(go.wait)
    with pytest.raises(Overloaded):
        Feed(gate, lambda: iter(()))
    go.set()
