"""Handing work to the service that owns the store: files to read, and how far it is; documents to delete."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import msgspec

from ingest.report import Status
from ingest.syncing.report import SourceReport, Trouble
from service.errors import NotReady
from service.handover.asking import refused
from service.handover.local_token import read_token

LOOKS_EVERY = 0.3
"""Seconds between two looks at the job, as often as it notes its progress."""

PATIENCE = httpx.Timeout(30.0)
OVER = ("done", "failed", "interrupted")


class JobSeen(msgspec.Struct, frozen=True):
    """What is watched of a job."""

    id: str
    state: str
    done: int
    total: int | None
    message: str
    report: dict[str, Any] | None = None


SEEN = msgspec.json.Decoder(JobSeen)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How a job ended. `failed` are the files that could not be read, with the reason."""

    state: str
    message: str
    counts: dict[str, int]
    embedded: int
    seconds: float
    failed: tuple[tuple[str, str], ...]


def hand_over(
    url: str,
    home: Path,
    paths: Sequence[Path],
    on_progress: Callable[[JobSeen], None],
    *,
    bundled: bool = False,
    retry: bool = False,
) -> HandedOver:
    """Let the service at `url`, which owns the store in `home`, read files of this machine, and wait until it has.

    Raises `NotReady` when it cannot be reached, and `ServiceError` with its own words when it refuses.
    """
    body = {"paths": [str(path.resolve()) for path in paths], "bundled": bundled, "retry": retry}
    return _ended(_watched(url, home, "/v1/ingest", body, on_progress))


@dataclass(frozen=True, slots=True)
class SyncHandedOver:
    """How a sync ended: what became of each source, and the documents that could not be read with the reason."""

    state: str
    message: str
    sources: tuple[SourceReport, ...]
    failed: tuple[tuple[str, str], ...]


def hand_over_sync(
    url: str, home: Path, sources: Sequence[str], on_progress: Callable[[JobSeen], None], *, full: bool = False
) -> SyncHandedOver:
    """Let the service at `url` read sources, and wait until it has. Raises as `hand_over`."""
    seen = _watched(url, home, "/v1/sync", {"sources": list(sources), "full": full}, on_progress)
    ended = _ended(seen)
    reports = tuple(_source_report(each) for each in (seen.report or {}).get("sources", ()))
    return SyncHandedOver(ended.state, ended.message, reports, ended.failed)


def delete_document(url: str, home: Path, document_id: str) -> None:
    """Let the service at `url` delete a document. Raises as `hand_over`."""
    with _connected(url, home) as client:
        response = client.delete(f"/v1/documents/{document_id}")
    if not response.is_success:
        raise refused(response)


def _watched(
    url: str, home: Path, door: str, body: Mapping[str, object], on_progress: Callable[[JobSeen], None]
) -> JobSeen:
    with _connected(url, home) as client:
        seen = _read(client.post(door, json=body))
        while seen.state not in OVER:
            time.sleep(LOOKS_EVERY)
            seen = _read(client.get(f"/v1/jobs/{seen.id}"))
            on_progress(seen)
    return seen


@contextmanager
def _connected(url: str, home: Path) -> Iterator[httpx.Client]:
    token = read_token(home)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        with httpx.Client(base_url=url, headers=headers, timeout=PATIENCE, trust_env=False) as client:
            yield client
    except httpx.HTTPError as error:
        raise NotReady(f"The service at {url} cannot be reached: {error}.", remedy="See whether it runs.") from error


def _read(response: httpx.Response) -> JobSeen:
    if response.is_success:
        return SEEN.decode(response.content)
    raise refused(response)


def _ended(seen: JobSeen) -> HandedOver:
    report = seen.report or {}
    failed = [each for each in report.get("outcomes", ()) if each["status"] == Status.FAILED]
    return HandedOver(
        state=seen.state,
        message=seen.message,
        counts={name: count for name, count in report.get("counts", {}).items() if count},
        embedded=report.get("embedded", 0),
        seconds=report.get("seconds", 0.0),
        failed=tuple((each["key"], each["reason"]) for each in failed),
    )


def _source_report(each: Mapping[str, Any]) -> SourceReport:
    troubles = {name: [Trouble(**one) for one in each[name]] for name in ("failed", "troubles")}
    return SourceReport(**{**each, **troubles})
