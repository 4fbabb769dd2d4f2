"""Yes or no about orders: whether something was ordered, banned or only recommended."""

from __future__ import annotations

import re

from service.answering.composing import orders, steps
from service.answering.composing.ordering import order_variants
from service.answering.composing.reading import Reading, unique
from service.answering.composing.yes_no import (
    NO,
    OF_STATE,
    PARTLY,
    PRESENT,
    YES,
    Verdict,
    denials,
    nothing_recorded,
)
from service.answering.question import Asked
from service.answering.weighing.unknowns import asks_if_obeyed

_ALL = re.compile(
    r"\b(?:all|every(?:thing)?|each|entire(?:ly)?|whole|complete(?:ly)?|any (?:and all|at all))\b", re.IGNORECASE
)
_SAVE = re.compile(
    r"\b(?:except|unless|save (?:for|where)|other than|not (?:legally )?(?:required|obliged)|to the extent)\b",
    re.IGNORECASE,
)
"""What an order leaves out, so that "must it delete everything" has no plain yes."""


def ordered(reading: Reading, _: Asked) -> Verdict | None:
    """Whether something was ordered; none where it is asked if that was obeyed."""
    if asks_if_obeyed(reading.query.text):
        return None
    found = orders.asked_for(reading, orders.binding(reading))
    advised = orders.asked_for(reading, orders.recommended(reading))
    told = unique(reading.record_line(held, order_variants(reading, held)) for held in advised)
    if found and told and "nature" in reading.query.qualifiers:
        return Verdict(PARTLY, tuple(unique([*told, *orders.order_lines(reading)])))
    if found:
        word = "" if "time" in reading.query.qualifiers else _binds(reading)
        left_out = (line := reading.record_line(found[0])) and _SAVE.search(line.sentences[0].text)
        word = PARTLY if word == YES and left_out and _ALL.search(reading.query.text) else word
        return Verdict(word, (*orders.order_lines(reading), *steps.later_lines(reading)))
    if told:
        denying = denials(reading, ("order", "requir"))
        return Verdict(NO, tuple(unique([*reading.quoting([one.sentence for one in denying[:1]]), *told])))
    return nothing_recorded(reading, ("order", "requir", "delet", "stop", "measur"))


def _binds(reading: Reading) -> str:
    """Yes for what was ordered; whether it must be obeyed now is told by the standing."""
    if not PRESENT.search(reading.query.text):
        return YES
    return OF_STATE.get(reading.standing.state) or ("" if steps.is_ruled_unread(reading) else YES)


def banned(reading: Reading, _: Asked) -> Verdict | None:
    """Whether something was forbidden to the gain of everyone."""
    stopping = [h for h in orders.binding(reading) if h.record.verb in {"stop", "not resume", "suspend"}]
    general = [held for held in stopping if held.record.gains == "everyone"]
    if general:
        return Verdict(YES, (*orders.order_lines(reading), *steps.later_lines(reading)))
    return nothing_recorded(reading, ("ban", "prohibit", "stop"))


def recommended(reading: Reading, _: Asked) -> Verdict | None:
    """Whether something was only recommended."""
    if asks_if_obeyed(reading.query.text):
        return None
    advised = orders.asked_for(reading, orders.recommended(reading))
    if advised:
        told = unique(reading.record_line(held, order_variants(reading, held)) for held in advised)
        return Verdict(YES, tuple(told))
    bound = orders.asked_for(reading, orders.binding(reading))
    return Verdict(NO, tuple(orders.order_lines(reading))) if bound else None
