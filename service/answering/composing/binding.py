"""Whether somebody is still bound, or went free, asked in words of its own ("may it go back to ...", "get away with").

No record says whether a matter's party may do just what the question describes. What it was told to do, what it had to
pay and how that stands is the answer that the documents give, without a yes or no of ours.
"""

from __future__ import annotations

import re

from service.answering.composing import findings, money, orders, steps
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.yes_no import denials
from service.answering.question import Query

_STILL = re.compile(
    r"\b(?:go(?:ing)? back to|start(?:ing)? (?:\w+ )?(?:again|anew)|resum\w+|carry(?:ing)? on|carried on|"
    r"still (?:have|has|need|needs|must|allowed|free|barred|bound|obliged|required|under|under a duty)|"
    r"(?:is|was) (?:that|it|this|all that) (?:all )?over|over and done with)\b",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:g[eo]t(?:ting|ten)? away with|g[eo]t(?:ten)? off|scot[- ]free|let off|unpunished|no consequences)\b",
    re.IGNORECASE,
)
_MONEY = ("fine", "penalti", "sum", "money")
MOST = 3
"""Orders told, as of the other lines one each."""


def asks_what_binds(query: Query) -> bool:
    """Whether it is asked if somebody is still bound, or went free."""
    return bool(_STILL.search(query.text) or _FREE.search(query.text))


def binding_lines(reading: Reading) -> list[Line]:
    """What was ordered or recommended and how it stands; who asks if somebody went free is told the rest too."""
    told = orders.order_lines(reading)[:MOST]
    advised = unique(reading.record_line(held) for held in orders.recommended(reading))[:MOST]
    lines = [*told, *advised, *steps.deciding_lines(reading)]
    if _FREE.search(reading.query.text):
        sums = money.effective_lines(reading) or reading.quoting([one.sentence for one in denials(reading, _MONEY)[:1]])
        lines = [*findings.finding_lines(reading)[:1], *sums[:1], *lines]
    return unique(lines) if told or advised else []
