"""The matters of a question about two: each side is looked for as if it were asked about alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corpus.filters import Filters
from service.answering.choosing.narrowing import title_of, vocabulary_of
from service.answering.choosing.places import scope_of
from service.answering.choosing.planned import Plan
from service.answering.choosing.scope import meet
from service.answering.held.dossier import Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Intent, Query, Shape
from service.answering.question.sides import adds_up
from service.answering.wording.kin import kin_of
from service.answering.wording.words import alike

Planner = Callable[[Query], Plan]
HALF = 0.5
"""Share of the words of a side that its matter must speak of."""


def needs_sides(query: Query) -> bool:
    """Whether the sides must be looked for apart: whoever is compared by name is found by name."""
    named = query.shape is Shape.COMPARISON and all(side.subjects for side in query.sides)
    return bool(query.sides) and not named


def of_sides(query: Query, plan_of: Planner, knowledge: Knowledge) -> Plan | None:
    """The first matter of each side; None where a side leads to none that fits it, or both lead to the same.

    Nothing is added up where a side may mean more than one matter.
    """
    plans = [plan_of(side) for side in query.sides]
    fit = all(_fits(side, plan, knowledge) for side, plan in zip(query.sides, plans, strict=True))
    dossiers = (
        tuple({plan.dossiers[0].id: plan.dossiers[0] for plan in plans}.values())
        if fit
        else _of_a_day(plans)
        if query.period
        else ()
    )
    if len(dossiers) < len(plans):
        return None
    hits = {hit.passage.id: hit for plan in plans for hit in plan.hits}
    odd = tuple(name for plan in plans for name in plan.odd)
    names = (*query.names, *query.unknown)
    in_sides = tuple(name for name in names if any(name in (*side.names, *side.unknown) for side in query.sides))
    added = query.asks(Intent.MONEY) and query.shape is not Shape.COMPARISON and adds_up(query.text)
    sure = not fit or all(len(plan.dossiers) == 1 for plan in plans)
    shape = Shape.TOTAL if added and sure else Shape.SINGLE if added else None
    return Plan(
        dossiers, tuple(hits.values()), filters=plans[0].filters, odd=(*odd, *in_sides), shape=shape, apart=True
    )


def beside_named(
    query: Query, named: Sequence[Dossier], words: Sequence[str], asked: Filters, knowledge: Knowledge
) -> Dossier | None:
    """Whoever stands beside somebody named and is only described: "Acme and the police, in all".

    The one matter of the place or authority asked for whose title has every word that no matter of the named speaks of.
    """
    added_or_compared = query.shape in (Shape.TOTAL, Shape.COMPARISON)
    scope = meet(asked, scope_of(query, knowledge)) if query.jurisdictions or query.regulators else None
    if not (added_or_compared and named and words) or scope is None:
        return None
    others = [one for one in knowledge.dossiers(scope) if one not in named]
    titled = [one for one in others if all(alike(word) & title_of(one) for word in words)]
    return titled[0] if len(titled) == 1 else None


def _of_a_day(plans: Sequence[Plan]) -> tuple[Dossier, ...]:
    """The only matters of the place and time that the sides share, where these are as many as the sides."""
    found = {one.id: one for plan in plans for one in plan.dossiers}
    alone = len(found) == len(plans) and all(plan.dossiers for plan in plans)
    return tuple(found.values()) if alone else ()


def _fits(side: Query, plan: Plan, knowledge: Knowledge) -> bool:
    """Whether a side leads to a matter that speaks of half of its words."""
    if not plan.dossiers:
        return False
    said = vocabulary_of(plan.dossiers[0], knowledge) | title_of(plan.dossiers[0])
    return sum(bool(kin_of(term) & said) for term in side.topic) >= HALF * len(side.topic)
