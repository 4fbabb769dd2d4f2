"""A question of two parts ("was it fined, and does the fine still stand?") has two answers, a paragraph each."""

from __future__ import annotations

import re
from dataclasses import replace

from service.answering.composing import steps
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.telling import tell
from service.answering.composing.verdict import verdict
from service.answering.composing.yes_no import Verdict
from service.answering.question.intents import also_asked, intents_of, is_yes_no
from service.answering.question.premises import asked_of
from service.answering.question.verbs import states_of, voices_of
from service.answering.wording.words import stems

_AND = re.compile(
    r",?\s+and\s+(?=(?:is|are|was|were|does|do|did|has|have|had|must|can|could|will)\b(?!\s+(?:to|not|been)\b))",
    re.IGNORECASE,
)
_AND_WHAT = re.compile(
    r",?\s+and\s+(?:if so,?\s+)?"
    r"(?=(?:what|when|how|why|who|whom|which|where) (?:is|are|was|were|does|do|did|has|have|had)\b)",
    re.IGNORECASE,
)
"""Where an open question follows one for a yes or no, which is judged by its own words."""
_OPEN = re.compile(
    r"^\W*(?:(?:and|so|also|on|in|for|by|under|to)\W+)?(?:how|what|which|when|why|who|whom|whose|where)\b",
    re.IGNORECASE,
)


def judged(reading: Reading, *, alone: bool = False) -> Verdict | None:
    """The verdict on the question; on each of its parts where it has two, the word before the lines it belongs to.

    Where only one part can be judged, no word opens: it would be taken for the answer to both. `alone` says that no
    other matter is asked about.
    """
    parts = _AND.split(reading.query.text, maxsplit=1)
    if len(parts) == 1:
        first, *besides = _AND_WHAT.split(reading.query.text, maxsplit=1)
        return verdict(_about(reading, first) if besides else reading, alone=alone)
    one, two = (verdict(_about(reading, part), alone=alone) for part in parts)
    if one is None or two is None:
        found = one or two
        begun = steps.beginning_lines(reading)[:1] if found and one is None else []
        return replace(found, word="", lines=tuple(unique([*begun, *found.lines]))) if found else None
    if one.word == two.word or not two.lines:
        return replace(one, lines=tuple(unique([*one.lines, *two.lines])), absent=one.absent and two.absent)
    return replace(one, lines=_parted(one, two), absent=one.absent and two.absent)


def told_in_parts(reading: Reading) -> list[Line]:
    """What an open question asks, then yes or no to what is joined to it: "how much was it fined, and did it appeal?".

    Nothing where either part cannot be told, so that the question is told as a whole.
    """
    parts = _AND.split(reading.query.text, maxsplit=1)
    if len(parts) == 1 or reading.query.yes_no or not _OPEN.match(parts[0]):
        return []
    first, second = (_asking(_about(reading, part)) for part in parts)
    told, found = tell(first), verdict(second)
    if not told or found is None or not found.lines:
        return []
    own = {line.key for line in found.lines}
    before = [*told[:1], *(line for line in told[1:] if line.key not in own)]
    opening, *rest = unique(found.lines, before) or found.lines[:1]
    return [*before, replace(opening, verdict=found.word, opens=True), *rest]


def _parted(one: Verdict, two: Verdict) -> tuple[Line, ...]:
    """The lines of the first part without those of the second, which follow under a word of their own."""
    first, *rest = two.lines
    own = {line.key for line in two.lines}
    before = [line for line in one.lines if line.key not in own] or list(one.lines[:1])
    return (*before, *unique([replace(first, verdict=two.word, opens=True), *rest], before))


def _about(reading: Reading, part: str) -> Reading:
    """The same reading for one part of its question."""
    said = set(stems(part))
    terms = tuple(term for term in reading.query.terms if term in said)
    plain = part
    for name in reading.query.called:
        plain = plain.replace(name, "X" * len(name))
    query = replace(
        reading.query, text=part, asked=asked_of(plain), terms=terms, states=states_of(plain), voices=voices_of(plain)
    )
    return replace(reading, query=query)


def _asking(reading: Reading) -> Reading:
    """The reading of a part with only what that part asks."""
    plain = reading.query.text
    for name in reading.query.called:
        plain = plain.replace(name, "X" * len(name))
    return replace(
        reading,
        query=replace(reading.query, intents=intents_of(plain), also=also_asked(plain), yes_no=is_yes_no(plain)),
    )
