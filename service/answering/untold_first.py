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
    (reading,), lines = composed.readings, list(composed.lines)
    if reading.query.main is Intent.TIMELINE:
        return composed
    verdict = lines[0].verdict if lines else ""
    first = _instead_of(verdict, reading) if verdict else (not_so(reading) or _surely(reading))
    if first is None or (lines and denies(reading, lines[0].sentences[0])) or _answers_a_part(first, lines):
        return composed
    lines[:1] = [replace(one, verdict="") for one in lines[:1]]
    return replace(composed, lines=unique([Line((first,), matter=reading.dossier.id), *lines]))


def _answers_a_part(sentence: Sentence, lines: Sequence[Line]) -> bool:
    """Whether it is told with a word of its own already, or where the answer to a further part begins."""
    return any(one.key == (sentence.proof,) and (one.opens or (one.verdict and one is not lines[0])) for one in lines)


def reason_untold(readings: Sequence[Reading], *, in_vain: bool) -> list[Sentence]:
    """The sentence that gives the reason of a refusal, of the few matters that are meant.

    `in_vain` says that the question takes something for granted that these do not bear out.
    """
    reasons = (_reason(one, in_vain=in_vain) for one in readings)
    found = next((one for one in reasons if one), None)
    return [found] if found else []


def _reason(reading: Reading, *, in_vain: bool) -> Sentence | None:
    if not is_digested(reading.dossier):
        return reason_unsaid(reading, in_vain=in_vain)
    return not_so(reading) or reason_unsaid(reading, in_vain=in_vain) or denies_any(reading)


def _surely(reading: Reading) -> Sentence | None:
    return surely_unsaid(reading, in_vain=takes_in_vain(reading.query, [reading]))


def _instead_of(verdict: str, reading: Reading) -> Sentence | None:
    """What takes the place of a verdict: of a yes what says that it is not known whether somebody obeyed or paid.

    Not where it is asked if they must.
    """
    asked = unknowns_asked(reading.query.text) & IF_DONE
    if verdict != YES or not asked or not _DONE.match(reading.query.text):
        return None
    if any(one.premise in OF_EACH for one in reading.query.asked):
        return None
    first = _surely(reading)
    return first if first and asked & unknowns_in(first.english) else None
