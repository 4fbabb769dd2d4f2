"""What the people concerned got, which is no fine: compensation, refunds, or that nothing is known of it."""

from __future__ import annotations

import re

from corpus.records import MoneyKind
from service.answering.composing import money
from service.answering.composing.reading import Line, Reading
from service.answering.weighing.evidence import is_prose, is_silent

MOST = 2
_PEOPLE = (
    r"(?:each|every|people|persons?|users?|customers?|employees?|staff|workers?|victims?|members?|consumers?|patients?|"
    r"drivers?|riders?|players?|students?|pupils?|parents|subscribers?|visitors?|complainants?|data subjects?)"
)
_ASKED = re.compile(
    rf"\bhow much\b[^?]*\b{_PEOPLE}\b[^?]*\b(?:get|gets|got|receive[sd]?|see|saw)\b"
    rf"|\b(?:compensation|damages|pay-?outs?)\b[^?]*\b{_PEOPLE}\b",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:compensat\w+|damages|refund\w*|redress|pay-?outs?)\b", re.IGNORECASE)
_TO_PEOPLE = frozenset({MoneyKind.REDRESS, MoneyKind.SETTLEMENT_SUM, MoneyKind.EQUITY})


def received_lines(reading: Reading) -> list[Line]:
    """What the documents say of money for the people concerned, where that is asked and no record holds a sum of it.

    What they do not know comes first. Nothing where they do not speak of such money at all.
    """
    if not _ASKED.search(reading.query.text):
        return []
    if any(held.record.kind in _TO_PEOPLE for held in money.effective(reading)):
        return []
    spoken = [one for one in reading.sentences if _SAID.search(one.english) and is_prose(one.english)]
    told = [one for one in spoken if not is_silent(one)][:MOST]
    unknown = [one for one in spoken if is_silent(one) and "how much" in one.english][:1]
    return reading.quoting([*unknown, *told])
