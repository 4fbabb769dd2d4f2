"""To whom a document is addressed: whom it names as respondent, controller, company fined or party appealing.

A name is only taken where the words around it give it that part, and where it looks like the name of an organisation.
People and anonymised parties ("Company A", "X", "[...]") stay unnamed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.documents import Span
from corpus.gazetteer import Gazetteer
from ingest.describing.names import bare, has_legal_form, name_at, name_before, plausibility, readable
from ingest.extract.phrases import PhraseFinder, any_of, read_phrases

_PHRASES = read_phrases(Path(__file__).with_name("respondents.toml"))
_ELSEWHERE = any_of(_PHRASES.pop("elsewhere"), whole_words=False, ignore_case=False)
_BETWEEN = any_of(_PHRASES.pop("between"), whole_words=False, ignore_case=False)
_ROLES = {role: PhraseFinder(phrases) for role, phrases in _PHRASES.items()}
_OPENING, _CLOSING, _FIRST_LINES = 7000, 3000, 600
_AT_MOST = 4
_LEAST, _LEAST_BARE, _SHARE = 4.0, 5.0, 0.6
_ALONE, _BEFORE = "alone", "precedes"
_GAP = 110


@dataclass(frozen=True, slots=True)
class Party:
    """A respondent as the text first names it, how sure we are (0 to 1), and where."""

    name: str
    confidence: float
    span: Span


def find_respondents(text: str, gazetteer: Gazetteer) -> tuple[Party, ...]:
    """The respondents a text names, the surest first; authorities and courts are never among them."""
    weights: dict[str, float] = defaultdict(float)
    first: dict[str, Span] = {}
    authorities = _authority_names(gazetteer)
    for weight, span in _mentions(text):
        name = span.of(text)
        key = bare(name)
        if key in authorities or _folded(name) in authorities:
            continue
        known = next((other for other in weights if _same(other, key)), key)
        weights[known] += weight * plausibility(name)
        kept = first.setdefault(known, span)
        if has_legal_form(name) and not has_legal_form(kept.of(text)):
            first[known] = span
    return tuple(_ranked(text, weights, first))


@lru_cache(maxsize=2)
def _authority_names(gazetteer: Gazetteer) -> frozenset[str]:
    return frozenset(_folded(name) for body in gazetteer.authorities.values() for name in body.names)


def _ranked(text: str, weights: dict[str, float], first: dict[str, Span]) -> Iterator[Party]:
    best = max(weights.values(), default=0.0)
    ranked = sorted(weights, key=lambda key: -weights[key])
    for key in ranked[:_AT_MOST]:
        span = first[key]
        least = _LEAST if has_legal_form(span.of(text)) else _LEAST_BARE
        if weights[key] >= max(least, _SHARE * best):
            yield Party(readable(span.of(text)), round(min(0.97, 0.4 + weights[key] / 30), 2), span)


def _mentions(text: str) -> Iterator[tuple[float, Span]]:
    closing = max(_OPENING, len(text) - _CLOSING)
    for role, finder in _ROLES.items():
        direction, tenths = role.split("_")
        for start, end in ((0, min(len(text), _OPENING)), (closing, len(text))):
            for match in finder.find(text, start, end):
                span = _name_before(text, match.start()) if direction == _BEFORE else name_at(text, match.end())
                if span and _counts(text, direction, span):
                    yield int(tenths) / 10 * (1.3 if span.start < _FIRST_LINES else 1.0), span


def _name_before(text: str, end: int) -> Span | None:
    """The name before `end`, past what may stand between: "(the company), as controller, has"."""
    low = max(0, end - _GAP)
    gap = _BETWEEN.search(text, low, end)
    return name_before(text, gap.start() if gap else end)


def _counts(text: str, direction: str, span: Span) -> bool:
    """A line that merely begins with a name counts only where it is nothing but that name."""
    if direction == _ALONE:
        alone = span.end == len(text) or text[span.end] == "\n"
        return alone and span.start < _OPENING // 3 and has_legal_form(span.of(text))
    return not _ELSEWHERE.search(text, max(0, span.start - 70), span.start)


def _folded(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def _same(one: str, other: str) -> bool:
    """Whether two keys name one party: equal, or one begins the other ("airbnb" and "airbnb ireland")."""
    return one == other or one.startswith(other + " ") or other.startswith(one + " ")
