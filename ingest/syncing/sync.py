"""Sources into the corpus: each source is read in a thread of its own, and what they give is ingested here in batches.

Sources wait mostly for politeness, so that reading ten at once takes no longer than the slowest of them. Documents
become visible batch by batch.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from corpus.publishing import document_id_of
from corpus.store import Corpus
from ingest.fetching import Fetcher
from ingest.keeping.archive import Archive
from ingest.pipeline import ingest
from ingest.report import IngestReport, Progress
from ingest.sources.item import Item
from ingest.sources.site_schema import Site
from ingest.syncing.gathering import Gatherer, Tools
from ingest.syncing.report import OnStep, SyncReport, SyncStep

BATCH = 16
"""Documents ingested together: a decision gives some 40 passages, and groups of 256 are embedded at once."""

PATIENCE = 5.0
"""Seconds that a batch waits for more documents while sources are still being read."""

TICK = 1.0
"""Seconds between two signs of life while nothing arrives."""

GRACE = 5.0
"""Seconds that the end of a run waits for readers; one that still sleeps then does nothing more when it wakes."""

THREADS = 8

RunIngest = Callable[[Corpus, Iterable[Item], Callable[[Progress], None]], IngestReport]


@dataclass(frozen=True, slots=True)
class _Arrived:
    """A document that a source gave; without an item the source has come to its end, by that error if there was one."""

    gatherer: Gatherer
    item: Item | None = None
    error: BaseException | None = None


def sync(
    corpus: Corpus,
    sites: Sequence[Site],
    fetcher: Fetcher,
    archive: Archive,
    *,
    full: bool = False,
    stop: threading.Event | None = None,
    on_step: OnStep = lambda _: None,
    run_ingest: RunIngest = lambda corpus, items, on_progress: ingest(corpus, items, on_progress=on_progress),
) -> SyncReport:
    """Take what is new or changed at every site.

    Args:
        corpus: The open store.
        sites: What to read.
        fetcher: Reads addresses.
        archive: Keeps the bytes.
        full: Ask after everything again, whole lists and known pages, without conditional requests.
        stop: Set by whoever wants the run to end early, and by the run itself when it ends.
        on_step: Called as documents are fetched and ingested and every second besides, in this thread; what it raises
            ends the run.
        run_ingest: Ingests one batch.

    Raises:
        StoreError: The store itself gave way; what was published stays, and the next run takes up the rest.
    """
    started = time.monotonic()
    stop = stop or threading.Event()
    tools = Tools(
        fetcher,
        archive,
        corpus.sync,
        stop,
        deleted=lambda key: corpus.registry.tombstone(document_id_of(key)) is not None,
    )
    gatherers = [Gatherer(site, tools, full=full) for site in sites]
    run = _Run(corpus, on_step, run_ingest)
    with _Readers(gatherers, stop) as arrived:
        run.take(arrived, len(gatherers))
    return SyncReport(tuple(g.report for g in gatherers), tuple(run.reports), time.monotonic() - started)


class _Readers:
    """Threads that read the sources into a queue. Leaving the block stops them at their next document."""

    def __init__(self, gatherers: Sequence[Gatherer], stop: threading.Event) -> None:
        self._arrived: queue.Queue[_Arrived] = queue.Queue(maxsize=4 * BATCH)
        self._waiting: queue.SimpleQueue[Gatherer] = queue.SimpleQueue()
        self._stop = stop
        for gatherer in gatherers:
            self._waiting.put(gatherer)
        count = min(THREADS, len(gatherers))
        self._threads = [threading.Thread(target=self._read, name=f"source-{n}", daemon=True) for n in range(count)]

    def __enter__(self) -> queue.Queue[_Arrived]:
        for thread in self._threads:
            thread.start()
        return self._arrived

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        deadline = time.monotonic() + GRACE
        for thread in self._threads:
            while thread.is_alive() and time.monotonic() < deadline:
                # a reader may wait for room in the queue
                self._drain()
                thread.join(0.05)

    def _read(self) -> None:
        while True:
            try:
                gatherer = self._waiting.get_nowait()
            except queue.Empty:
                return
            self._arrived.put(self._read_one(gatherer))

    def _read_one(self, gatherer: Gatherer) -> _Arrived:
        try:
            for item in gatherer.items():
                if self._stop.is_set():
                    break
                self._arrived.put(_Arrived(gatherer, item))
        except Exception as error:  # noqa: BLE001 - a fault in reading one source must not stop the others
            return _Arrived(gatherer, error=error)
        return _Arrived(gatherer)

    def _drain(self) -> None:
        with suppress(queue.Empty):
            while True:
                self._arrived.get_nowait()


class _Run:
    """Batches of arrived documents, into the corpus."""

    def __init__(self, corpus: Corpus, on_step: OnStep, run_ingest: RunIngest) -> None:
        self.reports: list[IngestReport] = []
        self._corpus = corpus
        self._on_step = on_step
        self._run_ingest = run_ingest
        self._batch: list[_Arrived] = []
        self._fetched = 0
        self._done = 0

    def take(self, arrived: queue.Queue[_Arrived], sources: int) -> None:
        """Ingest until every source has come to its end."""
        arrived_at = time.monotonic()
        while sources:
            try:
                one = arrived.get(timeout=TICK)
            except queue.Empty:
                self._on_step(SyncStep(self._done, self._fetched))
                if self._batch and time.monotonic() - arrived_at > PATIENCE:
                    self._flush()
                continue
            arrived_at = time.monotonic()
            if one.item is None:
                sources -= 1
                self._ended(one)
                continue
            self._batch.append(one)
            self._fetched += 1
            self._on_step(SyncStep(self._done, self._fetched, one.gatherer.report.name))
            if len(self._batch) >= BATCH:
                self._flush()
        self._flush()

    def _ended(self, one: _Arrived) -> None:
        if one.error is not None:
            one.gatherer.report.stopped = f"{type(one.error).__name__}: {one.error}"

    def _flush(self) -> None:
        batch, self._batch = self._batch, []
        if not batch:
            return
        report = self._run_ingest(self._corpus, [one.item for one in batch if one.item], self._show)
        self.reports.append(report)
        for gatherer in {id(one.gatherer): one.gatherer for one in batch}.values():
            gatherer.taken(one.item.key for one in batch if one.item and one.gatherer is gatherer)

    def _show(self, progress: Progress) -> None:
        self._done += 1
        self._on_step(SyncStep(self._done, self._fetched, last=progress.last))
