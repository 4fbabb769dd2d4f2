"""Marks of what each source led to."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.database import Database
from corpus.sync_store import SyncMark, SyncState, SyncStore

MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
TUESDAY = dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def sync(database: Database) -> SyncStore:
    return SyncStore(database)


def test_marks_outlive_the_process(sync: SyncStore, database: Database) -> None:
    """Everything of a mark is read back, by source and address."""
    mark = SyncMark("ico", "https://ico.org.uk/a", SyncState.FETCHED, MONDAY, '"1"', "Mon", "ab" * 32, '{"a": "b c"}')
    sync.put(mark, SyncMark("cnil", "https://ico.org.uk/a", SyncState.GONE, MONDAY))
    assert SyncStore(database).marks("ico") == {mark.url: mark}


def test_the_newest_mark_counts(sync: SyncStore) -> None:
    """A mark replaces the one before it; the time of the newest is when the source was last read."""
    sync.put(SyncMark("ico", "https://ico.org.uk/a", SyncState.FETCHED, MONDAY, sha256="a"))
    sync.put(SyncMark("ico", "https://ico.org.uk/a", SyncState.TAKEN, TUESDAY, sha256="b"))
    assert [(m.state, m.sha256) for m in sync.marks("ico").values()] == [(SyncState.TAKEN, "b")]
    assert sync.last_checked() == {"ico": TUESDAY}


def test_marks_can_be_forgotten(sync: SyncStore) -> None:
    """One address, or a whole source."""
    sync.put(*(SyncMark("ico", f"https://ico.org.uk/{n}", SyncState.TAKEN, MONDAY) for n in range(3)))
    sync.forget("ico", ["https://ico.org.uk/1"])
    assert sorted(sync.marks("ico")) == ["https://ico.org.uk/0", "https://ico.org.uk/2"]
    sync.forget("ico")
    assert sync.marks("ico") == {}
