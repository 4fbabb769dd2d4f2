"""Dates as documents write them: in words, in ISO order, and in numbers whose order the document itself betrays.

Years are found first and the words beside them are read afterwards, which keeps the cost near that of one scan.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.documents import Span
from ingest.wording.months import MONTH_WORD, month_number
from ingest.wording.stems import folded
from ingest.wording.worded import holds_year, worded_dates

NumericOrder = Literal["dmy", "mdy"]
Precision = Literal["day", "month"]

_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d(?!\d)")
_GAP = r"[\s,]{0,8}"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th|er|º|ª|°|\.|η|ης|ας|t|d)(?![^\W\d_]))?"
_OF = r"(?:\s{0,3}(?:day)?\s{0,3}(?:of|de|del|di|d['’])(?![^\W\d_]))?"
_DAY = rf"(?<![\d.,/])(?P<day>\d{{1,2}})(?:{_ORDINAL}|\s?(?:st|nd|rd|th|t|d)day)"
_DAY_FIRST = re.compile(
    rf"{_DAY}{_OF}\s{{0,6}}(?P<month>{MONTH_WORD})\.?(?:\s{{0,3}}(?:of|de|del|di)(?![^\W\d_]))?{_GAP}$"
)
_MONTH_FIRST = re.compile(rf"(?<![^\W\d_])(?P<month>{MONTH_WORD})\.?\s{{0,4}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_GAP}$")
_MONTH_ONLY = re.compile(rf"(?<![^\W\d_])(?P<month>{MONTH_WORD})\.?(?:\s{{0,3}}(?:of|de|del|di))?{_GAP}$")
_NUMERIC = re.compile(r"(?<![\d.,/-])(?P<first>\d{1,2})\s?(?P<mark>[./-])\s?(?P<second>\d{1,2})\s?(?P=mark)\s?$")
_ISO_TAIL = re.compile(r"(?P<mark>[-./])\s?(?P<month>\d{1,2})(?P=mark)\s?(?P<day>\d{1,2})(?![\d/-])")
_YEAR_FIRST_TAIL = re.compile(
    rf"(?:\.|\s?m\.|\s?gada)?\s{{1,3}}(?P<month>{MONTH_WORD})\s{{1,3}}(?P<day>\d{{1,2}})(?!\d)"
)
# "Date: 20230919", as courts in Canada write it: without the label it is any number.
_COMPACT = re.compile(
    r"(?<![^\W\d_])(?:Date|DATE): ?(?P<date>(?:19[5-9]|20[0-4])\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))(?!\d)"
)
_REACH, _NUMERIC_REACH = 44, 14
_MARKS = frozenset({"-", ".", "/"})


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date and where it is written. With precision "month", `on` is the last day of that month."""

    on: dt.date
    span: Span
    precision: Precision = "day"
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """A date as first read; `days_first` and `months_first` are the two readings of a number with slashes."""

    span: Span
    on: dt.date | None = None
    days_first: dt.date | None = None
    months_first: dt.date | None = None
    precision: Precision = "day"
    numeric: bool = False

    def settled(self, order: NumericOrder) -> WrittenDate | None:
        first, second = self.days_first, self.months_first
        on = self.on or ((second or first) if order == "mdy" else (first or second))
        return WrittenDate(on, self.span, self.precision, self.numeric) if on else None


def find_dates(text: str, *, order: NumericOrder | None = None, habit: NumericOrder = "dmy") -> tuple[WrittenDate, ...]:
    """Every date of the years 1950 to 2049 in the text, in order.

    Args:
        text: Any text.
        order: How "03/04/2021" is meant; by default what `numeric_order` finds in the text.
        habit: How it is meant where the text does not betray it: month first in the United States.
    """
    reads = sorted([*_reads(text), *_worded(text), *_compact(text)], key=lambda read: read.span)
    chosen = order or _order(reads, habit)
    dates: list[WrittenDate] = []
    for read in reads:
        date = read.settled(chosen)
        if date and (not dates or date.span.start >= dates[-1].span.end):
            dates.append(date)
    return tuple(dates)


def may_hold_date(text: str) -> bool:
    """Whether a year stands in the text, without which `find_dates` finds nothing in it."""
    return _YEAR.search(text) is not None or holds_year(folded(text)) or _COMPACT.search(text) is not None


def numeric_order(text: str) -> NumericOrder:
    """How the text orders day and month in numbers with a slash; machine translations often put the month first.

    Month first where the text has more dates that can be nothing else, or whose only other reading is a date that the
    text does not repeat in words. Dates with dots and hyphens are always read day first.
    """
    return _order(list(_reads(text)), "dmy")


def _order(reads: list[_Read], habit: NumericOrder) -> NumericOrder:
    named = {read.on for read in reads if read.on and not read.numeric}
    balance = 0
    for read in reads:
        if read.days_first or read.months_first:
            balance += (read.days_first is None or read.months_first in named) - (
                read.months_first is None or read.days_first in named
            )
    return habit if balance == 0 else "mdy" if balance > 0 else "dmy"


def _reads(text: str) -> Iterator[_Read]:
    for year in _YEAR.finditer(text):
        start = year.start()
        if text[start - 1 : start].isdigit():
            continue
        near = text[max(0, start - 2) : start]
        read = _iso(text, year)
        if read is None:
            read = _numeric(text, year) if any(mark in near for mark in "./-") else _in_words(text, year)
        if read:
            yield read


def _worded(text: str) -> Iterator[_Read]:
    return (_Read(date.span, date.on) for date in worded_dates(folded(text)))


def _compact(text: str) -> Iterator[_Read]:
    for match in _COMPACT.finditer(text):
        said = match["date"]
        if on := _date(int(said[:4]), int(said[4:6]), int(said[6:])):
            yield _Read(Span(*match.span("date")), on, numeric=True)


def _iso(text: str, year: re.Match[str]) -> _Read | None:
    if text[year.end() : year.end() + 1] not in _MARKS:
        return None
    tail = _ISO_TAIL.match(text, year.end())
    on = _date(int(year.group()), int(tail["month"]), int(tail["day"])) if tail else None
    return _Read(Span(year.start(), tail.end()), on) if tail and on else None


def _numeric(text: str, year: re.Match[str]) -> _Read | None:
    parts = _NUMERIC.search(text, max(0, year.start() - _NUMERIC_REACH), year.start())
    if not parts:
        return None
    number, first, second = int(year.group()), int(parts["first"]), int(parts["second"])
    days_first, months_first = _date(number, second, first), _date(number, first, second)
    span = Span(parts.start(), year.end())
    if parts["mark"] == "/":
        return _Read(span, days_first=days_first, months_first=months_first, numeric=True)
    return _Read(span, days_first or months_first, numeric=True)


def _in_words(text: str, year: re.Match[str]) -> _Read | None:
    number, low = int(year.group()), max(0, year.start() - _REACH)
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        parts = pattern.search(text, low, year.start())
        month = month_number(parts["month"]) if parts else None
        on = _date(number, month, int(parts["day"])) if parts and month else None
        if parts and on:
            return _Read(Span(parts.start(), year.end()), on)
    tail = _YEAR_FIRST_TAIL.match(text, year.end())
    month = month_number(tail["month"]) if tail else None
    on = _date(number, month, int(tail["day"])) if tail and month else None
    if tail and on:
        return _Read(Span(year.start(), tail.end()), on)
    parts = _MONTH_ONLY.search(text, low, year.start())
    month = month_number(parts["month"]) if parts else None
    if not parts or not month:
        return None
    last = calendar.monthrange(number, month)[1]
    return _Read(Span(parts.start(), year.end()), dt.date(number, month, last), precision="month")


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
