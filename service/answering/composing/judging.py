"""Yes or no over all matters that a question is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.answering.choosing.planned import Plan
from service.answering.composing import orders, steps
from service.answering.composing.bearing_lines import beside
from service.answering.composing.composed import PROSE_MATTERS, Composed
from service.answering.composing.further_parts import of_further_parts
from service.answering.composing.left_unsaid import left_unsaid
from service.answering.composing.of_each import MOST_EACH, in_short, not_told
from service.answering.composing.ordering import order_variants
from service.answering.composing.outcomes import outcome_lines
from service.answering.composing.reading import Line, Reading, read, unique
from service.answering.composing.telling import events_asked
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
    fines = _is_of_each_fine(query, readings)
    of_each = fines or any(asked.premise in OF_EACH for asked in query.asked)
    affirmed = [pair for pair in found if pair[1].word == YES and not of_each]
    chosen = affirmed or [pair for pair in found if not pair[1].absent] or found
    if fines:
        chosen = _of_each_fine(query, chosen)
    told = chosen[: PROSE_MATTERS if len(chosen) <= PROSE_MATTERS or not query.subjects else MOST_EACH]
    composed = Composed(readings=[reading for reading, _ in told])
    several = len(chosen) > 1 and len({one.word for _, one in chosen}) > 1
    for place, (reading, one) in enumerate(told):
        lines = _headed(one, one.word if place == 0 or several else "")
        composed.lines += in_short(lines) if len(told) > PROSE_MATTERS else _with_more(reading, lines)
    if any(one.absent and not one.word for _, one in chosen):
        composed.notes.append(NOTHING_READ)
    composed.notes += not_told([reading for reading, _ in chosen[len(told) :]])
    if chosen[0][1].word in (NO, PARTLY) and any(asked.premise in _FRESH for asked in query.asked):
        _add_siblings(plan, chosen[0][0], composed)
    return composed


def _is_of_each_fine(query: Query, readings: Sequence[Reading]) -> bool:
    """Whether it is asked what became of the fine of somebody who has several: what is so of one is not of all."""
    premises = {one.premise for one in query.asked}
    named = len(readings) > 1 and len(query.respondents) == 1
    return named and {Premise.A_FINE, Premise.EVENT} <= premises


def _of_each_fine(query: Query, found: Sequence[tuple[Reading, Verdict]]) -> list[tuple[Reading, Verdict]]:
    """The fines of which there is a word or a step to tell, those first of which it is so."""
    kinds = {*steps.OUTCOMES, *events_asked(query)}
    telling = [pair for pair in found if pair[1].word or steps.events_of(pair[0], kinds)]
    return sorted(telling or found, key=lambda pair: pair[1].word != YES)


def _with_more(reading: Reading, lines: Sequence[Line]) -> list[Line]:
    """The lines of a verdict, with what bears on the question beside them."""
    lines = unique([*lines, *outcome_lines(reading, 1)])
    lines = unique([*lines, *beside(reading, lines)])
    lines = unique([*lines, *of_further_parts(reading, lines)])
    return [*lines, *left_unsaid(reading, lines)]


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
