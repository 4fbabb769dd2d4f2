"""The two SQL databases that a registry can be in, and what each needs: connections, pragmas, isolation, a lock.

SQLite takes its write lock when a transaction begins, so that two writers queue instead of failing half-way. PostgreSQL
gives readers one snapshot for the length of their transaction, as SQLite does.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from corpus.errors import MissingExtra, StoreError, installing

BUSY_SECONDS = 30
"""How long a SQLite connection waits for another's lock."""

SQLITE_PRAGMAS = (
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA mmap_size=268435456",
)

CONNECTIONS = 16
"""Kept open, and as many again while they are needed: more than the threads that answer, ingest and serve pages."""

CONNECT_SECONDS = 10
"""How long a PostgreSQL server may take to accept a connection."""

POSTGRES = ("postgres", "postgresql", "postgresql+psycopg")

READS: dict[str, dict[str, Any]] = {
    "sqlite": {},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}
"""What makes a connection of each database a reader with one view."""


def open_engine(url: str) -> sa.Engine:
    """An engine for the database of the address; it connects when it is first used.

    Raises `StoreError` for an address of another kind, `MissingExtra` when the driver is not installed.
    """
    try:
        given = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise StoreError("The registry's address is none.", remedy=_WRITTEN) from error
    if given.get_backend_name() == "sqlite":
        return _sqlite(given)
    if given.drivername in POSTGRES:
        return _postgres(given.set(drivername="postgresql+psycopg"))
    raise StoreError(f"The registry cannot be in {given.drivername!r}.", remedy=_WRITTEN)


_WRITTEN = "Write it as postgresql://user:password@host:5432/name."


def lock_schema(connection: sa.Connection) -> None:
    """Let nobody else change the schema until this transaction ends; SQLite's write transactions do so anyway."""
    if connection.dialect.name == "postgresql":
        take_lock(connection, "standing schema")


def lock_tables(connection: sa.Connection, names: Sequence[str]) -> None:
    """Let nobody else write into these tables until this transaction ends; SQLite lets nobody anyway."""
    if connection.dialect.name == "postgresql" and names:
        connection.exec_driver_sql(f"LOCK TABLE {', '.join(names)} IN SHARE ROW EXCLUSIVE MODE")


def take_lock(connection: sa.Connection, name: str) -> None:
    """Wait for PostgreSQL's advisory lock of that name; it is let go with the transaction, or with its process."""
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(name, 0))))


def _sqlite(url: sa.URL) -> sa.Engine:
    engine = sa.create_engine(
        url, connect_args={"check_same_thread": False}, pool_size=CONNECTIONS, max_overflow=CONNECTIONS
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, record: object) -> None:
    del record
    # the driver's own transaction control would begin late and turn readers into writers that cannot wait
    connection.isolation_level = None
    for pragma in SQLITE_PRAGMAS:
        connection.execute(pragma)
    _write_ahead(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers and one writer work at once. SQLite does not wait where two connections turn this on together."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("standing_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgres(url: sa.URL) -> sa.Engine:
    try:
        return sa.create_engine(
            url,
            pool_size=CONNECTIONS,
            max_overflow=CONNECTIONS,
            # a server that was restarted or a connection that a balancer dropped costs a moment, not an answer
            pool_pre_ping=True,
            connect_args={"connect_timeout": CONNECT_SECONDS, "application_name": "standing"},
        )
    except ImportError as error:
        raise MissingExtra("The driver for PostgreSQL is not installed.", remedy=f"{installing('server')}.") from error
