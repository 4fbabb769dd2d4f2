"""Each of the two that a question asks about, read as a question of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from service.answering.question.query import Query, Shape
from service.answering.question.sides import OF_ONE_OWNER, sides_of

TELLING = 2
"""Words of a side, its place counted as one, from which somebody who is not named can be found by them."""


def with_sides(query: Query, reading: Callable[[str], Query]) -> Query:
    """The question with each of the two that it may ask about, read as one of its own."""
    written = sides_of(query.text)
    if written is None:
        return query
    sides = [reading(side) for side in written]
    whole = {*query.subjects, *query.matters}
    of_each = {name for side in sides for name in (*side.subjects, *side.matters)}
    owned = bool(whole) and not of_each and all(OF_ONE_OWNER.match(side) for side in written)
    if (whole != of_each and not owned) or not all(_tells(side, query) for side in sides):
        return query
    if owned:
        sides = [replace(side, text=f"{' '.join(query.called)} {side.text}") for side in sides]
    of_sides = {place for side in sides for place in (*side.jurisdictions, *side.regulators)}
    summed = any(side.amounts or side.figures for side in sides)
    shared = replace(
        query,
        amounts=() if summed else query.amounts,
        figures=() if summed else query.figures,
        jurisdictions=tuple(one for one in query.jurisdictions if one not in of_sides),
        regulators=tuple(one for one in query.regulators if one not in of_sides),
    )
    shape = Shape.SINGLE if query.shape is Shape.LIST else query.shape
    return replace(query, sides=tuple(_in_context(side, shared) for side in sides), shape=shape)


def _tells(side: Query, query: Query) -> bool:
    """Whether a side names somebody, or says enough, with what the question says of both, to find whom it describes."""
    telling = len(side.topic) + any((*side.jurisdictions, *side.regulators, *query.jurisdictions, *query.regulators))
    telling += bool(query.subjects or query.matters)
    return bool(side.subjects or side.matters) or (bool(side.topic) and telling >= TELLING)


def _in_context(side: Query, query: Query) -> Query:
    """A side with what the question says of both: what is asked, and the place and time where the side has none."""
    placed = side.jurisdictions or side.regulators
    return replace(
        side,
        intents=query.intents,
        shape=Shape.SINGLE,
        yes_no=False,
        jurisdictions=side.jurisdictions if placed else query.jurisdictions,
        regulators=side.regulators if placed else query.regulators,
        period=side.period or query.period,
        amounts=side.amounts or query.amounts,
        figures=side.figures or query.figures,
        asking=query.asking,
    )
