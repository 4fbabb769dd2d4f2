"""Dates written wholly in words, as notaries and courts write them, in English, Spanish and French."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import Span
from ingest.wording.months import month_number
from ingest.wording.stems import Stems

_TABLE = tomllib.loads(Path(__file__).with_name("worded.toml").read_text(encoding="utf-8"))
_THOUSANDS = Stems(table["thousand"] for table in _TABLE.values())
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE, _AFTER = 60, 30
_FILLERS = frozenset({"and", "of", "de", "del", "y", "et", "the", "day", "le", "el", "a"})
_MILLENNIUM = 2000
_WHOLE_TENS = 10


@dataclass(frozen=True, slots=True)
class WordedDate:
    """A date and the words that say it."""

    on: dt.date
    span: Span


def worded_dates(folded: str) -> Iterator[WordedDate]:
    """Every date in words whose year begins "two thousand", "dos mil" or "deux mille".

    Args:
        folded: Any text in lower case, character by character.
    """
    tables = list(_TABLE.values())
    for language, place in _THOUSANDS.found(folded):
        table = tables[language]
        date = _read(folded, place, place + len(table["thousand"]), table["small"])
        if date:
            yield date


def holds_year(folded: str) -> bool:
    """Whether any of those beginnings stands in the text, which is in lower case."""
    return _THOUSANDS.stand_in(folded)


def _read(folded: str, start: int, end: int, small: Mapping[str, int]) -> WordedDate | None:
    year, stop = _number(list(_WORD.finditer(folded, end, end + _AFTER)), small)
    before = list(_WORD.finditer(folded, max(0, start - _BEFORE), start))
    month_at = next((i for i in range(len(before) - 1, -1, -1) if month_number(before[i].group())), None)
    if month_at is None:
        return None
    month = month_number(before[month_at].group()) or 0
    first = _day_before(before[:month_at], small)
    day, opens = first or (_number(before[month_at + 1 :], small)[0], before[month_at].start())
    try:
        on = dt.date(_MILLENNIUM + year, month, day)
    except ValueError:
        return None
    return WordedDate(on, Span(opens, stop or end))


def _day_before(words: list[re.Match[str]], small: Mapping[str, int]) -> tuple[int, int] | None:
    """The day that stands before the month ("veintisiete de junio"), and where it begins."""
    taken = [word for word in words[-4:] if word.group() in small]
    day, _ = _number(taken, small)
    return (day, taken[0].start()) if day else None


def _number(words: list[re.Match[str]], small: Mapping[str, int]) -> tuple[int, int | None]:
    """The number that the words begin with, up to 39, and where its last word ends."""
    total, stop = 0, None
    for word in words:
        value = small.get(word.group())
        if value is None:
            if word.group() in _FILLERS:
                continue
            break
        if total and not (total % _WHOLE_TENS == 0 and value < _WHOLE_TENS):
            break
        total, stop = total + value, word.end()
    return total, stop
