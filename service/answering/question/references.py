"""Numbers of decisions and cases in a question: C-205/21, SAN-2025-004, PS/00477/2019, DKN.5131.8.2022, an ECLI."""

from __future__ import annotations

import re

_REFERENCE = re.compile(
    r"\bECLI:[\w:.-]*\w"
    r"|\b(?:[A-Z]{1,8}[-/ ]?)?\d+[-/]\d[\w/-]*"
    r"|\b\d{1,4}[A-Z]{1,4}/(?:19|20)\d\d\b"
    r"|\b[A-Z]{1,6}(?:[./-][A-Z]{1,4})*[./-]\d[\w]*(?:[./-]\w*\d\w*)+"
    r"|\b\d{1,4}(?:[./-]\d{1,6}){3,}\b"
    r"|(?<=web )\d{6,8}\b|(?<=web no\. )\d{6,8}\b"
    r"|(?:(?<=case )|(?<=case no\. )|(?<=decision )|(?<=file )|(?<=number ))\d{7,12}\b"
)
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_BETWEEN = r"[\W_]{0,3}"
_NO_FIGURE_BEFORE, _NO_FIGURE_AFTER = r"(?<!\d)", r"(?!\d)"
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_DIGITS = re.compile(r"\d[\d/.-]*\d")


_OF_A_LAW = re.compile(r"\b(?:regulations?|directives?|laws?|acts?|statutes?|codes?)\b[^.?!0-9]{0,12}$", re.IGNORECASE)
"""What stands before the number of a law, which many decisions write: "Regulation (EU) 2016/679"."""


def spans_of_references(text: str) -> list[tuple[int, int]]:
    """Where such numbers stand."""
    return [match.span() for match in _REFERENCE.finditer(text) if not _OF_A_LAW.search(text[: match.start()])]


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
    no part of "12/2021".
    """
    parts = parts_of(reference)
    written = _BETWEEN.join(f"0*{one.lstrip('0') or '0'}" if one.isdigit() else re.escape(one) for one in parts)
    before = _NO_FIGURE_BEFORE if parts[0].isdigit() else _NO_LETTER_BEFORE
    after = _NO_FIGURE_AFTER if parts[-1].isdigit() else _NO_LETTER_AFTER
    return re.compile(before + written + after, re.IGNORECASE)


def as_written(reference: str) -> re.Pattern[str]:
    """Finds a number only as it is written, with any hyphen, and no part of a longer one ("88/2022" of "1288/2022")."""
    written = re.escape(reference).replace(r"\-", "[-\u2010\u2011\u2013 ]")
    return re.compile(rf"(?<!\w){written}(?!\w)", re.IGNORECASE)
