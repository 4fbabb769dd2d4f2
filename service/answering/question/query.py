"""The slots of a question."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.matters import EventKind, State
from corpus.records import Money


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
    COMPARISON = "comparison"


class Premise(StrEnum):
    """A claim that a question makes or tests, and that records can bear out or not."""

    FINED = "fined"
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
class Query:
    """A question understood. Empty means that the question does not say.

    `respondents` are registry spellings, one tuple a subject; `matters` are set where a name leads to particular
    matters only. `candidates` are the choices of an ambiguous name. `unknown` are names that no document holds, `names`
    proper names that documents mention though nobody of that name is a respondent. `regulators` and `jurisdictions`
    are gazetteer ids. `verbs` are order verbs. `amounts` are sums
    of money as written, `figures` sums without a currency ("746m"). `terms` are the remaining content words, as stems;
    those of them that are also in `asking` say what is asked, not of what. `voices` is ("argue",) where it is asked
    what somebody argued or alleged, ("say",) where it is asked what somebody said. `states` are those that a list is
    limited to.
    """

    text: str
    intents: tuple[Intent, ...]
    shape: Shape = Shape.SINGLE
    yes_no: bool = False
    respondents: tuple[tuple[str, ...], ...] = ()
    matters: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    regulators: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
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
    injection: bool = False
    off_topic: bool = False

    @property
    def main(self) -> Intent:
        """The first thing asked."""
        return self.intents[0]

    @property
    def subjects(self) -> frozenset[str]:
        """Every registry spelling of every respondent named."""
        return frozenset(name for names in self.respondents for name in names)

    @property
    def bare(self) -> bool:
        """Whether the question names nobody, no place, no time and no subject, so that it could be about anything."""
        if self.kinds or self.main is Intent.DEFINITION:
            return False
        said = (self.subjects, self.matters, self.regulators, self.jurisdictions, self.period, self.amounts, self.names)
        return self.shape is Shape.SINGLE and not any(said) and not set(self.terms) - self.asking

    def asks(self, *intents: Intent) -> bool:
        """Whether any of the intents is asked."""
        return any(intent in self.intents for intent in intents)
