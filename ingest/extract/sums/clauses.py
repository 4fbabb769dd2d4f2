"""The clause in which a short text tells a sum: what is said before it, behind it, and in the sentence that follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.reading import Reading, Sentence
from ingest.extract.sums.money import Amount

# Where one clause ends and the next begins.
_PART = re.compile(r";|—|(?:,| [–-])? (?:but|while|whereas|although|though|instead|rather)(?!\w)|, which(?!\w)")
# Between sums told together.
_TOGETHER = re.compile(r"[^.;\d]{0,60}?(?:,| and)(?: of)? ?")


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a sum's own clause before and behind it, no other sum between, and the sentence that follows.

    `after_all` stands behind the last of several sums told together: "£80,000 for Acme and £50,000 for Bell were".
    """

    before: str
    behind: str
    after_all: str
    sentence: Sentence
    at: int
    next: str


def clause_of(reading: Reading, sentence: Sentence, amount: Amount, amounts: Sequence[Amount]) -> Clause:
    """What is said of a sum."""
    start, end = sentence.span.start, sentence.span.end
    last = amount.span.end
    for each in amounts:
        if start < each.span.end <= amount.span.start:
            start = each.span.end
        elif amount.span.end <= each.span.start < sentence.span.end:
            end = min(end, each.span.start)
            last = each.span.end if _TOGETHER.fullmatch(reading.text[last : each.span.start]) else last
    before, behind = reading.text[start : amount.span.start], reading.text[amount.span.end : end]
    parts = list(_PART.finditer(before))
    part = _PART.search(behind)
    follows = reading.after(sentence)
    return Clause(
        before[parts[-1].end() :] if parts else before,
        behind[: part.start()] if part and not behind[part.start() :].startswith(", which") else behind,
        reading.text[last : sentence.span.end],
        sentence,
        amount.span.start - sentence.span.start,
        follows.text if follows else "",
    )
