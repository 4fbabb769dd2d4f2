"""To whom a document is addressed: whom it names as respondent, controller, company fined or party appealing.

A name is only taken where the words around it give it that part, and where it looks like the name of an organisation.
People and anonymised parties ("Company A", "X", "[...]") stay unnamed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import Span
from corpus.gazetteer import Gazetteer
from ingest.describing.names import bare, has_legal_form, name_at, name_before, plausibility, readable
from ingest.extract.phrases import literal_vocabulary

_ROLES = literal_vocabulary(Path(__file__).with_name("respondents.toml"))
_ELSEWHERE = _ROLES.pop("elsewhere")
_OPENING, _CLOSING, _FIRST_LINES = 7000, 3000, 600
_AT_MOST = 4
_LEAST, _SHARE = 4.0, 0.6
_LINE_START = "follows_25"


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
    authorities = {_folded(name) for body in gazetteer.authorities.values() for name in body.names}
    for weight, span in _mentions(text):
        name = span.of(text)
        key = bare(name)
        if _folded(name) in authorities or key in authorities:
            continue
        known = next((other for other in weights if _same(other, key)), key)
        weights[known] += weight * plausibility(name)
        kept = first.setdefault(known, span)
        if has_legal_form(name) and not has_legal_form(kept.of(text)):
            first[known] = span
    return tuple(_ranked(text, weights, first))


def _ranked(text: str, weights: dict[str, float], first: dict[str, Span]) -> Iterator[Party]:
    best = max(weights.values(), default=0.0)
    ranked = sorted(weights, key=lambda key: -weights[key])
    for key in ranked[:_AT_MOST]:
        if weights[key] >= max(_LEAST, _SHARE * best):
            span = first[key]
            yield Party(readable(span.of(text)), round(min(0.97, 0.4 + weights[key] / 30), 2), span)


def _mentions(text: str) -> Iterator[tuple[float, Span]]:
    closing = max(_OPENING, len(text) - _CLOSING)
    for role, pattern in _ROLES.items():
        direction, tenths = role.split("_")
        for start, end in ((0, min(len(text), _OPENING)), (closing, len(text))):
            for match in pattern.finditer(text, start, end):
                span = name_at(text, match.end()) if direction == "follows" else name_before(text, match.start())
                if span and _counts(text, role, match, span):
                    yield int(tenths) / 10 * (1.3 if span.start < _FIRST_LINES else 1.0), span


def _counts(text: str, role: str, match: re.Match[str], span: Span) -> bool:
    """A line that merely begins with a name counts only where it is nothing but that name."""
    if match.group() in {"", "\n"} and role == _LINE_START:
        alone = span.end == len(text) or text[span.end] == "\n"
        return alone and span.start < _OPENING // 3 and has_legal_form(span.of(text))
    return not _ELSEWHERE.search(text, max(0, span.start - 70), span.start)


def _folded(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def _same(one: str, other: str) -> bool:
    """Whether two keys name one party: equal, or one begins the other ("airbnb" and "airbnb ireland")."""
    return one == other or one.startswith(other + " ") or other.startswith(one + " ")


def names_of(parties: Iterable[Party]) -> tuple[str, ...]:
    """The names alone."""
    return tuple(party.name for party in parties)
