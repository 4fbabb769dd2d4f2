"""When to try again, and after how long. The only importer of stamina."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import AbstractContextManager
from email.utils import parsedate_to_datetime

import stamina

from ingest.errors import FetchFailed, FetchReason

PASSING = frozenset(
    {FetchReason.TRUNCATED, FetchReason.BUSY, FetchReason.SERVER, FetchReason.TIMED_OUT, FetchReason.UNREACHABLE}
)
"""Reasons that may be gone the next time."""

ATTEMPTS = 4
WAIT_FIRST = 1.0
WAIT_MOST = 30.0
PATIENCE = 120.0
"""Seconds: a host that asks for a longer wait is left alone for this run."""


def attempts() -> Iterator[AbstractContextManager[object]]:
    """Contexts to try in, one after the other, until one succeeds or it is no use."""
    return iter(
        stamina.retry_context(
            on=backoff, attempts=ATTEMPTS, timeout=None, wait_initial=WAIT_FIRST, wait_max=WAIT_MOST, wait_jitter=1.0
        )
    )


def backoff(error: Exception) -> bool | float:
    """Whether to try again: no, yes with growing waits, or yes after the seconds that the host asked for."""
    if not isinstance(error, FetchFailed) or error.reason not in PASSING:
        return False
    if error.retry_after is None:
        return True
    return error.retry_after if error.retry_after <= PATIENCE else False


def retry_after(value: str | None, now: dt.datetime) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date); None without one."""
    said = (value or "").strip()
    if said.isdecimal():
        return float(said)
    try:
        when = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=dt.UTC)
    return max(0.0, (when - now).total_seconds())
