"""A row of a table and the table itself, and what every table asks of its rows: their time, order and caption."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.matters import State
from corpus.records import Money, MoneyKind
from service.answering.composing.phrasing import short_name
from service.answering.composing.reading import Line, Reading
from service.answering.held.dossier import Sentence
from service.answering.question import Query, Shape

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_ANY = r"\d{1,2}|" + "|".join(_NUMBERS)
_EXTREME = r"largest|biggest|highest|greatest|heaviest|heftiest|steepest|smallest|lowest|most expensive"
_HOW_MANY = re.compile(rf"\btop (?P<top>{_ANY})\b|\b(?P<most>{_ANY}) (?:{_EXTREME})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """A row to be: its cells, the sentences that carry it, and what it is sorted and added by."""

    cells: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    reading: Reading
    day: dt.date | None = None
    amount: Money | None = None
    kind: MoneyKind | None = None
    state: State = State.UNKNOWN

    @property
    def status(self) -> str:
        """The standing of what the row tells: of the sum itself where it tells one, else of the matter."""
        return self.state.value if self.amount else self.reading.state_word


@dataclass(frozen=True, slots=True)
class Listing:
    """A table and the lines before it. `notes` say what the table leaves out or cannot show."""

    caption: str
    columns: tuple[str, ...]
    items: tuple[Item, ...]
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()


def in_period(query: Query, day: dt.date | None) -> bool:
    """Whether a day lies in the time asked for; an unknown day lies in none."""
    return query.period is None or (day is not None and query.period.holds(day))


def in_order(query: Query, items: Iterable[Item]) -> list[Item]:
    """By size where an extreme is asked, the currency with most sums first; else by day, the newest first."""
    listed = list(items)
    if query.shape is Shape.LARGEST:
        return sorted(listed, key=lambda item: (_frequency(item, listed), -amount_of(item)))
    if query.shape is Shape.SMALLEST:
        return sorted(listed, key=lambda item: (_frequency(item, listed), amount_of(item)))
    oldest = query.shape is Shape.EARLIEST
    return sorted(listed, key=lambda item: (item.day or dt.date.min, item.cells), reverse=not oldest)


def number_asked(query: Query) -> int:
    """How many of the largest or smallest are asked for: 5 of "the top five"; 0 where no number is said."""
    found = _HOW_MANY.search(query.text) if query.shape in (Shape.LARGEST, Shape.SMALLEST) else None
    said = (found["top"] or found["most"]).casefold() if found else "0"
    return _NUMBERS.get(said) or int(said)


def largest_of(query: Query, items: Sequence[Item]) -> list[Item]:
    """The rows in their order; of each currency no more than are asked for."""
    wanted, seen = number_asked(query), Counter[str]()
    kept = []
    for item in items:
        currency = item.amount.currency if item.amount else ""
        seen[currency] += 1
        if not wanted or seen[currency] <= wanted:
            kept.append(item)
    return kept


def first_line(query: Query, items: Sequence[Item]) -> tuple[Line, ...]:
    """What the oldest or the newest of the rows rests on, where one of them is asked for."""
    dated = [item for item in items if item.day]
    wanted = query.shape in (Shape.EARLIEST, Shape.LATEST) and dated
    return (Line(dated[0].sentences[:1], matter=dated[0].reading.dossier.id),) if wanted else ()


def amount_of(item: Item) -> Decimal:
    """The sum of a row, nothing where it tells none."""
    return item.amount.amount if item.amount else Decimal(0)


def _frequency(item: Item, items: Sequence[Item]) -> tuple[int, str]:
    currency = item.amount.currency if item.amount else ""
    return -sum(1 for one in items if one.amount and one.amount.currency == currency), currency


def caption_of(query: Query, what: str, readings: Sequence[Reading]) -> str:
    """What a table is headed: of whom or by whom, where that is one, and of which years."""
    names = list(dict.fromkeys(name for reading in readings for name in reading.dossier.respondents[:1]))
    bodies = list(dict.fromkeys(short_name(r.gazetteer, r.dossier.regulator) for r in readings))
    about = f": {names[0]}" if len(names) == 1 else f": {bodies[0]}" if len(bodies) == 1 else ""
    if query.period and query.period.first and query.period.last:
        first, last = query.period.first, query.period.last
        about += f", {first.year}" if first.year == last.year else f", {first.year} to {last.year}"
    return f"{what} in the documents held{about}"
