"""The numbers and marks that open paragraphs, list items and headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

ROMAN = r"(?:[ivx]{1,6}|[IVXL]{1,6})"
MARK = re.compile(
    rf"""[“"„«‘']?(?:
    (?P<bullet>[•·▪►➢✓●○*]|[-–—](?=\s+[^\s\d]))\s+
    | (?P<bracketed>[(\[](?:\d{{1,3}}|[^\W\d_]|{ROMAN})[)\]])\s+(?=\S)
    | (?P<dotted>(?:[a-z]|[ivx]{{1,6}})\.)\s+(?=\S)
    | (?P<lettered>(?:[^\W\d_]|{ROMAN}|\d{{1,3}})\))\s+(?=\S)
    | (?P<numbered>\d{{1,3}}(?:\.(?:\d{{1,3}}|[a-z]))*\.\s+(?=\D))
    | (?P<parts>\d{{1,3}}(?:\.(?:\d{{1,3}}|[a-z]))+\s+(?=[^\W\d_a-zà-ÿα-ωа-я]|["“„«(\[]))
    | (?P<roman>{ROMAN}\.(?:\d{{1,2}}\.?)*|[A-ZΑ-ΩА-Я]\.(?:\d{{1,2}}\.?)*)\s+(?=\S)
    )""",
    re.VERBOSE,
)
ORDINAL_DATE = re.compile(
    r"\d{1,2}\.\s+(?:"
    r"jan|feb|mar|m[aä]r|apr|ma[ijy]|jun|jul|aug|avg|sep|okt|oct|nov|de[cz]|led|únor|květ|"
    r"січ|янв|фев|апр|юн|юл|авг|сеп|окт|ное|дек|ιαν|φεβ|μαρ|απρ|ιουν|ιουλ|αυγ|σεπ|οκτ|νοε|δεκ|"
    r"styc|lut|kwie|lip|sier|wrze|paź|list|grud|siječ|velj|ožuj|trav|svib|lip|srp|kol|ruj|stud|pros|"
    r"cikk|pont|bekezd|člen|článk|čl|odsek|ods|bod)",
    re.IGNORECASE,
)


BARE = re.compile(r"(\d{1,3})\s+[“\"(\[‘]?[^\W\d_]")
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")
LAST_PART = re.compile(r"\w+(?=\W*$)")


class MarkKind(Enum):
    """What a mark opens."""

    BULLET = "bullet"
    ITEM = "item"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the start of a block. `number` is as printed without a closing full stop; `depth` counts its parts."""

    kind: MarkKind
    number: str | None
    depth: int
    length: int


def mark_of(text: str) -> Mark | None:
    """The mark that opens a line, if one does. A date in the "7. März" form opens nothing."""
    found = MARK.match(text)
    if not found or ORDINAL_DATE.match(text):
        return None
    printed = found.group(found.lastgroup or 0)
    if found.lastgroup == "bullet":
        return Mark(MarkKind.BULLET, None, 0, found.end())
    kind = MarkKind.ITEM if found.lastgroup in {"bracketed", "lettered", "dotted"} else MarkKind.PARAGRAPH
    number = printed.strip().rstrip(".")
    return Mark(kind, number, number.count(".") + 1, found.end())


def bare_number(text: str) -> int | None:
    """The number that opens a line without any sign ("14 The Commissioner"), as courts and Singapore print them."""
    found = BARE.match(text)
    return int(found.group(1)) if found else None


def follows(before: str | None, after: str | None) -> bool:
    """Whether one printed number is the next after another of the same form: 13 and 14, 3.1 and 3.2, (a) and (b)."""
    ours, theirs = LAST_PART.search(before or ""), LAST_PART.search(after or "")
    if not (before and after and ours and theirs):
        return False
    if (before[: ours.start()], before[ours.end() :]) != (after[: theirs.start()], after[theirs.end() :]):
        return False
    return theirs.group() in _successors(ours.group())


def _successors(part: str) -> set[str]:
    if part.isdigit():
        return {str(int(part) + 1)}
    following = {chr(ord(part) + 1)} if len(part) == 1 else set[str]()
    lowered = part.lower()
    if lowered in ROMANS[:-1]:
        roman = ROMANS[ROMANS.index(lowered) + 1]
        following.add(roman.upper() if part.isupper() else roman)
    return following
