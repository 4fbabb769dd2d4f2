"""Past answers looked at again: which of their sources changed since, and which standing moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.answer_store import AnswerStore
from corpus.errors import NotFound
from corpus.matters import State
from corpus.record_store import RecordStore
from corpus.registry import Registry
from corpus.standing import fold
from service.answering.wire import ANSWER, Answer, Ask, Citation

PAGE = 100
"""Answers read at once; some 20 kB each."""


@dataclass(frozen=True, slots=True)
class ChangedSource:
    """A cited document that is no longer what it was. `quote_holds`: the very words still stand in it."""

    document_id: str
    title: str
    was: int
    now: int | None
    quote_holds: bool

    def __str__(self) -> str:
        """In words."""
        if self.now is None:
            return f"{self.title}: deleted"
        words = "the words cited still stand in it" if self.quote_holds else "the words cited are gone"
        return f"{self.title}: version {self.was} is now version {self.now}, {words}"


@dataclass(frozen=True, slots=True)
class MovedStanding:
    """A matter whose standing is another than the answer said."""

    matter: str
    title: str
    was: str
    now: str

    def __str__(self) -> str:
        """In words."""
        return f"{self.title}: {self.was}, now {self.now}"


@dataclass(frozen=True, slots=True)
class Drift:
    """What an answer rested on and what of it is different today."""

    answer: Answer
    sources: tuple[ChangedSource, ...]
    standing: tuple[MovedStanding, ...]

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.sources or self.standing)


@dataclass(frozen=True, slots=True)
class Difference:
    """Claims that only one of two answers makes, in the order they were made."""

    gone: tuple[str, ...]
    new: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether the answers differ."""
        return bool(self.gone or self.new)


def asked_again(answer: Answer) -> Ask:
    """The question as it was understood then, with the same filters, as of the same day where it named one.

    An answer as of its own day is asked again as of today: that is what a reader of it relies on.
    """
    return Ask(answer.standalone_question, answer.filters, _fixed_day(answer))


def difference(before: Answer, after: Answer) -> Difference:
    """What was said and is no longer said, and the other way round; a refusal counts as what it says."""
    was, now = _said(before), _said(after)
    return Difference(tuple(one for one in was if one not in now), tuple(one for one in now if one not in was))


class Watch:
    """Holds past answers against what is held today. Needs the registry alone.

    Args:
        answers: The answers given.
        registry: The documents held now.
        records: The matters held now.
        today: The day as of which standing is folded for answers that named none.
    """

    def __init__(self, answers: AnswerStore, registry: Registry, records: RecordStore, today: dt.date) -> None:
        self._answers = answers
        self._registry = registry
        self._records = records
        self._today = today

    def moved(self) -> Iterator[Drift]:
        """Every past answer that rests on something that changed, newest first."""
        for answer in self.past():
            drift = self.drift(answer)
            if drift:
                yield drift

    def past(self) -> Iterator[Answer]:
        """Every answer given, newest first."""
        before: dt.datetime | None = None
        while page := self._answers.recent(PAGE, before):
            yield from (ANSWER.decode(stored.body) for stored in page)
            before = page[-1].created_at

    def drift(self, answer: Answer) -> Drift:
        """What one answer rests on that changed."""
        return Drift(answer, tuple(self._changed(answer.citations)), tuple(self._moved(answer)))

    def _changed(self, citations: Iterable[Citation]) -> Iterator[ChangedSource]:
        cited: dict[tuple[str, int], list[Citation]] = {}
        for citation in citations:
            cited.setdefault((citation.document_id, citation.version), []).append(citation)
        for (document_id, version), found in cited.items():
            try:
                held = self._registry.document(document_id)
            except NotFound:
                yield ChangedSource(document_id, found[0].title, version, None, quote_holds=False)
                continue
            if held.version != version:
                text = self._registry.text(document_id, held.version)
                holds = all(citation.quote in text for citation in found)
                yield ChangedSource(document_id, found[0].title, version, held.version, quote_holds=holds)

    def _moved(self, answer: Answer) -> Iterator[MovedStanding]:
        day = _fixed_day(answer) or self._today
        for item in answer.standing:
            try:
                now = fold(self._records.matter(item.matter).events, day).state
            except NotFound:
                now = State.UNKNOWN
            if now.value != item.status:
                yield MovedStanding(item.matter, item.title, item.status, now.value)


def _fixed_day(answer: Answer) -> dt.date | None:
    """The day asked for, or None where it was that of the asking."""
    given = answer.created_at.date() if answer.created_at else None
    return None if answer.as_of == given else answer.as_of


def _said(answer: Answer) -> list[str]:
    rows = [" | ".join(row.cells) for table in answer.tables for row in table.rows]
    refused = [answer.refusal.reason] if answer.refusal else []
    return [*(claim.text for claim in answer.claims), *rows, *refused]
