"""An answerer whose answers are counted: by the door they went through, by mode, and by what came of them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Protocol

from service.answering.wire import Answer, Ask, Event, whole
from service.observing.metrics import Metrics
from service.observing.tracing import Tracing


class Answering(Protocol):
    """The one function behind every door."""

    def answer(self, ask: Ask) -> Answer:
        """A whole answer, verified and stored."""

    def stream(self, ask: Ask) -> Iterator[Event]:
        """The same answer, event by event, as claims pass the verifier."""


class Counted:
    """The same answers, counted."""

    def __init__(self, answering: Answering, metrics: Metrics, tracing: Tracing, door: str) -> None:
        self._answering = answering
        self._metrics = metrics
        self._tracing = tracing
        self._door = door

    def answer(self, ask: Ask) -> Answer:
        """See `Answering`."""
        return whole(self.stream(ask))

    def stream(self, ask: Ask) -> Iterator[Event]:
        """See `Answering`."""
        began = time.perf_counter()
        mode: str = ask.mode
        outcome, span = "failed", self._tracing.answer(self._door)
        try:
            for event in self._answering.stream(ask):
                if isinstance(event, Answer):
                    mode, outcome = event.mode, "refused" if event.refused else "answered"
                    if event.generation:
                        self._metrics.generation(event.generation)
                yield event
        except GeneratorExit:
            outcome = "abandoned" if outcome == "failed" else outcome
            raise
        finally:
            self._metrics.answer(self._door, mode, outcome, time.perf_counter() - began)
            span.set_attributes({"standing.mode": mode, "standing.outcome": outcome})
            span.end()
