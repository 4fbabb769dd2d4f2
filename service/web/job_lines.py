"""A job in one line for a reader: what was handed in, and what became of it."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from corpus.job_store import Job, JobState


class JobLine(NamedTuple):
    """`document` is the id of the document that came of a job for one file."""

    what: str
    became: str
    document: str | None


def job_line(job: Job) -> JobLine:
    """What a job was for and how far it came, without the words of programs."""
    report: dict[str, Any] = msgspec.json.decode(job.report) if job.report else {}
    outcomes = report.get("outcomes", ())
    document = outcomes[0]["document_id"] if len(outcomes) == 1 else None
    return JobLine(_what(msgspec.json.decode(job.request)), _became(job, report.get("counts", {})), document)


def _what(request: dict[str, Any]) -> str:
    if name := request.get("name"):
        return str(name)
    if (sources := request.get("sources")) is not None:
        return ", ".join(sources) or "All sources"
    bundled = ("The bundled digests",) if request.get("bundled") else ()
    return ", ".join((*bundled, *request.get("paths", ())))


def _became(job: Job, counts: dict[str, int]) -> str:
    told = ", ".join(f"{number:,} {status}" for status, number in counts.items() if number)
    if job.state is JobState.DONE:
        return told or "nothing to read"
    if job.state is JobState.RUNNING and job.total:
        return f"{job.state}, {job.done:,} of {job.total:,}"
    return f"{job.state}: {job.message}" if job.message else str(job.state)
