"""How long to wait before asking again."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.errors import FetchFailed, FetchReason
from ingest.fetching.retrying import PATIENCE, backoff, retry_after

NOW = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)


def failed(reason: FetchReason, wait: float | None = None) -> FetchFailed:
    return FetchFailed(reason, "https://example.org", "It failed.", retry_after=wait)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7.0),
        (" 120 ", 120.0),
        ("Mon, 02 Mar 2026 12:01:30 GMT", 90.0),
        ("Mon, 02 Mar 2026 11:00:00 GMT", 0.0),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("\u00b2", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(said: str | None, seconds: float | None) -> None:
    """Both forms of the header, a date that has passed, and what is neither."""
    assert retry_after(said, NOW) == seconds


def test_the_wait_is_the_one_that_was_asked_for() -> None:
    """A host's own wish overrides the growing waits."""
    assert backoff(failed(FetchReason.BUSY, 7.0)) == 7.0


def test_too_long_a_wait_is_not_waited_for() -> None:
    """Beyond our patience the host is left alone."""
    assert backoff(failed(FetchReason.BUSY, PATIENCE + 1)) is False


def test_only_passing_reasons_are_tried_again() -> None:
    """A clear no stays one; so does an error that is not about fetching."""
    assert backoff(failed(FetchReason.TRUNCATED)) is True
    assert not any(backoff(failed(reason)) for reason in (FetchReason.ROBOTS, FetchReason.MISSING, FetchReason.ADDRESS))
    assert backoff(ValueError("no")) is False
