"""What a digest says is not known, or was not so, before what else is told, and as the reason of a refusal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from service.answering.composing.composed import Composed
from service.answering.composing.judging import OF_EACH
from service.answering.composing.left_unsaid import reason_unsaid, surely_unsaid
from service.answering.composing.not_so import denies, denies_any, not_so
from service.answering.composing.presumed import takes_in_vain
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.yes_no import YES
from service.answering.held.dossier import Sentence, is_digested
from service.answering.question import Intent
from service.answering.weighing.unknowns import IF_DONE, unknowns_asked, unknowns_in

_DONE = re.compile(r"\W*(?:\w+, )?(?:did|has|have|had|was|were)\b(?! [^?]*\bto (?:pay|comply|obey)\b)", re.IGNORECASE)


def with_untold_first(composed: Composed) -> Composed:
    """What is told of one digest, behind the sentence that says of the very thing asked that it is not known or not so.

    A word of verdict stays first, but not a yes off an order or a reduction where it is asked whether that was obeyed
    or paid.
    """
    if composed.refusal or len(composed.readings) != 1 or not is_digested(composed.readings[0].dossier):
        return composed
    (reading,) = composed.readings
    lines = list(composed.lines)
    first = _first(reading, judged=bool(lines and lines[0].verdict))
    if first is None or (lines and denies(reading, lines[0].sentences[0])):
        return composed
    if lines and lines[0].verdict:
        if lines[0].verdict != YES or not _is_of_doing(reading, first):
            return composed
        lines[0] = replace(lines[0], verdict="")
    return replace(composed, lines=unique([Line((first,), matter=reading.dossier.id), *lines]))


def reason_untold(readings: Sequence[Reading]) -> list[Sentence]:
    """The sentence that gives the reason of a refusal, of the few matters that are meant."""
    digested = [one for one in readings if is_digested(one.dossier)]
    for reading in digested:
        if found := not_so(reading) or reason_unsaid(reading) or denies_any(reading):
            return [found]
    return []


def _first(reading: Reading, *, judged: bool) -> Sentence | None:
    if reading.query.main is Intent.TIMELINE:
        return None
    in_vain = takes_in_vain(reading.query, [reading])
    return (None if judged else not_so(reading)) or surely_unsaid(reading, in_vain=in_vain)


def _is_of_doing(reading: Reading, sentence: Sentence) -> bool:
    """Whether it is asked if somebody obeyed or paid, and not if they must, and the sentence says this is not known."""
    if not _DONE.match(reading.query.text) or any(one.premise in OF_EACH for one in reading.query.asked):
        return False
    return bool(unknowns_asked(reading.query.text) & unknowns_in(sentence.english) & IF_DONE)
