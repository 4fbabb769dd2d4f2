"""What befell a decision, as a text in English tells of it: a note on a case, an article, a release.

`acts` reads what a sentence says was done. Here it is told whose deed it was and on which day: a court that the
sentence or the text before it names, on a day of the sentence, of the ruling it is part of, or "yesterday"; else by the
day of the text. A challenge without a day of its own is no step where the text tells what came of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from corpus.matters import BodyRank, Event, EventKind
from ingest.extract.reading import Reading, Sentence
from ingest.extract.releases import Telling
from ingest.extract.steps.act_words import STEMS
from ingest.extract.steps.actors import BY_COURT, OUTCOMES, Context
from ingest.extract.steps.acts import Deed, deeds
from ingest.extract.steps.in_part import in_part
from ingest.extract.steps.told_by import PLAINTIFFS, Doers, words_of
from ingest.extract.steps.told_days import Days
from ingest.wording.phrases import any_of, read_phrases

_UNDOES = frozenset({EventKind.ANNULLED, EventKind.PARTLY_ANNULLED})
_LOOSE = frozenset({"by", "after"})
_BY_BENCH = BY_COURT | {EventKind.SETTLED, EventKind.RESTORED}
_ENDS = frozenset({EventKind.ABANDONED, EventKind.WITHDRAWN, EventKind.SETTLED})
_ENGLISH = "en"
_SUMS = frozenset({"fine", "fines", "penalty", "penalties", "sanction", "sanctions"})
_ORDERS = frozenset({"order", "orders"})

_OPENING, _TITLE_REACH = 1200, 80
_WORDS = {
    name: any_of(phrases, whole_words=False, ignore_case=False)
    for name, phrases in read_phrases(Path(__file__).with_name("told.toml")).items()
}


@dataclass(frozen=True, slots=True)
class _Told:
    """One step as the text tells it; `on` is None where it bears no day of its own."""

    deed: Deed
    kind: EventKind
    sentence: Sentence
    body: tuple[str, BodyRank]
    on: dt.date | None = None
    precision: str = "day"
    recent: bool = False


class ToldSteps:
    """The steps that one text tells."""

    def __init__(self, reading: Reading, context: Context, telling: Telling) -> None:
        self._reading, self._context, self._telling = reading, context, telling
        self._doers = Doers(reading, context, telling)
        self._days = Days(reading, context, telling, self._doers)

    def events(self) -> tuple[Event, ...]:
        """In the order of the text; none of a text that is not in English or whose matter has no authority."""
        if self._context.description.language != _ENGLISH or self._context.regulator is None:
            return ()
        told = in_part(_once(_with_days(list(self._told()), *self._days.of_telling)))
        return tuple(self._event(each) for each in told if each.on and not self._days.is_future(each.on))

    def _told(self) -> Iterator[_Told]:
        done, last = 0, None
        for place in STEMS.places(self._reading.folded):
            sentence = self._reading.around(place) if place >= done else None
            if sentence is None:
                continue
            done = sentence.span.end
            if self._is_elsewhere(sentence):
                continue
            found = deeds(sentence.text)
            for number, deed in enumerate(found):
                kind = self._kind(deed, sentence)
                body = self._doers.of(deed, kind, sentence, last) if kind else None
                if kind is None or body is None or self._doers.is_of_lower_court(deed, sentence, body, last):
                    continue
                if kind in _BY_BENCH:
                    last = body
                following = found[number + 1].start if number + 1 < len(found) else len(sentence.text)
                on, precision = self._days.of(sentence, deed, following, body)
                recent = _WORDS["now"].search(sentence.text[: deed.start]) is not None
                yield _Told(deed, kind, sentence, body, on, precision, recent)

    def _is_elsewhere(self, sentence: Sentence) -> bool:
        """Whether it tells of another matter; the case of the authority's that the opening names is the text's own."""
        text = sentence.text
        if self._telling.names_respondent(text):
            return False
        if sentence.span.start < _OPENING and _WORDS["case"].search(text) and self._telling.by_authority(text):
            return _WORDS["elsewhere"].search(text) is not None
        other = _WORDS["case"].search(text) or _WORDS["elsewhere"].search(text)
        return other is not None or self._telling.is_elsewhere(text)

    def _kind(self, deed: Deed, sentence: Sentence) -> EventKind | None:
        """The step, where the words beside it do not make another of it."""
        words = words_of(deed, sentence)
        by_authority = self._doers.is_authority(words)
        if deed.review and self._is_of_authority(deed, sentence.text):
            return None
        if deed.kind is EventKind.ABANDONED and by_authority:
            return EventKind.WITHDRAWN if deed.object in PLAINTIFFS else None
        if deed.kind is EventKind.STAYED and deed.passive and deed.whose is None and deed.object in _SUMS:
            return None  # part of a fine is often suspended by whoever sets it
        if deed.kind is EventKind.WITHDRAWN and not by_authority and deed.whose is not None:
            return None
        if deed.kind in {EventKind.ANNULLED, EventKind.PARTLY_ANNULLED} and deed.object in _ORDERS and self._of_court:
            return None
        return deed.kind

    def _is_of_authority(self, deed: Deed, text: str) -> bool:
        """Whether the challenge decided is the authority's own: "the ICO's appeal"."""
        regulator = self._context.regulator
        around = text[deed.start : deed.end + _TITLE_REACH]
        return (
            regulator is not None
            and re.search(
                rf"(?:{'|'.join(map(re.escape, regulator.names))})[’']s? (?:\w+ )?(?:appeal|challenge|application)",
                around,
            )
            is not None
        )

    @cached_property
    def _of_court(self) -> bool:
        """Whether the order that the text tells of is a court's own."""
        return _WORDS["from_court"].search(self._reading.text) is not None

    def _event(self, told: _Told) -> Event:
        last_instance = told.body[1] is BodyRank.SUPREME and told.kind in OUTCOMES - {EventKind.REMITTED}
        on, span = told.on or dt.date.min, told.sentence.span
        return self._context.event(told.kind, on, told.body, span, told.precision, last_instance=last_instance)


def _with_days(told: Sequence[_Told], day: dt.date | None, precision: str) -> Iterator[_Told]:
    """Each with a day: its own, that of the same court's other step, else by the day of the text.

    A challenge without a day is told with what came of it, unless it "has" been brought now.
    """
    outcomes = [each for each in told if each.kind in OUTCOMES | {EventKind.RESTORED}]
    ended = any(each.kind in _ENDS for each in told)
    dated = {each.body: each for each in reversed(outcomes) if each.on}
    settled = [
        each
        if each.on
        else replace(each, on=dated[each.body].on, precision=dated[each.body].precision)
        if each.kind in OUTCOMES and each.body in dated
        else replace(each, on=day, precision=precision)
        if each.kind is not EventKind.APPEALED
        else each
        for each in told
    ]
    undone = [each for each in settled if each.kind in _UNDOES and each.on]
    for each in settled:
        if each.kind is EventKind.REMITTED and each.deed.whose is None and undone:
            yield replace(each, body=undone[-1].body, on=undone[-1].on, precision=undone[-1].precision)
        elif each.on:
            yield each
        elif not ended and (each.recent or not outcomes):
            yield replace(each, on=day, precision=precision)


def _once(told: Iterable[_Told]) -> list[_Told]:
    """Each step once: that with a day of its own, else the first."""
    kept: dict[tuple[EventKind, str], _Told] = {}
    for each in told:
        key = each.kind, each.body[0] if each.kind is not EventKind.APPEALED else str(each.body[1])
        held = kept.get(key)
        if held is None or (held.precision in _LOOSE and each.precision not in _LOOSE and each.on):
            kept[key] = each
    surely = {(each.kind, each.body[1]) for each in kept.values() if each.precision not in _LOOSE}
    loosely: set[tuple[EventKind, BodyRank]] = set()
    once: list[_Told] = []
    for each in kept.values():
        kind = each.kind, each.body[1]
        if each.precision not in _LOOSE or kind not in surely | loosely:
            once.append(each)
            loosely.add(kind)
    return once
