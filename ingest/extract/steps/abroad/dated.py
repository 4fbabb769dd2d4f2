"""When a step told in another language happened: the day that its sentence gives it, and the day of the text itself."""

from __future__ import annotations

import datetime as dt
import re
from itertools import islice

from corpus.documents import Description, InstrumentKind, Span
from corpus.glosses import is_listed
from corpus.matters import EventKind
from ingest.extract.reading import Reading, Sentence
from ingest.extract.steps.abroad.actors import Court, courts_of, names_judgment
from ingest.extract.steps.abroad.clauses import Said
from ingest.extract.steps.actors import BY_PARTY, Context
from ingest.wording.dates import Precision, WrittenDate, find_dates, may_hold_date

_NOUN = 6
"""Words before a date in which stands what it is the day of."""
_PARTYS = 6
"""Words between what a party did and the day on which it did it."""
_BY = 2
"""Words before "judgment" that say that it is the means: "by its judgment of"."""
_BARE = 70
"""Characters of a line that only dates the text: a place and a day."""
_HEAD = 300
_JUDGMENT = 110
"""Characters before a day in which stands the judgment that it is of."""
_FIRST = 3
"""Sentences at the head of a text that say what its news is."""
_ON = frozenset({"am", "op", "el", "le", "il", "em", "στις"})
"""Words before the day on which something was done, where another ("vom", "van", "del") says of what it is the day."""
_MONTHLY = re.compile(r"(?:^|\n)\W{0,3}(?:[^\W\d_][\w.’'-]+,? ){0,3}$")


def day_of_step(said: Said, at: int, kind: EventKind) -> tuple[dt.date | None, Precision]:
    """The day on which the step at a word was taken, None where the sentence does not say."""
    if not may_hold_date(said.text):
        return None, "day"
    own = (date for date in find_dates(said.text) if _is_of_step(said, at, date, kind))
    found = next(own, None)
    return (found.on, found.precision) if found else (None, "day")


def _is_of_step(said: Said, at: int, date: WrittenDate, kind: EventKind) -> bool:
    behind = sum(word.start < date.span.start for word in said.words)
    noun = next(
        (place for place in range(behind - 1, max(-1, behind - 1 - _NOUN), -1) if _dates(said, place, at)), None
    )
    if noun is not None and said.is_of(noun, "of_decision") and not said.is_of(noun, "dated") and _is_on(said, behind):
        noun = None
    if noun is not None and noun != at:
        if kind in BY_PARTY or not said.is_of(noun, "dated"):
            return False
        return noun < at or said.any_of("by", noun - _BY, noun)
    if kind in BY_PARTY:
        return abs(behind - at) <= _PARTYS
    opens = behind <= _BY
    return opens or said.clause_of(at) == said.clause_of(max(0, behind - 1))


def _is_on(said: Said, behind: int) -> bool:
    """Whether the word before a date says that something happened on it: "op 3 mei", and not "van 3 mei"."""
    return behind > 0 and said.words[behind - 1].text.casefold() in _ON


def _dates(said: Said, place: int, at: int) -> bool:
    """Whether a word says of what the date behind it is the day: a judgment, a decision, the act itself or another."""
    return place == at or any(said.is_of(place, name) for name in ("dated", "of_decision", "made"))


def day_of_telling(reading: Reading, context: Context) -> dt.date | None:
    """The day by which the text tells what it tells; None where its only day is that of the decision it is about.

    What befell a decision came after it. Where only the month of a text is known, it tells by the end of the month.
    """
    description = context.description
    if description.published_on:
        return description.published_on
    if description.decided_on and (
        description.kind is InstrumentKind.JUDGMENT or not is_decisions_day(reading, context)
    ):
        return description.decided_on
    for date in find_dates(reading.text[:_HEAD]):
        if date.precision == "month" and _MONTHLY.search(reading.text[: date.span.start]):
            return date.on
    return None


def is_decisions_day(reading: Reading, context: Context) -> bool:
    """Whether the day of the document is that of its authority's decision, and not of a judgment or of the text."""
    sentence, span = _dating(reading, context.description)
    if sentence is None or span is None:
        return True
    return not _is_bare(sentence, span, context) and not _is_courts(reading, sentence, span, context)


def is_courts_day(reading: Reading, context: Context) -> bool:
    """Whether the day of a document in another language is that of a judgment."""
    sentence, span = _dating(reading, context.description)
    return (
        sentence is not None
        and span is not None
        and is_listed(context.description.language)
        and not _is_bare(sentence, span, context)
        and _is_courts(reading, sentence, span, context)
    )


def is_of_another_day(reading: Reading, context: Context) -> bool:
    """Whether the day of the document is that of a judgment, or only that on which it came out."""
    return is_courts_day(reading, context) or not is_decisions_day(reading, context)


def head_court(reading: Reading, context: Context) -> Court | None:
    """The court that the first sentences of a text in another language name: its news is what that did."""
    if not is_listed(context.description.language):
        return None
    for sentence in islice(reading.sentences(), _FIRST):
        acting = [court for court in courts_of(sentence.text, context) if not court.judged and not court.addressed]
        if acting:
            return acting[0]
    return None


def _dating(reading: Reading, description: Description) -> tuple[Sentence | None, Span | None]:
    span = next((each.span for each in description.detected if each.field == "decided_on" and each.span), None)
    return (reading.around(span.start) if span else None), span


def _is_bare(sentence: Sentence, span: Span, context: Context) -> bool:
    """Whether a line holds a day and no sentence: a dateline, or a heading that ends with the day."""
    before = sentence.text[: span.start - sentence.span.start]
    after = sentence.text[span.end - sentence.span.start :]
    said = Said(before, context.description.language)
    if len(before) + len(after) <= _BARE and not after.strip(" .r"):
        return not (said.any_of("of_decision") or said.any_of("dated"))
    ends = sentence.span.start < _HEAD and not after.strip(" .r")
    return ends and not (
        said.any_of("of_decision", len(said.words) - _NOUN) or said.any_of("dated", len(said.words) - _NOUN)
    )


def _is_courts(reading: Reading, sentence: Sentence, span: Span, context: Context) -> bool:
    before = sentence.text[: span.start - sentence.span.start]
    own = context.regulator
    line = reading.text[max(0, span.start - _JUDGMENT) : span.start].rpartition("\n")[2]
    if names_judgment(line):
        return True
    courts = courts_of(sentence.text, context)
    if not courts or own is None:
        return bool(courts)
    last = max((court.span.end for court in courts if court.span.end <= len(before)), default=-1)
    named = [each.end for each in context.gazetteer.find_authorities(before) if each.id == own.id]
    return last > max(named, default=-1) or not named
