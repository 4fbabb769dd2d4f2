"""When something was done that no record holds: an inquiry opened, a visit paid, a complaint lodged, an answer sent.

A question says it in other words than the decision ("when did the inspectors call", "the inspection visit took place on
24 October"). The sentence is known by a day and by words for the same step.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.answering.composing.findings import unrepeated
from service.answering.composing.reading import Line, Reading
from service.answering.held.dossier import Sentence
from service.answering.weighing.evidence import covers, is_silent
from service.answering.wording import facts
from service.answering.wording.words import content_stems

MOST = 2
"""Sentences told of a step: a decision often tells it at its beginning and where it weighs."""
_ASKED = re.compile(
    r"\b(?:when|what day|which day|what date|which date|since when|how long ago|begin(?:ning)? date|"
    r"start(?:ing)? date)\b",
    re.IGNORECASE,
)
_PROCEDURE = (
    r"(?:inquir(?:y|ies)|investigations?|proceedings?|audits?|procedure|examination|supervision|probe|case|file)"
)
_BEGUN = r"(?:open\w*|beg[aiu]n\w*|start\w*|commenc\w*|launch\w*|initiat\w*|instituted?|took up|tak\w+ up)"

_MISHAP = r"(?:breach|incident|leak|attack|hack|intrusion)"


@dataclass(frozen=True, slots=True)
class _Step:
    """A step in the words in which it is asked about, and those in which a sentence tells it."""

    asked: re.Pattern[str]
    told: re.Pattern[str]


def _step(asked: str, told: str) -> _Step:
    return _Step(re.compile(asked, re.IGNORECASE), re.compile(told, re.IGNORECASE))


_STEPS = (
    _step(
        rf"\b{_PROCEDURE}\b[^?]*\b{_BEGUN}\b|\b{_BEGUN}\b[^?]*\b{_PROCEDURE}\b",
        rf"\b{_PROCEDURE}\b[^.;]*\b{_BEGUN}\b|\b{_BEGUN}\b[^.;]*\b{_PROCEDURE}\b",
    ),
    _step(
        r"\binspect(?:s|ed|ors?|ions?)\b[^?]*\b(?:call|visit|com|came|turn|arriv|go|went|appear|show|inspect|"
        r"took place)\w*"
        r"|\b(?:visit|call|turn)(?:s|ed)? (?:to|at|by|up)\b|\bon[- ]site\b|\binspected\b",
        r"\b(?:inspection visit|inspected|inspections?|on-site|visited|visit)\b",
    ),
    _step(
        r"\b(?:complain(?:s|ed)?|(?:lodge|file|submit|bring|brought|made?)\w* (?:an? |the |his |her |its |their )?"
        r"(?:\w+ )?complaint)\b",
        r"\b(?:complain(?:s|ed|ts?)|claim)\b[^.;]*\b(?:lodged|filed|submitted|received|made|dated|sent|against)\b"
        r"|\b(?:lodged|filed|submitted|received|sent)\b[^.;]*\b(?:complaint|claim)\b|\bcomplained\b",
    ),
    _step(
        r"\b(?:report|notif)\w*\b[^?]*\b(?:breach|incident|leak|attack|hack)\w*"
        r"|\b(?:breach|incident|leak|attack|hack)\w*\b[^?]*\b(?:report|notif)\w*",
        r"\b(?:report|notif)\w*\b",
    ),
    _step(
        rf"\b{_MISHAP}\w*\b[^?]*\b(?:happen|occur|t(?:ake|ook) place|start|beg[ai]n)\w*"
        r"|\b(?:was|were|got)\b[^?]*\b(?:hacked|attacked|breached|leaked|broken into)\b",
        rf"\b{_MISHAP}\w*\b[^.;]*\b(?:happened|occurred|took place|began|started)\b"
        r"|\b(?:was|were) (?:hacked|attacked)\b|\bgained (?:\w+ )?access\b",
    ),
    _step(r"\b(?:hearing|heard)\b", r"\b(?:hearing|heard)\b"),
    _step(
        r"\b(?:answer|repl|respond)(?:s|y|ied|ed)?\b",
        r"\b(?:answer|repl|respon|statement|letter|submi)\w*\b",
    ),
)


def dated_lines(reading: Reading) -> list[Line]:
    """The sentences of a decision that give the day of the step asked about; nothing where none does."""
    asked = _ASKED.search(reading.query.text)
    step = next((one for one in _STEPS if one.asked.search(reading.query.text)), None) if asked else None
    if step is None:
        return []
    words = _words(reading)
    told = [one for one in reading.whole if step.told.search(one.english) and not is_silent(one)]
    dated = [(one, [date.precision for date in facts.read(one.english).dates]) for one in told]
    whole_days = [one for one, precise in dated if "day" in precise]
    told = whole_days or [one for one, precise in dated if precise]
    most = max((_shared(one, words) for one in told), default=0)
    best = [one for one in told if _shared(one, words) == most]
    return reading.quoting(unrepeated(best, MOST))


def _words(reading: Reading) -> list[str]:
    return [one for one in content_stems(reading.query.text) if one not in reading.own_stems and not one[0].isdigit()]


def _shared(sentence: Sentence, words: Sequence[str]) -> int:
    return sum(covers(sentence.stems, word) for word in words)
