"""One at a time may change the indexes: publish, mend or make them again, whatever process it is in.

A publication adds to the indexes before the registry commits it. Whoever compared an index with the registry meanwhile
would take the new entries for spare ones, and two that publish one document at once would index each other's words.
"""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from corpus.database import Database
from corpus.engines import take_lock

NAME = "standing indexes"


class Exclusion:
    """The lock. A thread that has it may ask for it again."""

    def __init__(self, database: Database, folder: Path | None) -> None:
        """`folder` is where processes on SQLite meet; None where one process owns the store."""
        self._database = database
        self._file = folder / "indexes.lock" if folder and database.dialect == "sqlite" else None
        self._turn = threading.RLock()
        self._held = False

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While nobody else changes anything."""
        with self._turn:
            if self._held:
                yield
                return
            with self._between_processes():
                self._held = True
                try:
                    yield
                finally:
                    self._held = False

    def _between_processes(self) -> AbstractContextManager[None]:
        if self._database.dialect == "postgresql":
            return self._in_database()
        return self._in_file(self._file) if self._file else nullcontext()

    @contextmanager
    def _in_database(self) -> Iterator[None]:
        with self._database.write() as connection:
            take_lock(connection, NAME)
            yield

    @contextmanager
    def _in_file(self, path: Path) -> Iterator[None]:
        with path.open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
