"""What a blocking iterator yields, read from the event loop as it comes."""

from __future__ import annotations

import asyncio
import math
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Generic, TypeVar

from service.running.gate import Gate, took_too_long

T = TypeVar("T")


class Feed(Generic[T]):
    """Begins to iterate in a thread of the gate when made, so that a full gate is known before anything is sent.

    Whoever stops reading stops the iteration at its next item.
    """

    def __init__(self, gate: Gate, iterate: Callable[[], Iterator[T]]) -> None:
        self._items: asyncio.Queue[T | Exception | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self._unwanted = threading.Event()
        gate.start(lambda: self._work(iterate))

    async def read(self, heartbeat: float, within: float = math.inf) -> AsyncIterator[T | None]:
        """The items; None whenever nothing came for `heartbeat` seconds.

        Raises what the iterator raised, and `TookTooLong` when it has not ended `within` seconds.
        """
        deadline = self._loop.time() + within
        try:
            while True:
                left = deadline - self._loop.time()
                try:
                    item = await asyncio.wait_for(self._items.get(), min(heartbeat, max(0.0, left)))
                except TimeoutError:
                    if left <= heartbeat:
                        raise took_too_long(within) from None
                    yield None
                    continue
                if item is None:
                    return
                if isinstance(item, Exception):
                    raise item
                yield item
        finally:
            self._unwanted.set()

    def _work(self, iterate: Callable[[], Iterator[T]]) -> None:
        try:
            for item in iterate():
                self._put(item)
                if self._unwanted.is_set():
                    return
        except Exception as error:  # noqa: BLE001 - every error belongs to the reader
            self._put(error)
        finally:
            self._put(None)

    def _put(self, item: T | Exception | None) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._items.put_nowait, item)
