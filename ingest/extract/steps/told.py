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
from ingest.describing.headline import opens_with_headline
from ingest.extract.reading import Reading, Sentence
from ingest.extract.releases import Telling
from ingest.extract.steps.act_words import STEMS, is_pronoun, speaks_of_authority, speaks_of_bench
from ingest.extract.steps.actors import BY_COURT, OUTCOMES, Context, courts_in
from ingest.extract.steps.acts import Deed, deeds
from ingest.extract.steps.in_part import in_part
from ingest.extract.steps.judged import succeeds_above
from ingest.wording.dates import WrittenDate, find_dates, may_hold_date
from ingest.wording.near_dates import near_dates
from ingest.wording.phrases import any_of, read_phrases

_UNDOES = frozenset({EventKind.ANNULLED, EventKind.PARTLY_ANNULLED})
_LOOSE = frozenset({"by", "after"})
_BY_BENCH = BY_COURT | {EventKind.SETTLED, EventKind.RESTORED}
_ENDS = frozenset({EventKind.ABANDONED, EventKind.WITHDRAWN, EventKind.SETTLED})
_ENGLISH = "en"
_A_COURT = "a court"
_VOCABULARY = read_phrases(Path(__file__).with_name("told.toml"))
_WORDS = {name: any_of(phrases, whole_words=False, ignore_case=False) for name, phrases in _VOCABULARY.items()}
_OPENS, _OPENING = 5, 1200
_AROUND, _TITLE_REACH, _TOUCHING = 60, 80, 14
_DECIDED = frozenset({"decision", "decisions", "order", "orders", "determination"})
_SUMS = frozenset({"fine", "fines", "penalty", "penalties", "sanction", "sanctions"})
_ORDERS = frozenset({"order", "orders"})
_PLAINTIFFS = frozenset(
    {"case", "suit", "lawsuit", "action", "claim", "claims", "litigation", "proceedings", "complaint"}
)
_BY = re.compile(r"\s+by\s+([^.;]{3,90})")
_SOMEBODY = re.compile(r"(?<![.!?] )(?<!^)[A-Z][a-z]{2,}")


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

    def events(self) -> tuple[Event, ...]:
        """In the order of the text; none of a text that is not in English or whose matter has no authority."""
        if self._context.description.language != _ENGLISH or self._context.regulator is None:
            return ()
        told = in_part(_once(_with_days(list(self._told()), *self._day_of_telling)))
        return tuple(self._event(each) for each in told if each.on and not self._is_future(each.on))

    @property
    def _day_of_telling(self) -> tuple[dt.date | None, str]:
        """The day by which the text tells what it tells; only that after which, where it is the decision's own.

        A decision tells nothing of what befell it: a text that bears its day only must stand under a headline.
        """
        description = self._context.description
        if description.published_on != description.decided_on:
            if description.published_on:
                return description.published_on, "by"
            if opens_with_headline(self._reading.text):
                return description.decided_on, "after"
        return None, "by"

    @cached_property
    def _day(self) -> dt.date | None:
        return self._telling.day

    @cached_property
    def _courts(self) -> list[tuple[int, str, BodyRank]]:
        """Every court that the text names as one that acts, with its place."""
        text = self._reading.text
        return [
            each
            for each in courts_in(text, self._context.gazetteer)
            if not _WORDS["not_subject"].search(text[max(0, each[0] - 30) : each[0]])
        ]

    @cached_property
    def _rulings(self) -> dict[str, dt.date]:
        """The day of a court's ruling, where a sentence that names the court gives one."""
        days: dict[str, dt.date] = {}
        text = self._reading.text
        acting = {name for _, name, _ in self._courts}
        for match in _WORDS["delivered"].finditer(text):
            sentence = self._reading.around(match.end() - 1)
            if sentence is None or len(acting) != 1:
                continue
            for date in self._dates(sentence):
                if 0 <= sentence.span.start + date.span.start - match.end() <= _TOUCHING:
                    days.setdefault(next(iter(acting)), date.on)
        for place, name, _ in self._courts:
            sentence = self._reading.around(place)
            if sentence is None:
                continue
            for date in self._dates(sentence):
                if _WORDS["of_the_ruling"].search(sentence.text[max(0, date.span.start - 60) : date.span.start]):
                    days.setdefault(name, date.on)
        return days

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
                body = self._body(deed, kind, sentence, last) if kind else None
                if kind is None or body is None or self._is_of_lower_court(deed, sentence, body, last):
                    continue
                if kind in _BY_BENCH:
                    last = body
                following = found[number + 1].start if number + 1 < len(found) else len(sentence.text)
                on, precision = self._date(sentence, deed, following, body)
                recent = _WORDS["now"].search(sentence.text[: deed.start]) is not None
                yield _Told(deed, kind, sentence, body, on, precision, recent)

    def _is_of_lower_court(
        self, deed: Deed, sentence: Sentence, body: tuple[str, BodyRank], last: tuple[str, BodyRank] | None
    ) -> bool:
        """Whether what is undone is, or may be, a lower court's: "set aside the decision of the Tribunal"."""
        if deed.kind not in _UNDOES or deed.object not in _DECIDED:
            return False
        behind = range(sentence.span.start + deed.end, sentence.span.start + deed.end + _TITLE_REACH)
        named = any(place in behind and name != body[0] for place, name, _ in self._courts)
        above = body[1] is not BodyRank.FIRST_INSTANCE and last is not None and last[1] is not body[1]
        return named or above

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
        words = self._words(deed, sentence)
        by_authority = self._is_authority(words)
        if deed.review and self._is_of_authority(deed, sentence.text):
            return None
        if deed.kind is EventKind.ABANDONED and by_authority:
            return EventKind.WITHDRAWN if deed.object in _PLAINTIFFS else None
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

    def _words(self, deed: Deed, sentence: Sentence) -> str:
        return sentence.text[deed.whose[0] : deed.whose[1]] if deed.whose else ""

    def _is_authority(self, words: str) -> bool:
        regulator = self._context.regulator
        named = regulator is not None and regulator.id in {
            m.id for m in self._context.gazetteer.find_authorities(words)
        }
        return named or speaks_of_authority(words)

    def _body(
        self, deed: Deed, kind: EventKind, sentence: Sentence, last: tuple[str, BodyRank] | None
    ) -> tuple[str, BodyRank] | None:
        """Who took the step; None where that stays open, or it was somebody else."""
        words = self._words(deed, sentence)
        regulator = self._context.regulator
        if kind is EventKind.WITHDRAWN:
            return (regulator.name, BodyRank.REGULATOR) if regulator else None
        if kind in {EventKind.APPEALED, EventKind.ABANDONED}:
            if deed.passive and (by := _BY.match(sentence.text[deed.end :])):
                words = by[1]
            if deed.object in _PLAINTIFFS and self._is_authority(words):
                return None  # an authority's own action is how a matter begins
            if regulator and self._is_authority(words):
                return regulator.name, BodyRank.REGULATOR
            named = _SOMEBODY.search(words) is not None and bool(self._context.description.respondents)
            return (
                None
                if named and not self._telling.names_respondent(sentence.text)
                else (self._context.respondent, BodyRank.PARTY)
            )
        return self._court(deed, sentence, words, last)

    def _court(
        self, deed: Deed, sentence: Sentence, words: str, last: tuple[str, BodyRank] | None
    ) -> tuple[str, BodyRank] | None:
        court = self._named_court(deed, sentence, words, last)
        return None if court and succeeds_above(deed, court[1]) else court

    def _named_court(
        self, deed: Deed, sentence: Sentence, words: str, last: tuple[str, BodyRank] | None
    ) -> tuple[str, BodyRank] | None:
        start, end = (sentence.span.start + place for place in deed.whose or (0, deed.start))
        near = [(name, rank) for place, name, rank in self._courts if start <= place < end]
        if near:
            return near[-1]
        within = [(name, rank) for place, name, rank in self._courts if sentence.span.start <= place < start]
        if within and (deed.whose is None or is_pronoun(words) or speaks_of_bench(words)):
            return within[0]
        if deed.whose and not speaks_of_bench(words):
            return last if not deed.passive and is_pronoun(words) else None
        before = [(name, rank) for place, name, rank in self._courts if place < start]
        return last or (before[-1] if before else self._only_court(words))

    def _only_court(self, words: str) -> tuple[str, BodyRank] | None:
        court = self._context.court
        if court:
            return court.name, court.body_rank
        named = {(name, rank) for _, name, rank in self._courts}
        if len(named) == 1:
            return named.pop()
        return (_A_COURT, BodyRank.FIRST_INSTANCE) if speaks_of_bench(words) else None

    def _dates(self, sentence: Sentence) -> list[WrittenDate]:
        text = sentence.text
        dates = list(find_dates(text)) if may_hold_date(text) else []
        if self._day:
            taken = [date.span for date in dates]
            near = near_dates(text, self._day)
            dates += [
                each
                for each in near
                if not any(span.start < each.span.end and each.span.start < span.end for span in taken)
            ]
        at_line = sentence.span.start == 0 or self._reading.text[sentence.span.start - 1] == "\n"
        return [
            date
            for date in sorted(dates, key=lambda each: each.span.start)
            if not (
                at_line
                and _WORDS["dateline"].match(text[: date.span.start])
                and _WORDS["behind_dateline"].match(text[date.span.end :])
            )
        ]

    def _date(
        self, sentence: Sentence, deed: Deed, following: int, body: tuple[str, BodyRank]
    ) -> tuple[dt.date | None, str]:
        text = sentence.text
        accepted: list[tuple[WrittenDate, str]] = []
        for date in self._dates(sentence):
            before = text[max(0, date.span.start - 60) : date.span.start]
            own = _WORDS["of_the_ruling"].search(before) is not None
            if own or not _WORDS["of_a_decision"].search(before):
                spoken = text[date.span.start : date.span.start + 3].lower() in ("yes", "tod", "on ")
                if own or spoken or _WORDS["on"].search(before):
                    accepted.append((date, date.precision))
                elif _WORDS["by"].search(before):
                    accepted.append((date, "by"))
        behind = [
            each
            for each in accepted
            if deed.start <= each[0].span.start < following
            and _WORDS["of_another"].search(text[deed.end : each[0].span.start]) is None
        ]
        ahead = [each for each in accepted if each[0].span.start < deed.start]
        opens = bool(ahead) and ahead[0][0].span.start <= _OPENS
        if opens and behind and behind[0][0].span.start - deed.end > _AROUND:
            behind = []
        chosen = behind[:1] or ahead[-1:]
        if chosen:
            return chosen[0][0].on, chosen[0][1]
        if deed.kind in BY_COURT and body[0] in self._rulings:
            return self._rulings[body[0]], "day"
        return None, "day"

    def _is_future(self, on: dt.date) -> bool:
        return self._day is not None and on > self._day

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
