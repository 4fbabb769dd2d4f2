"""A matter, its events, and its standing: a fold of the events up to a date. Pure code, no storage.

The states, events and worked examples are those of docs/domain.md.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from corpus.documents import SourceRank, Span


class EventKind(StrEnum):
    """What can happen in a matter."""

    INTENDED = "intended"
    ISSUED = "issued"
    ANNOUNCED = "announced"
    APPEALED = "appealed"
    PERMISSION_REFUSED = "permission refused"
    PERMISSION_GRANTED = "permission granted"
    STAYED = "stayed"
    STAY_LIFTED = "stay lifted"
    UPHELD = "upheld"
    VARIED = "varied"
    REDUCED = "reduced"
    RESTORED = "restored"
    ANNULLED = "annulled"
    PARTLY_ANNULLED = "partly annulled"
    REMITTED = "remitted"
    JURISDICTION_RESTORED = "jurisdiction restored"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"
    ABANDONED = "abandoned"
    COMPLIED = "complied"
    CLOSED = "closed"
    EXPIRED = "expired"
    COLLECTED = "collected"
    DEFAULT_PENALTY_IMPOSED = "default penalty imposed"
    SUPERSEDED = "superseded"
    FILED = "filed"
    DISMISSED = "dismissed"
    APPROVED = "approved"


class State(StrEnum):
    """The one word a user sees."""

    PROPOSED = "proposed"
    IN_FORCE = "in force"
    UNDER_APPEAL = "under appeal"
    STAYED = "stayed"
    ANNULLED = "annulled"
    PARTLY_STANDING = "partly standing"
    UNDECIDED_AGAIN = "undecided again"
    FINAL = "final"
    ENDED = "ended"
    UNKNOWN = "unknown"


class BodyRank(StrEnum):
    """Who acted, lowest first; on one day the higher body is folded last."""

    PARTY = "party"
    REGULATOR = "regulator"
    FIRST_INSTANCE = "first instance"
    APPEAL = "appeal"
    SUPREME = "supreme"


@dataclass(frozen=True, slots=True)
class Proof:
    """Another document that says the same."""

    document_id: str
    span: Span
    rank: SourceRank


@dataclass(frozen=True, slots=True)
class Event:
    """One dated step of a matter.

    `on` may be known to the month or year only: then it is the last day of that period and `precision` says so
    ("day", "month", "year"). With `precision` "by" it had happened by that day, and how long before is not known; with
    "after" it happened on a later day than that, and how much later is not known.
    `body` names who acted; `last_instance` says that no further ordinary appeal lies. `applies_to` names the
    instruments touched (empty: the whole matter). `effect` says in one sentence what survived or fell, where the kind
    alone would mislead. `document_id` and `span` are the proof, `further` what else proves it.
    """

    kind: EventKind
    on: dt.date
    body: str
    body_rank: BodyRank
    document_id: str
    span: Span
    rank: SourceRank
    precision: str = "day"
    last_instance: bool = False
    applies_to: tuple[str, ...] = ()
    effect: str = ""
    further: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """What was issued in a matter. `id` is unique within the matter ("mpn", "en", "fine")."""

    id: str
    kind: str
    reference: str | None = None
    decided_on: dt.date | None = None
    published_on: dt.date | None = None
    effective_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """One authority's proceeding, or one court's case, against one respondent or group of respondents."""

    id: str
    title: str
    regulator: str | None
    jurisdiction: str | None
    respondents: tuple[str, ...]
    instruments: tuple[Instrument, ...] = ()
    events: tuple[Event, ...] = ()
    known_to: dt.date | None = None
