"""Rights that one process at a time holds."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.database import Database
from corpus.errors import StoreError
from corpus.lease_store import Lease, LeaseStore, Turn

NOW = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
SOON = NOW + dt.timedelta(seconds=30)
LATER = NOW + dt.timedelta(seconds=60)


@pytest.fixture
def leases(database: Database) -> LeaseStore:
    return LeaseStore(database)


def test_a_right_is_one_process_s_until_it_is_given_back(leases: LeaseStore) -> None:
    """Whoever has it may keep it for longer; others have other rights."""
    assert leases.take("ingest", "one", NOW, SOON)
    assert not leases.take("ingest", "two", NOW, SOON)
    assert leases.take("other", "two", NOW, SOON)
    assert leases.take("ingest", "one", NOW, LATER)
    assert leases.held("ingest", SOON) == Lease("ingest", "one", LATER)
    leases.release("ingest", "two")
    assert leases.held("ingest", SOON) is not None
    leases.release("ingest", "one")
    assert leases.held("ingest", NOW) is None
    assert leases.take("ingest", "two", NOW, SOON)


def test_a_right_falls_with_its_holder_s_silence(leases: LeaseStore) -> None:
    """A killed process keeps nobody waiting for ever."""
    assert leases.take("ingest", "one", NOW, SOON)
    assert leases.held("ingest", LATER) is None
    assert leases.take("ingest", "two", LATER, LATER + dt.timedelta(seconds=30))
    assert not leases.take("ingest", "one", LATER, LATER + dt.timedelta(seconds=30))


def test_a_clock_that_is_put_back_keeps_nobody_waiting(leases: LeaseStore) -> None:
    """A right taken by a clock an hour ahead does not last that hour; its living holder keeps it by renewing it."""
    ahead = dt.timedelta(hours=1)
    assert leases.take("ingest", "one", NOW + ahead, SOON + ahead)
    assert leases.take("ingest", "two", NOW, SOON)
    assert not leases.take("ingest", "one", NOW, SOON)
    assert leases.take("other", "one", NOW + ahead, SOON + ahead)
    assert leases.take("other", "one", NOW, SOON)
    assert not leases.take("other", "two", NOW, SOON)


def test_a_clock_half_a_minute_ahead_is_believed(leases: LeaseStore) -> None:
    """Machines differ by so much, and the one that is behind takes nothing from the other."""
    ahead, minute = dt.timedelta(seconds=30), dt.timedelta(seconds=60)
    assert leases.take("ingest", "one", NOW + ahead, NOW + ahead + minute)
    assert not leases.take("ingest", "two", NOW, NOW + minute)


def test_one_of_many_that_ask_at_once_gets_it(leases: LeaseStore) -> None:
    """However many there are."""
    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(lambda n: leases.take("ingest", str(n), NOW, SOON), range(8)))
    assert sum(taken) == 1


def test_a_turn_is_renewed_while_it_lasts(leases: LeaseStore) -> None:
    """It outlives its own length, and is free at once when it ends."""
    with Turn(leases, "ingest", "one", seconds=0.4) as turn:
        assert turn.taken
        first = leases.held("ingest", dt.datetime.now(dt.UTC))
        assert first is not None
        while (now := leases.held("ingest", first.until)) in (None, first):
            threading.Event().wait(0.02)
        assert now is not None
        with Turn(leases, "ingest", "two") as second:
            assert not second.taken
        turn.check()
    with Turn(leases, "ingest", "two") as second:
        assert second.taken


def test_a_turn_that_was_lost_is_told(leases: LeaseStore) -> None:
    """Whoever slept through its lease must not go on as if nothing had happened."""
    with Turn(leases, "ingest", "one", seconds=4) as turn:
        later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=5)
        assert leases.take("ingest", "two", later, later + dt.timedelta(seconds=2))
        for _ in range(200):
            threading.Event().wait(0.02)
            try:
                turn.check()
            except StoreError:
                break
        with pytest.raises(StoreError, match="took over"):
            turn.check()
    assert leases.held("ingest", later) is not None
