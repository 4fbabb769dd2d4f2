"""How long an order binds: whether for ever, and what the documents say of its end where that is asked."""

from __future__ import annotations

import re

from corpus.matters import EventKind
from service.answering.composing.reading import Line, Reading
from service.answering.composing.yes_no import NO, YES, Verdict
from service.answering.held.dossier import Sentence
from service.answering.question import Query
from service.answering.weighing.evidence import is_prose, is_silent

_FOR_EVER = re.compile(
    r"\bpermanent(?:ly)?\b|\bindefinite(?:ly)?\b|\bfor ever\b|\bforever\b|\bnever(?: ever)? again\b|"
    r"\bwithout limit of time\b",
    re.IGNORECASE,
)
_FOR_A_TIME = re.compile(
    r"\b(?:for|period of|during) (?:the )?(?:next |first |at least )?[\w-]+ (?:years?|months?|weeks?|days?)\b"
    r"|\b(?:five|two|three|ten|\w+)-year\b|\buntil\b|\btemporar(?:y|ily)\b|\bprovisional(?:ly)?\b",
    re.IGNORECASE,
)
_ENDS_ASKED = re.compile(
    r"\b(?:does|do|did|has|have|will|would|is|are|when|until when|how long)\b[^?]*\b(?:run out|ran out|expire[ds]?|"
    r"lapse[ds]?|wear off|worn off|"
    r"come to an end|ever (?:end|stop|over)|end (?:some ?day|one day|at (?:some|any) point|eventually)|"
    r"limited in time)\b"
    r"|\bhow long\b[^?]*\b(?:lasts?|binds?|bound|barred|banned|in force)\b",
    re.IGNORECASE,
)
_APPEALING = re.compile(r"\b(?:appeal|object|challenge|comply|deadline)\w*", re.IGNORECASE)
"""What may run out too, and is no order: the time to appeal, or to comply."""
_ENDS = re.compile(
    r"\b(?:ends?|expires?|runs? out|lapses?|lasts?)\b(?=[^.]{0,30}\b(?:19|20)\d\d\b| (?:in|on|after|until|for|when)\b)",
    re.IGNORECASE,
)
_BINDS = re.compile(
    r"\b(?:must|have to|has to|may (?:not|never|no longer)|shall|bans?|banned|barred|binds?|bound|orders?|programme|"
    r"parts?|measures?|prohibit\w*|certif\w*|restrictions?|duties|obligations?)\b",
    re.IGNORECASE,
)
MOST = 4
"""Sentences told of how long something binds."""


def asks_how_long(query: Query) -> bool:
    """Whether it is asked if or when what binds somebody comes, or came, to an end by itself."""
    return bool(_ENDS_ASKED.search(query.text)) and not _APPEALING.search(query.text)


def lasting_lines(reading: Reading) -> list[Line]:
    """What the documents say of how long an order binds, those sentences first that tell of its end.

    Nothing where a record holds that something expired, which then answers.
    """
    if any(event.kind is EventKind.EXPIRED for event in reading.events):
        return []
    told = [one for one in reading.sentences if is_prose(one.english) and not is_silent(one)]
    found = [one for one in told if _BINDS.search(one.english) and (_is_of_an_end(one) or _is_of_a_time(one))]
    return reading.quoting(sorted(found, key=lambda one: not _is_of_an_end(one))[:MOST])


def _is_of_an_end(sentence: Sentence) -> bool:
    return bool(_ENDS.search(sentence.english))


def _is_of_a_time(sentence: Sentence) -> bool:
    return bool(_FOR_EVER.search(sentence.english) or _FOR_A_TIME.search(sentence.english))


def lasting(reading: Reading, found: Verdict) -> Verdict:
    """The verdict; where it is asked whether something holds for good, a yes only if its lines say that it does.

    They may say that it holds for a time, which makes it no; where they say neither, no word is told.
    """
    if found.word != YES or "permanent" not in reading.query.qualifiers:
        return found
    told = " ".join(one.english for line in found.lines for one in line.sentences)
    if _FOR_EVER.search(told):
        return found
    return Verdict(NO if _FOR_A_TIME.search(told) else "", found.lines, found.absent)
