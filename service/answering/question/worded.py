"""Numbers that people write in words before a scale: "seven and a half million", "half a million"."""

from __future__ import annotations

import re
from decimal import Decimal

_SMALL_WORDS = (
    "zero one two three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: number for number, word in enumerate(_SMALL_WORDS.split())}
_TENS = {word: number * 10 for number, word in enumerate(_TENS_WORDS.split(), start=2)}
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.25")}
_WORD = "|".join([*_SMALL, *_TENS, "hundred"])
_NUMBER = re.compile(
    rf"\b(?P<whole>(?:{_WORD})(?:(?:-| and | )(?:{_WORD}))*)?"
    r"(?P<part>(?:(?<=\w) and )?(?:an? (?:half|quarter)|half an?|three quarters of an?|a quarter of an?))?"
    r"(?= (?:million|billion|thousand)\b)",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"(?:\b(?:above|over|exceed(?:ing|s|ed)?|under|below|than|least|most|up to|between|north of|upwards of)|[€£$]) ?"
    r"(?P<one>\ban?)(?= (?:million|billion)\b)",
    re.IGNORECASE,
)
"""One of a scale, where sums are limited to it: "over a billion". Elsewhere it says how many people there were."""


def in_figures(text: str) -> str:
    """The text with such numbers as figures, padded to the same length so that every place stays where it was."""
    text = _ONE.sub(lambda match: match.group().removesuffix(match["one"]) + "1".rjust(len(match["one"])), text)
    return _NUMBER.sub(lambda match: _figures(match).rjust(len(match.group())), text)


def spans_in(text: str) -> list[tuple[int, int]]:
    """Where such numbers are written."""
    ones = [match.span("one") for match in _ONE.finditer(text)]
    return [*(match.span() for match in _NUMBER.finditer(text) if match.group()), *ones]


def _figures(match: re.Match[str]) -> str:
    if not match.group():
        return ""
    part = (match["part"] or "").casefold()
    value = _value(match["whole"] or "")
    if "three quarters" in part:
        value += Decimal("0.75")
    elif part:
        value += next(share for word, share in _PARTS.items() if word in part)
    return f"{value.normalize():f}"


def _value(words: str) -> Decimal:
    value = 0
    for word in re.split(r"[- ]", words.casefold()):
        if word == "hundred":
            value = max(value, 1) * 100
        else:
            value += _SMALL.get(word, 0) + _TENS.get(word, 0)
    return Decimal(value)
