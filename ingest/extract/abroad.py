"""What happened to a decision, as texts in other languages than English tell it.

The phrases of `events.toml` are English, and word order differs from language to language. So a sentence is read by the
English meanings of its words in any order: an act ("annulled") and what it befell ("the fine"), without a word that
leaves it open. Who did it, and when, must stand in the same sentence, else it was a court, by the day of the text.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from corpus.documents import InstrumentKind
from corpus.glosses import english_stem, gloss_stems, is_listed
from corpus.matters import BodyRank, Event, EventKind
from ingest.extract.actors import BY_COURT, BY_PARTY, OUTCOMES, Context, actor_of
from ingest.extract.reading import Reading, Sentence
from ingest.wording.dates import Precision, find_dates, may_hold_date

_CONDITIONAL = re.compile(r"\b\w{2,}(?:r[ií]an?|rai(?:t|ent)|rebb(?:e|ero))\b")
"""Endings of what would be done, in Spanish, Portuguese, French and Italian."""
_BEFORE = 40
"""Characters before a date that say of what it is the date."""
_TOUCHING = 4
"""Characters of a small word that touches a date: "am", "den", "on"."""
_A_COURT = "a court"
_SHORTEST = 30
"""Characters of a sentence that tells a step; shorter ones are headings and labels."""


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    acts: str
    objects: str
    beside: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    step: tuple[_Row, ...]
    words: dict[str, str]


def _stems(words: str) -> frozenset[str]:
    return frozenset(english_stem(word) for word in words.split())


_FILE = msgspec.convert(tomllib.loads(Path(__file__).with_name("abroad.toml").read_text(encoding="utf-8")), _File)
_STEPS = tuple((EventKind(row.kind), [_stems(row.acts), _stems(row.objects), _stems(row.beside)]) for row in _FILE.step)
_OPEN = _stems(_FILE.words["open"])
_COURT = _stems(_FILE.words["court"])
_OF_THE_STEP = _COURT | _stems(_FILE.words["dated"])


@dataclass(frozen=True, slots=True)
class StepAbroad:
    """A step that a sentence tells; `on` is None where it gives no day of its own."""

    kind: EventKind
    sentence: Sentence
    by_court: bool
    on: dt.date | None
    precision: Precision = "day"


def events_abroad(reading: Reading, context: Context) -> Iterator[Event]:
    """Steps told in another language, by the day of the text where they bear none of their own."""
    day = _day_of_telling(context)
    for step in steps_abroad(reading, context.description.language) if context.regulator else ():
        on = step.on or day
        body = _actor(step, context)
        if on and body:
            yield Event(
                kind=step.kind,
                on=on,
                body=body[0],
                body_rank=body[1],
                document_id="",
                span=step.sentence.span,
                rank=context.description.rank,
                precision=step.precision if step.on else "by",
                last_instance=body[1] is BodyRank.SUPREME and step.kind in OUTCOMES - {EventKind.REMITTED},
            )


def _day_of_telling(context: Context) -> dt.date | None:
    """The day by which the text tells what it tells; None where its only day is that of the decision it is about.

    What befell a decision came after it.
    """
    description = context.description
    return description.published_on or (description.decided_on if description.kind is InstrumentKind.JUDGMENT else None)


def _actor(step: StepAbroad, context: Context) -> tuple[str, BodyRank] | None:
    """Who took the step; an outcome is a court's, the one that the text is of where its sentence names none."""
    found = actor_of(step.sentence, step.kind, context)
    if step.kind not in BY_COURT or (found and found[1] is not BodyRank.REGULATOR):
        return found
    court = context.court
    if court:
        return court.name, court.body_rank
    return (_A_COURT, BodyRank.FIRST_INSTANCE) if step.by_court else None


def steps_abroad(reading: Reading, language: str) -> Iterator[StepAbroad]:
    """The steps that a text in another language tells, in its order; none where the language has no word list."""
    if not is_listed(language):
        return
    for sentence in _sentences(reading):
        kind = step_told(sentence.text, language)
        if kind:
            by_court = bool(gloss_stems(sentence.text, language) & _COURT)
            yield _dated(StepAbroad(kind, sentence, by_court, None), language)


def step_told(text: str, language: str) -> EventKind | None:
    """What a sentence of another language tells to have happened to a decision; None where it leaves it open."""
    if not is_listed(language):
        return None
    said = gloss_stems(text, language)
    kind = next((kind for kind, groups in _STEPS if all(group & said for group in groups if group)), None)
    is_open = bool(said & _OPEN) or _CONDITIONAL.search(text) is not None
    # "the court of appeal" is no appeal
    return None if is_open or (kind is EventKind.APPEALED and said & _COURT) else kind


def _sentences(reading: Reading) -> Iterator[Sentence]:
    position = 0
    while position < len(reading.text):
        sentence = None if reading.text[position].isspace() else reading.around(position)
        position = max(position + 1, sentence.span.end) if sentence else position + 1
        if sentence and len(sentence.text) >= _SHORTEST:
            yield sentence


def _dated(step: StepAbroad, language: str) -> StepAbroad:
    """The step with the day that a judgment of its sentence bears, or that opens the sentence."""
    text = step.sentence.text
    if not may_hold_date(text):
        return step
    for date in find_dates(text):
        before = text[max(0, date.span.start - _BEFORE) : date.span.start]
        # "appealed the decision of 3 May": what is appealed bears the day of the decision, not of the appeal
        near = before[-_TOUCHING:] if step.kind in BY_PARTY else before
        if not before.strip() or gloss_stems(near, language) & _OF_THE_STEP:
            return StepAbroad(step.kind, step.sentence, step.by_court, date.on, date.precision)
    return step
