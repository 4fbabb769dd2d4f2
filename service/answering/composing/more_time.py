"""Whether somebody got more time: a deadline that was extended, or more days that were asked for and refused."""

from __future__ import annotations

import re

from service.answering.composing.reading import Line, Reading
from service.answering.question import Query
from service.answering.weighing.evidence import is_prose, is_silent

MOST = 2
_LONGER = (
    r"(?:more|extra|additional|further|longer) (?:time|period|(?:calendar |working |business )?(?:days|weeks|months))"
)
_ASKED = re.compile(
    rf"\b{_LONGER}\b|\b(?:deadlines?|periods?|time limits?)\b[^?]*\bextended\b"
    r"|\b(?:extended?|extend(?:ing|s)|extension of) (?:of )?(?:the|its|their|this|that|any) (?:deadline|period|time)",
    re.IGNORECASE,
)
_SAID = re.compile(
    rf"\b{_LONGER}\b|\b(?:deadlines?|periods?|time limits?)\b[^.;]{{0,40}}\bextended\b"
    r"|\bexten(?:d|ded|sion of) (?:the|its|their|this|that) (?:deadline|period|time)",
    re.IGNORECASE,
)


def asks_for_more_time(query: Query) -> bool:
    """Whether it is asked if somebody was given, or refused, more time."""
    return query.yes_no and bool(_ASKED.search(query.text))


def more_time_lines(reading: Reading) -> list[Line]:
    """The sentences that tell of more time, where it is asked whether there was any; without a word of ours."""
    if not asks_for_more_time(reading.query):
        return []
    told = [one for one in reading.sentences if _SAID.search(one.english) and is_prose(one.english)]
    return reading.quoting([one for one in told if not is_silent(one)][:MOST])
