"""Whether an order binds for ever: what is ordered for some years is not ordered for good."""

from __future__ import annotations

import re

from service.answering.composing.reading import Reading
from service.answering.composing.yes_no import NO, YES, Verdict

_FOR_EVER = re.compile(
    r"\bpermanent(?:ly)?\b|\bindefinite(?:ly)?\b|\bfor ever\b|\bforever\b|\bnever again\b|\bwithout limit of time\b",
    re.IGNORECASE,
)
_FOR_A_TIME = re.compile(
    r"\b(?:for|period of|during) (?:the )?(?:next |first |at least )?[\w-]+ (?:years?|months?|weeks?|days?)\b"
    r"|\b(?:five|two|three|ten|\w+)-year\b|\buntil\b|\btemporar(?:y|ily)\b|\bprovisional(?:ly)?\b",
    re.IGNORECASE,
)


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
