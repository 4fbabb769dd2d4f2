"""The composition root: opens what a program needs, from settings, inside functions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from service.answering.wire import Answer, Ask, Event
from service.gate import Gate
from service.settings import Settings


class Answering(Protocol):
    """The one function behind every door."""

    def answer(self, ask: Ask) -> Answer:
        """A whole answer, verified and stored."""

    def stream(self, ask: Ask) -> Iterator[Event]:
        """The same answer, event by event, as claims pass the verifier."""


@dataclass(frozen=True, slots=True)
class Services:
    """What the doors share."""

    settings: Settings
    answering: Answering
    gate: Gate
