"""Reads the figures out of text: dates, sums, periods and plain numbers, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAYS = r"\d{1,2}(?:\s*(?:[-–/]|to|and|or)\s*\d{1,2})*"
_DATE = re.compile(
    rf"(?P<iso>(?<![\w-])\d{{4}}-(?:0[1-9]|1[0-2])(?:-\d{{2}}(?:/\d{{2}})?)?(?![\d-]))"
    rf"|(?<![\w.,])(?P<days>{_DAYS})\s+(?P<month>{_MONTH})(?![a-z])(?:\s+(?P<year>\d{{4}}))?"
    rf"|(?<![a-z])(?P<us_month>{_MONTH})\s+(?P<us_day>\d{{1,2}}),\s+(?P<us_year>\d{{4}})"
    rf"|(?<![a-z])(?P<months>{_MONTH}(?:\s*(?:[-–/+]|to|and)\s*(?:\d{{1,2}}\s+)?{_MONTH})*)\s+(?P<months_year>\d{{4}})",
    re.IGNORECASE,
)
_WORDS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_UNIT = r"(?:(?:business|working|calendar)\s+)?(?P<unit>day|week|month|year|hour)s?"
_PERIOD = re.compile(
    rf"(?<![\w.,])(?P<n>(?:\d+|{'|'.join(_WORDS)})(?:\s?(?:/|or|and)\s?(?:\d+|{'|'.join(_WORDS)}))*)[\s-]+{_UNIT}\b",
    re.IGNORECASE,
)
_SCALES = {"k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}
_NUMBER = re.compile(
    r"(?:\b(?P<currency>[A-Z]{3})\s?)?(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<scale>thousand|million|billion|bn|m|k)(?![a-z]))?"
)
_ARTICLE = re.compile(r"(?<![\w.])(\d+)((?:[,-]?\s?\((?:\d{1,2}|[a-z])\))+)")
_RANGE = re.compile(r"(?<![\w.-])(\d{1,2})-(\d{1,2})(?![\w.-])")
_CURRENCIES = frozenset(("EUR", "GBP", "USD", "SEK", "NOK", "DKK", "AUD", "CAD", "BRL", "KRW", "JPY", "SGD", "CHF"))
_URL = re.compile(r"https?://\S+")
_LONGEST_RANGE = 30


@dataclass(frozen=True, slots=True)
class Figures:
    """What a text holds.

    `dates` are (year, month, day), 0 where unknown; `money` pairs currency and sum; `periods` are like "3 month";
    `articles` pair a number with the marks behind it: 5(1)(a),(b) is ("5", {"1", "a", "b"}).
    """

    dates: frozenset[tuple[int, int, int]]
    numbers: frozenset[Decimal]
    money: frozenset[tuple[str, Decimal]]
    periods: frozenset[str]
    articles: frozenset[tuple[str, frozenset[str]]]


def read_figures(text: str) -> Figures:
    """All figures of a text; web addresses do not count."""
    text = _URL.sub(" ", text)
    dates = list(_dates(text))
    rest = _DATE.sub(" ; ", text)
    periods = frozenset(_periods(rest))
    rest = _PERIOD.sub(" ; ", rest)
    numbers, money = set(), set()
    for match in _NUMBER.finditer(rest):
        value = Decimal(match["n"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1)
        numbers.add(value)
        if match["currency"] in _CURRENCIES:
            money.add((match["currency"], value))
    for start, end in _RANGE.findall(rest):
        if int(start) < int(end) <= int(start) + _LONGEST_RANGE:
            numbers |= {Decimal(n) for n in range(int(start), int(end) + 1)}
    return Figures(frozenset(dates), frozenset(numbers), frozenset(money), periods, frozenset(_articles(rest)))


def _dates(text: str) -> Iterator[tuple[int, int, int]]:
    """A day without a year takes the year last named before it: "13 Jul 2022 (published 15 Jul)"."""
    last = 0
    for match in _DATE.finditer(text):
        if match["iso"]:
            last, month, *days = (int(part) for part in re.split("[-/]", match["iso"]))
            for day in days or [0]:
                yield (last, month, day)
        elif match["days"]:
            last = int(match["year"]) if match["year"] else last
            for day in re.findall(r"\d+", match["days"]):
                yield (last, _month(match["month"]), int(day))
        elif match["us_month"]:
            last = int(match["us_year"])
            yield (last, _month(match["us_month"]), int(match["us_day"]))
        else:
            last = int(match["months_year"])
            for named, month in re.findall(rf"(\d{{1,2}}\s+)?({_MONTH})", match["months"], re.IGNORECASE):
                yield (last, _month(month), int(named or 0))


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def _periods(text: str) -> Iterator[str]:
    for match in _PERIOD.finditer(text):
        for number in re.split(r"\W+(?:(?:or|and)\W+)?", match["n"].lower()):
            yield f"{_WORDS.get(number) or int(number)} {match['unit'].lower()}"


def _articles(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    for number, marks in _ARTICLE.findall(text):
        yield number, frozenset(re.findall(r"\w+", marks))


def missing(said: Figures, known: Figures) -> list[str]:
    """What `said` holds and `known` does not. A bare number of the facts may be a sum in any currency they name."""
    currencies = {currency for currency, _ in known.money}
    bare = known.numbers - {value for _, value in known.money}
    months = {(year, month) for year, month, _ in known.dates}
    days = {(month, day) for _, month, day in known.dates}
    years = {Decimal(year) for year, _, _ in known.dates}
    lacking = [f"date {date}" for date in said.dates if not _known_date(date, known.dates, months, days)]
    lacking += [
        f"sum {currency} {value}"
        for currency, value in said.money
        if (currency, value) not in known.money and not (value in bare and (currency in currencies or not currencies))
    ]
    lacking += [f"number {value}" for value in said.numbers if value not in known.numbers | years]
    lacking += [f"period {period}" for period in said.periods - known.periods]
    lacking += [
        f"article {number} {sorted(marks)}"
        for number, marks in said.articles
        if not any(number == held and marks <= known_marks for held, known_marks in known.articles)
    ]
    return sorted(lacking)


def _known_date(
    date: tuple[int, int, int],
    dates: frozenset[tuple[int, int, int]],
    months: set[tuple[int, int]],
    days: set[tuple[int, int]],
) -> bool:
    year, month, day = date
    if day == 0:
        return (year, month) in months
    return date in dates or (year == 0 and (month, day) in days)
