"""Whether sentences may overturn a refusal of the rules."""

from __future__ import annotations

import re

from corpus.matters import EventKind
from service.answering.at_hand import AtHand
from service.answering.choosing.narrowing import title_of, vocabulary_of
from service.answering.composing.composed import PROSE_MATTERS
from service.answering.composing.crimes import asks_of_untold_crime
from service.answering.composing.steps import is_borne_out
from service.answering.held.dossier import is_digested
from service.answering.meant import is_run_by
from service.answering.question import Asked, Intent, Premise, Query
from service.answering.question.premises import speaks_of

RECONSIDERED = frozenset({"not_stated", "false_premise"})
"""Refusals that sentences may overturn: those that rest on what documents say, and not on whom they are about."""
OF_ANOTHER = "wrong_regulator"
"""They may overturn this too where a matter of the place or authority asked for is about who runs what is named."""
_TO_PAY = re.compile(r"\b(?:will|to|must|shall|agreed to|has to) pay\b", re.IGNORECASE)
_OF_A_STEP = frozenset({Intent.DATE, Intent.WHO, Intent.REASON})


def may_overturn(at_hand: AtHand, code: str) -> bool:
    """Whether sentences may overturn a refusal.

    Never one for somebody named of whom nothing was known by the day asked, nor for a step that no record holds,
    where nothing else is asked: near sentences would lend it what was denied. Nor for what a word means, which only
    a sentence about that word tells, nor for a list that no matter belongs to.
    """
    query = at_hand.query
    if at_hand.plan.empty:
        return False
    nothing_yet = not at_hand.matters and bool(query.subjects or query.matters)
    steps = any(one.premise is Premise.EVENT and not _may_have_been_taken(at_hand, one) for one in query.asked)
    of_a_step = code == "false_premise" and query.main in _OF_A_STEP
    nothing_else = not set(query.topic).difference(*(title_of(one) for one in at_hand.matters))
    of_another = code == OF_ANOTHER and not query.yes_no and any(map(is_run_by, at_hand.readings(at_hand.plan.related)))
    said = (vocabulary_of(one, at_hand.knowledge) for one in at_hand.matters)
    return (code in RECONSIDERED or of_another) and not (
        nothing_yet
        or asks_for_meaning(query)
        or (steps and (of_a_step or nothing_else))
        or (code == "false_premise" and asks_of_untold_crime(query, said))
    )


def asks_for_meaning(query: Query) -> bool:
    """Whether it is asked what a word means, which only a sentence about that word tells."""
    return query.main is Intent.DEFINITION and not query.subjects


def _may_have_been_taken(at_hand: AtHand, step: Asked) -> bool:
    """Whether a step was taken, or may have been although no record holds it.

    A digest records and tells all that it knows, of a decision the text is read. Who asks how much somebody paid
    may mean what they are to pay.
    """
    if step.negated or any(is_borne_out(one, step) for one in at_hand.readings(at_hand.matters[:PROSE_MATTERS])):
        return True
    if any(is_digested(one) for one in at_hand.matters):
        return False
    texts = [at_hand.knowledge.english(document) for one in at_hand.matters for document in one.documents]
    owed = EventKind.COLLECTED in step.events and at_hand.query.main is Intent.MONEY
    return any(speaks_of(text, step) or (owed and _TO_PAY.search(text)) for text in texts)
