"""Files that could not be read."""

from __future__ import annotations

import datetime as dt

from corpus.database import Database
from corpus.failures import Failure, FailureStore

NOW = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)


def test_the_newest_failure_of_each_file_is_kept_until_it_is_forgotten(database: Database) -> None:
    """In the order of the files' keys, which is the same on every database."""
    failures = FailureStore(database)
    failures.record(Failure("b.pdf", "broken", NOW))
    failures.record(Failure("A.pdf", "locked", NOW, "ab" * 32, "1"))
    failures.record(Failure("b.pdf", "still broken", NOW))
    assert [(f.source_key, f.reason, f.sha256) for f in failures.all()] == [
        ("A.pdf", "locked", "ab" * 32),
        ("b.pdf", "still broken", None),
    ]
    failures.forget(["A.pdf", "c.pdf"])
    assert [failure.source_key for failure in failures.all()] == ["b.pdf"]
