"""Ingest jobs: one at a time in a thread of its own, the others wait; how far each has come is kept in the registry."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock

import msgspec
import structlog

from corpus.errors import CorpusError
from corpus.job_store import Job, JobStore
from corpus.store import Corpus
from ingest.errors import IngestError
from ingest.report import IngestReport, Progress, Status
from ingest.sources.item import Item
from service.errors import Overloaded

WAITING = 50
"""Jobs that may wait. Each is a request that was accepted, so a queue without end would promise what is not kept."""

TOLD_EVERY = 0.5
"""Seconds between two notes of progress: a note is a transaction with an fsync, and a reader asks no oftener."""

OUTCOMES_KEPT = 1000
"""Files named in a report; failed ones first."""

Gather = Callable[[], Iterable[Item]]
Tell = Callable[[int, int | None, str], None]
Run = Callable[[Tell], str]
log = structlog.get_logger()


class _Stopped(Exception):
    """The service ends; what was published stays."""


class IngestDesk:
    """Takes jobs and works them off. Made for one open corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="ingest")
        self._closing = Event()
        self._waiting = 0
        self._lock = Lock()

    @property
    def waiting(self) -> int:
        """Jobs that wait or run."""
        return self._waiting

    def submit(self, kind: str, request: Mapping[str, object], gather: Gather, *, retry: bool = False) -> Job:
        """A new job over the files that `gather` finds when its turn comes. Raises `Overloaded` when too many wait."""

        def run(tell: Tell) -> str:
            # the parsers behind it take half a second to import, which a service that only answers need not spend
            from ingest.pipeline import ingest  # noqa: PLC0415

            def show(progress: Progress) -> None:
                tell(progress.done, progress.total, f"{progress.last.status.value}: {progress.last.key}")

            report = ingest(self._corpus, gather(), on_progress=show, retry_failed=retry)
            return report_json(report)

        return self.submit_run(kind, request, run)

    def submit_run(self, kind: str, request: Mapping[str, object], run: Run) -> Job:
        """A new job that does as `run` says and gives its report as JSON. Raises `Overloaded` when too many wait.

        `run` is given a function to tell how far it is, which raises when the service ends.
        """
        with self._lock:
            if self._waiting >= WAITING:
                raise Overloaded("Too many ingest jobs are waiting.", remedy="Try again later.", retry_after=60)
            self._waiting += 1
        job = self._corpus.jobs.create(kind, msgspec.json.encode(request).decode(), _now())
        self._worker.submit(self._work, job.id, run)
        return job

    def close(self) -> None:
        """Stop at the next file, and mark what did not finish as interrupted."""
        self._closing.set()
        self._worker.shutdown(wait=True, cancel_futures=True)
        self._corpus.jobs.interrupt(_now())

    def _work(self, job_id: str, run: Run) -> None:
        jobs = self._corpus.jobs
        try:
            jobs.start(job_id, _now())
            telling = _Telling(jobs, job_id, self._closing)
            report = run(telling)
            telling.last()
            jobs.finish(job_id, report, _now())
        except _Stopped:
            log.info("ingest_stopped", job=job_id)
        except (CorpusError, IngestError) as error:
            jobs.finish(job_id, "", _now(), failed=True, message=str(error))
        except Exception as error:
            log.exception("ingest_failed", job=job_id)
            jobs.finish(job_id, "", _now(), failed=True, message=f"{type(error).__name__}: the log says more.")
        finally:
            with self._lock:
                self._waiting -= 1


class _Telling:
    """Notes how far a job is, not more often than anybody looks."""

    def __init__(self, jobs: JobStore, job_id: str, closing: Event) -> None:
        self._jobs = jobs
        self._job_id = job_id
        self._closing = closing
        self._told_at = 0.0
        self._newest: tuple[int, int | None] = (0, 0)

    def __call__(self, done: int, total: int | None, message: str) -> None:
        if self._closing.is_set():
            raise _Stopped
        self._newest = (done, total)
        if time.monotonic() - self._told_at >= TOLD_EVERY:
            self._told_at = time.monotonic()
            self._jobs.progress(self._job_id, done, total, message)

    def last(self) -> None:
        """The end: what was told last, with nothing more to say."""
        self._jobs.progress(self._job_id, *self._newest)


def report_json(report: IngestReport) -> str:
    """What became of the files, failed ones first."""
    order = sorted(report.outcomes, key=lambda outcome: outcome.status is not Status.FAILED)
    whole = {
        "counts": {status.value: count for status, count in report.counts.items()},
        "seconds": round(report.seconds, 1),
        "embedded": report.embedded,
        "outcomes": order[:OUTCOMES_KEPT],
    }
    return msgspec.json.encode(whole).decode()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
