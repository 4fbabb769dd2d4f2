"""Whether what is asked for is in no word of the matters: then no sentence of theirs can answer."""

from __future__ import annotations

import re

from service.answering.at_hand import AtHand
from service.answering.choosing.narrowing import vocabulary_of
from service.answering.composing.admissions import admission_lines, asks_for_admission
from service.answering.composing.composed import PROSE_MATTERS
from service.answering.held.challenged import asks_if_challenged, tells_of_challenge
from service.answering.held.dossier import is_digested
from service.answering.held.roles import asks_of_untold_role
from service.answering.held.rulings import courts_asked, tells_of_ruling
from service.answering.held.timed import lacks_time_to_pay
from service.answering.question import Shape
from service.answering.weighing.lacking import lacks_former_sum, property_of
from service.answering.weighing.short.things import Kind, kinds_of
from service.answering.weighing.untold_parts import lacks_new_sum, lacks_reason
from service.answering.weighing.wanted import asked_for
from service.answering.wording.words import SOFT, stems

_WHICH = re.compile(r"\W*(?:\w+ )?(?:which|what (?:was|were|is|are) the)\b", re.IGNORECASE)
"""What begins a question for a thing by its name; what is counted or done goes by many: "lawyers' bills" are fees."""
_COURTS = frozenset(stems("court tribunal"))


def is_unspoken(at_hand: AtHand) -> bool:
    """Whether the thing, the court or the role asked about is in no word that is held of the matters."""
    if _is_of_untold_admission(at_hand):
        return True
    return _asks_for_unspoken(at_hand) or _asks_for_untold_ruling(at_hand) or _is_of_untold_role(at_hand)


def is_of_untold_part(at_hand: AtHand) -> bool:
    """Whether the new sum or the reason of a step is asked for, and the digest tells the step alone."""
    if len(at_hand.plan.dossiers) != 1:
        return False
    (reading,) = at_hand.readings(at_hand.plan.dossiers)
    query, dossier = at_hand.query, reading.dossier
    return lacks_new_sum(query, dossier, reading.as_of) or lacks_reason(query, dossier, reading.sentences)


def _asks_for_unspoken(at_hand: AtHand) -> bool:
    """Whether the very thing asked for, the sum set before, or the court asked about is in no word of a decision.

    "Which turnover was the fine based on" is not answered by the fine. A digest may call it by another name.
    """
    if len(at_hand.plan.dossiers) != 1 or any(is_digested(one) for one in at_hand.plan.dossiers):
        return False
    (reading,) = at_hand.readings(at_hand.plan.dossiers)
    query = at_hand.query
    if lacks_former_sum(query, reading.whole) or lacks_time_to_pay(query, reading.dossier, reading.whole):
        return True
    unspoken = set(at_hand.plan.uncovered)
    own = {stem for name in at_hand.query.called for stem in stems(name)}
    named = asked_for(at_hand.query.text) if _WHICH.match(at_hand.query.text) else []
    if Kind.WORDS not in kinds_of(at_hand.query):
        named = named or property_of(at_hand.query.text)
    words = [word for word in named if word not in own and word not in SOFT][:1]
    return bool(unspoken & _COURTS) or bool(words and words[0] in unspoken)


def _asks_for_untold_ruling(at_hand: AtHand) -> bool:
    """Whether what a court did is asked, and nothing is held of any act of that court."""
    courts = courts_asked(at_hand.query, at_hand.knowledge.gazetteer)
    if courts is None or at_hand.query.yes_no or at_hand.query.shape is not Shape.SINGLE or not at_hand.plan.dossiers:
        return False
    readings = at_hand.readings(at_hand.plan.dossiers[:PROSE_MATTERS])
    gazetteer = at_hand.knowledge.gazetteer
    return not any(tells_of_ruling(one.dossier, one.sentences, courts, gazetteer) for one in readings)


def is_of_untold_step(at_hand: AtHand, *, judged: bool) -> bool:
    """Whether yes or no is asked of a challenge, or of what a court did, of which real documents tell nothing.

    A decision says how it may be challenged, and cannot know whether it was. `judged` says that rules have a word: that
    of a court's act may rest on what rules it out.
    """
    query, held = at_hand.query, at_hand.plan.dossiers
    if len(held) != 1 or is_digested(held[0]) or not query.yes_no:
        return False
    (reading,) = at_hand.readings(held)
    if asks_if_challenged(query):
        return not tells_of_challenge(query, reading.dossier, reading.whole)
    gazetteer = at_hand.knowledge.gazetteer
    courts = None if judged else courts_asked(query, gazetteer)
    return courts is not None and not tells_of_ruling(reading.dossier, reading.whole, courts, gazetteer)


def _is_of_untold_admission(at_hand: AtHand) -> bool:
    """Whether it is asked if somebody conceded to have done wrong, and the one matter says nothing of it."""
    one = len(at_hand.plan.dossiers) == 1 and asks_for_admission(at_hand.query)
    return one and not any(map(admission_lines, at_hand.readings(at_hand.plan.dossiers)))


def _is_of_untold_role(at_hand: AtHand) -> bool:
    """Whether it is asked about a person in a role of which no matter speaks: "was its chief executive fined?"."""
    held = at_hand.plan.dossiers
    return bool(held) and asks_of_untold_role(
        at_hand.query.text, (vocabulary_of(one, at_hand.knowledge) for one in held)
    )
