"""Where phrases give a name the part of respondent: "To: Acme Ltd", "a fine on Acme", "Acme Ltd (the respondent)".

Phrases are exact and know their languages, and each house has its own: `candidates.py` gathers what speaks for a name
where none of them stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from corpus.documents import Span
from ingest.describing.names import has_legal_form, name_at, name_before
from ingest.wording.phrases import PhraseFinder, any_of, read_phrases
from ingest.wording.sifted import Sifted, sifted

PHRASES = read_phrases(Path(__file__).with_name("respondents.toml"))
SERVES = Sifted(
    (rf"(?:{each})[^.\n]{{0,50}}$" for each in PHRASES.pop("elsewhere")), whole_words=False, ignore_case=False
)
"""Right before a name that only serves a party, represents it or is compared with it."""
_BETWEEN = any_of(PHRASES.pop("between"), whole_words=False, ignore_case=False)
_ANONYMISED, _BLANKS = sifted(
    {name: PHRASES.pop(name) for name in ("anonymised", "blanks")}, whole_words=False, ignore_case=False
).values()
_OPENING, _CLOSING, _FIRST_LINES = 7000, 3000, 600
_ALONE, _BEFORE, _AFTER = "alone", "precedes", "follows"
_AND = re.compile(r"(?:\s?\([^()\n]{1,60}\))?(?:,?\s(?:and|e|y|et|und|en|og|och|i|и|και)\s|,\s)(?:the\s)?(?=\S)")
_MOST_OTHERS = 4
_GAP = 110


class Roles:
    """The phrases of every role, looked for together."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        """`phrases`: by where the name stands beside them and what they weigh, in tenths: "follows_60"."""
        self._roles = [role.split("_") for role in phrases]
        self._of_phrase = [place for place, several in enumerate(phrases.values()) for _ in several]
        self._finder = PhraseFinder(phrase for several in phrases.values() for phrase in several)

    def found(self, text: str) -> Iterator[tuple[str, float, re.Match[str]]]:
        """Each phrase in a text, role by role: where the name stands, and the weight."""
        found = [
            (self._of_phrase[label], match)
            for window in windows(text)
            for label, match in self._finder.labelled(text, window.start, window.end)
        ]
        for role, match in sorted(found, key=lambda each: (each[0], each[1].span())):
            direction, tenths = self._roles[role]
            yield direction, int(tenths) / 10, match


ROLES = Roles(PHRASES)


def find_roles(text: str, roles: Roles = ROLES) -> Iterator[tuple[float, Span]]:
    """Each name that a phrase gives the part of respondent, with the weight of the phrase."""
    for direction, worth, match in roles.found(text):
        span = _name_before(text, match.start()) if direction == _BEFORE else name_at(text, match.end())
        if span and _counts(text, direction, span):
            weight = worth * (1.3 if span.start < _FIRST_LINES else 1.0)
            yield weight, span
            yield from ((weight, each) for each in _and_others(text, span) if direction == _AFTER)


def windows(text: str) -> tuple[Span, Span]:
    """The opening and the closing of a text, where phrases are looked for."""
    opening = min(len(text), _OPENING)
    return Span(0, opening), Span(max(opening, len(text) - _CLOSING), len(text))


@lru_cache(maxsize=4)  # asked twice of each text
def find_anonymised(text: str) -> Span | None:
    """The words that stand for a respondent whose name was taken out, or that say that names were."""
    match = _ANONYMISED.search(text, 0, _OPENING)
    return Span(*match.span()) if match else None


def find_blank(text: str) -> Span | None:
    """A blank such as "[...]", which may hide the respondent's name or anything else."""
    match = _BLANKS.search(text, 0, _OPENING)
    return Span(*match.span()) if match else None


def _name_before(text: str, end: int) -> Span | None:
    """The name before `end`, past what may stand between: "(the company), as controller, has"."""
    low = max(0, end - _GAP)
    gap = _BETWEEN.search(text, low, end)
    return name_before(text, gap.start() if gap else end)


def _and_others(text: str, first: Span) -> Iterator[Span]:
    """Companies named in one breath with the first: "settlements with Acme Ltd ("Acme"), Bell LLC and Chime Inc"."""
    span: Span | None = first if has_legal_form(first.of(text)) else None
    for _ in range(_MOST_OTHERS):
        gap = _AND.match(text, span.end) if span else None
        span = name_at(text, gap.end()) if gap else None
        if span is None or not has_legal_form(span.of(text)):
            return
        yield span


def _counts(text: str, direction: str, span: Span) -> bool:
    """A line that merely begins with a name counts only where it is nothing but that name."""
    if direction == _ALONE:
        alone = span.end == len(text) or text[span.end] == "\n"
        return alone and span.start < _OPENING // 3 and has_legal_form(span.of(text))
    return not SERVES.search(text, max(0, span.start - 70), span.start)
