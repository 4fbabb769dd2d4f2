"""A service whose registry has to be migrated says so while it does, and when it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from corpus.database import migration_due, sqlite_url
from corpus.vector_index import ChromaServer
from tests.support.ports import free_port
from tests.support.postgres_server import PostgresServer
from tests.support.schemas import connected, held_rows, made_at, rows_seen
from tests.support.serving import wait_until_live, wait_until_ready
from tests.support.stores import on_servers

ROOT = Path(__file__).parents[2]


@contextmanager
def started(home: Path, **more: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A service that is opening; it is ended with the block."""
    port = free_port()
    bare = {name: value for name, value in os.environ.items() if not name.startswith("STANDING_")}
    given = bare | {"STANDING_HOME": str(home), "STANDING_PORT": str(port), **more}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.replica"], env=given, cwd=ROOT, stderr=subprocess.PIPE
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.communicate()


def corpus_part(address: str) -> dict[str, str]:
    told = httpx.get(f"{address}/health/ready", trust_env=False).json()
    return next(part for part in told["parts"] if part["name"] == "corpus")


def wait_for_message(address: str) -> dict[str, str]:
    for _ in range(600):
        part = corpus_part(address)
        if part["message"]:
            return part
        time.sleep(0.05)
    raise AssertionError("the corpus did not say what it waits for")


@pytest.mark.server
def test_a_replica_tells_that_it_waits_and_finishes_what_another_began(
    tmp_path: Path, postgres: PostgresServer, chroma: ChromaServer
) -> None:
    """The first is killed half way through; the second waits for it, does all of it and is ready."""
    place = on_servers(tmp_path, postgres, chroma)
    url = str(place.database_url)
    assert place.chroma
    given = {
        "STANDING_DATABASE_URL": url,
        "STANDING_CHROMA_URL": place.chroma.address,
        "STANDING_CHROMA_DATABASE": place.chroma.database,
    }
    made_at(url, "0001")
    before = held_rows(url)
    with ExitStack() as ended:
        with connected(url) as connection:
            # the second of its two migrations alters this table: there it stands still, half way
            connection.execute(sa.text("LOCK TABLE jobs IN ACCESS SHARE MODE"))
            first, address = ended.enter_context(started(tmp_path / "one", **given))
            wait_until_live(address)
            assert "from schema 0001" in wait_for_message(address)["message"]
            wait_until_blocked(connection)
            _, other = ended.enter_context(started(tmp_path / "two", **given))
            wait_until_live(other)
            assert wait_for_message(other)["state"] == "opening"
            first.kill()
            first.wait()
            # asked by the one who has the lock: another would queue behind the migration
            assert rows_seen(connection) == before
        wait_until_ready(other)
        part = corpus_part(other)
        assert (part["state"], part["message"]) == ("ready", "")
        assert migration_due(url) == ""
    postgres.drop(url)


def wait_until_blocked(connection: sa.Connection) -> None:
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'jobs'::regclass"
    for _ in range(600):
        if connection.execute(sa.text(waiting)).scalar():
            return
        time.sleep(0.05)
    raise AssertionError("no migration came to the locked table")


def test_a_service_that_cannot_migrate_ends_with_the_reason(tmp_path: Path) -> None:
    """And leaves the registry as it was, for the version that made it."""
    url = sqlite_url(tmp_path / "registry.sqlite3")
    made_at(url, "0001")
    with connected(url) as connection:
        connection.execute(sa.text("CREATE TABLE leases (name TEXT)"))
    before = held_rows(url)
    with started(tmp_path) as (process, _):
        _, said = process.communicate(timeout=120)
        assert process.returncode != 0
    assert b"could not be brought from schema 0001" in said
    assert held_rows(url) == before
