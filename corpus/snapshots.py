"""A registry as it was at one moment, to be copied: out of a database in use, or out of a backup.

Both SQLite (in WAL mode) and PostgreSQL (at REPEATABLE READ) give a transaction one view for as long as it lasts, while
others write. So a registry in use is read as it was when the reading began, by the same few lines on both. The price is
room: while it lasts SQLite's WAL file and PostgreSQL's dead rows are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

import sqlalchemy as sa

from corpus.database import Database
from corpus.indexes import held_model
from corpus.rows import SHAPES, Shape
from corpus.tables import REVISION, counters, passages, versions


class Snapshot(Protocol):
    """What a copy is made from."""

    @property
    def revision(self) -> str:
        """The schema that the rows are of."""

    @property
    def shapes(self) -> Sequence[Shape]:
        """Every table, each after those that it refers to."""

    def lines(self, shape: Shape) -> Iterator[bytes]:
        """The rows of one table, in order."""


@dataclass(frozen=True, slots=True)
class About:
    """What a snapshot holds, in short. `model` is the embedder whose vectors are indexed."""

    corpus_version: int
    documents: int
    passages: int
    model: str | None


@dataclass(frozen=True, slots=True)
class LiveSnapshot:
    """The view of one open transaction."""

    connection: sa.Connection
    revision: str = REVISION
    shapes: Sequence[Shape] = SHAPES

    def lines(self, shape: Shape) -> Iterator[bytes]:
        """See `Snapshot`."""
        return shape.lines(self.connection)

    def about(self) -> About:
        """What it holds."""
        version = sa.select(counters.c.value).where(counters.c.name == "corpus_version")
        documents = sa.select(sa.func.count(versions.c.document_id.distinct()))
        drawn = sa.select(sa.func.count()).select_from(passages)
        raised, held, cut = (int(self.connection.execute(query).scalar_one()) for query in (version, documents, drawn))
        return About(raised, held, cut, held_model(self.connection))

    def archived(self) -> set[str]:
        """The sha256 of everything in the archive that a version of a document came from."""
        keys = sa.select(versions.c.archive_key).where(versions.c.archive_key.is_not(None)).distinct()
        return set(self.connection.execute(keys).scalars())


@contextmanager
def snapshot(database: Database) -> Iterator[LiveSnapshot]:
    """The registry as it is now, for the length of the block."""
    with database.read() as connection:
        taken = LiveSnapshot(connection)
        # SQLite's view begins with the first read and not with BEGIN
        taken.about()
        yield taken
