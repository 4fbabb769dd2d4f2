"""The sums that a question names, and those that it limits a list to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from corpus.records import Money
from ingest.extract.sums.money import find_amounts
from service.answering.question.query import Bounds
from service.answering.question.worded import in_figures, spans_in

_FIGURE = re.compile(
    r"(?<![\w.,])(?P<figure>\d{1,3}(?:[.,]\d{1,3})?)\s*(?P<scale>m|mn|mln|million|bn|billion|k|thousand)\b",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"\b(?:over|above|more than|at least|exceed(?:ing|s|ed)?|larger than|higher than|bigger than|north of|upwards of|"
    r"greater than|(?:not|no) less than|minimum of)\s+\D{0,6}\d"
    r"|\d[^?]{0,25}\b(?:or (?:more|over|above|higher)|and (?:more|above|over|up(?:wards)?))\b",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\b(?:under|below|(?<!not )(?<!no )less than|at most|up to|smaller than|lower than|not more than|no more than|"
    r"short of|fewer than|maximum of)\s+\D{0,6}\d"
    r"|\d[^?]{0,25}\b(?:or (?:less|under|below|lower)|and (?:less|below|under))\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\bbetween\s+\D{0,6}(?P<least>\d[\d.,]*\d|\d)\s*(?P<scale>m|mn|mln|million|bn|billion|k|thousand)?\b"
    r"(?:\s+(?:euros?|pounds?|dollars?|kronor|won|yen))?\s+(?:and|to)\s+\D{0,6}\d",
    re.IGNORECASE,
)
_OR = re.compile(
    r"\b(?:at least|at most|up to|(?:not|no) (?:more|less) than|minimum of|maximum of)\b"
    r"|\b(?:or|and) (?:more|over|above|higher|less|under|below|lower)\b",
    re.IGNORECASE,
)
"""With these the sum that is named belongs to the list too."""


def overlaps(start: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    """Whether a stretch of text touches one of those taken."""
    return any(start < stop and begin < end for begin, stop in taken)


def sums_of(text: str) -> tuple[tuple[Money, ...], tuple[Decimal, ...], list[tuple[int, int]]]:
    """Sums with a currency, sums without one, and where they are written."""
    worded = spans_in(text)
    text = in_figures(text)
    amounts = find_amounts(text)
    spans = [(amount.span.start, amount.span.end) for amount in amounts]
    figures = []
    for match in _FIGURE.finditer(text):
        if not overlaps(match.start(), match.end(), spans):
            scale = {"m": 6, "b": 9, "k": 3, "t": 3}[match["scale"][0].casefold()]
            figures.append(Decimal(match["figure"].replace(",", "")).scaleb(scale))
            spans.append(match.span())
    return tuple(amount.money for amount in amounts), tuple(figures), [*spans, *worded]


def bounds_of(text: str, amounts: tuple[Money, ...], figures: tuple[Decimal, ...]) -> Bounds | None:
    """The sums that a list is limited to, as in: over 300 million euros."""
    sums = [money.amount for money in amounts] or list(figures)
    if not sums:
        return None
    text = in_figures(text)
    currency, strictly = amounts[0].currency if amounts else None, _OR.search(text) is None
    if both := _BETWEEN.search(text):
        return Bounds(least=_least(both, max(sums)), most=max(sums), currency=amounts[-1].currency if amounts else None)
    if _BELOW.search(text):
        return Bounds(least=None, most=sums[0], currency=currency, strictly=strictly)
    if _ABOVE.search(text):
        return Bounds(least=sums[0], most=None, currency=currency, strictly=strictly)
    return None


def without_bounds(text: str) -> str:
    """The text with the words blanked that limit a list to some sums: "more than 3 million" compares nothing."""
    figured = in_figures(text)
    for pattern in (_BETWEEN, _BELOW, _ABOVE):
        if found := pattern.search(figured):
            return text[: found.start()] + " " * len(found.group()) + text[found.end() :]
    return text


def _least(both: re.Match[str], most: Decimal) -> Decimal:
    """The lower of two sums, in the scale of the higher where it names none: "between 10 and 50 million"."""
    scales = {"m": 6, "b": 9, "k": 3, "t": 3}
    written = (
        both["least"].replace(",", "") if re.search(r",\d{3}\b", both["least"]) else both["least"].replace(",", ".")
    )
    number = Decimal(written)
    if both["scale"]:
        return number.scaleb(scales[both["scale"][0].casefold()])
    shared = max((power for power in scales.values() if most >= Decimal(10) ** power), default=0)
    return number.scaleb(shared) if number < Decimal(1000) and number.scaleb(shared) < most else number
