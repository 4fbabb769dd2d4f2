"""Threads that work through a list, each with a tool of its own, and hand over results as they come.

Results wait in a queue with an end, measured by their weight, so that fast workers never fill the memory. Leaving the
loop early, by an error or an interruption, stops the workers after the piece that each has in hand.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
Tool = TypeVar("Tool")
R = TypeVar("R")

POLL = 0.2
"""Seconds after which a worker that waits for room looks whether it should stop."""


@dataclass(frozen=True, slots=True)
class _End:
    """A worker has nothing left to do, or died of `error`."""

    error: BaseException | None = None


class Idle:
    """Nothing was ready for a while: what has been gathered may as well be used."""


IDLE = Idle()


class _Waiting(queue.Queue[T]):
    """A queue that is full by weight and not by number. What is heavier than all of it waits there alone."""

    def __init__(self, most: int, weigh: Callable[[T], int]) -> None:
        self._weigh = weigh
        self._weight = 0
        super().__init__(most)

    def _qsize(self) -> int:
        return self._weight

    def _put(self, item: T) -> None:
        super()._put(item)
        self._weight += self._weigh(item)

    def _get(self) -> T:
        item = super()._get()
        self._weight -= self._weigh(item)
        return item


@dataclass(slots=True)
class _Crew(Generic[T, Tool, R]):
    todo: queue.SimpleQueue[T]
    done: queue.Queue[R | _End]
    stopped: threading.Event
    open_tool: Callable[[], AbstractContextManager[Tool]]
    work: Callable[[T, Tool], R]

    def run(self) -> None:
        try:
            with self.open_tool() as tool:
                while not self.stopped.is_set():
                    self._put(self.work(self.todo.get_nowait(), tool))
        except queue.Empty:
            self._put(_End())
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits for results
            self._put(_End(error))

    def _put(self, result: R | _End) -> None:
        while not self.stopped.is_set():
            try:
                self.done.put(result, timeout=POLL)
            except queue.Full:
                continue
            return


def worked_through(
    pieces: Iterable[T],
    work: Callable[[T, Tool], R],
    open_tool: Callable[[], AbstractContextManager[Tool]],
    *,
    workers: int,
    ahead: int,
    weigh: Callable[[R], int],
    patience: float,
) -> Generator[R | Idle, None, None]:
    """Yield the result of every piece, in the order they are done.

    Args:
        pieces: What to work on.
        work: One piece and a tool into a result. What it raises is raised here.
        open_tool: Gives each worker its tool, closed when the worker ends.
        workers: How many work side by side.
        ahead: How heavy the results that wait may be together before the workers stop.
        weigh: What a result weighs, at least 1.
        patience: Seconds without a result after which `IDLE` is yielded.
    """
    todo: queue.SimpleQueue[T] = queue.SimpleQueue()
    count = 0
    for piece in pieces:
        todo.put(piece)
        count += 1
    done = _Waiting[R | _End](ahead, lambda result: 1 if isinstance(result, _End) else weigh(result))
    crew = _Crew(todo, done, threading.Event(), open_tool, work)
    threads = [threading.Thread(target=crew.run, name=f"prepare-{n}") for n in range(min(workers, count))]
    for thread in threads:
        thread.start()
    try:
        yield from _results(crew.done, len(threads), patience)
    finally:
        crew.stopped.set()
        for thread in threads:
            thread.join()


def _results(done: queue.Queue[R | _End], running: int, patience: float) -> Generator[R | Idle, None, None]:
    while running:
        try:
            result = done.get(timeout=patience)
        except queue.Empty:
            yield IDLE
            continue
        if not isinstance(result, _End):
            yield result
        elif result.error is not None:
            raise result.error
        else:
            running -= 1
