"""A bounded gate in front of blocking work: so many at once, so many waiting, and the rest are told when to return."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from service.errors import Overloaded, TookTooLong

T = TypeVar("T")


class Gate:
    """Runs blocking calls in its own threads, `at_once` together, `waiting` queued; beyond that it raises `Overloaded`.

    A full queue answers at once instead of letting every request grow slower until all of them time out.
    """

    def __init__(self, at_once: int, waiting: int, retry_after: int = 2) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="gate")
        self._room = at_once + waiting
        self._inside = 0
        self._lock = Lock()
        self._retry_after = retry_after

    @property
    def inside(self) -> int:
        """How many calls run or wait now."""
        return self._inside

    def start(self, call: Callable[[], T]) -> Future[T]:
        """Take a place and run `call` in a thread. The place is given back when the call ends, whoever waits for it.

        Raises `Overloaded` when there is no place.
        """
        with self._lock:
            if self._inside >= self._room:
                raise Overloaded(
                    "Too many questions are waiting.",
                    remedy=f"Ask again in {self._retry_after} seconds.",
                    retry_after=self._retry_after,
                )
            self._inside += 1
        future = self._threads.submit(contextvars.copy_context().run, call)
        future.add_done_callback(self._leave)
        return future

    async def run(self, call: Callable[[], T], within: float | None = None) -> T:
        """The result of one blocking call, which may take `within` seconds, its wait in the queue included.

        Raises `Overloaded` when there is no place and `TookTooLong` when time is up; the call keeps its place until
        it really ends.
        """
        future = asyncio.wrap_future(self.start(call))
        done, _ = await asyncio.wait({future}, timeout=within)
        if not done:
            future.cancel()
            raise took_too_long(within or 0)
        return future.result()

    def close(self) -> None:
        """Wait for what runs, and drop what waits."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _leave(self, _: Future[T]) -> None:
        with self._lock:
            self._inside -= 1


def took_too_long(seconds: float) -> TookTooLong:
    """What is said when time is up."""
    return TookTooLong(
        f"The answer took longer than {seconds:g} seconds.",
        remedy="Ask a narrower question, set filters, or come back when fewer are asking.",
    )
