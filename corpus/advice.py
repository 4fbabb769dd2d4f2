"""Recommendations bind nobody: which matters hold nothing else, and the words for a standing. Pure code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from corpus.documents import InstrumentKind, Voice
from corpus.matters import Instrument, Matter, State
from corpus.records import MoneyStage, Order, Penalty
from corpus.standing import Standing

RECOMMENDED_ONLY = "recommended only"
ADVISORY = frozenset({InstrumentKind.REPORT_OF_FINDINGS, InstrumentKind.RECOMMENDATION, InstrumentKind.OPINION})
_BINDING = frozenset({Voice.ORDER, Voice.SETTLEMENT, Voice.FINDING})
_NEVER_SET = frozenset({MoneyStage.THREATENED, MoneyStage.PROPOSED, MoneyStage.UNKNOWN})
_STANDS = frozenset({State.IN_FORCE, State.FINAL})


def advises(instrument: Instrument) -> bool:
    """Whether an instrument of this kind only recommends."""
    return instrument.kind in ADVISORY


def advisory(matter: Matter, as_of: dt.date | None = None) -> bool:
    """Whether nothing but recommendations had been issued in a matter by a day."""
    kinds = [each for each in matter.instruments if not (as_of and each.decided_on and each.decided_on > as_of)]
    return bool(kinds) and all(advises(each) for each in kinds)


def binds(orders: Iterable[Order], penalties: Iterable[Penalty]) -> bool:
    """Whether the records of a document hold an order or money that was set, whatever the document calls itself.

    A request to report beside a recommendation asks for an account of it, and makes nothing of it binding.
    """
    ordered = any(order.voice in _BINDING and order.verb != "report" for order in orders)
    return ordered or any(each.stage not in _NEVER_SET for each in penalties)


def word(state: State, *, advised: bool) -> str:
    """A state as a reader is told it: what only recommends is not called in force."""
    return RECOMMENDED_ONLY if advised and state in _STANDS else state.value


def words(standing: Standing, *, advised: bool) -> str:
    """A standing as a reader is told it: "annulled or in force" where the documents do not settle which."""
    states = standing.possible or (standing.state,)
    return " or ".join(dict.fromkeys(word(state, advised=advised) for state in states))
