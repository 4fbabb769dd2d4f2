"""A question on all matters of somebody, and on some of them besides: each part is told for itself, the list first.

The words of the second part would choose the matters of the first too, so that of a list and one of its rows the one
alone was told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from service.answering import in_parts
from service.answering.composing.composed import Composed
from service.answering.composing.reading import Line, unique
from service.answering.considering import Considering
from service.answering.conversation import Turn, with_what_is_missing
from service.answering.question import Query, Shape
from service.answering.question.apart import is_of_all, points_back, two_asked
from service.answering.question.query import Intent

_EXTREMES = frozenset({Shape.LARGEST, Shape.SMALLEST})


def told(
    text: str, whole: Considering, understood: Callable[[str], Query], opened: Callable[[Query], Considering]
) -> Composed | None:
    """What is to be said of each part; None where the question is about the same matters in both.

    Args:
        text: The whole question.
        whole: The question with the matters that all its words choose.
        understood: Reads a question of its own.
        opened: Chooses its matters.
    """
    parts = two_asked(text) if _may_be_of_several(whole) else None
    if parts is None:
        return None
    asked = understood(parts[0])
    first = opened(asked) if asked.subjects or asked.matters else None
    if first is None or len(first.plan.dossiers) == 1:
        return None
    alone = with_what_is_missing(parts[1], understood(parts[1]), Turn(asked), whole.knowledge.gazetteer)
    second = opened(understood(alone))
    fewer = _ids(second) < _ids(first)
    pointed = first.query.shape in _EXTREMES and points_back(parts[1])
    if not second.plan.dossiers or not (fewer or pointed or _may_follow(whole.query, second.query)):
        return None
    of_all = is_of_all(first.query)
    listed = in_parts.told(first) if of_all or not fewer else None
    if listed is None or listed.refusal or not (listed.listing or (of_all and fewer)):
        return None
    return _joined(listed, _besides(whole, _of_the_rows(listed, second, extreme=pointed)))


def _may_be_of_several(whole: Considering) -> bool:
    """Whether somebody who is named has several matters, which are not set beside each other."""
    plan, query = whole.plan, whole.query
    named = bool(query.subjects or query.matters) and len(query.respondents) <= 1
    return named and not (query.sides or plan.apart) and len(plan.dossiers) + len(plan.siblings) > 1


def _may_follow(whole: Query, second: Query) -> bool:
    """Whether the second part asks the same matters for what no row of a list tells."""
    return not whole.of_these and second.main in (Intent.REASON, Intent.PROVISION)


def _of_the_rows(listed: Composed, second: Considering, *, extreme: bool) -> Considering:
    """The second part of those of its matters that are in the list, or of the largest or smallest of the list."""
    rows = listed.listing.items if listed.listing else ()
    told = {sentence.proof for line in listed.lines for sentence in line.sentences}
    meant = [item for item in rows if not extreme or told.intersection(one.proof for one in item.sentences)]
    ids = {item.reading.dossier.id for item in meant}
    kept = tuple(one for one in second.plan.dossiers if one.id in ids)
    return replace(second, plan=replace(second.plan, dossiers=kept)) if kept else second


def _besides(whole: Considering, second: Considering) -> Composed:
    """What is told of the second part; of one matter that all words choose also with the words of the first."""
    besides = in_parts.told(second)
    if besides.refusal and len(whole.plan.dossiers) == 1:
        of_whole = in_parts.told(whole)
        return besides if of_whole.refusal else of_whole
    return besides


def _joined(listed: Composed, besides: Composed) -> Composed:
    """Both, the second in a paragraph of its own; a refusal of the second is a note."""
    if besides.refusal:
        return replace(listed, notes=[*listed.notes, besides.refusal.reason])
    own = {line.key for line in besides.lines}
    of_all = [line for line in listed.lines if line.key not in own or line in _openings(listed)]
    more = unique(besides.lines, of_all) or besides.lines[:1]
    more = [replace(line, opens=True) if place == 0 else line for place, line in enumerate(more)]
    readings = {one.dossier.id: one for one in [*listed.readings, *besides.readings]}
    first = [one.dossier.id for one in besides.readings]
    ordered = sorted(readings.values(), key=lambda one: one.dossier.id not in first)
    repeated = listed.listing is not None and besides.listing is not None and _rows(besides) == _rows(listed)
    return replace(
        listed,
        lines=[*of_all, *more],
        further=None if repeated else besides.listing,
        notes=list(dict.fromkeys([*listed.notes, *besides.notes])),
        readings=ordered,
    )


def _openings(listed: Composed) -> list[Line]:
    """What a list in prose tells first of each matter, and all lines of a table."""
    of_matters = {line.matter: line for line in reversed(listed.lines)}
    return listed.lines if listed.listing else list(of_matters.values())


def _rows(composed: Composed) -> set[tuple[str, ...]]:
    return {item.cells for item in composed.listing.items} if composed.listing else set()


def _ids(considering: Considering) -> set[str]:
    return {one.id for one in considering.plan.dossiers}
