"""Questions in the words of a list or a count that are about something within one matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.answering.composing import money
from service.answering.composing.bodies_asked import body_lines
from service.answering.composing.covering import counting
from service.answering.composing.reading import Reading
from service.answering.question import Intent, Premise, Query, Shape
from service.answering.question.bodies import asks_for_bodies

_OF_ACTING = frozenset({Premise.FINED, Premise.A_FINE, Premise.SANCTIONED, Premise.ORDERED, Premise.BANNED})


def is_about_one(query: Query, readings: Sequence[Reading]) -> bool:
    """Whether "which ..." asks for something within one matter ("which legal bases"), and for no list of records.

    What a single sum comes to "in total" is that sum, which courts dealt with one matter its steps tell, and how the
    only fine of some sum stands is told as of any matter.
    """
    if query.shape is Shape.TOTAL and len(readings) == 1:
        return len(money.counted(readings[0])) == 1
    if query.shape is Shape.LIST and len(readings) == 1 and asks_for_bodies(query.text):
        return bool(body_lines(readings[0]))
    if query.shape is Shape.LIST and len(readings) == 1 and query.amounts and query.main is Intent.STATUS:
        return True
    records = query.asks(Intent.MONEY, Intent.ORDER, Intent.DEADLINE, Intent.TIMELINE)
    if query.shape is not Shape.LIST or len(readings) > 1 or records or query.states or query.qualifiers:
        return False
    return bool(query.topic) or query.asks(Intent.REASON)


def counted_within(query: Query, readings: Sequence[Reading]) -> Reading | None:
    """The only matter of those named whose own sentence counts what is asked: "how many states objected".

    Who acted against somebody is counted by matters.
    """
    if query.shape is not Shape.COUNT or not (query.subjects or query.matters) or query.asks(Intent.MONEY):
        return None
    if len(readings) > 1 and any(one.premise in _OF_ACTING for one in query.asked):
        return None
    alone = [replace(one, query=replace(query, shape=Shape.SINGLE, counted=True)) for one in readings]
    found = [one for one in alone if counting(one)]
    return found[0] if len(found) == 1 else None
