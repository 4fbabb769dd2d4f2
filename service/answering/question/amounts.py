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
    r"\b(?:over|above|more than|at least|exceeding|exceed(?:s|ed)?|larger than|higher than)\s+\D{0,6}\d"
    r"|\d[^?]{0,25}\bor (?:more|over|above|higher)\b",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\b(?:under|below|less than|at most|up to|smaller than|lower than)\s+\D{0,6}\d"
    r"|\d[^?]{0,25}\bor (?:less|under|below|lower)\b",
    re.IGNORECASE,
)
_OR = re.compile(
    r"\b(?:at least|at most|up to)\b|\bor (?:more|over|above|higher|less|under|below|lower)\b", re.IGNORECASE
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
    if _ABOVE.search(text):
        return Bounds(least=sums[0], most=None, currency=currency, strictly=strictly)
    if _BELOW.search(text):
        return Bounds(least=None, most=sums[0], currency=currency, strictly=strictly)
    return None
