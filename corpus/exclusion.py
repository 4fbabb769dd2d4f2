"""Who may change the indexes: any number of publishers side by side, or one alone who mends or makes again.

A publication adds to the indexes before the registry commits it. Whoever compares an index with the registry meanwhile
would take the new entries for spare ones, so mending waits until no publication is half-way, in whatever process.
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
    """The lock. Within one process publishers take turns too. A thread that has it alone may ask for it again."""

    def __init__(self, database: Database, folder: Path | None) -> None:
        """`folder` is where processes on SQLite meet; None where one process owns the store."""
        self._database = database
        self._file = folder / "indexes.lock" if folder and database.dialect == "sqlite" else None
        self._turn = threading.RLock()
        self._alone = False

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """Beside publishers of other processes."""
        with self._turn, self._between_processes(shared=True):
            yield

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While nobody publishes anywhere."""
        with self._turn:
            if self._alone:
                yield
                return
            with self._between_processes(shared=False):
                self._alone = True
                try:
                    yield
                finally:
                    self._alone = False

    def _between_processes(self, *, shared: bool) -> AbstractContextManager[None]:
        if self._database.dialect == "postgresql":
            return self._in_database(shared=shared)
        return self._in_file(self._file, shared=shared) if self._file else nullcontext()

    @contextmanager
    def _in_database(self, *, shared: bool) -> Iterator[None]:
        with self._database.write() as connection:
            take_lock(connection, NAME, shared=shared)
            yield

    @contextmanager
    def _in_file(self, path: Path, *, shared: bool) -> Iterator[None]:
        with path.open("a") as file:
            fcntl.flock(file, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
            yield
