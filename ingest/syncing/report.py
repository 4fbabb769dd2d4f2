"""What became of a run over the sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.report import IngestReport, Outcome


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that did not work, and where."""

    url: str
    what: str


@dataclass(slots=True)
class SourceReport:
    """What became of one source.

    `listed` counts what its lists led to, `new` and `changed` what was fetched, `unchanged` what was asked after and is
    as it was, `resumed` what an earlier run had fetched and not ingested, `gone` what the site no longer has (it stays
    in the corpus). `failed` could not be fetched, `troubles` could not be understood. `stopped` says why the source was
    not read to its end.
    """

    name: str
    listed: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    resumed: int = 0
    gone: int = 0
    failed: list[Trouble] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    stopped: str = ""

    @property
    def well(self) -> bool:
        """Whether everything that was tried worked."""
        return not (self.failed or self.troubles or self.stopped)


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What became of every source, and of every document on its way into the corpus."""

    sources: tuple[SourceReport, ...]
    ingested: tuple[IngestReport, ...]
    seconds: float

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Every document that was offered to ingest."""
        return tuple(outcome for report in self.ingested for outcome in report.outcomes)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The documents that could not be read."""
        return tuple(outcome for report in self.ingested for outcome in report.failed)

    @property
    def well(self) -> bool:
        """Whether everything that was tried worked."""
        return not self.failed and all(source.well for source in self.sources)


@dataclass(frozen=True, slots=True)
class SyncStep:
    """How far a run has come: documents ingested of those fetched so far, and the newest thing worth saying."""

    done: int
    fetched: int
    source: str = ""
    last: Outcome | None = None


OnStep = Callable[[SyncStep], None]
