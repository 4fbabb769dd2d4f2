"""Files into the corpus: an engine prepares documents while other threads embed and publish.

Documents travel in groups, because many small calls cost the embedder and the vector index several times as much as a
few large ones. A group is published wholly or not at all; a run that dies leaves the groups before it, and the next run
takes up where they end. One file that fails never stops the others.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from corpus.failures import Failure
from corpus.store import Corpus
from ingest.engines.desk import Notes
from ingest.engines.engine import Engine, Threads
from ingest.engines.intake import Intake
from ingest.engines.workers import Idle
from ingest.preparing.rejoining import rejoin
from ingest.preparing.stages import Prepared
from ingest.report import IngestReport, OnProgress, settled
from ingest.sources.item import Item

TURN = 0.0005
"""Seconds after which a thread gives way to another that has Python code to run. Those that embed have a little after
each passage, and with Python's own 5 ms they waited for those that read documents: of two cores 1.70 were at work
meanwhile, with this 1.87, with less no more."""


@contextmanager
def _short_turns() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def _not_gone_over() -> Iterator[None]:
    """Spare the garbage collector what was there before: the libraries of models and indexes hold a million objects.

    Going over them took 0.4 s, in which all else stood still: in an ingest of 120 documents once.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@_short_turns()
@_not_gone_over()
def ingest(
    corpus: Corpus,
    items: Iterable[Item],
    *,
    engine: Engine | None = None,
    on_progress: OnProgress = lambda _: None,
    retry_failed: bool = False,
) -> IngestReport:
    """Read every file that is new or changed, and publish it.

    Args:
        corpus: The open store.
        items: The files. Of two with one key the first counts.
        engine: Where the files are prepared and embedded; by default in threads of this process.
        on_progress: Called once a file, in this thread.
        retry_failed: Also read files again that failed before and have not changed since.

    Raises:
        StoreError: The store itself gave way, for example for want of disk space; what was published stays.
        AssetError: The embedder's files are not there.
    """
    started = time.monotonic()
    todo: dict[str, Item] = {}
    for item in items:
        todo.setdefault(item.key, item)
    notes = Notes.of(corpus, retry_failed=retry_failed)
    with (
        (engine or Threads()).at_work(corpus, notes, list(todo.values())) as line,
        Intake(corpus, notes.held, len(todo), on_progress, line) as intake,
    ):
        for result in line.results:
            if isinstance(result, Idle):
                intake.rest()
            elif isinstance(result, Prepared):
                intake.take(result)
            elif isinstance(result, Failure):
                intake.fail(result)
            else:
                intake.record(result)
    rejoin(corpus)
    outcomes = settled(intake.outcomes, corpus.registry.duplicates(), notes.held)
    return IngestReport(outcomes, time.monotonic() - started, intake.embedded)
