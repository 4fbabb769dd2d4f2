"""What a court did on one day, taken together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar, Protocol, TypeVar

from corpus.matters import EventKind

_PARTLY = frozenset({EventKind.PARTLY_ANNULLED, EventKind.REDUCED})


class Step(Protocol):
    """A step as a text tells it; `body` is whose deed it was."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def kind(self) -> EventKind:
        """What was done."""

    @property
    def body(self) -> object:
        """Who did it."""

    @property
    def on(self) -> dt.date | None:
        """The day, where one is known."""


AStep = TypeVar("AStep", bound=Step)


def in_part(told: Sequence[AStep]) -> list[AStep]:
    """What a court annulled while it upheld or reduced something on the same day, it annulled in part only."""
    kept: list[AStep] = []
    for each in told:
        same = {other.kind for other in told if other.body == each.body and other.on == each.on}
        partly = each.kind is EventKind.ANNULLED and EventKind.UPHELD in same
        if each.kind is not EventKind.ANNULLED or not same & _PARTLY:
            kept.append(replace(each, kind=EventKind.PARTLY_ANNULLED) if partly else each)
    return kept
