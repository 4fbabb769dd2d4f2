"""For how long something went on, or how often: told by a decision's sentence with both its ends, or with a number."""

from __future__ import annotations

import re

from service.answering.composing.findings import unrepeated
from service.answering.composing.reading import Line, Reading
from service.answering.question import Intent, Query
from service.answering.weighing.evidence import is_silent, rank
from service.answering.wording.words import content_stems, stems

MOST = 2
SHARE = 0.25
"""Share of the question's words, beside those that name whom it is about, that a sentence must speak of."""
_SPAN_ASKED = re.compile(
    r"\bfor how long\b|\bfrom when (?:to|until|till)\b|\bbetween (?:which|what) (?:dates|days|months|years)\b"
    r"|\b(?:over|during|in|for) (?:what|which) period\b|\bhow long (?:did|was|were)\b[^?]*\b(?:last|go on|run|keep|"
    r"continue|open|exposed|accessible|visible|online|available|stored?)\b",
    re.IGNORECASE,
)
_TO_ACT = re.compile(r"\b(?:within|appeal|challeng|contest|object|comply|must|ha(?:s|ve) to)\w*\b", re.IGNORECASE)
_DAY = r"(?:[^.;]{0,40}?\b(?:19|20)\d\d)"
_SPAN = re.compile(
    rf"\b(?:from|between|since|during|in the period|as of)\b{_DAY}[^;]{{0,30}}?\b(?:to|until|till|and|through|up to)\b"
    rf"{_DAY}|\b(?:19|20)\d\d ?[-–] ?[^.;]{{0,20}}\b(?:19|20)\d\d\b"
    r"|\bfor (?:(?:a|the) period of |at least |more than |over |about |approximately |almost |nearly )?[\w-]+ "
    r"(?:days|weeks|months|years)\b",
    re.IGNORECASE,
)
_OF_ASKING = frozenset(stems("long period times often days dates months years"))
_TIMES_ASKED = re.compile(r"\bhow (?:many times|often)\b", re.IGNORECASE)
_NUMBER = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several)"
_TIMES = re.compile(
    rf"\b(?:once|twice|thrice|{_NUMBER} (?:\w+ )?(?:times|cases|occasions|instances|incidents))\b", re.IGNORECASE
)


def asks_how_often(query: Query) -> bool:
    """Whether it is asked how often something happened."""
    return not query.yes_no and bool(_TIMES_ASKED.search(query.text))


def asks_for_span(query: Query) -> bool:
    """Whether it is asked for how long something went on, or how often."""
    return _told_by(query) is not None


def span_lines(reading: Reading) -> list[Line]:
    """The sentences of a decision that say from when to when, or how often; nothing where that is not asked."""
    asked = _told_by(reading.query)
    if asked is None:
        return []
    found = [one for one in reading.whole if asked.search(one.english) and not is_silent(one)]
    terms = [word for word in content_stems(reading.query.text) if word not in reading.own_stems | _OF_ASKING]
    told = [one for one in rank(reading.query, found, terms) if len(one.covered) >= max(1.0, SHARE * len(terms))]
    return reading.quoting(unrepeated((one.sentence for one in told), MOST))


def _told_by(query: Query) -> re.Pattern[str] | None:
    """What a sentence must say to answer; None where neither a span nor a number of times is asked."""
    if asks_how_often(query):
        return _TIMES
    if query.yes_no or query.asks(Intent.ORDER) or _TO_ACT.search(query.text):
        return None
    return _SPAN if _SPAN_ASKED.search(query.text) else None
