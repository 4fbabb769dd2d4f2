"""What became of an ingest or of a sync, as the JSON that a job keeps."""

from __future__ import annotations

import msgspec

from ingest.report import IngestReport, Status
from ingest.syncing.report import SyncReport

OUTCOMES_KEPT = 1000
"""Files named in a report; failed ones first."""


def report_json(report: IngestReport) -> str:
    """What became of the files."""
    return msgspec.json.encode(_told(report)).decode()


def sync_json(report: SyncReport) -> str:
    """What became of every source and of every document."""
    embedded = sum(one.embedded for one in report.ingested)
    told = _told(IngestReport(report.outcomes, report.seconds, embedded))
    return msgspec.json.encode(told | {"sources": report.sources}).decode()


def _told(report: IngestReport) -> dict[str, object]:
    order = sorted(report.outcomes, key=lambda outcome: outcome.status is not Status.FAILED)
    return {
        "counts": {status.value: count for status, count in report.counts.items()},
        "seconds": round(report.seconds, 1),
        "embedded": report.embedded,
        "outcomes": order[:OUTCOMES_KEPT],
    }
