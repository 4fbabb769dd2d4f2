"""A migration that does not come to its end: rolled back, told, and finished by the next start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from corpus.database import look_into_database, migration_due, open_database
from corpus.errors import StoreError, StoreOutdated
from corpus.migrations import run
from corpus.tables import REVISION
from tests.support.schemas import connected, held_rows, made_at

ROOT = Path(__file__).parents[2]

KILLED_AFTER = """
import os, signal, sys
import sqlalchemy as sa
from corpus.database import open_database

left = int(sys.argv[2])

@sa.event.listens_for(sa.Engine, "after_cursor_execute")
def count(connection, cursor, statement, *_):
    global left
    if statement.split()[0] in ("CREATE", "ALTER", "UPDATE"):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

open_database(sys.argv[1]).close()
"""


def killed_after(url: str, statements: int) -> bool:
    command = [sys.executable, "-c", KILLED_AFTER, url, str(statements)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == -9


def kept(url: str) -> None:
    """Something that must survive."""
    with connected(url) as connection:
        connection.execute(sa.text("INSERT INTO conversations VALUES ('c', 'Who?', '2026-01-01', '2026-01-01')"))


def test_a_migration_killed_after_any_statement_is_undone_and_then_finished(database_url: str) -> None:
    """From schema 0001 over two migrations: never something of one, and the next start does all."""
    made_at(database_url, "0001")
    kept(database_url)
    before = held_rows(database_url)
    kills = 0
    while killed_after(database_url, kills):
        kills += 1
        assert held_rows(database_url) == before
        with pytest.raises(StoreOutdated, match="has schema 0001"):
            look_into_database(database_url)
        assert "from schema 0001" in migration_due(database_url)
    assert kills > 6
    # the last run was not killed: it came to the end
    assert migration_due(database_url) == ""
    database = look_into_database(database_url)
    with database.read() as connection:
        assert connection.execute(sa.text("SELECT title FROM conversations")).scalars().all() == ["Who?"]
    database.close()


def test_the_first_schema_killed_on_the_way_is_not_there(database_url: str) -> None:
    """An empty place stays one."""
    for statements in (0, 5, 20):
        assert killed_after(database_url, statements)
        assert held_rows(database_url) == {}
    open_database(database_url).close()


def test_a_migration_that_fails_says_so_and_changes_nothing(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the database's words, from which schema to which, and what to do."""
    made_at(database_url, "0001")
    with connected(database_url) as connection:
        # what the third step makes is there already, as half a migration by hand would leave it
        connection.execute(sa.text("CREATE TABLE leases (name TEXT)"))
    before = held_rows(database_url)
    with pytest.raises(StoreError, match=rf"from schema 0001 to {REVISION}: .*leases.*as it was before") as told:
        open_database(database_url)
    assert "standing doctor" in told.value.remedy
    assert held_rows(database_url) == before

    def broken(connection: sa.Connection) -> None:
        connection.execute(sa.text("DROP TABLE conversations"))
        raise KeyError("column")

    monkeypatch.setattr(run, "upgrade", broken)
    with pytest.raises(StoreError, match="as it was before"):
        open_database(database_url)
    assert held_rows(database_url) == before
