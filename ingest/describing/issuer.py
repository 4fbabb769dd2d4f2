"""Who issued a document: the authority or court that its opening, its closing and its numbering give away.

A decision names many authorities: those it consulted, courts it cites, the court an appeal goes to. Names in the
opening count most, names in the closing next, and names in between not at all.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.documents import Span
from corpus.gazetteer import Gazetteer, Mention
from corpus.web_addresses import host_of
from ingest.wording.phrases import PhraseFinder

_CUES = Path(__file__).parent / "cues.toml"
_STRENGTH = {"sure": 5.0, "likely": 2.0, "hint": 0.7}
_OPENING, _CLOSING = 3500, 1500
_FIRST_LINES = 400
_TITLE = 5.0
_OWN_SITE = 6.0
CITED_BY_ALL = frozenset({"cjeu", "edpb", "european-commission", "echr", "eu-general-court"})
"""Bodies of the Union and of Europe, which texts of every country name."""
_LEAST, _LEAD = 3.0, 1.0
# Before a court of its own country an authority needs fewer signs: the one judgment of development under 3.0 has 2.7.
_LEAST_AT_HOME = 2.5
_EVERYWHERE = "EU"
_INITIALS = re.compile(r"[A-ZÀ-Þ]{2,4}")
# "(AP)" opens the reports of a news agency, and is the Dutch authority too: by itself it is nobody's name.
_TOO_SHORT = re.compile(r"[A-Z]{2}")
_APPEAL = re.compile(
    r"appeal|objection|lawsuit|brought before|challenge|action before|judicial (?:remedy|review)", re.IGNORECASE
)
# "II SA/Wa 7/20 - judgment of the": the court of first instance, in a line that begins with something else.
_CITED = re.compile(
    r"[^\n.;]{4,60}(?:judge?ments?|decisions?|rulings?|sentences?|orders?) (?:of|by|from) (?:the )?$", re.IGNORECASE
)
_CITED_WORTH = 0.2
# "The judges of this 7th Chamber of the Lisbon Court of Appeal agree", "For these reasons, the Supreme Court decides".
_DECIDES = re.compile(
    r"(?:for (?:these|the above|the foregoing|those|such) (?:reasons|grounds)|on (?:these|those) grounds"
    r"|judges (?:of|sitting in) (?:this|the)[^.;\n]{0,50})[, ]{0,2}(?:the )?$",
    re.IGNORECASE,
)
_DECIDED = 3.0
_AT_HOME = 1.5
"""What the language of a text is worth for the authorities of the countries where it is spoken."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """The best candidate and what speaks for it; `confidence` is 0 to 1."""

    id: str
    confidence: float
    span: Span | None


def find_issuer(
    text: str,
    gazetteer: Gazetteer,
    *,
    courts: bool,
    url: str | None = None,
    site: str = "",
    within: str | None = None,
    home: frozenset[str] = frozenset(),
) -> Issuer | None:
    """The authority (or, with `courts`, the court) that issued the document, None where nothing or too much speaks.

    Args:
        text: The canonical text.
        gazetteer: The known names.
        courts: Whether to look for a court or tribunal instead of an authority.
        url: Where it was found: an authority's own website speaks for the authority.
        site: What the page calls the site that it is on; it speaks as a title does.
        within: The jurisdiction of the court that speaks: only authorities of its country come before it, but any
            before a court of the Union.
        home: The countries where the language of the text is spoken, none for English.
    """
    scores: dict[str, float] = defaultdict(float)
    spans: dict[str, Span] = {}
    named: set[str] = set()
    for sign in _signs(text, gazetteer, url=url, site=site, courts=courts):
        if _is_court(gazetteer, sign.authority) == courts:
            scores[sign.authority] += sign.worth
            named |= {sign.authority} if sign.names else set()
            if sign.span:
                spans.setdefault(sign.authority, sign.span)
    scores = {
        authority: score + (_AT_HOME if _country(gazetteer, authority) in home else 0)
        for authority, score in scores.items()
        if authority in named
    }
    country = within[:2] if within and within[:2] != _EVERYWHERE else None
    if country is None:
        return _best(scores, spans, _LEAST)
    own = {authority: score for authority, score in scores.items() if _country(gazetteer, authority) == country}
    return _best(own, spans, _LEAST_AT_HOME)


@dataclass(frozen=True, slots=True)
class _Sign:
    """Something that speaks for an authority; `names` says that it can be nobody else."""

    authority: str
    worth: float
    span: Span | None = None
    names: bool = True


def _signs(text: str, gazetteer: Gazetteer, *, url: str | None, site: str, courts: bool) -> Iterator[_Sign]:
    for mention, span in _mentions(text, gazetteer):
        worth = _worth(text, span, mention, courts=courts)
        yield _Sign(mention.id, worth, span, names=not _TOO_SHORT.fullmatch(mention.matched))
    for mention in gazetteer.find_authorities(site):
        if not _INITIALS.fullmatch(mention.matched):
            yield _Sign(mention.id, _TITLE)
    for authority, (strength, span) in _cue_scores(text).items():
        yield _Sign(authority, strength, span)
    for authority in _owners(host_of(url).removeprefix("www."), gazetteer):
        yield _Sign(authority, _OWN_SITE)


@lru_cache(maxsize=2)  # asked for the court and for the authority
def _mentions(text: str, gazetteer: Gazetteer) -> tuple[tuple[Mention, Span], ...]:
    """Each authority and court that the opening and the closing name, and where in the text."""
    return tuple(
        (mention, Span(window.start + mention.start, window.start + mention.end))
        for window in _windows(text)
        for mention in gazetteer.find_authorities(window.of(text))
    )


def _country(gazetteer: Gazetteer, authority_id: str) -> str | None:
    authority = gazetteer.authority(authority_id)
    return authority.jurisdiction[:2] if authority else None


def _owners(host: str, gazetteer: Gazetteer) -> Iterator[str]:
    """Whose website a host is. Several courts share one; then it speaks for none of them more than the others."""
    for body in gazetteer.authorities.values() if host else ():
        own = host_of(body.website).removeprefix("www.")
        if own and (host == own or host.endswith(f".{own}")):
            yield body.id


def _windows(text: str) -> tuple[Span, ...]:
    if len(text) <= _OPENING + _CLOSING:
        return (Span(0, len(text)),)
    return (Span(0, _OPENING), Span(len(text) - _CLOSING, len(text)))


def _is_court(gazetteer: Gazetteer, authority_id: str) -> bool:
    authority = gazetteer.authority(authority_id)
    return authority is not None and authority.is_court


def _worth(text: str, span: Span, mention: Mention, *, courts: bool) -> float:
    """What one mention is worth: much in the first lines, little later, less for those whom everyone cites."""
    worth = _TITLE if span.start < _FIRST_LINES else 2.0 if span.start < _OPENING // 3 else 0.6
    if courts and _APPEAL.search(text[max(0, span.start - 120) : span.start]):
        worth = 0.0
    elif courts and _CITED.search(text[max(0, span.start - 80) : span.start]):
        worth *= _CITED_WORTH
    if _DECIDES.search(text[max(0, span.start - 80) : span.start]):
        worth += _DECIDED
    if mention.id in CITED_BY_ALL and span.start >= _FIRST_LINES // 4:
        worth *= 0.2
    return worth * 0.4 if _INITIALS.fullmatch(mention.matched) else worth


@lru_cache(maxsize=2)  # asked for the court and for the authority
def _cue_scores(text: str) -> dict[str, tuple[float, Span]]:
    cues, finder = _cues()
    found: dict[int, re.Match[str]] = {}
    for window in _windows(text):
        found = finder.which(text, window.start, window.end) | found
    scores: dict[str, tuple[float, Span]] = {}
    for place, match in sorted(found.items()):
        authority, strength = cues[place]
        total, span = scores.get(authority, (0.0, Span(*match.span())))
        scores[authority] = (total + strength, span)
    return scores


def _best(scores: dict[str, float], spans: dict[str, Span], least: float) -> Issuer | None:
    ranked = sorted(scores.items(), key=lambda entry: -entry[1])[:2]
    if not ranked or ranked[0][1] < least:
        return None
    (first, most), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
    if most - second < _LEAD:
        return None
    return Issuer(first, round(min(0.99, 0.5 + (most - second) / (2 * most)), 2), spans.get(first))


@lru_cache(maxsize=1)
def _cues() -> tuple[list[tuple[str, float]], PhraseFinder]:
    """Whose sign each pattern is and how strong, and the finder of all of them, in the same order."""
    table: dict[str, dict[str, list[str]]] = tomllib.loads(_CUES.read_text(encoding="utf-8"))
    entries = [
        (authority, _STRENGTH[strength], pattern)
        for authority, cues in table.items()
        for strength, patterns in cues.items()
        for pattern in patterns
    ]
    return [(authority, strength) for authority, strength, _ in entries], PhraseFinder(e[2] for e in entries)
