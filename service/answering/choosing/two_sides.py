"""The matters of a question about two: each side is looked for as if it were asked about alone."""

from __future__ import annotations

from collections.abc import Callable

from service.answering.choosing.narrowing import title_of, vocabulary_of
from service.answering.choosing.planned import Plan
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query, Shape
from service.answering.weighing.evidence import covers

Planner = Callable[[Query], Plan]
HALF = 0.5
"""Share of the words of a side that its matter must speak of."""


def needs_sides(query: Query) -> bool:
    """Whether the sides must be looked for apart: whoever is compared by name is found by name."""
    named = query.shape is Shape.COMPARISON and all(side.subjects for side in query.sides)
    return bool(query.sides) and not named


def of_sides(query: Query, plan_of: Planner, knowledge: Knowledge) -> Plan | None:
    """The first matter of each side; None where a side leads to none that fits it, or both lead to the same."""
    plans = [plan_of(side) for side in query.sides]
    if not all(_fits(side, plan, knowledge) for side, plan in zip(query.sides, plans, strict=True)):
        return None
    dossiers = tuple({plan.dossiers[0].id: plan.dossiers[0] for plan in plans}.values())
    if len(dossiers) < len(plans):
        return None
    hits = {hit.passage.id: hit for plan in plans for hit in plan.hits}
    odd = tuple(name for plan in plans for name in plan.odd)
    names = (*query.names, *query.unknown)
    in_sides = tuple(name for name in names if any(name in (*side.names, *side.unknown) for side in query.sides))
    return Plan(dossiers, tuple(hits.values()), filters=plans[0].filters, odd=(*odd, *in_sides), apart=True)


def _fits(side: Query, plan: Plan, knowledge: Knowledge) -> bool:
    """Whether a side leads to a matter that speaks of half of its words."""
    if not plan.dossiers:
        return False
    said = vocabulary_of(plan.dossiers[0], knowledge) | title_of(plan.dossiers[0])
    return sum(covers(said, term) for term in side.topic) >= HALF * len(side.topic)
