"""At whom news tells that an authority acted: "fined Acme £90,000", "Acme écope de 300 000 euros d'amende".

Decisions name companies with their legal form; news calls them by their brands, in which no rule of names sees a party.
There the deed says it: whom an authority fined is whom the text is about, whatever they are called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.documents import Span
from ingest.describing.names import brand_at, brand_before, has_legal_form, name_at, name_before, plausibility
from ingest.wording.phrases import PhraseFinder, any_of, read_phrases, spaced

_NAME = "{name}"
_PHRASES = read_phrases(Path(__file__).with_name("deeds.toml"))
_BESIDE, _PART_OF = (any_of(_PHRASES[name], whole_words=False, ignore_case=False) for name in ("beside", "part_of"))


class _Deeds:
    """Phrases with a name before or after them, and where in a text they give one."""

    def __init__(self, phrases: Iterable[str]) -> None:
        split = [phrase.partition(_NAME) for phrase in phrases]
        followed = [(before, after) for before, _, after in split if before]
        self._leads = PhraseFinder(before for before, _ in followed)
        self._then = [re.compile(spaced(after)) for _, after in followed]
        self._preceded = PhraseFinder(after for before, _, after in split if not before)

    def find(self, text: str, end: int) -> Iterator[Span]:
        """The names, in no order."""
        for place, match in self._leads.labelled(text, 0, end):
            span = name_at(text, match.end()) or brand_at(text, match.end())
            if span and self._then[place].match(text, span.end):
                yield span
        for match in self._preceded.find(text, 0, end):
            span = name_before(text, match.start()) or brand_before(text, match.start())
            if span and not (
                _PART_OF.search(text, max(0, span.start - 10), span.start) and not has_legal_form(span.of(text))
            ):
                yield span


_TOLD, _VERSUS = _Deeds(_PHRASES["told"]), _Deeds(_PHRASES["versus"])
# News comes first: what is told later is mostly history, or other people's; so is what a short text ends with.
_OPENING, _FEWEST, _END = 2000, 700, 0.6
_ORGANISATION = 0.9
_SENTENCE = 160
_SUM = r"(?:€|£|\$|EUR )\d"
_CONTINUED = (
    (
        re.compile(r"[^.;\n]{0,120}?(?: and|, while) (?:the )?(?=[A-Z])"),
        re.compile(rf",? (?:was |were )?(?:fined )?{_SUM}"),
    ),
    (
        re.compile(rf"[^.;\n]{{0,60}}? and {_SUM}[\d.,]*(?: million|m)? (?:for|on|against) (?:the )?"),
        re.compile(r"\W|$"),
    ),
)
# "Acme, Bell and Chime fined", not "In Leeds, Bell and Chime fined".
_LISTED = re.compile(r"(?<!In )(?<!At )(?<!On )(?<!in )(?<!at )(?<![\w’'&.-])[A-Z][\w&’'.-]*, $")
_LIST_REACH = 60
_RIVAL = re.compile(r"(?:Rival|Competitor)s? ")
_HISTORY = re.compile(r"[^.;\n]{0,80}(?<!\w)in (?:\w+ )?(?:19|20)\d\d(?!\d)")


def find_deeds(text: str) -> Iterator[Span]:
    """Each name at whose bearer the opening of a text says that an authority acted, in order."""
    found = False
    for span in sorted(_told(text)):
        before = text[max(0, span.start - _SENTENCE) : span.start]
        beside = _BESIDE.search(re.split(r"[.;]\s|\n", before)[-1]) or _RIVAL.match(text, span.start)
        # what is told of other years, after the news, mostly happened to others
        if not beside and not _ends_list(text, span) and not (found and _HISTORY.match(text, span.end)):
            found = True
            yield span
            yield from _continued(text, span)


def _ends_list(text: str, span: Span) -> bool:
    """Whether what looks like a name is the last two of several, such as "Bell and Chime" after "Acme,"."""
    name = span.of(text)
    several = " and " in name and not has_legal_form(name)
    return several and _LISTED.search(text, max(0, span.start - _LIST_REACH), span.start) is not None


def _continued(text: str, deed: Span) -> Iterator[Span]:
    """Who bears the next sum of the same sentence: "Acme was fined £80,000 and Bell £50,000"."""
    for gap, after in _CONTINUED:
        match = gap.match(text, deed.end)
        span = name_at(text, match.end()) if match else None
        if span and after.match(text, span.end):
            yield span


def _told(text: str) -> Iterator[Span]:
    end = min(len(text), _OPENING, max(_FEWEST, int(len(text) * _END)))
    yield from _TOLD.find(text, end)
    yield from (span for span in _VERSUS.find(text, end) if plausibility(span.of(text)) >= _ORGANISATION)
