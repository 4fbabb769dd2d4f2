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
from ingest.extract.months import MONTH_WORD, month_number

NumericOrder = Literal["dmy", "mdy"]
Precision = Literal["day", "month"]

_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20[0-4])\d(?!\d)")
_GAP = r"[\s,]{0,8}"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th|er|º|ª|°|\.|η|ης|t|d)(?![^\W\d_]))?"
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
_REACH = 44


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date and where it is written. With precision "month", `on` is the last day of that month."""

    on: dt.date
    span: Span
    precision: Precision = "day"
    numeric: bool = False


def find_dates(text: str, *, order: NumericOrder | None = None) -> tuple[WrittenDate, ...]:
    """Every date of the years 1950 to 2049 in the text, in order.

    Args:
        text: Any text.
        order: How "03/04/2021" is meant; by default what `numeric_order` finds in the text.
    """
    return tuple(_dates(text, order or numeric_order(text)))


def _dates(text: str, order: NumericOrder) -> Iterator[WrittenDate]:
    end = 0
    for year in _YEAR.finditer(text):
        date = _read(text, year, order)
        if date and date.span.start >= end:
            end = date.span.end
            yield date


def numeric_order(text: str) -> NumericOrder:
    """How the text orders day and month in numbers with a slash; machine translations often put the month first.

    Month first where the text has more dates that can be nothing else, or whose only other reading is a date that the
    text does not repeat in words. Dates with dots and hyphens are always read day first.
    """
    balance = 0
    named = {date.on for date in _dates(text, "dmy") if not date.numeric}
    for year in _YEAR.finditer(text):
        parts = _NUMERIC.search(text, max(0, year.start() - 12), year.start())
        if parts and parts["mark"] == "/":
            first, second = int(parts["first"]), int(parts["second"])
            days_first, months_first = _date(int(year.group()), second, first), _date(int(year.group()), first, second)
            balance += (days_first is None or months_first in named) - (months_first is None or days_first in named)
    return "mdy" if balance > 0 else "dmy"


def _read(text: str, year: re.Match[str], order: NumericOrder) -> WrittenDate | None:
    number, start, end = int(year.group()), year.start(), year.end()
    low = max(0, start - _REACH)
    tail = _ISO_TAIL.match(text, end)
    if tail:
        date = _date(number, int(tail["month"]), int(tail["day"]))
        if date:
            return WrittenDate(date, Span(start, tail.end()))
    if text[start - 1 : start] in {".", "/", "-"} or text[start - 2 : start - 1] in {".", "/", "-"}:
        return _numeric(text, low, number, year, order)
    return _in_words(text, low, number, year)


def _numeric(text: str, low: int, number: int, year: re.Match[str], order: NumericOrder) -> WrittenDate | None:
    parts = _NUMERIC.search(text, low, year.start())
    if not parts:
        return None
    first, second = int(parts["first"]), int(parts["second"])
    month, day = (first, second) if order == "mdy" and parts["mark"] == "/" else (second, first)
    date = _date(number, month, day) or _date(number, day, month)
    return WrittenDate(date, Span(parts.start(), year.end()), numeric=True) if date else None


def _in_words(text: str, low: int, number: int, year: re.Match[str]) -> WrittenDate | None:
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        parts = pattern.search(text, low, year.start())
        month = month_number(parts["month"]) if parts else None
        date = _date(number, month, int(parts["day"])) if parts and month else None
        if parts and date:
            return WrittenDate(date, Span(parts.start(), year.end()))
    tail = _YEAR_FIRST_TAIL.match(text, year.end())
    month = month_number(tail["month"]) if tail else None
    date = _date(number, month, int(tail["day"])) if tail and month else None
    if tail and date:
        return WrittenDate(date, Span(year.start(), tail.end()))
    parts = _MONTH_ONLY.search(text, low, year.start())
    month = month_number(parts["month"]) if parts else None
    if not parts or not month:
        return None
    last = calendar.monthrange(number, month)[1]
    return WrittenDate(dt.date(number, month, last), Span(parts.start(), year.end()), precision="month")


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
