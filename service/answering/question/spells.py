"""Stretches of time that are told from the day of asking: "last year", "the past six months"."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
} | {"couple of": 2, "few": 3, "eighteen": 18}
_COUNTED = re.compile(
    rf"\b(?:last|past|previous) (?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)}) (?P<unit>day|week|month|year)s\b", re.IGNORECASE
)
_NAMED = re.compile(r"\b(?P<which>last|this|the past|the previous) (?P<unit>week|month|year)\b", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def spell_of(text: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """The first and last day of such a stretch; None where the text names none."""
    if counted := _COUNTED.search(text):
        said = counted["n"].casefold()
        return _back(today, _NUMBERS.get(said) or int(said), counted["unit"].casefold()), today
    named = _NAMED.search(text)
    if named is None:
        return None
    which, unit = named["which"].casefold(), named["unit"].casefold()
    if which == "this":
        return _start(today, unit), today
    if which == "last" and unit != "week":
        last = _start(today, unit) - dt.timedelta(days=1)
        return _start(last, unit), last
    return _back(today, 1, unit), today


def spans_of_spells(text: str) -> list[tuple[int, int]]:
    """Where such a stretch is written."""
    return [match.span() for pattern in (_COUNTED, _NAMED) for match in pattern.finditer(text)]


def _start(day: dt.date, unit: str) -> dt.date:
    if unit == "week":
        return day - dt.timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _back(day: dt.date, count: int, unit: str) -> dt.date:
    if unit in _DAYS:
        return day - dt.timedelta(days=count * _DAYS[unit])
    month = day.year * 12 + day.month - 1 - count * _MONTHS[unit]
    year, month = month // 12, month % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
