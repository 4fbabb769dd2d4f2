"""What a connection to SQLite waits for."""

from __future__ import annotations

import sqlite3
import threading
import time
from pathlib import Path

from corpus.database import sqlite_url
from corpus.engines import open_engine


def test_a_connection_waits_for_another_that_is_writing_before_readers_and_writers_part(tmp_path: Path) -> None:
    """SQLite's own waiting does not cover the switch of the journal: it says "database is locked" at once."""
    path = tmp_path / "registry.sqlite3"
    first = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    first.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.2, first.execute, ["COMMIT"])
    done.start()
    engine = open_engine(sqlite_url(path))
    began = time.monotonic()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    assert time.monotonic() - began > 0.1
    done.join()
    engine.dispose()
    first.close()
