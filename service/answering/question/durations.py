"""How long something lasts or may take, as a question and a text write it: "three months", "a five-year ban"."""

from __future__ import annotations

import re

_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBERS = {word: number for number, word in enumerate(_WORDS, start=1)}
_NUMBERS |= {"fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40, "sixty": 60, "ninety": 90}
_LENGTH = re.compile(
    rf"(?<![\w.,])(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})[\s-]+(?:(?:calendar|working|business)[\s-]+)?"
    r"(?P<unit>day|week|month|year)s?\b(?!\s+(?:ago|old|earlier|later|before|after)|-old)",
    re.IGNORECASE,
)
_SPELL = re.compile(r"\b(?:last|past|previous|next|under|below|over|aged?)\s+$", re.IGNORECASE)
"""What makes a length a stretch of time from now, or an age."""


def durations_of(text: str) -> frozenset[tuple[int, str]]:
    """Every length of time written in a text: its number and unit."""
    return frozenset(
        (_NUMBERS.get(said := one["number"].casefold()) or int(said), one["unit"].casefold())
        for one in _LENGTH.finditer(text)
        if not _SPELL.search(text[: one.start()])
    )
