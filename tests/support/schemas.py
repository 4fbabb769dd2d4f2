"""Registries of older schemas, and what a database holds: looked at beside the program."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from corpus.engines import open_engine
from corpus.migrations.run import upgrade


@contextmanager
def connected(url: str) -> Iterator[sa.Connection]:
    """A transaction, committed when the block ends."""
    engine = open_engine(url)
    try:
        with engine.execution_options(standing_writes=True).begin() as connection:
            yield connection
    finally:
        engine.dispose()


def made_at(url: str, revision: str) -> None:
    """An empty registry of an older schema."""
    with connected(url) as connection:
        upgrade(connection, revision)


def held_rows(url: str) -> dict[str, str]:
    """Every table that is there, its columns and rows, each as one hash."""
    with connected(url) as connection:
        return rows_seen(connection)


def rows_seen(connection: sa.Connection) -> dict[str, str]:
    """The same, as an open transaction sees it."""
    there = sa.inspect(connection)
    found = {}
    for name in there.get_table_names():
        rows = sorted(repr(tuple(row)) for row in connection.execute(sa.text(f'SELECT * FROM "{name}"')))
        columns = [column["name"] for column in there.get_columns(name)]
        found[name] = hashlib.sha256(repr((columns, rows)).encode()).hexdigest()
    return found
