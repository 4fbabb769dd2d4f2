"""Whether a decision says by when a sum is to be paid, where that is asked.

Decisions are full of periods: for an appeal, for service, of what went on. None of them says by when a fine is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from service.answering.held.dossier import Dossier, Sentence
from service.answering.question import Query

_ASKED = re.compile(
    r"\b(?:by (?:which|what) (?:date|day|time)|(?:by|until) when|within (?:what|which|how)|"
    r"what (?:deadline|time limit)|how (?:long|much time|many (?:\w+ )?(?:days|weeks|months)))\b[^?,;]*?"
    r"\b(?:pay|be paid|due|settle|transfer)\b",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"\band\b[^?]*\b(?:which|what|how|where|whom?|when|why)\b", re.IGNORECASE)
"""What asks for more than the time."""
_OF_PAYING = re.compile(r"\b(?:pa(?:y|ys|id|ying)|payments?|payable|settl\w+|transfer\w*|due)\b", re.IGNORECASE)
_UNIT = r"(?:(?:working|business|calendar|full|clear) )?(?:days?|weeks?|months?|years?)"
_NUMBER = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|ten|fourteen|fifteen|twenty|thirty|sixty|ninety)"
_DAY = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?[./ ]{1,2}(?:\d{1,2}|[A-Z][a-z]{2,8})[./ ,]{1,2}\d{2,4}"
    r"|[A-Z][a-z]{2,8} \d{1,2},? \d{4}|\d{4}-\d\d-\d\d)"
)
_TIME = re.compile(
    rf"\b(?:within|no(?:t)? later than|period of|term of|in)\b[^.;]{{0,30}}?"
    rf"\b{_NUMBER}(?: ?\([\w -]{{1,15}}\))?[ -]{_UNIT}\b"
    rf"|\b(?:by|until|till|before|no(?:t)? later than|at the latest)\b(?: (?:by|on|at|the|end|of|latest|close))* {_DAY}"
    rf"|\b{_NUMBER} {_UNIT}\b[^.;]{{0,20}}\b(?:from|of|after|following) (?:the |its |this |it |such )?"
    r"(?:receipt|notif\w+|date|day|service|delivery|entry|decision|judgment|order|letter|final|becom\w+|expiry|lapse)"
    rf"|\b(?:deadline|time[ -]limit|period|term)\b[^.;]{{0,60}}(?:\b{_NUMBER}[ -]{_UNIT}\b|{_DAY}|\b\d{{1,2}}(?:st|th))"
    r"|\b(?:immediately|forthwith|at once)\b"
)


def lacks_time_to_pay(query: Query, dossier: Dossier, sentences: Iterable[Sentence]) -> bool:
    """Whether it is asked by when a sum is to be paid, and no sentence of a decision speaks of a time and of paying."""
    if query.yes_no or not _ASKED.search(query.text) or _FURTHER.search(query.text):
        return False
    if any(held.record.deadline for held in dossier.orders):
        return False
    return not any(_TIME.search(one.english) and _OF_PAYING.search(one.english) for one in sentences)
