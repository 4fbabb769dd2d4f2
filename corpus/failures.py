"""Files that could not be read: which, why and when, until they can be or are gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from corpus.column_types import Alphabetical
from corpus.database import Database, put
from corpus.tables import failures


@dataclass(frozen=True, slots=True)
class Failure:
    """One file that could not be read. `sha256` and `pipeline` tell whether trying again could end otherwise."""

    source_key: str
    reason: str
    failed_at: dt.datetime
    sha256: str | None = None
    pipeline: str = ""


class FailureStore:
    """Reads and writes of failures. Publishing a document forgets its failure."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, failure: Failure) -> None:
        """Keep the newest failure of a source."""
        with self._database.write() as connection:
            put(connection, failures, {name: getattr(failure, name) for name in Failure.__slots__})

    def all(self) -> tuple[Failure, ...]:
        """Every failure, by source key."""
        with self._database.read() as connection:
            rows = connection.execute(sa.select(failures).order_by(Alphabetical(failures.c.source_key))).mappings()
            return tuple(Failure(**row) for row in rows)

    def forget(self, source_keys: Iterable[str]) -> None:
        """Drop the failures of sources that are gone."""
        with self._database.write() as connection:
            connection.execute(sa.delete(failures).where(failures.c.source_key.in_(list(source_keys))))
