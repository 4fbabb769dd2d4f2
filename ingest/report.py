"""What became of each file of an ingest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What became of one file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    NEEDS_OCR = "needs OCR"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file. `reason` says why it failed; `passages` are those that it now has."""

    key: str
    status: Status
    document_id: str | None = None
    title: str = ""
    passages: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest has come: files done of all, passages published so far, and the file just done."""

    done: int
    total: int
    passages: int
    last: Outcome


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class IngestReport:
    """Every file accounted for. `embedded` counts passages whose text no earlier run had embedded."""

    outcomes: tuple[Outcome, ...]
    seconds: float
    embedded: int

    @property
    def counts(self) -> dict[Status, int]:
        """Files by what became of them."""
        counted = Counter(outcome.status for outcome in self.outcomes)
        return {status: counted[status] for status in Status}

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The files that could not be read."""
        return tuple(outcome for outcome in self.outcomes if outcome.status is Status.FAILED)
