"""A question that asks of all matters of somebody, then of one: "which fines did it get, and was the last paid?"."""

from __future__ import annotations

import re

from service.answering.question.parts import PLACE, WHAT
from service.answering.question.query import ACROSS, Intent, Premise, Query

_WHETHER = (
    r"(?:did|does|do)\s+(?!not\b)\w|(?:is|are|was|were|has|have|had|must|can|could|will)\s+"
    r"(?:the|its?|they|their|that|this|these|those|any|all|each|one|he|she|there|(?-i:[A-Z]))\b"
)
_THEN = re.compile(
    rf"(?:[?.;!]\s+(?:(?:and|but|so|also)\s+)?|,?\s+(?:and|but)\s+(?:also |then |if so,? )?|,\s+|\s+[–-]\s+)"
    rf"(?=(?:(?:{PLACE})?{WHAT}(?!ever\b)|{_WHETHER}))",
    re.IGNORECASE,
)
"""What stands before a second thing that is asked."""
_OF_THE_ROWS = re.compile(r"\bof (?:them|these|those)\b", re.IGNORECASE)
_PLURAL = re.compile(
    r"\b(?:fines|penalties|sanctions|decisions|orders|cases|matters|settlements|surcharges|rulings|actions|sums|"
    r"reprimands|regulators|authorities|watchdogs|countries|agencies)\b",
    re.IGNORECASE,
)
_ACTED = frozenset({Premise.FINED, Premise.SANCTIONED, Premise.BANNED, Premise.ORDERED})
_POINTS = re.compile(r"\b(?:it|its|that|this)\b", re.IGNORECASE)


def two_asked(text: str) -> tuple[str, str] | None:
    """The first thing that a question asks, and the rest; None where it asks one thing, or of the rows of a list."""
    found = _THEN.search(text, 1)
    if found is None:
        return None
    first, rest = text[: found.start()].strip(" ?"), text[found.end() :].strip()
    return (f"{first}?", rest) if first and rest and not _OF_THE_ROWS.search(rest) else None


def is_of_all(query: Query) -> bool:
    """Whether all matters of somebody are asked about: a list or total of them, what in the plural, or who acted."""
    if query.shape in ACROSS or _PLURAL.search(query.text):
        return True
    return query.main is Intent.WHO and any(one.premise in _ACTED for one in query.asked)


def points_back(text: str) -> bool:
    """Whether a part speaks of what the part before it leads to: "was it upheld"."""
    return bool(_POINTS.search(text))
