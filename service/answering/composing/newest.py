"""What is new: the newest step of each of the matters in which something happened last."""

from __future__ import annotations

from collections.abc import Sequence

from service.answering.composing.composed import Composed
from service.answering.composing.reading import Line, Reading


def newest_steps(readings: Sequence[Reading]) -> Composed | None:
    """The newest step of each matter; None where no document tells of any."""
    told = [(reading, line) for reading in readings if (line := _newest(reading))]
    return Composed(lines=[line for _, line in told], readings=[reading for reading, _ in told]) if told else None


def _newest(reading: Reading) -> Line | None:
    return next((line for event in reversed(reading.events) if (line := reading.event_line(event))), None)
