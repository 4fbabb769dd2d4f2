"""Page numbers and running heads left in plain text that was once pages.

A page number is known by its neighbours: 3, 4, 5 in their order, each at the edge of a page. It stands on a line of its
own, as "Page 4" or "4/12", or glued to the words that the next page begins with ("                4paragraph 1").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

ALONE = re.compile(
    r"[-–—|]?\s*(?:(?:page|side|seite|pagina|página|sida|strona|strana)\s*)?(\d{1,3})\s*[-–—|]?", re.IGNORECASE
)
GLUED = re.compile(r"\s*(\d{1,6})(?=\D|$)")
INDENT = 15  # spaces before a page number that stands in front of a row
COUNTER = re.compile(r"(?<![\d/.])(\d{1,3})\s?(?:/|\(|of\s)\s?(\d{1,3})\b\)?(?![\d/.])")
DIGITS = re.compile(r"\d+")
TWO_NUMBERS = re.compile(r"\d+\D+\d")
FEWEST = 3  # pages in their order: two numbers in a row are a coincidence in 1 of 8 decisions, three in none
MISSED = 2  # page numbers lost in a row, as on pages with pictures or tables
RECENT = 20  # candidates of one number that are looked back upon
APART = 8  # lines with words between two page numbers
NEAR = 4  # lines about a page number in which heads and feet stand
SHARE = 0.5  # of the pages on which a head or foot stands
LONGEST = 120  # characters of a head or foot


@dataclass(frozen=True, slots=True)
class _Number:
    """A possible page number: the row it stands in and how much of the row's start it takes (all of it if None)."""

    row: int
    value: int
    cut: int | None


def clear(rows: Sequence[str]) -> list[str]:
    """The rows without page numbers and running heads; where a page ended, one empty row is left."""
    numbers = [*_chain(list(_plain(rows))), *_counters(rows)]
    cuts: dict[int, int | None] = {number.row: number.cut for number in numbers}
    cuts.update(dict.fromkeys(_companions(rows, sorted(cuts))))
    kept: list[str] = []
    for at, row in enumerate(rows):
        if at not in cuts:
            kept.append(row)
            continue
        while kept and not kept[-1].strip():
            kept.pop()
        cut = cuts[at]
        kept += ["", row[cut:].lstrip()] if cut is not None and row[cut:].strip() else [""]
    return kept


def _plain(rows: Sequence[str]) -> Iterator[_Number]:
    for at, row in enumerate(rows):
        alone = ALONE.fullmatch(row.strip())
        glued = GLUED.match(row) if row[:INDENT].isspace() and len(row) > INDENT else None
        if alone:
            yield _Number(at, int(alone.group(1)), None)
        elif glued:
            digits = glued.group(1)
            yield from (
                _Number(at, int(digits[:length]), glued.start(1) + length)
                for length in range(1, min(3, len(digits)) + 1)
            )


def _chain(numbers: Sequence[_Number]) -> list[_Number]:
    """The longest run of numbers that count up by one, a few missing, far enough apart to be pages."""
    longest: list[tuple[int, int | None]] = []
    seen: dict[int, list[int]] = defaultdict(list)
    for index, number in enumerate(numbers):
        before = [
            at
            for step in range(1, MISSED + 2)
            for at in seen[number.value - step][-RECENT:]
            if number.row - numbers[at].row >= APART * step
        ]
        best = max(before, key=lambda at: longest[at][0], default=None)
        longest.append((1 if best is None else longest[best][0] + 1, best))
        seen[number.value].append(index)
    at = max(range(len(numbers)), key=lambda index: longest[index][0], default=None)
    if at is None or longest[at][0] < FEWEST:
        return []
    chain = []
    while at is not None:
        chain.append(numbers[at])
        at = longest[at][1]
    return chain


def _counters(rows: Sequence[str]) -> list[_Number]:
    """Numbers with the count of all pages ("4/12", "4 (12)"), and the head they close, where both recur."""
    found: dict[tuple[str, int], list[_Number]] = defaultdict(list)
    for at, row in enumerate(rows):
        # most rows of a text say "of", and few hold two numbers
        counts = ("/" in row or "(" in row or "of" in row) and TWO_NUMBERS.search(row, 0, LONGEST)
        for match in COUNTER.finditer(row[:LONGEST]) if counts else ():
            page, pages = int(match.group(1)), int(match.group(2))
            if 0 < page <= pages:
                key = DIGITS.sub("#", " ".join(row[: match.end()].casefold().split()))
                found[key, pages].append(_Number(at, page, match.end()))
    return [
        number
        for numbers in found.values()
        if len({number.value for number in numbers}) >= FEWEST and _rises(numbers)
        for number in numbers
    ]


def _rises(numbers: Sequence[_Number]) -> bool:
    return all(before.value < after.value for before, after in pairwise(numbers))


def _companions(rows: Sequence[str], places: Sequence[int]) -> set[int]:
    """Rows near page numbers whose wording, digits apart, stands near most of them."""
    near: list[tuple[int, str]] = []
    for place in places:
        words = [at for at in range(max(0, place - 3 * NEAR), min(len(rows), place + 3 * NEAR)) if rows[at].strip()]
        here = [at for at in words if at < place][-NEAR:] + [at for at in words if at > place][:NEAR]
        near += {(at, DIGITS.sub("#", rows[at].casefold().strip())) for at in here if len(rows[at].strip()) <= LONGEST}
    counts = Counter(key for _, key in near)
    needed = max(FEWEST, SHARE * len(places))
    return {at for at, key in near if counts[key] >= needed}
