"""Files into the corpus: worker threads prepare documents while this thread embeds and another publishes.

Documents travel in groups, because many small calls cost the embedder and the vector index several times as much as a
few large ones. A group is published wholly or not at all; a run that dies leaves the groups before it, and the next run
takes up where they end. One file that fails never stops the others.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass

from corpus.errors import CorpusError, StoreError
from corpus.failures import Failure
from corpus.registry import HeldSource
from corpus.store import Corpus
from ingest.errors import IngestError
from ingest.intake import Intake
from ingest.parse import Sandbox, scan
from ingest.report import IngestReport, OnProgress, Outcome, Status
from ingest.sources.item import Item
from ingest.stages import InProcess, Knowledge, Loaded, Parser, Prepared, Window, load, prepare
from ingest.workers import Idle, worked_through

AHEAD = 16
"""Documents that may wait, prepared, for the embedder."""

PATIENCE = 0.5
"""Seconds that the embedder waits for more documents before it takes a group that is not full."""

OpenParser = Callable[[], AbstractContextManager[Parser]]


def ingest(
    corpus: Corpus,
    items: Iterable[Item],
    *,
    workers: int = 2,
    on_progress: OnProgress = lambda _: None,
    open_parser: OpenParser = Sandbox,
    retry_failed: bool = False,
) -> IngestReport:
    """Read every file that is new or changed, and publish it.

    Args:
        corpus: The open store.
        items: The files. Of two with one key the first counts.
        workers: Threads that prepare documents, each with a parser of its own.
        on_progress: Called once a file, in this thread.
        open_parser: Gives the parser of a worker; trusted items are parsed in this process.
        retry_failed: Also read files again that failed before and have not changed since.

    Raises:
        StoreError: The store itself gave way, for example for want of disk space; what was published stays.
        AssetError: The embedder's files are not there.
    """
    started = time.monotonic()
    todo: dict[str, Item] = {}
    for item in items:
        todo.setdefault(item.key, item)
    held = corpus.registry.sources()
    failures = () if retry_failed else corpus.failures.all()
    desk = _Desk(
        corpus,
        held,
        {failure.source_key: failure for failure in failures},
        Knowledge(corpus.gazetteer, corpus.records.matters),
        Window(corpus.embedder.count_tokens, corpus.embedder.max_tokens),
    )
    results = worked_through(todo.values(), desk.work, open_parser, workers=workers, ahead=AHEAD, patience=PATIENCE)
    with closing(results), Intake(corpus, held, len(todo), on_progress) as intake:
        for result in results:
            if isinstance(result, Idle):
                intake.flush()
            elif isinstance(result, Prepared):
                intake.take(result)
            else:
                intake.record(result)
    return IngestReport(tuple(intake.outcomes), time.monotonic() - started, intake.embedded)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where a worker turns one file into a prepared document, or into the outcome that it needs no further work."""

    corpus: Corpus
    held: dict[str, HeldSource]
    failures: dict[str, Failure]
    knowledge: Knowledge
    window: Window

    def work(self, item: Item, parser: Parser) -> Prepared | Outcome:
        """Everything that needs no embedder. Only the store's own errors are raised."""
        loaded = None
        try:
            loaded = load(item, dt.datetime.now(dt.UTC))
            known = self._known(loaded)
            return known or prepare(loaded, InProcess() if item.trusted else parser, self.knowledge, self.window)
        except StoreError:
            raise
        except (IngestError, CorpusError, OSError) as error:
            return self._failed(item, loaded, str(error))
        except Exception as error:  # noqa: BLE001 - a fault in reading one file must not stop the others
            return self._failed(item, loaded, f"{type(error).__name__}: {error}")

    def _known(self, loaded: Loaded) -> Outcome | None:
        key, worked = loaded.item.key, (loaded.source.sha256, loaded.pipeline)
        held, failure = self.held.get(key), self.failures.get(key)
        if failure and (failure.sha256, failure.pipeline) == worked:
            return Outcome(key, Status.FAILED, reason=failure.reason)
        if held is None or (held.sha256, held.pipeline) != worked:
            return None
        if held.needs_ocr and scan.available():
            return None
        reason = Status.NEEDS_OCR.value if held.needs_ocr else ""
        return Outcome(key, Status.UNCHANGED, held.document_id, reason=reason)

    def _failed(self, item: Item, loaded: Loaded | None, reason: str) -> Outcome:
        sha256, pipeline = (loaded.source.sha256, loaded.pipeline) if loaded else (None, "")
        self.corpus.failures.record(Failure(item.key, reason, dt.datetime.now(dt.UTC), sha256, pipeline))
        return Outcome(item.key, Status.FAILED, reason=reason)
