"""What records and rules say of the matters of a plan, or why they refuse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from service.answering.at_hand import AtHand
from service.answering.choosing.planned import Plan
from service.answering.choosing.speaking import writes_initials
from service.answering.choosing.subject import FIELD, subject_of
from service.answering.composing.composed import Composed
from service.answering.extractive import compose, related, said_of_body
from service.answering.meant import is_meant, is_of_others, over_the_named
from service.answering.question import Query, Shape
from service.answering.wording.words import content_stems

_WHO_ELSE = re.compile(r"^\W*(?:\w+ )?who (?:was|were|has been|have been|got|must|had to|has to)\b", re.IGNORECASE)
"""Whoever asks who was sanctioned names as a tool or a place whom the question names."""


def said_by_rules(at_hand: AtHand) -> Composed:
    """What records and rules say, or why they refuse."""
    plan, query = at_hand.plan, at_hand.query
    if not plan.dossiers and plan.elsewhere:
        return _from_related(at_hand)
    if plan.empty:
        return Composed(refusal=at_hand.refuser.nothing_recorded(subject_of(query).text))
    if not plan.dossiers:
        return Composed(refusal=at_hand.refuser.nothing_there())
    readings = at_hand.readings(plan.dossiers)
    strangers = [name for name in query.unknown if not any(writes_initials(name, one.sentences) for one in readings)]
    if strangers and query.shape is not Shape.COMPARISON and not _asks_besides(query, strangers, plan):
        return Composed(refusal=at_hand.refuser.unmentioned(strangers))
    if is_of_others(query, readings) and (composed := related(query, readings)):
        return composed
    return compose(query, plan, readings, at_hand.refuser)


def _from_related(at_hand: AtHand) -> Composed:
    """Nobody there acted against the respondent: whom they did act against over it, or a refusal."""
    query, plan = at_hand.query, at_hand.plan
    readings = at_hand.readings(plan.related)
    over = readings and over_the_named(query)
    if readings and query.yes_no and not query.regulators and not (over and "law" in query.qualifiers):
        composed = related(query, readings)
    elif meant := [one for one in readings if is_meant(one)]:
        composed = compose(query, replace(plan, dossiers=plan.related), meant, at_hand.refuser)
    elif over or (readings and _WHO_ELSE.search(query.text)):
        composed = compose(query, replace(plan, dossiers=plan.related), readings, at_hand.refuser)
    elif query.regulators and len(plan.elsewhere) == 1:
        composed = said_of_body(at_hand.readings(plan.elsewhere))
    else:
        composed = None
    return composed or Composed(refusal=at_hand.refuser.wrong_regulator(plan.elsewhere))


def _asks_besides(query: Query, strangers: Sequence[str], plan: Plan) -> bool:
    """Whether the question is about something that the documents speak of, whoever else it names with it."""
    named = {stem for name in strangers for stem in content_stems(name)}
    return bool(set(query.topic) - named - FIELD - set(plan.uncovered))
