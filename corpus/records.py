"""Typed facts read out of documents: money, orders, provisions. Each knows the span that says it and its voice."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal, get_args

from corpus.documents import Span, Voice


class MoneyKind(StrEnum):
    """What the money is for. Kinds are never added together without saying so."""

    FINE = "fine"
    CIVIL_PENALTY = "civil penalty"
    PENALTY_PAYMENT = "penalty payment"
    REDRESS = "redress"
    SETTLEMENT_SUM = "settlement sum"
    COSTS = "costs"
    EQUITY = "equity"
    OTHER = "other"


class MoneyStage(StrEnum):
    """How far the money has come. A threatened or proposed sum was never imposed."""

    THREATENED = "threatened"
    PROPOSED = "proposed"
    IMPOSED = "imposed"
    REDUCED = "reduced"
    INCREASED = "increased"
    CONFIRMED = "confirmed"
    ANNULLED = "annulled"
    SUSPENDED = "suspended"
    COLLECTED = "collected"
    UNCOLLECTED = "uncollected"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the currency it was set in. `currency` is an ISO 4217 code."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        """`GBP 7,552,800`: the currency, then the amount with thousands separated; cents only when there are any."""
        whole = self.amount == self.amount.to_integral_value()
        return f"{self.currency} {self.amount:,.0f}" if whole else f"{self.currency} {self.amount:,.2f}"


@dataclass(frozen=True, slots=True)
class Penalty:
    """A sum of money and how far it has come. `approximate` marks "just over", "up to", "about"."""

    money: Money
    kind: MoneyKind
    stage: MoneyStage
    span: Span
    voice: Voice
    respondent: str | None = None
    instrument: str | None = None
    on: dt.date | None = None
    approximate: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when: a date, or a period and what it runs from. An order without one has no `Deadline` at all."""

    text: str
    by: dt.date | None = None
    runs_from: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What must be done. `verb` is one of `ORDER_VERBS`; `object` says which data, about whom.

    `deadline` None means that the document states none. `gains` is "everyone" or "complainant".
    """

    verb: str
    object: str
    span: Span
    voice: Voice
    addressee: str | None = None
    instrument: str | None = None
    deadline: Deadline | None = None
    sanction: str | None = None
    gains: str = "everyone"


Verb = Literal[
    "stop",
    "delete",
    "not resume",
    "inform",
    "notify",
    "bring into compliance",
    "appoint",
    "assess",
    "keep",
    "report",
    "publish",
    "satisfy request",
    "suspend",
    "pay",
    "implement",
    "other",
]
ORDER_VERBS: tuple[Verb, ...] = get_args(Verb)


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision of a law. `infringed` is False where it was merely cited or applied. `article` as in "5(1)(a)"."""

    law: str
    article: str
    infringed: bool
    span: Span
    voice: Voice


@dataclass(frozen=True, slots=True)
class Records:
    """All that was read out of one document version."""

    penalties: tuple[Penalty, ...] = ()
    orders: tuple[Order, ...] = ()
    provisions: tuple[Provision, ...] = ()
