"""What became of each file of an ingest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Status(StrEnum):
    """What became of one file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    NEEDS_OCR = "needs OCR"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file. `reason` says why it failed or what it repeats; `passages` are those that it now has."""

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


def repeating(document_id: str) -> str:
    """Why a document is in no list, search or total."""
    return f"repeats {document_id}"


def settled(outcomes: Iterable[Outcome], duplicates: Mapping[str, str], known: Container[str]) -> tuple[Outcome, ...]:
    """The outcomes as they are at the end of a run: the document that stands for another may have come after it.

    Args:
        outcomes: What became of each file when it was read.
        duplicates: The documents held that only repeat others, and what they repeat.
        known: The keys that were held before.
    """
    return tuple(_settled(outcome, duplicates.get(outcome.document_id or ""), known) for outcome in outcomes)


def _settled(outcome: Outcome, of: str | None, known: Container[str]) -> Outcome:
    read = outcome.status in {Status.NEW, Status.CHANGED, Status.DUPLICATE}
    if of:
        return replace(outcome, status=Status.DUPLICATE if read else outcome.status, reason=repeating(of))
    if outcome.status is Status.DUPLICATE:
        return replace(outcome, status=Status.CHANGED if outcome.key in known else Status.NEW, reason="")
    return outcome


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
