"""Numbers of decisions and cases in a question: C-205/21, SAN-2025-004, PS/00477/2019, DKN.5131.8.2022, an ECLI."""

from __future__ import annotations

import re
from itertools import pairwise

_HYPHENS = "\u2010\u2011\u2013-"
_STROKE = r"\s?/\s?"
_JOINT = rf"(?:{_STROKE}|[.{_HYPHENS}])"
_MORE = rf"(?:{_JOINT}\w*\d\w*)"
_CALLED = (
    r"(?:decisions?|resolution|d[eé]lib[eé]ration|ruling|judge?ment|opinion|order|case|file|matter|docket|web|number|"
    r"n(?:os?|rs?|um)?\.?|n[°º])\s*"
)
"""What a number of a decision is called before it."""
_REFERENCE = re.compile(
    r"\bECLI\s?:\s?[A-Z]{2}\s?:\s?\w+\s?:\s?\d{4}\s?:\s?[\w.-]*\w"
    rf"|\b(?:(?-i:[A-Z]{{1,8}})(?:[ {_HYPHENS}]|{_STROKE})?|[A-Z]{{1,8}}(?:[{_HYPHENS}]|{_STROKE}))?"
    rf"\d+(?:{_STROKE}|[{_HYPHENS}])\d\w*{_MORE}*"
    rf"|\b\d{{1,4}}[A-Z]{{1,4}}{_STROKE}(?:19|20)\d\d\b"
    rf"|\b[A-Z]{{1,6}}(?:[./{_HYPHENS}][A-Z]{{1,4}})*[./{_HYPHENS}]\d\w*{_MORE}+"
    rf"|\b\d{{1,4}}(?:[./{_HYPHENS}]\d{{1,6}}){{3,}}\b"
    rf"|\b[A-Z]{{1,4}}\d{{2,}}{_MORE}{{2,}}"
    r"|\b(?-i:[A-Z]{2,6})\d{6,}\b"
    rf"|\b{_CALLED}(?:{_CALLED})?(?P<figures>\d{{7,12}})\b",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    rf"\b{_CALLED}(?:{_CALLED})?(?P<of>\d{{1,5}} of (?:19|20)\d\d)\b"
    rf"|\b{_CALLED}(?:{_CALLED})?(?P<short>(?!(?:19|20)\d\d\b)\d{{4,6}})\b(?![.,]\d)"
    r"|\b(?P<year>\[?(?:19|20)\d\d\]?[ /](?-i:[A-Z]{2,6})[ /]\d{1,5})\b"
    r"|\b(?P<apart>(?-i:[A-Z]{1,8})(?: \d{1,6}){2,4})\b(?![.,]\d)"
    rf"|(?<![\d.,])(?P<dotted>\d{{3,4}}(?:[./{_HYPHENS}]\d{{1,4}}){{2}})\b"
    r"|\b(?P<mixed>\d{1,4}[A-Z]{1,3}[-/]\d{2,6}|(?-i:[A-Z]{1,4})[-/]\d{3,7})\b(?![-./]\w)"
    r"|(?<![\w.,])(?P<alone>\d{6,12})\b(?![.,]?\d)(?!\s+(?:[a-z]+ )?(?-i:people|[a-z]+s)\b)",
    re.IGNORECASE,
)
"""What may be a number of a decision and may be something else: it counts only where a decision is known by it."""
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_NO_FIGURE_BEFORE, _NO_FIGURE_AFTER = r"(?<!\d)(?<!\d[-./])", r"(?!\d)"
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_DIGITS = re.compile(r"\d[\d/.-]*\d")


_OF_A_LAW = re.compile(
    r"\b(?:regulations?|directives?|laws?|acts?|statutes?|codes?|decrees?|ordinances?|gdpr)\b"
    r"(?:\bn[or]\.|[^.?!0-9]){0,12}$|\(E[UC]\)(?: no\.?)? *$",
    re.IGNORECASE,
)
"""What stands before the number of a law, which many decisions write: "Regulation (EU) 2016/679"."""
_SPAN_OF_FEW = re.compile(rf"\d{{1,2}}[/{_HYPHENS}]\d{{1,2}}")
"""Round the clock ("24/7"), and from so many to so many ("16-17 year olds")."""
_WORD_BEFORE = re.compile(r"[A-Za-z]+ +\w*\d")


def spans_of_references(text: str) -> list[tuple[int, int]]:
    """Where such numbers stand."""
    found = _spans(_REFERENCE, text)
    return [one for one in found if not (_OF_A_LAW.search(text[: one[0]]) or _SPAN_OF_FEW.fullmatch(text, *one))]


def with_strokes(number: str) -> str:
    """A number as decisions write it, where it is said in words: "9 of 2025"."""
    return number.replace(" of ", "/")


def spans_of_perhaps(text: str) -> list[tuple[int, int]]:
    """Where figures stand that may be such a number or a count, a sum or a span."""
    return [one for one in _spans(_PERHAPS, text) if not _OF_A_LAW.search(text[: one[0]])]


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where the pattern is found, without what the number is called before it."""
    return [match.span(match.lastgroup or 0) for match in pattern.finditer(text)]


def without_body(reference: str) -> str:
    """The number without a word before it, which may be who decided ("HDPA 9/2025")."""
    return reference.split(" ", 1)[-1].lstrip() if _WORD_BEFORE.match(reference) else reference


def is_formal(number: str) -> bool:
    """Whether a number is made as authorities and courts make theirs: with letters before it or a year in it."""
    return bool(re.match(r"[A-Za-z]", number) or re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", number))


def digits_of(reference: str) -> str:
    """The number without the letters before it, which courts and authorities write in several ways."""
    found = _DIGITS.search(reference)
    return found.group() if found else reference


def parts_of(reference: str) -> list[str]:
    """The runs of letters and of figures that a number is made of."""
    return _PARTS.findall(reference)


def pattern_of(reference: str) -> re.Pattern[str]:
    """Finds a number whatever stands between its letters and figures, and with or without leading zeros.

    They are written with strokes, dots or hyphens, and with "_" in the name of a file. It is found whole: "2/2021" is
    no part of "12/2021" nor of the day "14/2/2021".
    """
    parts = parts_of(reference)
    pieces = [f"0*{one.lstrip('0') or '0'}" if one.isdigit() else re.escape(one) for one in parts]
    joints = [f"[\\W_]{{{int(one.isdigit() and other.isdigit())},3}}" for one, other in pairwise(parts)]
    written = "".join(piece + joint for piece, joint in zip(pieces, [*joints, ""], strict=True))
    before = _NO_FIGURE_BEFORE if parts[0].isdigit() else _NO_LETTER_BEFORE
    after = _NO_FIGURE_AFTER if parts[-1].isdigit() else _NO_LETTER_AFTER
    return re.compile(before + written + after, re.IGNORECASE)


def as_written(reference: str) -> re.Pattern[str]:
    """Finds a number only as it is written, with any hyphen, and no part of a longer one ("88/2022" of "1288/2022")."""
    written = re.escape(reference).replace(r"\-", "[-\u2010\u2011\u2013 ]")
    return re.compile(rf"(?<!\w)(?<!\d[-./]){written}(?!\w)", re.IGNORECASE)
