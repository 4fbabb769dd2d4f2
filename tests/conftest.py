"""Real servers, started once for all tests that ask for them; those tests carry the mark `server`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.vector_index import ChromaServer
from tests.support import chroma_server, postgres_server, s3_server
from tests.support.postgres_server import PostgresServer
from tests.support.s3_server import S3Server


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """PostgreSQL: each test makes a database of its own."""
    with postgres_server.running() as server:
        yield server


@pytest.fixture(scope="session")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    """Chroma: each test names a database of its own."""
    with chroma_server.running(tmp_path_factory.mktemp("chroma")) as server:
        yield server


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """An S3-compatible store: each test makes a bucket of its own."""
    with s3_server.running(tmp_path_factory.mktemp("s3")) as server:
        yield server
