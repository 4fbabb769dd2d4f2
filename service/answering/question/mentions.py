"""Whom a question names, which authorities and places, and where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.gazetteer import Gazetteer, Mention
from service.answering.question.amounts import overlaps
from service.answering.question.capitals import find_capitals, find_domains, find_seats
from service.answering.question.demonyms import find_demonyms, is_of_a_party
from service.answering.question.lexicon import LEXICON
from service.answering.question.names import Named
from service.answering.question.nicknames import find_nicknames
from service.answering.question.regions import find_regions
from service.answering.question.strangers import WORD

_UNION = "EU"
_ANYWHERE = frozenset(LEXICON.authority_words.split())
"""Words of which authorities everywhere are called."""
_DATA = r"(?:data|information|records|details|logs|files|footage|recordings|photos|images|profiles)"
_DESTINATION = re.compile(
    r"\b(?:transfer\w*|sen[dt]|sending|export\w*|flows?|moved?|moving)\b[^.?!]{0,40}\b(?:to|into)\s+(?:the\s+)?$"
    rf"|\b(?:transfer\w*|(?:sen[dt]|sending|export\w*|mov(?:ed?|ing)|pass(?:ed|ing)?|shar(?:ed?|ing)|"
    rf"disclos(?:ed?|ing)|g[ia]ve?n?|giving|stor(?:ed?|ing)|host(?:ed|ing)?|keep(?:ing)?|kept)\s+(?:[\w'’-]+\s+){{0,4}}?{_DATA})\b[^.?!]{{0,40}}"
    r"\b(?:to|with|on|at)\b[^.?!,;:]{1,40}\b(?:in|from)\s+(?:the\s+)?$"
    r"|\b(?:servers?|data cent(?:re|er)s?|clouds?|hosted|stored|call cent(?:re|er)s?|accessible|accessed)\s+"
    r"(?:by \w+ )?(?:in|from|located in|based in)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Where data went or lies is what a matter is about, not where its authority sits."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Where the question names somebody or a place, and where it writes sums and dates.

    `origins` are places that only say where somebody comes from ("American companies").
    """

    named: list[Named]
    authorities: list[Mention]
    jurisdictions: list[Mention]
    figures: list[tuple[int, int]]
    origins: list[Mention]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where a name, an authority or a place stands."""
        found: list[Named | Mention] = [*self.named, *self.authorities, *self.jurisdictions, *self.origins]
        return [(place.start, place.end) for place in found]

    @property
    def taken(self) -> list[tuple[int, int]]:
        """What is read already: these, sums and dates."""
        return [*self.spans, *self.figures]


def mentions_of(text: str, named: list[Named], gazetteer: Gazetteer, figures: list[tuple[int, int]]) -> Mentions:
    """Who and where. A described authority ("the Dutch watchdog") takes its adjective; a name takes its places."""
    taken = [(one.start, one.end) for one in named]
    described = _clear_of(find_nicknames(text, gazetteer), taken)
    taken += [(m.start, m.end) for m in described]
    described += _clear_of(gazetteer.resolve_descriptions(text), taken)
    taken += [(m.start, m.end) for m in described]
    authorities = _clear_of(gazetteer.find_authorities(text, loose=True), taken)
    authorities = _of_the_court(text, authorities, gazetteer)
    taken += [(m.start, m.end) for m in authorities]
    found = _clear_of(find_seats(text), taken)
    taken += [(m.start, m.end) for m in found]
    found += _clear_of(gazetteer.find_jurisdictions(text, loose=True), taken)
    more = [
        *find_domains(text, gazetteer),
        *find_capitals(text),
        *find_demonyms(text, gazetteer),
        *find_regions(text, gazetteer),
    ]
    found += _clear_of(more, [*taken, *((one.start, one.end) for one in found)])
    acting = described + authorities
    jurisdictions = [m for m in found if not _DESTINATION.search(text[: m.start])]
    origins = [m for m in jurisdictions if is_of_a_party(m, text, acting, jurisdictions, gazetteer)]
    places = [m for m in jurisdictions if m not in origins]
    return Mentions(named, acting, places, figures, origins)


def with_slips(mentions: Mentions, guessed: list[Named]) -> Mentions:
    """The same with misspelt names, where nothing else was read."""
    free = [one for one in guessed if not overlaps(one.start, one.end, mentions.spans)]
    return replace(mentions, named=sorted([*mentions.named, *free], key=lambda one: one.start))


def clear_of_sums(named: list[Named], written: Sequence[tuple[int, int]]) -> list[Named]:
    """The names without those that are currencies: many a title holds a sum."""
    return [one for one in named if not any(start <= one.start and one.end <= end for start, end in written)]


def whom(mentions: Mentions) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...], tuple[str, ...]]:
    """Respondents, matters reached by a title's name, and the candidates of the first ambiguous name."""
    respondents: dict[tuple[str, ...], None] = {}
    matters: dict[str, None] = {}
    candidates: tuple[str, ...] = ()
    for one in mentions.named:
        if one.matters:
            matters.update(dict.fromkeys(one.matters))
        elif len(one.subjects) == 1:
            respondents[one.subjects[0].spellings] = None
        elif not candidates:
            candidates = tuple(subject.name for subject in one.subjects)
    return tuple(respondents), tuple(matters), candidates


def _of_the_court(text: str, found: list[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """Without authorities of other countries than the court's: many countries have an "Information Commissioner"."""
    bodies = {mention.id: body for mention in found if (body := gazetteer.authority(mention.id))}
    courts = [body for body in bodies.values() if body.is_court and body.jurisdiction != _UNION]
    places = {body.jurisdiction[:2] for body in courts} | {_UNION}

    def fits(mention: Mention) -> bool:
        words = {word.casefold() for word in WORD.findall(text[mention.start : mention.end])}
        return not words <= _ANYWHERE or bodies[mention.id].jurisdiction[:2] in places

    return [one for one in found if fits(one)] if courts else found


def _clear_of(mentions: Iterable[Mention], taken: Iterable[tuple[int, int]]) -> list[Mention]:
    spans = list(taken)
    return [m for m in mentions if not overlaps(m.start, m.end, spans)]
