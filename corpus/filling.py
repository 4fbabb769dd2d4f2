"""Filling an empty registry from a snapshot: all rows and their check in one transaction, or nothing.

A process that is killed on the way leaves the registry as it was. Rows of an older schema are written into that schema,
checked there and then migrated, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import sqlalchemy as sa

from corpus import posting_tables
from corpus.database import held_file, revision, shown, translated
from corpus.engines import lock_schema, lock_tables, open_engine
from corpus.errors import CopyDiffers, StoreNotEmpty, StoreOutdated
from corpus.rows import LEFT_BEHIND, SHAPES, Seal, Sealing, Shape, sealed
from corpus.snapshots import Snapshot
from corpus.tables import REVISION, metadata

Step = Callable[[str, int, int], None]
"""A progress report: which part, how many of it are through, of how many."""

MADE_BY_OPENING = frozenset({"counters", "index_state"})
"""Tables with rows although nothing was ever taken in."""

EMPTY_PLACE = (
    "Choose an empty place: another STANDING_HOME, or an empty database in STANDING_DATABASE_URL. If an earlier run "
    "was interrupted here and the service has run since, all is in: `standing doctor` says so."
)


def state_of(url: str, snapshot: Snapshot) -> Literal["empty", "same"]:
    """Whether a registry may be filled from the snapshot, or holds just that already. Changes nothing.

    Raises `StoreNotEmpty` when it holds something else.
    """
    if held_file(url) is False:
        return "empty"
    engine = open_engine(url)
    try:
        with translated(), engine.connect() as connection:
            held = _held(connection)
            if not held:
                return "empty"
            if revision(connection) == snapshot.revision == REVISION and _same(connection, snapshot):
                return "same"
            raise _not_empty(url, held)
    finally:
        engine.dispose()


def fill(url: str, snapshot: Snapshot, report: Step) -> dict[str, Seal]:
    """Copy every row into an empty registry and read each back; gives the seal of each table.

    Raises `StoreNotEmpty`, `StoreOutdated` when the snapshot is of a newer program, `CopyDiffers`.
    """
    if snapshot.revision > REVISION:
        raise StoreOutdated(
            f"It is of schema {snapshot.revision}; this program knows {REVISION}.",
            remedy="Install the newer version of Standing that made it.",
        )
    engine = open_engine(url)
    try:
        with translated(), engine.execution_options(standing_writes=True).begin() as connection:
            lock_schema(connection)
            _make_ready(connection, url, snapshot.revision)
            seals = {}
            for done, shape in enumerate(snapshot.shapes):
                report(f"table {shape.table}", done, len(snapshot.shapes))
                seals[shape.table] = _copy(connection, snapshot, shape)
            report("tables", len(snapshot.shapes), len(snapshot.shapes))
            _upgrade(connection, "head")
    finally:
        engine.dispose()
    return seals


def _copy(connection: sa.Connection, snapshot: Snapshot, shape: Shape) -> Seal:
    through = Sealing(snapshot.lines(shape))
    shape.write(connection, through)
    back = sealed(shape.lines(connection))
    if back != through.seal:
        raise CopyDiffers(
            f"The table {shape.table} was copied with {through.seal.rows} rows and has {back.rows}, "
            f"sha256 {through.seal.sha256[:12]} and {back.sha256[:12]}. Nothing was kept.",
            remedy="Run it again; if it stays so, report it with this message.",
        )
    return back


def _make_ready(connection: sa.Connection, url: str, wanted: str) -> None:
    """Empty tables of the schema wanted, which nobody else writes into before this transaction ends."""
    lock_tables(connection, [table for table in metadata.tables if sa.inspect(connection).has_table(table)])
    if held := _held(connection):
        raise _not_empty(url, held)
    for table in posting_tables.TABLES:
        # what is left of an index of words that had another registry would pass for this one's
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
    if revision(connection) not in (None, wanted):
        metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")
    _upgrade(connection, wanted)
    for name in MADE_BY_OPENING:
        connection.execute(sa.delete(metadata.tables[name]))


def _upgrade(connection: sa.Connection, wanted: str) -> None:
    # alembic takes a third of a second to import
    from corpus.migrations.run import upgrade  # noqa: PLC0415

    upgrade(connection, wanted)


def _held(connection: sa.Connection) -> dict[str, int]:
    """How many rows are in each table that has any, but those that merely opening a registry makes."""
    counts = {}
    for name in metadata.tables.keys() - LEFT_BEHIND - MADE_BY_OPENING:
        if sa.inspect(connection).has_table(name):
            counted = connection.execute(sa.select(sa.func.count()).select_from(sa.table(name))).scalar_one()
            counts[name] = int(counted)
    return {name: count for name, count in sorted(counts.items()) if count}


def _same(connection: sa.Connection, snapshot: Snapshot) -> bool:
    return all(sealed(shape.lines(connection)) == sealed(snapshot.lines(shape)) for shape in SHAPES)


def _not_empty(url: str, held: dict[str, int]) -> StoreNotEmpty:
    listed = ", ".join(f"{count} rows of {name}" for name, count in held.items())
    return StoreNotEmpty(f"The registry {shown(url)} is not empty: {listed}.", remedy=EMPTY_PLACE)
