"""The number a document goes by: its case, file or decision number, as printed in its opening."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import Span
from ingest.wording.phrases import any_of, read_phrases, spaced

_PHRASES = read_phrases(Path(__file__).with_name("references.toml"))
_STYLED = any_of(_PHRASES["house_style"], ignore_case=False)
_NUMBER = r"(?P<number>[A-ZÀ-ÞΑ-Ω0-9][\w.°º-]{0,20}(?: ?[/.-] ?[\w.°º-]{1,20}){0,5})"
_LABELLED = re.compile(spaced(rf"(?<!\w)(?:{'|'.join(_PHRASES['label'])}) ?[:.]? ?{_NUMBER}"))
_HAS_DIGITS = re.compile(r"\d.*\d")
_DATE_OR_YEAR = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|20\d\d|\d{1,2}")
_OPENING, _CLOSING = 2500, 600


@dataclass(frozen=True, slots=True)
class Reference:
    """The number as printed, with how sure we are (0 to 1)."""

    number: str
    confidence: float
    span: Span


def find_reference(text: str) -> Reference | None:
    """The first number in a house style we know; else the first that a label such as "Case number:" introduces."""
    end = min(len(text), _OPENING)
    styled = _STYLED.search(text, 0, end)
    if styled:
        return Reference(_one_line(styled.group()), 0.9, Span(*styled.span()))
    for match in _LABELLED.finditer(text, 0, end):
        number = match["number"].rstrip(".-/ ")
        if _HAS_DIGITS.search(number) and not _DATE_OR_YEAR.fullmatch(number):
            start = match.start("number")
            return Reference(_one_line(number), 0.7, Span(start, start + len(number)))
    styled = _STYLED.search(text, max(end, len(text) - _CLOSING))
    return Reference(_one_line(styled.group()), 0.6, Span(*styled.span())) if styled else None


def _one_line(number: str) -> str:
    return " ".join(number.split())
