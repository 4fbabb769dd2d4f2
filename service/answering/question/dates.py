"""The period a question is about, and the date as of which it wants to know."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from ingest.extract.dates import WrittenDate, find_dates
from service.answering.question.query import Period

_AS_OF = re.compile(
    r"\b(?:as (?:of|at|on|per)|as it stood (?:in|on|at)|by the end of|at the (?:end|start) of|back in)\b"
    r"[^\d]{0,24}$",
    re.IGNORECASE,
)
_START = re.compile(r"\bstart of\b[^\d]{0,24}$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:since|after|from|starting|beginning|later than)\b[^\d]{0,16}$", re.IGNORECASE)
_TO = re.compile(r"\b(?:before|until|up to|prior to|till|earlier than|to|and)\b[^\d]{0,16}$", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|during|of|throughout|on)\b[^\d]{0,24}$", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d/.,-])(?:19[5-9]|20[0-4])\d(?![\d/-]|,\d|\.\d)")
_LAST_YEAR = re.compile(r"\blast year\b", re.IGNORECASE)
_THIS_YEAR = re.compile(r"\bthis year\b", re.IGNORECASE)
_LAST_YEARS = re.compile(r"\b(?:last|past) (?P<n>\d{1,2}|two|three|five|ten) years\b", re.IGNORECASE)
_REACH = 40
_WORDS = {"two": 2, "three": 3, "five": 5, "ten": 10}


class Moment:
    """A written date or year of the question: the days it may mean and the words before it."""

    def __init__(self, text: str, start: int, end: int, period: Period) -> None:
        self.before = text[max(0, start - _REACH) : start]
        self.start, self.end = start, end
        self.period = period


def moments(text: str) -> list[Moment]:
    """Every date, month and year written in the question, left to right."""
    dates = find_dates(text)
    found = [Moment(text, d.span.start, d.span.end, _period_of(d)) for d in dates]
    taken = [(m.start, m.end) for m in found]
    for year in _YEAR.finditer(text):
        if not any(start <= year.start() < end for start, end in taken):
            number = int(year.group())
            whole = Period(dt.date(number, 1, 1), dt.date(number, 12, 31))
            found.append(Moment(text, year.start(), year.end(), whole))
    return sorted(found, key=lambda moment: moment.start)


def as_of_of(text: str, today: dt.date) -> dt.date | None:
    """The day as of which standing is asked ("as of January 2024": the end of it), never later than today."""
    for moment in moments(text):
        if _AS_OF.search(moment.before) and moment.period.last:
            start = moment.period.first if _START.search(moment.before) else None
            return min(start or moment.period.last, today)
    return None


def period_of(text: str, today: dt.date) -> Period | None:
    """The stretch of time that decisions are asked of: "in 2022", "since 2020", "between 2019 and 2021"."""
    found = [moment for moment in moments(text) if not _AS_OF.search(moment.before)]
    if not found:
        return _relative(text, today)
    first, last = found[0], found[-1]
    if len(found) > 1 and _TO.search(last.before):
        return Period(first.period.first, last.period.last)
    if _FROM.search(first.before):
        return Period(first.period.first, None)
    if _TO.search(first.before) and re.search(
        r"\b(?:before|until|prior to|till|earlier than|up to)\b", first.before, re.IGNORECASE
    ):
        return Period(None, first.period.last)
    return Period(first.period.first, last.period.last)


def spans_of(text: str) -> Sequence[tuple[int, int]]:
    """Where dates and years are written, so that their figures are not read as anything else."""
    return [(moment.start, moment.end) for moment in moments(text)]


def _relative(text: str, today: dt.date) -> Period | None:
    if _LAST_YEAR.search(text):
        return Period(dt.date(today.year - 1, 1, 1), dt.date(today.year - 1, 12, 31))
    if _THIS_YEAR.search(text):
        return Period(dt.date(today.year, 1, 1), today)
    years = _LAST_YEARS.search(text)
    if years:
        count = _WORDS.get(years["n"].casefold()) or int(years["n"])
        return Period(dt.date(today.year - count, 1, 1), today)
    return None


def _period_of(date: WrittenDate) -> Period:
    if date.precision == "day":
        return Period(date.on, date.on)
    first = date.on.replace(day=1)
    return Period(first, date.on.replace(day=calendar.monthrange(date.on.year, date.on.month)[1]))
