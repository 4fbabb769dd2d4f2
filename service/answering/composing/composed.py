"""What is to be said, before it is verified."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.answering.composing.reading import Line, Reading
from service.answering.composing.rows import Listing
from service.answering.wire import Refusal

PROSE_MATTERS = 3
"""More matters than this are told in a table."""


@dataclass(slots=True)
class Composed:
    """What is to be said, before verification: a refusal, or lines with the readings they come from.

    `further` is the table of a second part of the question.
    """

    lines: list[Line] = field(default_factory=list)
    listing: Listing | None = None
    notes: list[str] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    refusal: Refusal | None = None
    further: Listing | None = None

    @property
    def is_quoted(self) -> bool:
        """Whether all of it is words of the documents, and none of it is told from a record."""
        told = self.listing or any(line.variants or line.verdict for line in self.lines)
        return bool(self.lines) and not told and self.refusal is None
