"""Days and moments as lists write them."""

from __future__ import annotations

import datetime as dt

from ingest.wording.dates import NumericOrder, find_dates


def day(text: str, order: NumericOrder = "dmy") -> dt.date | None:
    """The first day written in the text, in any language that is read; None without one. Months alone are no day.

    Of a moment with a time zone it is the day there, as that is the day the publisher means.
    """
    said = text.strip()
    try:
        return dt.date.fromisoformat(said[:10])
    except ValueError:
        return next((date.on for date in find_dates(said, order=order) if date.precision == "day"), None)


def moment(text: str) -> dt.datetime | None:
    """A moment in ISO 8601, as `datetime` attributes and sitemaps write it; a day alone is its midnight in UTC."""
    try:
        read = dt.datetime.fromisoformat(text.strip())
        return read.replace(tzinfo=dt.UTC) if read.tzinfo is None else read.astimezone(dt.UTC)
    except (ValueError, OverflowError):  # no such moment, or one that is before the year 1 in UTC
        return None
