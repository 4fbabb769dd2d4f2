"""What was not known yet on a past day: an answer as of that day says nothing of it.

A date after the day gives a sentence away, and so does what only a later step brought about, though no date stands
beside it ("the fine has been annulled"): its sum, its court, its reference, or the word for a step of a kind that had
not been taken yet.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import msgspec

from corpus.documents import SourceRank, Span
from corpus.gazetteer import Gazetteer
from corpus.matters import BodyRank, Event, EventKind
from corpus.records import Money
from ingest.extract.sums.money import find_amounts
from ingest.wording.dates import find_dates
from service.answering.held.dossier import Dossier, Sentence, set_on
from service.answering.question.lexicon import EventWords, one_of
from service.answering.wording.facts import denied
from service.answering.wording.words import stems


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    outcomes: tuple[EventWords, ...]


_FILE = msgspec.convert(
    tomllib.loads((Path(__file__).parent / "hindsight.toml").read_text(encoding="utf-8")),
    _File,
)
_OUTCOMES = tuple((one_of(words.patterns), frozenset(map(EventKind, words.kinds))) for words in _FILE.outcomes)
_IN_THE_END = re.compile(r"\b(?:never|in the end|eventually|ultimately)\b", re.IGNORECASE)
"""What only somebody who knows the end can say."""
_IN_YEAR = re.compile(r"\bin (?:early |late |mid-)?((?:19|20)\d\d)\b", re.IGNORECASE)
"""Not "until 2040" or "by 2028", which an order of long ago may say."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def tells_later(text: str, day: dt.date) -> bool:
    """Whether a text speaks of a date after a day; a month counts once it has begun, and so does a year ("in 2023")."""
    if any(int(year) > day.year for year in _IN_YEAR.findall(text)):
        return True
    return any(date.on > day and (date.precision == "day" or date.on.replace(day=1) > day) for date in find_dates(text))


class Hindsight:
    """What a matter's documents tell that was not known on a day.

    Steps that may have been taken by the day, for all that the documents give of their dates, are not among it: they
    are told as uncertain.
    """

    def __init__(self, dossier: Dossier, day: dt.date, sentences: Iterable[Sentence], gazetteer: Gazetteer) -> None:
        self._day = day
        self._gazetteer = gazetteer
        uncertain = dossier.standing(day).uncertain
        known = [event for event in dossier.events() if event.on <= day or event in uncertain]
        later = [event for event in dossier.events() if event not in known]
        self._moved = bool(later)
        self._kinds = {event.kind for event in known}
        self._later_kinds = {event.kind for event in later} - self._kinds
        self._bodies = self._new_bodies(dossier, known, later)
        self._later_places, self._places, self._sums = _records(dossier, day, known, later)
        self._references = tuple(
            i.reference
            for i in (dossier.matter.instruments if dossier.matter else ())
            if i.reference and i.decided_on and i.decided_on > day
        )
        self._late_documents = {
            one.id
            for one in dossier.documents
            if one.description.rank is not SourceRank.DIGEST and (one.description.decided_on or day) > day
        }
        self._following = frozenset(self._after_a_later_one(sentences)) if later else frozenset()

    def tells(self, sentence: Sentence) -> bool:
        """Whether a sentence tells what was not known on the day."""
        return (
            tells_later(sentence.text, self._day)
            or self._is_of_later(sentence)
            or sentence.proof in self._following
            or (not self._is_of_known(sentence) and self.tells_outcome(sentence.text))
        )

    def tells_outcome(self, text: str) -> bool:
        """Whether a text says that a step was taken of a kind that had not been taken by the day."""
        if not self._later_kinds:
            return False
        return any(_says(pattern, text) for pattern, kinds in _OUTCOMES if self._comes_later(kinds))

    def title(self, title: str) -> str:
        """A title without the parts that tell later outcomes, sums or years: "X: fine of 2021, annulled (2026)"."""
        name, colon, about = title.partition(": ")
        parts = [part for part in about.split(", ") if not self._is_late(part)]
        return f"{name}: {', '.join(parts)}" if colon and parts else name

    def _comes_later(self, kinds: frozenset[EventKind]) -> bool:
        return bool(kinds & self._later_kinds) and not kinds & self._kinds

    def _is_late(self, part: str) -> bool:
        years = [int(year) for year in _YEAR.findall(part)]
        return any(year > self._day.year for year in years) or self._tells_sum(part) or self.tells_outcome(part)

    def _tells_sum(self, text: str) -> bool:
        return bool(self._sums) and any(amount.money in self._sums for amount in find_amounts(text))

    def _is_of_later(self, sentence: Sentence) -> bool:
        """Whether it tells a later step or record, its sum, its body or its reference."""
        proof = sentence.proof
        if proof.document_id in self._late_documents or _holds(sentence, self._later_places):
            return True
        if any(reference in sentence.text for reference in self._references):
            return True
        if self._bodies and self._bodies.search(sentence.text):
            return True
        return self._tells_sum(sentence.text) or (self._moved and bool(_IN_THE_END.search(sentence.text)))

    def _is_of_known(self, sentence: Sentence) -> bool:
        return _holds(sentence, self._places)

    def _after_a_later_one(self, sentences: Iterable[Sentence]) -> Iterable[object]:
        """A digest tells in the order of time: what follows a later step under the same heading, undated, is later."""
        told = sorted(
            (one for one in sentences if one.rank is SourceRank.DIGEST),
            key=lambda one: (one.proof.document_id, one.proof.span.start),
        )
        for _, section in groupby(told, key=lambda one: (one.proof.document_id, one.heading)):
            later = False
            for one in section:
                if tells_later(one.text, self._day) or self._is_of_later(one):
                    later = True
                elif find_dates(one.text) or self._is_of_known(one):
                    later = False
                elif later:
                    yield one.proof

    def _new_bodies(self, dossier: Dossier, known: Sequence[Event], later: Sequence[Event]) -> re.Pattern[str] | None:
        """The courts that had not dealt with the matter yet."""
        acted = {name for event in known for name in self._called(event.body)}
        acted |= {
            name
            for body in (dossier.regulator, dossier.matter and dossier.matter.regulator)
            if body
            for name in self._called(body)
        }
        courts = [event.body for event in later if event.body_rank not in (BodyRank.PARTY, BodyRank.REGULATOR)]
        names = {name for body in courts for name in self._called(body)} - acted
        if not names:
            return None
        return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(names, key=len, reverse=True)))

    def _called(self, body: str) -> set[str]:
        named = {body}
        for mention in self._gazetteer.find_authorities(body):
            authority = self._gazetteer.authority(mention.id)
            named |= set(authority.names) if authority else set()
        authority = self._gazetteer.authority(body)
        return named | (set(authority.names) if authority else set())


def _records(
    dossier: Dossier, day: dt.date, known: Sequence[Event], later: Sequence[Event]
) -> tuple[set[tuple[str, Span]], set[tuple[str, Span]], set[Money]]:
    """The places of what is later, the places of what was known, and the sums that are only later ones."""
    early = {(event.document_id, event.span) for event in known}
    late = {(event.document_id, event.span) for event in later}
    early_sums: set[Money] = set()
    late_sums: set[Money] = set()
    for penalty in dossier.penalties:
        on = set_on(dossier, penalty)
        is_late = bool(on and on > day)
        (late if is_late else early).add((penalty.document_id, penalty.record.span))
        (late_sums if is_late else early_sums).add(penalty.record.money)
    for order in dossier.orders:
        on = dossier.instrument_day(order.record.instrument)
        (late if on and on > day else early).add((order.document_id, order.record.span))
    return late - early, early, late_sums - early_sums


def _holds(sentence: Sentence, places: Iterable[tuple[str, Span]]) -> bool:
    """Whether one of the places begins in the sentence."""
    proof = sentence.proof
    return any(
        document == proof.document_id and proof.span.start <= span.start < proof.span.end for document, span in places
    )


def _says(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text says it and does not deny it."""
    refused = denied(text)
    return any(not refused.intersection(stems(match.group())) for match in pattern.finditer(text))
