"""Yes or no over all matters that a question is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.answering.choosing.planned import Plan
from service.answering.composing import orders
from service.answering.composing.bearing_lines import beside
from service.answering.composing.composed import PROSE_MATTERS, Composed
from service.answering.composing.further_parts import of_further_parts
from service.answering.composing.left_unsaid import left_unsaid
from service.answering.composing.ordering import order_variants
from service.answering.composing.outcomes import outcome_lines
from service.answering.composing.reading import Line, Reading, read, unique
from service.answering.composing.two_parts import judged
from service.answering.composing.yes_no import NO, PARTLY, YES, Verdict
from service.answering.question import Premise, Query

NOTHING_READ = "Nothing of the kind was read in the documents held about this; that is no proof that there was none."
OF_EACH = frozenset({Premise.IN_FORCE, Premise.FINAL, Premise.MUST_PAY})
"""Whether something stands is another question for each matter."""
_FRESH = frozenset({Premise.ORDERED, Premise.BANNED})


def judged_over_all(query: Query, plan: Plan, readings: Sequence[Reading]) -> Composed | None:
    """Yes or no over all matters: one yes makes it yes; without one every no is told.

    Whether something stands is another question for each matter, and told for each.
    """
    alone = len(readings) == 1
    found = [(reading, one) for reading in readings if (one := judged(reading, alone=alone)) and one.lines]
    if not found:
        return None
    of_each = any(asked.premise in OF_EACH for asked in query.asked)
    affirmed = [pair for pair in found if pair[1].word == YES and not of_each]
    chosen = affirmed or [pair for pair in found if not pair[1].absent] or found
    composed = Composed(readings=[reading for reading, _ in chosen[:PROSE_MATTERS]])
    several = len(chosen) > 1 and len({one.word for _, one in chosen}) > 1
    for place, (reading, one) in enumerate(chosen[:PROSE_MATTERS]):
        lines = _headed(one, one.word if place == 0 or several else "")
        lines = unique([*lines, *outcome_lines(reading, 1)])
        lines = unique([*lines, *beside(reading, lines)])
        lines = unique([*lines, *of_further_parts(reading, lines)])
        composed.lines += [*lines, *left_unsaid(reading, lines)]
    if any(one.absent and not one.word for _, one in chosen):
        composed.notes.append(NOTHING_READ)
    composed.notes += _untold([reading for reading, _ in chosen[PROSE_MATTERS:]])
    if chosen[0][1].word in (NO, PARTLY) and any(asked.premise in _FRESH for asked in query.asked):
        _add_siblings(plan, chosen[0][0], composed)
    return composed


def _untold(readings: Sequence[Reading]) -> list[str]:
    """The note of matters that the question fits too, where there are more than are told in prose."""
    titles = "; ".join(f"“{one.title}”" for one in readings)
    return [f"The question fits more matters, which are not told here: {titles}."] if titles else []


def _headed(one: Verdict, word: str) -> list[Line]:
    first, *rest = one.lines
    return [replace(first, verdict=word), *rest]


def _add_siblings(plan: Plan, reading: Reading, composed: Composed) -> None:
    """Where one authority did not order it, those in parts of its country that did."""
    place = reading.dossier.jurisdiction
    for sibling in plan.siblings:
        past = reading.later is not None
        other = read(sibling, reading.query, reading.as_of, reading.knowledge, narrowed=reading.narrowed, past=past)
        inside = sibling.jurisdiction and place and sibling.jurisdiction != place
        if not inside or not reading.gazetteer.within(str(sibling.jurisdiction), str(place)):
            continue
        ordered = orders.asked_for(other, orders.binding(other))
        lines = unique(other.record_line(held, order_variants(other, held)) for held in ordered[:1])
        composed.lines += lines
        composed.readings += [other] if lines else []
