"""Days that a text names by its own: "yesterday", "on Tuesday", "on March 24" without a year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from corpus.documents import Span
from ingest.wording.dates import WrittenDate
from ingest.wording.months import month_number

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_NEAR = re.compile(
    r"(?<!\w)(?:(?P<word>[Yy]esterday|[Tt]oday)"
    r"|[Oo]n (?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?! \d|, [A-Z\d])"
    rf"|(?P<dated>(?:[Oo]n )(?:\w+day,? )?(?:the )?(?:{_MONTH} (?P<day>\d{{1,2}})(?!\d)|(?P<first>\d{{1,2}}) "
    rf"{_MONTH.replace('month', 'second')}))(?!,? ?\d))"
)


def near_dates(text: str, day: dt.date) -> Iterator[WrittenDate]:
    """The days named so in a text of that day: the last such day before it, or it."""
    for match in _NEAR.finditer(text):
        on = _day_of(match, day)
        if on:
            yield WrittenDate(on, Span(*match.span()))


def _day_of(match: re.Match[str], day: dt.date) -> dt.date | None:
    if match["word"]:
        return day - dt.timedelta(days=match["word"].lower() == "yesterday")
    if match["weekday"]:
        back = (day.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7
        return day - dt.timedelta(days=back)
    month = month_number((match["month"] or match["second"]).rstrip("."))
    number = int(match["day"] or match["first"])
    for year in (day.year, day.year - 1):
        try:
            on = dt.date(year, month or 0, number)
        except ValueError:
            return None
        if on <= day:
            return on
    return None
