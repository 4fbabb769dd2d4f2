"""Jobs that outlive a request, and how far they have come: what a person watches while documents are read.

queued -> running -> done | failed; a job that was running when its process died becomes interrupted.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from corpus.database import Database
from corpus.errors import NotFound
from corpus.tables import jobs


class JobState(StrEnum):
    """How far a job has come."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Job:
    """One job. `request` and `report` are JSON; `done` of `total` units; `message` is the last thing worth saying."""

    id: str
    kind: str
    state: JobState
    request: str
    report: str
    message: str
    done: int
    total: int | None
    created_at: dt.datetime
    started_at: dt.datetime | None = None
    finished_at: dt.datetime | None = None


class JobStore:
    """Reads and writes of jobs. Safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, kind: str, request: str, now: dt.datetime) -> Job:
        """A new job, queued."""
        job = Job(uuid.uuid4().hex, kind, JobState.QUEUED, request, "", "", 0, None, now)
        with self._database.write() as connection:
            connection.execute(sa.insert(jobs).values({name: getattr(job, name) for name in Job.__slots__}))
        return job

    def start(self, job_id: str, now: dt.datetime) -> None:
        """The job begins."""
        self._update(job_id, state=JobState.RUNNING, started_at=now)

    def progress(self, job_id: str, done: int, total: int | None, message: str = "") -> None:
        """How far the job has come."""
        self._update(job_id, done=done, total=total, message=message)

    def finish(self, job_id: str, report: str, now: dt.datetime, *, failed: bool = False, message: str = "") -> None:
        """The job ends; `message` says why it failed."""
        state = JobState.FAILED if failed else JobState.DONE
        self._update(job_id, state=state, report=report, message=message, finished_at=now)

    def interrupt(self, now: dt.datetime) -> int:
        """Mark what was queued or running as interrupted: for a process that has just become the only owner."""
        open_states = jobs.c.state.in_([JobState.QUEUED, JobState.RUNNING])
        change = sa.update(jobs).where(open_states).values(state=JobState.INTERRUPTED, finished_at=now)
        with self._database.write() as connection:
            return connection.execute(change).rowcount

    def get(self, job_id: str) -> Job:
        """One job. Raises `NotFound`."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(jobs).where(jobs.c.id == job_id)).mappings().first()
        if row is None:
            raise NotFound(f"There is no job {job_id}.")
        return _job(row)

    def recent(self, limit: int = 50) -> tuple[Job, ...]:
        """The newest jobs first."""
        query = sa.select(jobs).order_by(jobs.c.created_at.desc(), jobs.c.id).limit(limit)
        with self._database.read() as connection:
            return tuple(_job(row) for row in connection.execute(query).mappings())

    def _update(self, job_id: str, **values: object) -> None:
        with self._database.write() as connection:
            if not connection.execute(sa.update(jobs).where(jobs.c.id == job_id).values(**values)).rowcount:
                raise NotFound(f"There is no job {job_id}.")


def _job(row: sa.RowMapping) -> Job:
    return Job(**{**row, "state": JobState(row["state"])})
