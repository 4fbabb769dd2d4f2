"""Which rows a list has: the matters in the state and with the steps asked for, and the table that tells them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from corpus.matters import State
from service.answering.choosing.conditions import first_higher, money_asked, orders_asked
from service.answering.choosing.steps_asked import steps_asked
from service.answering.composing import money, tables
from service.answering.composing.comparing import unset_sums
from service.answering.composing.counts import counted
from service.answering.composing.reading import Reading
from service.answering.composing.rows import Listing
from service.answering.composing.shown import with_sentences
from service.answering.composing.steps_tables import all_steps_table, asks_for_all_steps, steps_table, with_these
from service.answering.composing.sums_table import sums_table
from service.answering.question import Intent, Premise, Query, Shape
from service.answering.question.query import ACROSS, LISTS, asks_for_orders
from service.answering.question.verbs import said_states, states_of
from service.answering.wording import facts
from service.showing import ledger

_STANDS = {State.IN_FORCE: (State.IN_FORCE, State.FINAL)}
"""What is final is in force too."""

_NOT_SO = re.compile(
    r"(?:\b(?:not|no longer|never|nothing)|n['’]t)(?: (?:yet|been|become|any more|still|fully))*\s+$", re.IGNORECASE
)
"""What stands before a state that is denied."""

NOT_RECORDED = "No document held records such a step of these matters; that is no proof that none was taken."
UNKNOWN_ORIGIN = "Where somebody comes from is not recorded"
_SURPASSED = re.compile(
    r"\b(?:more than|rather than|instead of|not (?:just|only|merely))\s+(?:\w+\s+)?recommend", re.IGNORECASE
)
"""Who did more than recommend ordered."""


def listing(query: Query, readings: Sequence[Reading]) -> Listing | None:
    """The list a question asks for, or None where nothing held fits."""
    fitting = _in_state(query, readings)
    make = _makers(query)
    found = make(query, fitting)
    if found is None or not found.items:
        return None
    return with_sentences(_with_caveat(query, counted(query, with_these(query, found))))


def _with_caveat(query: Query, found: Listing) -> Listing:
    """The list with notes: that a step not recorded may have been taken, and what it is not limited to."""
    _, avoided = steps_asked(query)
    notes = [NOT_RECORDED] if avoided else []
    notes += [f"{UNKNOWN_ORIGIN}, so the list is not limited to “{words}”." for words in query.origins]
    return replace(found, notes=(*found.notes, *notes))


def _in_state(query: Query, readings: Sequence[Reading]) -> list[Reading]:
    """The matters in a state that a list is limited to; sums that were only proposed are asked of any matter.

    Where no matter is folded to be final, those whose texts say so: "the consent order became final".
    """
    limited = query.states if query.shape in ACROSS else ()
    if not limited or first_higher(query):
        return list(readings)
    if limited == (State.PROPOSED,) and query.asks(Intent.MONEY):
        return [one for one in readings if unset_sums(one)]
    states = _states_asked(query)
    found = [one for one in readings if one.standing.state in states or _holds_sum_in(states, query, one)]
    found = found or [one for one in readings if State.STAYED in limited and _has_stayed(one)]
    return found or ([one for one in readings if _says_final(one)] if State.FINAL in limited else [])


def _states_asked(query: Query) -> frozenset[State]:
    """The states that matters may be in; where the question denies them, all others: "no longer in force"."""
    states = frozenset(state for one in query.states for state in _STANDS.get(one, (one,)))
    if not _is_denied(query):
        return states
    standing = frozenset({State.IN_FORCE, State.FINAL, State.UNDER_APPEAL, State.PARTLY_STANDING})
    ruled_out = standing if State.IN_FORCE in query.states else states
    return frozenset(State) - ruled_out - {State.UNKNOWN}


def _is_denied(query: Query) -> bool:
    """Whether the question says that the states it names are those that the matters are not in."""
    return any(_NOT_SO.search(query.text[: found.start()]) for found in said_states(query.text, query.states))


def _has_stayed(reading: Reading) -> bool:
    """Whether one of the instruments of a matter is stayed, where the matter as a whole is not."""
    matter = reading.dossier.matter
    ids = [one.id for one in matter.instruments] if matter else []
    return any(ledger.standing_of(matter, one, reading.as_of).state is State.STAYED for one in ids)


def _holds_sum_in(states: Collection[State], query: Query, reading: Reading) -> bool:
    """Whether a sum of the matter is in such a state, where sums are asked for: a fine may stand and an order not."""
    return query.asks(Intent.MONEY) and any(money.standing_of(reading, one) in states for one in money.counted(reading))


def _says_final(reading: Reading) -> bool:
    said = [one.text for one in reading.sentences if State.FINAL in states_of(one.english)]
    return any(not facts.read(text).negated for text in said)


def _makers(query: Query) -> Callable[[Query, Sequence[Reading]], Listing | None]:
    """The first kind of table that the question asks for."""
    listed = query.shape in LISTS
    advised = any(one.premise is Premise.RECOMMENDED for one in query.asked) and not _SURPASSED.search(query.text)
    extremes = (Shape.TOTAL, Shape.LARGEST, Shape.SMALLEST)
    sums = query.asks(Intent.MONEY) or query.shape in extremes or bool(money_asked(query))
    ordered = query.asks(Intent.ORDER, Intent.DEADLINE) and not query.asks(Intent.WHO) and _wants_orders(query)
    choices = (
        (query.main is Intent.TIMELINE, tables.timeline_table),
        (listed and asks_for_all_steps(query), all_steps_table),
        ("without" in query.qualifiers, tables.without_money_table),
        (query.shape is Shape.COMPARISON and not query.asks(Intent.MONEY), tables.comparison_table),
        (query.shape is Shape.LIST and advised, tables.advice_table),
        (bool(money_asked(query)) or first_higher(query), sums_table),
        (listed and _asks_for_steps(query) and (query.main is not Intent.ORDER or _are_steps(query)), steps_table),
        (sums and (query.main is not Intent.ORDER or query.shape is not Shape.SINGLE), sums_table),
        (ordered, tables.orders_table),
    )
    return next((make for fits, make in choices if fits), tables.matters_table)


def _wants_orders(query: Query) -> bool:
    """Whether orders are to be listed; what somebody was sanctioned for is none: "sanctioned over access requests"."""
    sanctioned = any(one.premise is Premise.SANCTIONED for one in query.asked)
    return asks_for_orders(query) and (orders_asked(query) or not (sanctioned and query.verbs))


def _asks_for_steps(query: Query) -> bool:
    """Whether steps are to be listed; a state named beside them limits the matters instead."""
    taken, _ = steps_asked(query)
    return bool(taken) and not query.states


def _are_steps(query: Query) -> bool:
    """Whether what sounds like an order to do something was done to the orders: "which orders were suspended"."""
    return bool(query.verbs) and not orders_asked(query)
