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
)
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


def squeezed(reference: str) -> str:
    """The number without anything between its letters and figures: they are written with strokes, dots or hyphens."""
    return re.sub(r"[\W_]", "", reference).casefold()
