"""The news of a release: that its authority sued, settled or decided, on the day of the release or by that day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from corpus.documents import Span
from corpus.matters import EventKind
from ingest.extract.reading import Reading, Sentence
from ingest.wording.dates import find_dates, may_hold_date
from ingest.wording.sifted import vocabulary

_WORDS = vocabulary(Path(__file__).with_name("news.toml"))
_STEPS = (
    (EventKind.FILED, _WORDS["filed"]),
    (EventKind.SETTLED, _WORDS["settled"]),
    (EventKind.ISSUED, _WORDS["issued"]),
)
# The news stands in the heading, the subheading and the first paragraph; what follows "today" may stand a little later.
_HEAD, _LEAD = 2500, 6
_FIRST = 4
_AROUND = 60
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Step:
    """What a release says its authority did; `today`: on the day of the release, else by that day."""

    kind: EventKind
    span: Span
    today: bool


class Whose(Protocol):
    """Whose news a release tells."""

    @property
    def day(self) -> dt.date | None:
        """The day of the release."""

    def names_respondent(self, text: str) -> bool:
        """Whether words name one of those that the matter is against."""

    def tells_of_authority(self, text: str) -> bool:
        """Whether words name the authority or speak of it, and of no other."""


def find_steps(reading: Reading, whose: Whose) -> tuple[Step, ...]:
    """The news, each kind once: a sentence that says "today", else the first that tells it."""
    found: dict[EventKind, Step] = {}
    named = False
    for place, sentence in enumerate(_opening(reading)):
        today = _WORDS["today"].search(sentence.text) is not None
        before, named = named, whose.names_respondent(sentence.text)
        about = named or (before and today and place < _LEAD)
        timely = today or (place < _LEAD and not _of_another_day(sentence.text, whose.day))
        if not about or not timely:
            continue
        for kind, pattern in _STEPS:
            match = pattern.search(sentence.text)
            known = found.get(kind)
            if match is None or _is_not_done(sentence.text, match):
                continue
            by_it = whose.tells_of_authority(sentence.text[: match.end()])
            if by_it and (known is None or (today and not known.today)):
                found[kind] = Step(kind, sentence.span, today)
    proposed = None if found else _proposed(reading, whose)
    if proposed:
        return (proposed,)
    return tuple(_approved_first(found) if is_pending(reading.text) else found.values())


def _proposed(reading: Reading, whose: Whose) -> Step | None:
    """What is only proposed or recommended, where the first sentences say so and nothing was decided."""
    opening = list(_opening(reading))
    if any(_WORDS["fined"].search(sentence.text) and whose.names_respondent(sentence.text) for sentence in opening):
        return None
    lead = opening[:_FIRST]
    if not any(whose.names_respondent(sentence.text) for sentence in lead) or tells_decision(reading, whose):
        return None
    for sentence in lead:
        match = _WORDS["intended"].search(sentence.text)
        before = sentence.text[max(0, match.start() - _AROUND) : match.start()] if match else ""
        if match and not _WORDS["was_intended"].search(before) and whose.tells_of_authority(sentence.text):
            return Step(EventKind.INTENDED, sentence.span, _WORDS["today"].search(sentence.text) is not None)
    return None


def tells_decision(reading: Reading, whose: Whose) -> bool:
    """Whether the first sentences say that the authority has decided about a respondent, on whatever day."""
    lead = (sentence.text for _, sentence in zip(range(_LEAD), _opening(reading), strict=False))
    return any(
        whose.names_respondent(text)
        and whose.tells_of_authority(text)
        and (found := _WORDS["done"].search(text))
        and not _is_not_done(text, found)
        for text in lead
    )


def is_pending(text: str, *, release: bool = True) -> bool:
    """Whether the text says that its settlement or order still has to be approved.

    Of what is no `release` only words count that fit nothing else: a decision tells of proposed orders, too.
    """
    said = _WORDS["awaiting"].search(text) or (release and _WORDS["pending"].search(text))
    return bool(said) and _WORDS["approved"].search(text) is None


def _approved_first(found: dict[EventKind, Step]) -> Iterator[Step]:
    """What still has to be approved is only intended; a complaint filed with it is filed all the same."""
    for kind, step in found.items():
        if kind is not EventKind.SETTLED:
            yield step
    intended = found.get(EventKind.SETTLED) or found.get(EventKind.FILED)
    if intended:
        yield replace(intended, kind=EventKind.INTENDED)


def _opening(reading: Reading) -> Iterator[Sentence]:
    position, end = 0, min(len(reading.text), _HEAD)
    while position < end:
        sentence = None if reading.text[position].isspace() else reading.around(position)
        position = max(position + 1, sentence.span.end) if sentence else position + 1
        if sentence:
            yield sentence


def _is_not_done(text: str, match: re.Match[str]) -> bool:
    if _WORDS["of_intent"].search(text[match.start() : match.end() + _AROUND]):
        return True
    return _WORDS["not_yet"].search(text[max(0, match.start() - _AROUND) : match.end()]) is not None


def _of_another_day(text: str, day: dt.date | None) -> bool:
    if not may_hold_date(text):
        return False
    if day is None:
        return True
    other_year = any(int(year) != day.year for year in _YEAR.findall(text))
    return other_year or any(date.on != day for date in find_dates(text))
