"""How far each source has been read: what is known of every address it led to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from corpus.database import Database, put
from corpus.tables import sync_state


class SyncState(StrEnum):
    """What became of an address.

    A document is first fetched (its bytes are in the archive) and then taken (offered to ingest, whatever came of it).
    A page only leads to documents. A list is open while it is being walked, and walked when its end was reached.
    """

    FETCHED = "fetched"
    TAKEN = "taken"
    PAGE = "page"
    OPEN = "open"
    WALKED = "walked"
    FAILED = "failed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class SyncMark:
    """One address of one source.

    `etag` and `last_modified` are what the server gave, to ask with the next time; `sha256` is of the bytes last had;
    `note` is JSON of the reader's own.
    """

    source: str
    url: str
    state: SyncState
    checked_at: dt.datetime
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    note: str = ""


class SyncStore:
    """Reads and writes of marks. Safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def marks(self, source: str) -> dict[str, SyncMark]:
        """Everything known of a source, by address."""
        query = sa.select(sync_state).where(sync_state.c.source == source)
        with self._database.read() as connection:
            return {row["url"]: _mark(row) for row in connection.execute(query).mappings()}

    def put(self, *marks: SyncMark) -> None:
        """Keep the newest mark of each address."""
        with self._database.write() as connection:
            for mark in marks:
                put(connection, sync_state, _row(mark))

    def forget(self, source: str, urls: Iterable[str] | None = None) -> None:
        """Drop addresses of a source, or all of them."""
        query = sa.delete(sync_state).where(sync_state.c.source == source)
        if urls is not None:
            query = query.where(sync_state.c.url.in_(list(urls)))
        with self._database.write() as connection:
            connection.execute(query)

    def last_checked(self) -> dict[str, dt.datetime]:
        """When each source was last read, by its name."""
        query = sa.select(sync_state.c.source, sa.func.max(sync_state.c.checked_at)).group_by(sync_state.c.source)
        with self._database.read() as connection:
            return {source: moment for source, moment in connection.execute(query)}  # noqa: C416 - rows are not pairs


def _row(mark: SyncMark) -> dict[str, object]:
    return {
        "source": mark.source,
        "url": mark.url,
        "etag": mark.etag,
        "last_modified": mark.last_modified,
        "sha256": mark.sha256,
        "state": f"{mark.state.value} {mark.note}".rstrip(),
        "checked_at": mark.checked_at,
    }


def _mark(row: sa.RowMapping) -> SyncMark:
    word, _, note = str(row["state"]).partition(" ")
    return SyncMark(
        row["source"],
        row["url"],
        SyncState(word),
        row["checked_at"],
        row["etag"],
        row["last_modified"],
        row["sha256"],
        note,
    )
