"""Rights that one process at a time holds, through the database: kept by renewing them, lost by falling silent."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import dataclass
from typing import Self

import sqlalchemy as sa

from corpus.database import Database, insert_first
from corpus.errors import StoreError
from corpus.tables import leases

SECONDS = 60.0
"""How long a right outlives its holder's last sign of life: clocks of different machines may differ by half of it."""

CREDIBLE = 2
"""Times its own length from now that a lease may end at most, as clocks of different machines differ."""

RENEWALS = 4
"""Signs of life within that time, so that one or two may fail."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a right, and until when it is theirs if they fall silent."""

    name: str
    holder: str
    until: dt.datetime


class LeaseStore:
    """Reads and writes of leases. Safe to share between threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, name: str, holder: str, now: dt.datetime, until: dt.datetime) -> bool:
        """Take the right, or keep it for longer; False when somebody else has it.

        One that would last longer than any lease can was taken before the clock was put back, and is free.
        """
        row = {"name": name, "holder": holder, "until": until}
        free = (leases.c.holder == holder) | (leases.c.until < now) | (leases.c.until > now + CREDIBLE * (until - now))
        with self._database.write() as connection:
            if insert_first(connection, leases, row):
                return True
            change = sa.update(leases).where(leases.c.name == name, free).values(holder=holder, until=until)
            return bool(connection.execute(change).rowcount)

    def release(self, name: str, holder: str) -> None:
        """Give the right back, if it is the holder's."""
        ours = (leases.c.name == name) & (leases.c.holder == holder)
        with self._database.write() as connection:
            connection.execute(sa.delete(leases).where(ours))

    def held(self, name: str, now: dt.datetime) -> Lease | None:
        """Who has the right now."""
        query = sa.select(leases).where(leases.c.name == name, leases.c.until >= now)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        return Lease(**row) if row else None


class Turn:
    """A right held for the length of a block and renewed in the background. `taken` says whether it was free."""

    def __init__(self, store: LeaseStore, name: str, holder: str, seconds: float = SECONDS) -> None:
        self.taken = False
        self._lost = threading.Event()
        self._ended = threading.Event()
        self._store = store
        self._named = (name, holder)
        self._seconds = seconds
        self._renewer = threading.Thread(target=self._renew, name=f"turn-{name}", daemon=True)

    def __enter__(self) -> Self:
        self.taken = self._take()
        if self.taken:
            self._renewer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self.taken:
            self._renewer.join()
            self._store.release(*self._named)

    def check(self) -> None:
        """Raise `StoreError` when the right was lost: another process may hold it by now."""
        if self._lost.is_set():
            raise StoreError(
                "Another process took over, because this one gave no sign of life in time.",
                remedy="Nothing is lost: what is missing is done by the other one, or by the next run.",
            )

    def _take(self) -> bool:
        now = dt.datetime.now(dt.UTC)
        return self._store.take(*self._named, now, now + dt.timedelta(seconds=self._seconds))

    def _renew(self) -> None:
        silent = 0
        while not self._ended.wait(self._seconds / RENEWALS):
            try:
                kept = self._take()
            except StoreError:
                silent += 1
                kept = silent < RENEWALS
            else:
                silent = 0
            if not kept:
                self._lost.set()
                return


class AlwaysMine:
    """The turn of a process that owns its store alone."""

    taken = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def check(self) -> None:
        """See `Turn`."""
