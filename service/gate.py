"""A bounded gate in front of blocking work: so many at once, so many waiting, and the rest are told when to return."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

import anyio.to_thread

from service.errors import Overloaded

T = TypeVar("T")


class Gate:
    """Runs blocking calls in threads, `at_once` together, `waiting` queued; beyond that it raises `Overloaded`.

    A full queue answers at once instead of letting every request grow slower until all of them time out.
    """

    def __init__(self, at_once: int, waiting: int, retry_after: int = 2) -> None:
        self._limiter = anyio.CapacityLimiter(at_once)
        self._room = at_once + waiting
        self._inside = 0
        self._retry_after = retry_after

    @property
    def inside(self) -> int:
        """How many calls run or wait now."""
        return self._inside

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold one place for the length of the block; raises `Overloaded` when there is none."""
        if self._inside >= self._room:
            raise Overloaded(
                "Too many questions are waiting.",
                remedy=f"Ask again in {self._retry_after} seconds.",
                retry_after=self._retry_after,
            )
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1

    async def run(self, call: Callable[[], T]) -> T:
        """Run one blocking call in a thread within the bounds."""
        async with self.place():
            return await anyio.to_thread.run_sync(call, limiter=self._limiter)
