"""The slots of a question."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.matters import EventKind, State
from corpus.records import Money
from service.answering.question.courtesies import Courtesy
from service.answering.wording.words import SOFT


class Intent(StrEnum):
    """What is asked about a matter. A question may ask several things; the first is the main one."""

    ORDER = "order"
    MONEY = "money"
    REASON = "reason"
    PROVISION = "provision"
    STATUS = "status"
    DATE = "date"
    DEADLINE = "deadline"
    WHO = "who"
    TIMELINE = "timeline"
    REFERENCE = "reference"
    DEFINITION = "definition"
    SUMMARY = "summary"


class Shape(StrEnum):
    """The shape the answer is wanted in."""

    SINGLE = "single"
    LIST = "list"
    COUNT = "count"
    TOTAL = "total"
    LARGEST = "largest"
    SMALLEST = "smallest"
    EARLIEST = "earliest"
    LATEST = "latest"
    COMPARISON = "comparison"


LISTS = frozenset({Shape.LIST, Shape.COUNT, Shape.EARLIEST, Shape.LATEST})
"""Shapes that are made of whole matters, however many there are."""
ACROSS = LISTS | {Shape.TOTAL, Shape.LARGEST, Shape.SMALLEST}
"""Shapes whose answer is of all matters that belong to what is asked for, and of no other."""


class Premise(StrEnum):
    """A claim that a question makes or tests, and that records can bear out or not."""

    FINED = "fined"
    A_FINE = "a fine"
    ORDERED = "ordered"
    BANNED = "banned"
    SANCTIONED = "sanctioned"
    RECOMMENDED = "recommended"
    MUST_PAY = "must pay"
    PENALTY = "penalty"
    IN_FORCE = "in force"
    FINAL = "final"
    PROPOSED = "proposed"
    CRIMINAL = "criminal"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Asked:
    """One premise. `events` are the kinds of event that would bear out an `EVENT` premise; `words` as in the question.

    `negated` says that the question denies it ("why was Clearview not fined?").
    """

    premise: Premise
    words: str
    events: tuple[EventKind, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, both ends inclusive; an open end is None."""

    first: dt.date | None
    last: dt.date | None

    def holds(self, day: dt.date) -> bool:
        """Whether a day lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Sums that a list is limited to, `strictly` without the bounds; an open end and an unnamed currency are None."""

    least: Decimal | None
    most: Decimal | None
    currency: str | None
    strictly: bool = False

    def hold(self, money: Money) -> bool:
        """Whether a sum lies within."""
        if self.currency not in (None, money.currency):
            return False
        if self.strictly and money.amount in (self.least, self.most):
            return False
        return (self.least is None or money.amount >= self.least) and (self.most is None or money.amount <= self.most)


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood. Empty means that the question does not say.

    Attributes:
        text: The standalone question.
        intents: What is asked, the main thing first.
        also: What a second clause asks besides ("..., and why?").
        shape: The shape the answer is wanted in.
        yes_no: Whether yes or no is wanted.
        respondents: Registry spellings, one tuple a subject.
        called: The same as the question writes them.
        matters: Where a name in titles leads to particular matters.
        candidates: The choices of an ambiguous name.
        unknown: Names with a word that no document holds.
        names: Proper names that documents mention though nobody of that name is a respondent.
        passing: Those of both that do not stand where somebody sanctioned does ("Mrs P.A.'s number").
        aside: Those of these that only go with a noun ("Dufresne's office").
        references: Numbers of decisions and cases.
        numbers: Figures that may be such numbers.
        regulators: Gazetteer ids of authorities and courts.
        jurisdictions: Gazetteer codes.
        outside: Codes of places that a list leaves out ("outside the UK").
        origins: Words that say only where somebody comes from ("American companies").
        kinds: Kinds of instrument.
        verbs: Order verbs.
        amounts: Sums as written.
        figures: Sums without a currency ("746m").
        asked: What the question takes for granted or wants tested.
        period: The time that decisions are asked of.
        as_of: The day as of which standing is asked.
        terms: The remaining content words, as stems.
        asking: Those stems that say what is asked, not of what.
        voices: ("argue",) where it is asked what somebody argued or alleged, ("say",) for what somebody said.
        states: The states that a list is limited to.
        bounds: The sums that a list is limited to.
        qualifiers: What is added to the main thing (see lexicon.toml).
        counted: Whether a number of people or things is asked.
        of_these: What is asked of the rows of a list besides ("and which of them were annulled?").
        sides: Where two are compared or asked about together, each as a question of its own about one of them.
        courtesy: What was said instead of a question, such as thanks.
        advice: Whether it is asked what may be done, which a list of the matters about it answers in part.
        language: The language it is asked in, where that is not English.
        injection: Whether it tries to give orders.
        off_topic: Whether it is about something else.
        news: Whether it is only asked what is new, at all or in a place.
    """

    text: str
    intents: tuple[Intent, ...]
    also: tuple[Intent, ...] = ()
    shape: Shape = Shape.SINGLE
    yes_no: bool = False
    respondents: tuple[tuple[str, ...], ...] = ()
    called: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    regulators: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    amounts: tuple[Money, ...] = ()
    figures: tuple[Decimal, ...] = ()
    asked: tuple[Asked, ...] = ()
    period: Period | None = None
    as_of: dt.date | None = None
    terms: tuple[str, ...] = ()
    asking: frozenset[str] = frozenset()
    voices: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    qualifiers: tuple[str, ...] = ()
    counted: bool = False
    bounds: Bounds | None = None
    of_these: tuple[Asked, ...] = ()
    sides: tuple[Query, ...] = ()
    courtesy: Courtesy | None = None
    advice: bool = False
    language: str = ""
    injection: bool = False
    off_topic: bool = False
    news: bool = False

    @property
    def main(self) -> Intent:
        """The first thing asked."""
        return self.intents[0]

    @property
    def topic(self) -> tuple[str, ...]:
        """The terms that say what a matter is about, beside those that ask and those that say little."""
        return tuple(term for term in self.terms if term not in self.asking and term not in SOFT)

    @property
    def subjects(self) -> frozenset[str]:
        """Every registry spelling of every respondent named."""
        return frozenset(name for names in self.respondents for name in names)

    @property
    def bare(self) -> bool:
        """Whether the question names nobody, no place, no time and no subject, so that it could be about anything."""
        told = self.verbs or any(one.premise is Premise.EVENT for one in self.asked)
        if self.news or self.kinds or self.main is Intent.DEFINITION or (self.asks(Intent.WHO) and told):
            return False
        said: tuple[object, ...] = (self.subjects, self.matters, self.regulators, self.jurisdictions, self.period)
        said += (self.amounts, self.figures, self.names, self.references)
        return self.shape is Shape.SINGLE and not any(said) and not set(self.terms) - self.asking

    def asks(self, *intents: Intent) -> bool:
        """Whether any of the intents is asked."""
        return any(intent in self.intents for intent in intents)


def asks_for_orders(query: Query) -> bool:
    """Whether it is asked what was to be done, and not merely who was sanctioned."""
    told = (Premise.ORDERED, Premise.BANNED, Premise.RECOMMENDED)
    sanctioned = any(one.premise is Premise.SANCTIONED for one in query.asked)
    return bool(query.verbs) or not sanctioned or any(one.premise in told for one in query.asked)
