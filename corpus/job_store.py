"""Jobs that outlive a request, and how far they have come: what a person watches while documents are read.

queued -> running -> done | failed; a job that was running when the only process died becomes interrupted. Where there
are several processes, another one takes it up: the request says all that is needed.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from corpus.database import Database
from corpus.errors import NotFound
from corpus.tables import jobs

MOST_ATTEMPTS = 3
"""Times a job may be begun: one that ends each process that works on it must not end them all."""


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
    worker: str | None = None
    attempts: int = 0


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

    def claim(self, worker: str, now: dt.datetime) -> Job | None:
        """The job that has waited longest, begun by `worker`; None when none waits.

        One that is said to run waits too: only who may work off jobs asks, so whoever ran it has ended.
        """
        waiting = jobs.c.state.in_([JobState.QUEUED, JobState.RUNNING])
        oldest = sa.select(jobs).where(waiting).order_by(jobs.c.created_at, jobs.c.id).limit(1)
        with self._database.write() as connection:
            row = connection.execute(oldest.with_for_update(skip_locked=True)).mappings().first()
            if row is None:
                return None
            begun = {"worker": worker, "attempts": row["attempts"] + 1, "started_at": now, "state": JobState.RUNNING}
            if row["attempts"] >= MOST_ATTEMPTS:
                begun |= {"state": JobState.FAILED, "finished_at": now, "message": _GIVEN_UP}
            connection.execute(sa.update(jobs).where(jobs.c.id == row["id"]).values(begun))
        job = _job({**row, **begun})
        return self.claim(worker, now) if job.state is JobState.FAILED else job

    def give_back(self, job_id: str, worker: str) -> None:
        """Let another process take up a job that this one cannot finish; that it was begun here does not count."""
        fewer = jobs.c.attempts - 1
        self._update(job_id, worker, state=JobState.QUEUED, attempts=fewer, worker=None, started_at=None)

    def waiting(self) -> int:
        """How many jobs wait or run."""
        waits = jobs.c.state.in_([JobState.QUEUED, JobState.RUNNING])
        with self._database.read() as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(jobs).where(waits)).scalar_one())

    def progress(self, job_id: str, worker: str, done: int, total: int | None, message: str = "") -> None:
        """How far the job has come. Raises `NotFound` when it is not the worker's any more."""
        self._update(job_id, worker, done=done, total=total, message=message)

    def finish(
        self, job_id: str, worker: str, report: str, now: dt.datetime, *, failed: bool = False, message: str = ""
    ) -> None:
        """The job ends; `message` says why it failed. Raises as `progress`."""
        state = JobState.FAILED if failed else JobState.DONE
        self._update(job_id, worker, state=state, report=report, message=message, finished_at=now)

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

    def _update(self, job_id: str, by: str, **values: object) -> None:
        ours = (jobs.c.id == job_id) & (jobs.c.worker == by) & (jobs.c.state == JobState.RUNNING)
        with self._database.write() as connection:
            if not connection.execute(sa.update(jobs).where(ours).values(**values)).rowcount:
                raise NotFound(f"Job {job_id} is not run by this process any more.")


_GIVEN_UP = f"It was begun {MOST_ATTEMPTS} times, and each time its process ended before it did."


def _job(row: Mapping[Any, Any]) -> Job:
    return Job(**{**row, "state": JobState(row["state"])})
