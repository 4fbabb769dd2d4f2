"""Two matters asked about together, each told for itself: the one that fits better leaves room for the other."""

from __future__ import annotations

from dataclasses import replace

from service.answering.composing.composed import Composed
from service.answering.considering import Considering
from service.answering.question import Shape


def told(considering: Considering) -> Composed:
    """What is to be said; of two matters found apart what is said of each, and of which of them nothing."""
    plan = considering.plan
    if not plan.apart or considering.query.shape is not Shape.SINGLE:
        return considering.composed()
    each = [(one, replace(considering, plan=replace(plan, dossiers=(one,))).composed()) for one in plan.dossiers]
    said = [composed for _, composed in each if composed.refusal is None]
    if not said:
        return each[0][1]
    whole = Composed()
    for composed in said:
        whole.lines += composed.lines
        whole.notes += composed.notes
        whole.readings += composed.readings
    silent = [one for one, composed in each if composed.refusal is not None]
    whole.notes += [f"The documents held about “{one.title}” say nothing of this." for one in silent]
    return whole
