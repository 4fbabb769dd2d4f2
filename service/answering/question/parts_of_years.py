"""Parts of a year that stand before it: "autumn 2020", "the third quarter of 2025", "late 2019"."""

from __future__ import annotations

import re

_ORDINALS = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "third": 3, "4th": 4, "fourth": 4, "last": 4}
_PART = re.compile(
    r"\b(?:(?P<part>early|mid|middle of|late)[ -](?:in )?|(?P<season>spring|summer|autumn|fall|winter)(?: of)? "
    rf"|(?P<which>{'|'.join(_ORDINALS)}) (?P<share>quarter|half)(?: of| in|,)?(?: the year)? "
    r"|(?P<short>[qh][1-4])(?: of| in|,|[/-])? ?)$",
    re.IGNORECASE,
)
_NAMED = {
    "early": (1, 5),
    "mid": (4, 9),
    "middle of": (4, 9),
    "late": (8, 12),
    "spring": (2, 6),
    "summer": (5, 9),
    "autumn": (8, 12),
    "fall": (8, 12),
    "winter": (1, 12),
}
"""Months that a part of a year may reach into; nobody says where spring ends."""
_MONTHS_OF = {"quarter": 3, "half": 6}
_WHOLE = (1, 12)


def part_before(text: str) -> tuple[int, int, int]:
    """How many characters before a year name a part of it, and its first and last month; the whole year if none do."""
    found = _PART.search(text)
    if found is None:
        return (0, *_WHOLE)
    named = found["part"] or found["season"]
    if named:
        return (len(found.group()), *_NAMED[named.casefold()])
    if found["short"]:
        kind, number = found["short"][0].casefold(), int(found["short"][1])
        months = _MONTHS_OF["quarter" if kind == "q" else "half"]
    else:
        months, number = _MONTHS_OF[found["share"].casefold()], _ORDINALS[found["which"].casefold()]
    last = min(number * months, 12)
    return (len(found.group()), last - months + 1, last)
