"""The databases that every store must behave the same on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.database import Database, open_database, sqlite_url
from tests.support.postgres_server import PostgresServer

DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.server)]


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "registry.sqlite3")
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.new_database()
    yield url
    server.drop(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty registry of each kind."""
    opened = open_database(database_url)
    yield opened
    opened.close()
