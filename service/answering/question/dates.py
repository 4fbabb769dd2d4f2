"""The period a question is about, and the date as of which it wants to know."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from ingest.wording.dates import WrittenDate, find_dates
from service.answering.question.parts_of_years import part_before
from service.answering.question.query import Period
from service.answering.question.spells import spans_of_spells, spell_of

_AS_OF = re.compile(
    r"\b(?:as (?:of|at|on|per)|(?:stood|stands?|stand|state of play|state of affairs|position|situation|"
    r"how did [^?]{1,60} look)"
    r"(?: (?:of|in|for|with|between|against|before|at) [^,;:?]{1,60}?)? (?:on|in|at|by)|by the end of|"
    r"had (?:i|we|you|one|somebody|anyone) (?:asked|looked|checked)(?: \w+){0,2} (?:on|in|at)|"
    r"(?:i|we|you|one|somebody|anyone) had (?:asked|looked|checked)(?: \w+){0,2} (?:on|in|at)|"
    r"(?:put|place|imagine) (?:yourself|ourselves|us|me)(?: back)? (?:on|in|at|to|into)|"
    r"(?:suppose|imagine|pretend|assume|say)(?: that)? (?:it|today|now) (?:is|was|were)|"
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
_OF_RECORDS = re.compile(
    r"\b(?:fines|penalties|orders|decisions|determinations|sanctions|settlements|cases|rulings|notices) "
    r"(?:in|on|during)\s+$",
    re.IGNORECASE,
)
_HOW_NOW = re.compile(r",? (?:that|which) (?:are|have|still|remain|can)\b|,? (?:still|now) ", re.IGNORECASE)
"""What stands around the time of decisions whose standing today is asked: "fines in 2021 that are under appeal"."""
_TODAY = re.compile(
    r"^\W*(?:so |and |but )?(?:is|are|does|do|has|have|must|can|may)\b|\b(?:now|today|currently|these days)\b",
    re.IGNORECASE,
)
"""What asks for the present, whatever day it names."""
_START = re.compile(r"\bstart of\b[^\d]{0,24}$", re.IGNORECASE)
_CLOSE = (
    r"(?:\s+(?:the|about|around|at|in|on|of|early|mid|late|end|start|beginning|middle|as|and|including|year|month))*"
)
_FROM = re.compile(
    rf"\b(?:(?:since|after|starting|beginning|later than)\b[^\d]{{0,16}}|from{_CLOSE}\s*)$", re.IGNORECASE
)
"""What opens a stretch of time; "fines from the ICO in 2020" are of that year."""
_AFTER = re.compile(rf"\b(?:after|later than){_CLOSE}\s*$", re.IGNORECASE)
_TO = re.compile(r"\b(?:before|until|up to|prior to|till|earlier than|to|and|through)\b[^\d]{0,16}$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:before|until|prior to|till|earlier than|up to)\b", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?:before|prior to|earlier than){_CLOSE}\s*$", re.IGNORECASE)
"""With this and `_AFTER` the time that is named belongs to the stretch no more."""
_MONTHS = list(calendar.month_name)[1:]
_DAY_OF = r"\d{1,2})(?:st|nd|rd|th)?"
_OPENING = re.compile(
    rf"\b(?:(?P<day>{_DAY_OF} )?(?P<month>{'|'.join(_MONTHS)})(?: (?P<late>{_DAY_OF},?)?"
    r"\s*(?:and|to|or|until|till|through|[-–])\s*(?:the )?$"
)
"""A month, or a day of it, that takes its year from the date after it: "between March and June 2023"."""
_YEARS = re.compile(r"(?<![\w/.-])(?P<first>(?:19|20)\d\d)\s?[-–/]\s?(?P<last>(?:(?:19|20)\d\d|\d\d))(?![\w/-]|[.,]\d)")
_YEAR = re.compile(r"(?<![\d/.,-])(?:19[5-9]|20[0-4])\d(?![\d/-]|,\d|\.\d)")
_DATING = re.compile(r"\bdat(?:ed|ing)(?: back)? from\s+$", re.IGNORECASE)
"""What is of a year, and not of all that came after it."""
_BELONGS = re.compile(
    r"\b(?:dat(?:ed|ing)(?: back)?(?: (?:to|from|in))?|onwards? from|the (?:year|course of))\s+$", re.IGNORECASE
)
_BELONGS_AFTER = re.compile(r"\s+(?:onwards?|forward|and (?:later|after)|or later)\b", re.IGNORECASE)
"""Words that belong to a date and say nothing else: "dating from 2020", "2023 onwards"."""
_REACH = 100
_DAY = dt.timedelta(days=1)


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
    found += [one for years in _YEARS.finditer(text) if (one := _of_years(text, years, taken))]
    taken = [(m.start, m.end) for m in found]
    years = [y for y in _YEAR.finditer(text) if not any(start <= y.start() < end for start, end in taken)]
    found += [_of_year(text, year) for year in years]
    found += [opening for one in found if (opening := _opening(text, one))]
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
    found = [one for one in found if not (_OF_RECORDS.search(one.before) and _HOW_NOW.match(text[one.end :]))]
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


def period_of(text: str, today: dt.date, *, strictly: bool = True) -> Period | None:
    """The stretch of time that decisions are asked of: "in 2022", "since 2020", "between 2019 and 2021".

    Not `strictly`, what "before" or "after" names belongs to it: of one matter, "after 2024" may be after its decision.
    """
    found = [moment for moment in moments(text) if not _is_as_of(text, moment)]
    if not found:
        return _relative(text, today)
    first, last = found[0], found[-1]
    if len(found) > 1 and _TO.search(last.before):
        return Period(first.period.first, last.period.last)
    if _FROM.search(first.before) and not _DATING.search(first.before):
        after = strictly and _AFTER.search(first.before)
        return Period(first.period.last + _DAY if after and first.period.last else first.period.first, None)
    if _TO.search(first.before) and _UNTIL.search(first.before):
        before = strictly and _BEFORE.search(first.before)
        return Period(None, first.period.first - _DAY if before and first.period.first else first.period.last)
    return Period(first.period.first, last.period.last)


def spans_of(text: str) -> Sequence[tuple[int, int]]:
    """Where dates and years are written with the words that belong to them, which say nothing else."""
    return [*(_with_words(text, moment.start, moment.end) for moment in moments(text)), *spans_of_spells(text)]


def _with_words(text: str, start: int, end: int) -> tuple[int, int]:
    before, after = _BELONGS.search(text[:start]), _BELONGS_AFTER.match(text, end)
    return before.start() if before else start, after.end() if after else end


def _of_year(text: str, year: re.Match[str]) -> Moment:
    """A year, or the part of it that is named before: "autumn 2020" with the months around it."""
    number = int(year.group())
    length, first, last = part_before(text[max(0, year.start() - _REACH) : year.start()])
    until = dt.date(number, last, calendar.monthrange(number, last)[1])
    return Moment(text, year.start() - length, year.end(), Period(dt.date(number, first, 1), until))


def _of_years(text: str, years: re.Match[str], taken: Sequence[tuple[int, int]]) -> Moment | None:
    """Two years joined by a dash, the second in two figures or four: "2019-21"; None where these are no years."""
    first = int(years["first"])
    last = int(years["first"][:2] + years["last"][-2:] if len(years["last"]) == len("21") else years["last"])
    if last <= first or any(start <= years.start() < end for start, end in taken):
        return None
    return Moment(text, years.start(), years.end(), Period(dt.date(first, 1, 1), dt.date(last, 12, 31)))


def _opening(text: str, moment: Moment) -> Moment | None:
    """The month or day without a year that stands before a date and opens the stretch that it ends."""
    found = _OPENING.search(text[: moment.start])
    until = moment.period.last
    if found is None or until is None:
        return None
    month = _MONTHS.index(found["month"]) + 1
    year = until.year - (month > until.month)
    last = calendar.monthrange(year, month)[1]
    day = int(found["day"] or found["late"] or 0)
    period = Period(dt.date(year, month, min(day, last) or 1), dt.date(year, month, min(day, last) or last))
    return Moment(text, found.start(), found.end("late") if found["late"] else found.end("month"), period)


def _relative(text: str, today: dt.date) -> Period | None:
    spell = spell_of(text, today)
    return Period(*spell) if spell else None


def _period_of(date: WrittenDate) -> Period:
    if date.precision == "day":
        return Period(date.on, date.on)
    first = date.on.replace(day=1)
    return Period(first, date.on.replace(day=calendar.monthrange(date.on.year, date.on.month)[1]))
