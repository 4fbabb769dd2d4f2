"""Ingest jobs: one at a time in a thread of its own, the others wait; how far each has come is kept in the registry."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping
from threading import Event, Thread
from typing import Any

import msgspec
import structlog

from corpus.errors import CorpusError, StoreUnreachable
from corpus.job_store import Job, JobStore
from corpus.store import Corpus
from ingest.errors import IngestError
from service.errors import Overloaded

WAITING = 50
"""Jobs that may wait. Each is a request that was accepted, so a queue without end would promise what is not kept."""

TOLD_EVERY = 0.5
"""Seconds between two notes of progress: a note is a transaction with an fsync, and a reader asks no oftener."""

WAITS_FOR_SERVER = 5.0
"""Seconds before a job is tried again whose server did not answer."""

LOOKS_EVERY = 2.0
"""Seconds between two looks for jobs that other processes took in; one's own are begun at once."""

Tell = Callable[[int, int | None, str], None]
Run = Callable[[Mapping[str, Any], Tell], str]
"""Does what a request says and gives its report as JSON. Telling how far it is raises when it has to stop."""

log = structlog.get_logger()


class _Stopped(Exception):
    """The service ends; what was published stays."""


class IngestDesk:
    """Takes jobs in, and works them off when it is this process's turn to ingest. Made for one open corpus.

    Jobs wait in the registry with all that is needed to run them. Where several processes share it, any of them may run
    a job that another took in, and takes up what another left when it was killed.
    """

    def __init__(self, corpus: Corpus, runs: Mapping[str, Run]) -> None:
        self._corpus = corpus
        self._runs = runs
        self._closing = Event()
        self._wake = Event()
        self._worker = Thread(target=self._work, name="ingest", daemon=True)
        self._worker.start()

    @property
    def waiting(self) -> int:
        """Jobs that wait or run, in whatever process."""
        return self._corpus.jobs.waiting()

    def submit(self, kind: str, request: Mapping[str, object]) -> Job:
        """A new job. Raises `Overloaded` when too many wait."""
        if self.waiting >= WAITING:
            raise Overloaded("Too many ingest jobs are waiting.", remedy="Try again later.", retry_after=60)
        job = self._corpus.jobs.create(kind, msgspec.json.encode(request).decode(), _now())
        self._wake.set()
        return job

    def close(self) -> None:
        """Stop at the next file. What did not finish is left to other processes; without any it is interrupted."""
        self._closing.set()
        self._wake.set()
        self._worker.join()
        if self._corpus.ownership:
            self._corpus.jobs.interrupt(_now())

    def _work(self) -> None:
        while not self._closing.is_set():
            try:
                self._work_off()
            except CorpusError as error:
                log.warning("ingest_desk", problem=str(error))
            except Exception as error:
                log.exception("ingest_desk_failed", exc_info=error)
            self._wake.wait(LOOKS_EVERY)
            self._wake.clear()

    def _work_off(self) -> None:
        if not self.waiting:
            return
        with self._corpus.ingest_turn() as turn:
            while turn.taken and not self._closing.is_set():
                job = self._corpus.jobs.claim(self._corpus.process, _now())
                if job is None:
                    return
                self._run(job, turn.check)

    def _run(self, job: Job, check: Callable[[], None]) -> None:
        jobs, us = self._corpus.jobs, self._corpus.process
        telling = _Telling(jobs, job.id, us, self._closing, check)
        try:
            report = self._runs[job.kind](msgspec.json.decode(job.request), telling)
            telling.last()
            jobs.finish(job.id, us, report, _now())
        except _Stopped:
            log.info("ingest_stopped", job=job.id)
            if not self._corpus.ownership:
                jobs.give_back(job.id, us)
        except StoreUnreachable as error:
            # no fault of the documents': what is in stays in, and the job goes on where it was once the server is back
            log.warning("ingest_waits", job=job.id, problem=str(error))
            self._closing.wait(WAITS_FOR_SERVER)
            jobs.give_back(job.id, us)
        except (CorpusError, IngestError) as error:
            jobs.finish(job.id, us, "", _now(), failed=True, message=str(error))
        except Exception as error:
            log.exception("ingest_failed", job=job.id)
            jobs.finish(job.id, us, "", _now(), failed=True, message=f"{type(error).__name__}: the log says more.")


class _Telling:
    """Notes how far a job is, not more often than anybody looks."""

    def __init__(
        self, jobs: JobStore, job_id: str, worker: str, closing: Event, check_turn: Callable[[], None]
    ) -> None:
        self._jobs = jobs
        self._named = (job_id, worker)
        self._closing = closing
        self._check_turn = check_turn
        self._told_at = 0.0
        self._newest: tuple[int, int | None] = (0, 0)

    def __call__(self, done: int, total: int | None, message: str) -> None:
        if self._closing.is_set():
            raise _Stopped
        self._check_turn()
        self._newest = (done, total)
        if time.monotonic() - self._told_at >= TOLD_EVERY:
            self._told_at = time.monotonic()
            self._jobs.progress(*self._named, done, total, message)

    def last(self) -> None:
        """The end: what was told last, with nothing more to say."""
        self._jobs.progress(*self._named, *self._newest)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
