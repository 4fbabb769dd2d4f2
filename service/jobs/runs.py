"""What ingest jobs do, from what their requests say: any process that shares the registry can run any of them.

The parsers and the readers of sites take half a second to import, which a service that only answers need not spend.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from corpus.store import Corpus
from ingest.keeping.archive import Archive
from ingest.report import Progress
from ingest.sources import folder
from ingest.sources.item import Item
from ingest.syncing.report import SyncStep
from service.jobs.declared import DECLARATION
from service.jobs.desk import Run, Tell
from service.jobs.reports import report_json, sync_json
from service.settings import Settings


def runs(corpus: Corpus, settings: Settings, archive: Callable[[], Archive]) -> dict[str, Run]:
    """Each kind of job, and what runs it."""
    return {
        "paths": lambda request, tell: _ingest(corpus, _paths(corpus, request), tell, retry=request["retry"]),
        "upload": lambda request, tell: _ingest(corpus, [_upload(request, archive())], tell),
        "sync": lambda request, tell: _sync(corpus, settings, archive(), request, tell),
    }


def _ingest(corpus: Corpus, items: Iterable[Item], tell: Tell, *, retry: bool = False) -> str:
    from ingest.pipeline import ingest  # noqa: PLC0415

    def show(progress: Progress) -> None:
        tell(progress.done, progress.total, f"{progress.last.status.value}: {progress.last.key}")

    return report_json(ingest(corpus, items, on_progress=show, retry_failed=retry))


def _sync(corpus: Corpus, settings: Settings, archive: Archive, request: Mapping[str, Any], tell: Tell) -> str:
    from service.jobs.source_runs import chosen_sites, run_sources  # noqa: PLC0415

    def show(step: SyncStep) -> None:
        tell(step.done, step.fetched, f"{step.last.status.value}: {step.last.key}" if step.last else step.source)

    sites = chosen_sites(settings, request["sources"])
    return sync_json(run_sources(corpus, settings, sites, show, archive=archive, full=request["full"]))


def _paths(corpus: Corpus, request: Mapping[str, Any]) -> list[Item]:
    named = folder.items_for(corpus, map(Path, request["paths"]))
    return (folder.bundled() if request["bundled"] else []) + named


def _upload(request: Mapping[str, Any], archive: Archive) -> Item:
    declared = DECLARATION.decode(msgspec.json.encode(request["declared"]))
    known: Mapping[str, object] = msgspec.to_builtins(declared, builtin_types=(dt.date,))
    return Item(
        request["key"],
        request["name"],
        partial(archive.read, request["sha256"]),
        url=declared.source_url,
        archive_key=request["sha256"],
        retrieved_at=dt.datetime.fromisoformat(request["retrieved_at"]),
        sidecar=(lambda: known) if known else None,
    )
