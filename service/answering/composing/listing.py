"""Which rows a list has: the matters in the state and with the steps asked for, and the table that tells them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus.matters import State
from service.answering.choosing.conditions import first_higher, money_asked, steps_asked
from service.answering.composing import tables
from service.answering.composing.comparing import unset_sums
from service.answering.composing.reading import Reading
from service.answering.composing.rows import Listing
from service.answering.composing.sums_table import sums_table
from service.answering.question import Intent, Premise, Query, Shape
from service.answering.question.query import LISTS, asks_for_orders
from service.answering.question.verbs import states_of
from service.answering.wording import facts

_STANDS = {State.IN_FORCE: (State.IN_FORCE, State.FINAL)}
"""What is final is in force too."""

_SURPASSED = re.compile(
    r"\b(?:more than|rather than|instead of|not (?:just|only|merely))\s+(?:\w+\s+)?recommend", re.IGNORECASE
)
"""Who did more than recommend ordered."""


def listing(query: Query, readings: Sequence[Reading]) -> Listing | None:
    """The list a question asks for, or None where nothing held fits."""
    fitting = _in_state(query, readings)
    make = _makers(query)
    found = make(query, fitting)
    return found if found and found.items else None


def _in_state(query: Query, readings: Sequence[Reading]) -> list[Reading]:
    """The matters in a state that a list is limited to; sums that were only proposed are asked of any matter.

    Where no matter is folded to be final, those whose texts say so: "the consent order became final".
    """
    limited = query.states if query.shape in LISTS else ()
    if not limited or first_higher(query):
        return list(readings)
    if limited == (State.PROPOSED,) and query.asks(Intent.MONEY):
        return [one for one in readings if unset_sums(one)]
    states = {state for one in limited for state in _STANDS.get(one, (one,))}
    found = [one for one in readings if one.standing.state in states]
    return found or ([one for one in readings if _says_final(one)] if State.FINAL in limited else [])


def _says_final(reading: Reading) -> bool:
    said = [one.text for one in reading.sentences if State.FINAL in states_of(one.english)]
    return any(not facts.read(text).negated for text in said)


def _makers(query: Query) -> Callable[[Query, Sequence[Reading]], Listing | None]:
    """The first kind of table that the question asks for."""
    listed = query.shape in LISTS
    advised = any(one.premise is Premise.RECOMMENDED for one in query.asked) and not _SURPASSED.search(query.text)
    extremes = (Shape.TOTAL, Shape.LARGEST, Shape.SMALLEST)
    sums = query.asks(Intent.MONEY) or query.shape in extremes or bool(money_asked(query))
    ordered = query.asks(Intent.ORDER, Intent.DEADLINE) and not query.asks(Intent.WHO) and asks_for_orders(query)
    choices = (
        (query.main is Intent.TIMELINE, tables.timeline_table),
        ("without" in query.qualifiers, tables.without_money_table),
        (query.shape is Shape.COMPARISON and not query.asks(Intent.MONEY), tables.comparison_table),
        (query.shape is Shape.LIST and advised, tables.advice_table),
        (bool(money_asked(query)) or first_higher(query), sums_table),
        (listed and _asks_for_steps(query) and query.main is not Intent.ORDER, tables.steps_table),
        (sums and (query.main is not Intent.ORDER or query.shape is not Shape.SINGLE), sums_table),
        (ordered, tables.orders_table),
    )
    return next((make for fits, make in choices if fits), tables.matters_table)


def _asks_for_steps(query: Query) -> bool:
    """Whether steps are to be listed; a state named beside them limits the matters instead."""
    taken, _ = steps_asked(query)
    return bool(taken) and not query.states
