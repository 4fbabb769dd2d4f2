"""Marks of what each source led to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from corpus.sync_store import SyncMark, SyncState
from tests.support.stores import open_store

MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
TUESDAY = dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.UTC)


def test_marks_outlive_the_process(tmp_path: Path) -> None:
    """Everything of a mark is read back, by source and address."""
    mark = SyncMark("ico", "https://ico.org.uk/a", SyncState.FETCHED, MONDAY, '"1"', "Mon", "ab" * 32, '{"a": "b c"}')
    with open_store(tmp_path) as corpus:
        corpus.sync.put(mark, SyncMark("cnil", "https://ico.org.uk/a", SyncState.GONE, MONDAY))
    with open_store(tmp_path) as corpus:
        assert corpus.sync.marks("ico") == {mark.url: mark}


def test_the_newest_mark_counts(tmp_path: Path) -> None:
    """A mark replaces the one before it; the time of the newest is when the source was last read."""
    with open_store(tmp_path) as corpus:
        corpus.sync.put(SyncMark("ico", "https://ico.org.uk/a", SyncState.FETCHED, MONDAY, sha256="a"))
        corpus.sync.put(SyncMark("ico", "https://ico.org.uk/a", SyncState.TAKEN, TUESDAY, sha256="b"))
        assert [(m.state, m.sha256) for m in corpus.sync.marks("ico").values()] == [(SyncState.TAKEN, "b")]
        assert corpus.sync.last_checked() == {"ico": TUESDAY}


def test_marks_can_be_forgotten(tmp_path: Path) -> None:
    """One address, or a whole source."""
    with open_store(tmp_path) as corpus:
        corpus.sync.put(*(SyncMark("ico", f"https://ico.org.uk/{n}", SyncState.TAKEN, MONDAY) for n in range(3)))
        corpus.sync.forget("ico", ["https://ico.org.uk/1"])
        assert sorted(corpus.sync.marks("ico")) == ["https://ico.org.uk/0", "https://ico.org.uk/2"]
        corpus.sync.forget("ico")
        assert corpus.sync.marks("ico") == {}
