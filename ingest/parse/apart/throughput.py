"""Many documents at once: as many sandboxes as workers, answers as they come."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from corpus.documents import ParsedDocument
from ingest.errors import ParseFailed, Reason
from ingest.parse.apart.sandbox import Sandbox
from ingest.parse.limits import DEFAULT_LIMITS, ParseLimits

AHEAD = 2  # jobs waiting for each worker: enough that none idles, few enough that memory stays small


@dataclass(frozen=True, slots=True)
class ParseJob:
    """A file to parse: its bytes, or where they lie. `key` is the caller's own name for it."""

    key: str
    data: bytes | Path
    name: str
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class ParseOutcome:
    """How a job ended: a document or a failure, never both and never neither."""

    job: ParseJob
    document: ParsedDocument | None
    failure: ParseFailed | None
    seconds: float


def parse_many(
    jobs: Iterable[ParseJob], *, workers: int = 2, limits: ParseLimits = DEFAULT_LIMITS, ocr: bool = True
) -> Iterator[ParseOutcome]:
    """Parse files side by side and yield each as it is done, in no fixed order.

    Jobs are taken from the iterable as workers come free, so it may be endless. Every job taken is answered.
    """
    with ExitStack() as stack:
        free: queue.SimpleQueue[Sandbox] = queue.SimpleQueue()
        for _ in range(workers):
            free.put(stack.enter_context(Sandbox(limits=limits, ocr=ocr)))
        threads = stack.enter_context(ThreadPoolExecutor(workers, thread_name_prefix="parse"))
        waiting = iter(jobs)
        running = {threads.submit(_run, job, free) for job in islice(waiting, workers * AHEAD)}
        while running:
            done, rest = wait(running, return_when=FIRST_COMPLETED)
            running = set[Future[ParseOutcome]](rest)
            running |= {threads.submit(_run, job, free) for job in islice(waiting, len(done))}
            yield from (future.result() for future in done)


def _run(job: ParseJob, free: queue.SimpleQueue[Sandbox]) -> ParseOutcome:
    sandbox = free.get()
    started = time.monotonic()
    document, failure = None, None
    try:
        data = job.data if isinstance(job.data, bytes) else job.data.read_bytes()
        document = sandbox.parse(data, name=job.name, media_type=job.media_type)
    except ParseFailed as failed:
        failure = failed
    except OSError as error:
        failure = ParseFailed(Reason.DAMAGED, f"The file cannot be read: {error.strerror}.")
    finally:
        free.put(sandbox)
    return ParseOutcome(job, document, failure, time.monotonic() - started)
