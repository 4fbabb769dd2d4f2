"""The period a question is about, and the date as of which it wants to know."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from ingest.wording.dates import WrittenDate, find_dates
from service.answering.question.query import Period

_AS_OF = re.compile(
    r"\b(?:as (?:of|at|on|per)|(?:stood|stands?|stand|state of play|state of affairs|position|situation|"
    r"how did [^?]{1,60} look)"
    r"(?: (?:of|in|for|with|between|against|before|at) [^,;:?]{1,60}?)? (?:on|in|at|by)|by the end of|"
    r"at the (?:end|start) of|back in)\b[^\d]{0,24}$",
    re.IGNORECASE,
)
_HAD_BY = re.compile(r"\bhad\b(?! (?:to|a|an|the|no|its|their|been given)\b)[^?]*\bby\s+$", re.IGNORECASE)
"""By a day something had happened: how things were on that day is asked."""
_HAD_OPENS = re.compile(r"(?:^|[,:;–-]\s*|\b(?:and|so|but)\s+)had\b", re.IGNORECASE)
"""Whether something had happened, asked of a day: "on 1 June 2023, had a court ruled?"."""
_ON = re.compile(r"(?:^|\s)(?:on|in|at|by|during)\s+$", re.IGNORECASE)
_OF_THE_STEP = re.compile(
    r"\b(?:imposed|issued|made|set|decided|adopted|ordered|fined|announced|given|taken|signed|brought|filed|"
    r"handed down)"
    r"(?: \w+){0,2} (?:on|in|at|by|during)\s+$",
    re.IGNORECASE,
)
"""What stands before the day of a step and not a day as of which is asked: "the fine imposed on 4 May"."""
_TODAY = re.compile(
    r"^\W*(?:so |and |but )?(?:is|are|does|do|has|have|must|can|may)\b|\b(?:now|today|currently|these days)\b",
    re.IGNORECASE,
)
"""What asks for the present, whatever day it names."""
_START = re.compile(r"\bstart of\b[^\d]{0,24}$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:since|after|from|starting|beginning|later than)\b[^\d]{0,16}$", re.IGNORECASE)
_TO = re.compile(r"\b(?:before|until|up to|prior to|till|earlier than|to|and)\b[^\d]{0,16}$", re.IGNORECASE)
_SEASON = re.compile(
    r"\b(?:(?P<part>early|mid|middle of|late)[ -](?:in )?|(?P<season>spring|summer|autumn|fall|winter)(?: of)? )$",
    re.IGNORECASE,
)
_MONTHS = {"early": (1, 5), "mid": (4, 9), "middle of": (4, 9), "late": (8, 12)} | {
    "spring": (2, 6),
    "summer": (5, 9),
    "autumn": (8, 12),
    "fall": (8, 12),
    "winter": (1, 12),
}
"""Months that a part of a year may reach into; nobody says where spring ends."""
_YEAR = re.compile(r"(?<![\d/.,-])(?:19[5-9]|20[0-4])\d(?![\d/-]|,\d|\.\d)")
_LAST_YEAR = re.compile(r"\blast year\b", re.IGNORECASE)
_THIS_YEAR = re.compile(r"\bthis year\b", re.IGNORECASE)
_LAST_YEARS = re.compile(r"\b(?:last|past) (?P<n>\d{1,2}|two|three|five|ten) years\b", re.IGNORECASE)
_DATING = re.compile(r"\bdat(?:ed|ing)(?: back)? from\s+$", re.IGNORECASE)
"""What is of a year, and not of all that came after it."""
_BELONGS = re.compile(
    r"\b(?:dat(?:ed|ing)(?: back)?(?: (?:to|from|in))?|onwards? from|the (?:year|course of))\s+$", re.IGNORECASE
)
_BELONGS_AFTER = re.compile(r"\s+(?:onwards?|forward|and (?:later|after)|or later)\b", re.IGNORECASE)
"""Words that belong to a date and say nothing else: "dating from 2020", "2023 onwards"."""
_REACH = 100
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
    years = [y for y in _YEAR.finditer(text) if not any(start <= y.start() < end for start, end in taken)]
    found += [_of_year(text, year) for year in years]
    return sorted(found, key=lambda moment: moment.start)


def as_of_of(text: str, today: dt.date) -> dt.date | None:
    """The day as of which standing is asked ("as of January 2024": the end of it), never later than today."""
    moment = next((one for one in moments(text) if _is_as_of(text, one)), None)
    return _day_of(moment, today) if moment else None


def day_of_state(text: str, today: dt.date) -> dt.date | None:
    """The day named in a question of how something stood: a past one, and not that of the step asked about."""
    if _TODAY.search(text):
        return None
    found = [one for one in moments(text) if _ON.search(one.before) and not _OF_THE_STEP.search(one.before)]
    return _day_of(found[0], today) if len(found) == 1 else None


def _day_of(moment: Moment, today: dt.date) -> dt.date:
    start = moment.period.first if _START.search(moment.before) else None
    return min(start or moment.period.last or today, today)


def _is_as_of(text: str, moment: Moment) -> bool:
    """Whether a date is the day as of which is asked: the words before it say so, or a past perfect."""
    if _AS_OF.search(moment.before):
        return True
    if not _ON.search(moment.before) or _TODAY.search(text):
        return False
    by = moment.before.rstrip().casefold().endswith("by")
    asked_by = by and _HAD_BY.search(text[: moment.start])
    asked_then = _HAD_OPENS.search(text) and not _OF_THE_STEP.search(moment.before)
    return bool(asked_by or asked_then)


def period_of(text: str, today: dt.date) -> Period | None:
    """The stretch of time that decisions are asked of: "in 2022", "since 2020", "between 2019 and 2021"."""
    found = [moment for moment in moments(text) if not _is_as_of(text, moment)]
    if not found:
        return _relative(text, today)
    first, last = found[0], found[-1]
    if len(found) > 1 and _TO.search(last.before):
        return Period(first.period.first, last.period.last)
    if _FROM.search(first.before) and not _DATING.search(first.before):
        return Period(first.period.first, None)
    if _TO.search(first.before) and re.search(
        r"\b(?:before|until|prior to|till|earlier than|up to)\b", first.before, re.IGNORECASE
    ):
        return Period(None, first.period.last)
    return Period(first.period.first, last.period.last)


def spans_of(text: str) -> Sequence[tuple[int, int]]:
    """Where dates and years are written with the words that belong to them, which say nothing else."""
    return [_with_words(text, moment.start, moment.end) for moment in moments(text)]


def _with_words(text: str, start: int, end: int) -> tuple[int, int]:
    before, after = _BELONGS.search(text[:start]), _BELONGS_AFTER.match(text, end)
    return before.start() if before else start, after.end() if after else end


def _of_year(text: str, year: re.Match[str]) -> Moment:
    """A year, or the part of it that is named before: "autumn 2020" with the months around it."""
    number = int(year.group())
    part = _SEASON.search(text[max(0, year.start() - _REACH) : year.start()])
    named = (part["part"] or part["season"]).casefold() if part else ""
    first, last = _MONTHS.get(named, (1, 12))
    until = dt.date(number, last, calendar.monthrange(number, last)[1])
    start = year.start() - len(part.group()) if part else year.start()
    return Moment(text, start, year.end(), Period(dt.date(number, first, 1), until))


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
