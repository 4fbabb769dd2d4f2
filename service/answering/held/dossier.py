"""All that is held about one matter, or about one document that belongs to none: what answers are composed from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.documents import Document, SourceRank, Span
from corpus.matters import Event, EventKind, Matter
from corpus.record_store import Held
from corpus.records import MoneyKind, MoneyStage, Order, Penalty, Provision
from corpus.standing import Standing, fold

EFFECTIVE = frozenset(
    {
        MoneyStage.IMPOSED,
        MoneyStage.REDUCED,
        MoneyStage.INCREASED,
        MoneyStage.CONFIRMED,
        MoneyStage.COLLECTED,
        MoneyStage.ANNULLED,
        MoneyStage.SUSPENDED,
        MoneyStage.UNCOLLECTED,
    }
)
"""Stages of a sum that was really set, whatever became of it; threatened and proposed sums never were."""

PUNITIVE = frozenset({MoneyKind.FINE, MoneyKind.CIVIL_PENALTY})
"""Money that is a sanction for the infringement itself."""


CHANGED = frozenset({MoneyStage.REDUCED, MoneyStage.INCREASED, MoneyStage.CONFIRMED})
"""Stages that a later step gave to a sum set before."""

ROUNDED = 10
"""A sum called inexact that is within a tenth of an exact one is taken for the same: "more than 7.5m" for 7,552,800."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Words that prove something: `text[start:end]` of one document version."""

    document_id: str
    version: int
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that may be cited, with the passage it stands in and the words it is found by.

    `english` is what patterns of English are looked for in: the text, or of another language its words one by one.
    """

    proof: Proof
    text: str
    passage_id: str
    heading: str
    rank: SourceRank
    stems: frozenset[str]
    ordinal: int
    english: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """One matter with its documents and records. `matter` is None for a document that belongs to no matter."""

    id: str
    title: str
    documents: tuple[Document, ...]
    matter: Matter | None = None
    penalties: tuple[Held[Penalty], ...] = ()
    orders: tuple[Held[Order], ...] = ()
    provisions: tuple[Held[Provision], ...] = ()
    versions: dict[str, int] = field(default_factory=dict, compare=False)

    @property
    def regulator(self) -> str | None:
        """The gazetteer id of the authority whose matter it is."""
        return self.matter.regulator if self.matter else self.documents[0].description.regulator

    @property
    def jurisdiction(self) -> str | None:
        """The gazetteer code of the jurisdiction."""
        return self.matter.jurisdiction if self.matter else self.documents[0].description.jurisdiction

    @property
    def respondents(self) -> tuple[str, ...]:
        """Names as the matter has them."""
        return self.matter.respondents if self.matter else self.documents[0].description.respondents

    @property
    def known_to(self) -> dt.date | None:
        """The date of the newest evidence held."""
        if self.matter:
            return self.matter.known_to
        about = self.documents[0].description
        return about.known_to or about.published_on or about.decided_on

    @property
    def decided_on(self) -> dt.date | None:
        """When the matter was first decided: its first instrument that was more than intended, else its document."""
        instruments = self.matter.instruments if self.matter else ()
        dates = [i.decided_on or i.published_on for i in instruments if i.kind != "notice of intent"]
        known = [date for date in dates if date]
        if known:
            return min(known)
        return min((d for d in (doc.description.decided_on for doc in self.documents) if d), default=None)

    def events(self, as_of: dt.date | None = None) -> tuple[Event, ...]:
        """The events up to a date, oldest first."""
        events = self.matter.events if self.matter else ()
        return tuple(event for event in events if as_of is None or event.on <= as_of)

    def standing(self, as_of: dt.date | None = None, instrument: str | None = None) -> Standing:
        """The fold of the events."""
        return _folded(self.events(), as_of, instrument)

    def instrument_day(self, instrument: str | None) -> dt.date | None:
        """When one of its instruments was decided, or else made known."""
        held = self.matter.instruments if self.matter else ()
        return next((one.decided_on or one.published_on for one in held if one.id == instrument), None)

    def language_of(self, document_id: str) -> str:
        """The language that one of the documents is written in, as an ISO 639-1 code; empty where it is not held."""
        return next((one.description.language for one in self.documents if one.id == document_id), "")

    def proof(self, document_id: str, span: Span) -> Proof | None:
        """A span of one of the documents, in the version held."""
        version = self.versions.get(document_id)
        return Proof(document_id, version, span) if version is not None else None


@lru_cache(maxsize=4096)
def _folded(events: tuple[Event, ...], as_of: dt.date | None, instrument: str | None) -> Standing:
    return fold(events, as_of, instrument)


def is_english(dossier: Dossier) -> bool:
    """Whether all its documents are in English, the only language that the reader reads."""
    return all(one.description.language in ("", "en") for one in dossier.documents)


def is_digested(dossier: Dossier) -> bool:
    """Whether a digest tells the matter, whose every step is a record; of other documents a step may not be one."""
    return any(document.description.rank is SourceRank.DIGEST for document in dossier.documents)


def versions_of(documents: Iterable[Document]) -> dict[str, int]:
    """The version held of each document."""
    return {document.id: document.version for document in documents}


def set_on(dossier: Dossier, held: Held[Penalty]) -> dt.date | None:
    """When a sum was set: its own date, that of the step told with it, of its instrument, or of its document.

    A sum that a later step gave has that step's date and never that of the instrument that it changed. Where a release
    tells of a sum and of no other day, it is the day of the release.
    """
    record = held.record
    told = [e.on for e in dossier.events() if (e.document_id, e.span) == (held.document_id, record.span)]
    instrument = dossier.instrument_day(record.instrument) if record.stage not in CHANGED else None
    return record.on or next(iter(told), None) or instrument or held.decided_on or _announced(dossier)


def _announced(dossier: Dossier) -> dt.date | None:
    """When the one measure of a matter was announced of which no more is known."""
    begun = [event for event in dossier.events() if event.kind in (EventKind.ISSUED, EventKind.ANNOUNCED)]
    return begun[0].on if len(begun) == 1 and begun[0].kind is EventKind.ANNOUNCED else None


def distinct(held: Iterable[Held[Penalty]]) -> tuple[Held[Penalty], ...]:
    """One entry a sum: documents that repeat it, or round it, are left to the highest in rank that is exact."""
    best: list[Held[Penalty]] = []
    for item in sorted(held, key=lambda one: (one.record.approximate, -one.rank.weight)):
        if not any(_repeats(item, kept) for kept in best):
            best.append(item)
    return tuple(best)


def _repeats(item: Held[Penalty], kept: Held[Penalty]) -> bool:
    one, other = item.record, kept.record
    if item.document_id == kept.document_id and item.rank is SourceRank.DIGEST and one.span != other.span:
        return False
    if (item.matter or item.document_id) != (kept.matter or kept.document_id):
        return False
    if (one.kind, one.stage, one.money.currency) != (other.kind, other.stage, other.money.currency):
        return False
    if one.respondent and other.respondent and first_word(one.respondent) != first_word(other.respondent):
        return False
    apart = abs(one.money.amount - other.money.amount)
    return apart == 0 or (one.approximate and apart * ROUNDED < other.money.amount)


def first_word(name: str) -> str:
    """What a company is told apart by: the first word of its name, in lower case; empty of an empty name."""
    return next(iter(name.casefold().split()), "")
