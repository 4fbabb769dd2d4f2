"""The program that parses: it imports each parser once, with the first file of its kind, and forks for each document.

It reads jobs from its standard input and writes one answer to each to its standard output (see `frames`). The forked
process alone touches the document: it has its own limits of memory and time, and its death is an answer like any other.
When the owner goes away, the program ends and takes a running parser along.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import select
import signal
import sys
import time
from typing import NoReturn

from corpus.documents import ParsedDocument
from ingest.errors import ParseFailed, Reason
from ingest.parse import gzipped, media
from ingest.parse.apart.frames import CHUNK, HEADER, Job, pack, read_frame, unpack_job, write_frame
from ingest.parse.parsing import parse, ready

GRACE = 5  # seconds of processor time above the limit before the kernel steps in
FILES = 256
FILE_SIZE = 1 << 30
FULL = (
    0.3  # of the memory limit: a buffer that grows by doubling fails at a third; a parser that dies above it died of it
)
SAMPLES = {
    media.HTML: ("page.html", b"<html><body><p>The authority fined Acme. It may appeal.</p></body></html>"),
    media.TEXT: ("text.txt", b"DECISION\n\n1. The authority fined Acme.\nIt may\nappeal.\n\n2. So ordered.\n"),
    media.MARKDOWN: ("text.md", b"# Decision\n\n1. The authority fined Acme. It may appeal.\n"),
}
"""A little of each kind: reading it once, before any fork, makes what every fork would make for itself."""
SELF = 1024  # bytes in a unit of ru_maxrss


class _HungUp(Exception):
    """The owner has gone."""


def main() -> None:
    """Serve jobs until the owner closes."""
    jobs, answers = os.dup(sys.stdin.fileno()), os.dup(sys.stdout.fileno())
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, sys.stdin.fileno())
    os.dup2(silence, sys.stdout.fileno())
    warm: set[str | None] = set()
    with contextlib.suppress(_HungUp, BrokenPipeError):
        while (frame := read_frame(jobs)) is not None:
            job = unpack_job(frame)
            kind = media.declared(gzipped.name_inside(job.name), job.media_type)
            if kind not in warm:
                _warm_up(kind)
                warm.add(kind)
            write_frame(answers, _attend(job, jobs))


def _warm_up(kind: str | None) -> None:
    """Load what reads files of a kind, here and not in every fork: 60 ms for text, 400 for pages, measured.

    A file that is not what its name says loads its parser in its own fork. What has been loaded is kept from the
    collector, which would touch, and so copy, every page of it in each fork.
    """
    ready(kind)
    sample = SAMPLES.get(kind or media.TEXT)
    if sample:
        name, data = sample
        with contextlib.suppress(ParseFailed):
            parse(data, name=name)
    gc.collect()
    gc.freeze()


def _attend(job: Job, jobs: int) -> bytes:
    """Fork a parser for one job and wait for its answer, its death or the end of its time."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        _work(job, sink)
    os.close(sink)
    late = False
    written = b""
    try:
        written = _collect(source, jobs, job.limits.seconds)
    except TimeoutError:
        late = True
    finally:
        os.close(source)
        status, usage = _end(child)
    if late:
        return pack(_too_late(job))
    complete = len(written) > HEADER.size and HEADER.unpack_from(written)[0] == len(written) - HEADER.size
    return written[HEADER.size :] if complete else pack(_dead(job, status, usage))


def _end(child: int) -> tuple[int, int]:
    """Kill what is left of a parser and of the programs it started; its wait status and its largest memory in bytes."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(child, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    return status, usage.ru_maxrss * SELF


def _collect(source: int, jobs: int, seconds: float) -> bytes:
    """All that the parser wrote."""
    parts: list[bytes] = []
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        ready, _, _ = select.select([source, jobs], [], [], left)
        if jobs in ready:
            raise _HungUp
        if source in ready:
            part = os.read(source, CHUNK)
            if not part:
                return b"".join(parts)
            parts.append(part)
    raise TimeoutError


def _work(job: Job, sink: int) -> NoReturn:
    """Parse in the forked process, write the answer, and end without any clean-up of the parent's."""
    try:
        os.setsid()
        _limit(job)
        write_frame(sink, pack(_answer(job)))
    finally:
        os._exit(0)


def _limit(job: Job) -> None:
    seconds = int(job.limits.seconds) + GRACE
    for kind, most in (
        (resource.RLIMIT_AS, job.limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_FSIZE, FILE_SIZE),
    ):
        resource.setrlimit(kind, (most, most))


def _answer(job: Job) -> ParsedDocument | ParseFailed:
    try:
        return parse(job.data, name=job.name, media_type=job.media_type, limits=job.limits, ocr=job.ocr)
    except ParseFailed as failure:
        return failure
    except MemoryError:
        return _too_big(job)
    except RecursionError:
        return ParseFailed(Reason.DAMAGED, "The file is nested deeper than any real document.")
    except Exception as error:  # noqa: BLE001 - a parser's own fault is a recorded reason, not the end of a run
        return ParseFailed(Reason.CRASHED, f"The parser failed: {type(error).__name__}: {error}")


def _too_late(job: Job) -> ParseFailed:
    return ParseFailed(Reason.TIMED_OUT, f"Reading the file took longer than {job.limits.seconds:.0f} seconds.")


def _too_big(job: Job) -> ParseFailed:
    return ParseFailed(
        Reason.OUT_OF_MEMORY, f"Reading the file took more than {job.limits.memory // (1 << 20)} MB of memory."
    )


def _dead(job: Job, status: int, memory: int) -> ParseFailed:
    """Why a parser died: of memory when it was full or the kernel killed it, of time, or of a fault of its own."""
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if number == signal.SIGXCPU:
        return _too_late(job)
    if memory > FULL * job.limits.memory:
        return _too_big(job)
    name = signal.Signals(number).name if number else "no signal"
    return ParseFailed(Reason.CRASHED, f"The parser died while reading the file ({name}).")


if __name__ == "__main__":
    main()
