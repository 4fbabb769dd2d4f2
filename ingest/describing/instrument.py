"""What kind of instrument a document is, and how near it stands to the authority's own words.

The opening decides: a title in capitals or a heading says what follows. A page that announces a decision is a press
release even where it quotes one, and a newspaper's page is press whatever it reports.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.documents import InstrumentKind, SourceRank, Span
from corpus.gazetteer import Gazetteer
from corpus.web_addresses import host_of
from ingest.describing.headline import opens_with_headline
from ingest.wording.phrases import PhraseFinder, any_of, read_phrases, spaced
from ingest.wording.sifted import sifted
from ingest.wording.stems import folded

_OPENING, _TITLE_ZONE, _CLOSING = 3000, 500, 1200
_COURT_ZONE = 900
_HERE = Path(__file__).parent
_TITLES = sifted(
    {InstrumentKind[name.upper()]: phrases for name, phrases in read_phrases(_HERE / "instruments.toml").items()},
    whole_words=False,
)
_INTENTS = frozenset({InstrumentKind.NOTICE_OF_INTENT, InstrumentKind.PRELIMINARY_NOTICE})
# "following our notice of intent", "in July 2019 it published a notice of intent", "the notice of intent of May 2021".
_TOLD_BEFORE = re.compile(
    r"(?<!\w)(?:following|after|since|respon\w+ to|previous(?:ly)?|earlier|prior|our|your|had|further to|refer\w*"
    r"|received|reduced|lower(?:ed)?|compared|(?:19|20)\d\d|last (?:year|month|summer|autumn|spring|winter))(?!\w)"
    r"[^.\n]{0,70}$",
    re.IGNORECASE,
)
_TOLD_AFTER = re.compile(
    r"[^.\n]{0,90}?(?:,| of| dated| issued| served| published| sent| in| on) (?:on |in )?(?:the )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:[A-Z][a-z]{2,8} )?(?:\d{1,2}, )?(?:19|20)\d\d"
)
# "filed a lawsuit in the Superior Court of California".
_WENT_TO = re.compile(r"(?<!\w)(?:[Ff]iled|[Ff]iles|[Bb]rought|[Ss]ue[sd]|suing|commenced)(?!\w)[^.\n]*$")
_TOLD_REACH = 90
SURE = 0.9  # of a kind that the title names
_ARTICLE = "article"  # as pages declare themselves (Open Graph)
_GENRES = read_phrases(_HERE / "genres.toml")
_JUDGMENT, _SURELY_JUDGMENT, _IMPOSES = sifted(
    {name: _GENRES[name] for name in ("judgment", "judgment_sure", "imposes")}, whole_words=False, ignore_case=False
).values()
_PARTIES_IN_COURT = any_of(_GENRES["parties_in_court"], ignore_case=False)
_PROCEEDING = any_of(_GENRES["proceeding"])
_FORMAL = re.compile(rf"(?<!\S)(?:{'|'.join(map(spaced, _GENRES['formal']))})")
_RELEASE = PhraseFinder(_GENRES["release"])
_PRESS = PhraseFinder(_GENRES["press"])


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind found, where it is said, and how sure we are (0 to 1)."""

    kind: InstrumentKind
    span: Span | None
    confidence: float


def find_kind(text: str, title: str | None, *, judgment: bool, issued: bool = True, news: bool = False) -> Kind:
    """The kind of instrument by its title and its opening; `OTHER` where nothing says.

    Where nobody is known to have issued it (`issued`), a mere "decision" needs a proceeding around it, unless it stands
    in the title of what is no `news`.
    """
    found = _find_kind(text, title, judgment=judgment)
    doubtful = found.kind is InstrumentKind.DECISION and (news or found.confidence < SURE)
    if doubtful and not issued and not (_PROCEEDING.search(text, 0, _OPENING) or _IMPOSES.search(text, 0, _OPENING)):
        return Kind(InstrumentKind.OTHER, None, 0.3)
    return found


def _find_kind(text: str, title: str | None, *, judgment: bool) -> Kind:
    if judgment:
        match = _JUDGMENT.search(text, 0, _OPENING)
        return Kind(InstrumentKind.JUDGMENT, Span(*match.span()) if match else None, 0.9)
    for zone, confidence in ((_TITLE_ZONE, 0.9), (_OPENING, 0.6)):
        opening = ((kind, _named(kind, text, zone)) for kind in _TITLES)
        found = [(match.start(), kind, match) for kind, match in opening if match]
        specific = [entry for entry in found if entry[1] is not InstrumentKind.DECISION]
        if found:
            _, kind, match = min(specific or found, key=lambda entry: entry[0])
            return Kind(kind, Span(*match.span()), confidence)
    named = next((kind for kind, pattern in _TITLES.items() if title and pattern.search(title)), None)
    if named:
        return Kind(named, None, 0.7)
    imposed = _IMPOSES.search(text, 0, _OPENING)
    return (
        Kind(InstrumentKind.DECISION, Span(*imposed.span()), 0.5) if imposed else Kind(InstrumentKind.OTHER, None, 0.3)
    )


def _named(kind: InstrumentKind, text: str, zone: int) -> re.Match[str] | None:
    """Where the opening names a kind. A decision tells of the notice of intent before it, and is none."""
    if kind not in _INTENTS:
        return _TITLES[kind].search(text, 0, zone)
    return next((match for match in _TITLES[kind].finditer(text, 0, zone) if not _is_told_of(text, match)), None)


def _is_told_of(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _TOLD_REACH) : match.start()]
    at_line_start = not before.rpartition("\n")[2].strip()
    return not at_line_start and (_TOLD_BEFORE.search(before) or _TOLD_AFTER.match(text, match.end())) is not None


def is_judgment(text: str) -> bool:
    """Whether a court speaks: it names itself as one in the first lines, or people in the opening are parties to it.

    An authority that announces what it brought before a court is none: "today filed a lawsuit in the Superior Court".
    Nor is a text under a headline, which tells what a court did.
    """
    if opens_with_headline(text):
        return False
    if _SURELY_JUDGMENT.search(text, 0, _OPENING) or _SURELY_JUDGMENT.search(text, max(0, len(text) - _CLOSING)):
        return True
    if _announces(text):
        return False
    if _court_named(text, _COURT_ZONE):
        return True
    named = _court_named(text, _OPENING)
    return named and len(set(_PARTIES_IN_COURT.findall(text[:_OPENING]))) > 1


def _court_named(text: str, zone: int) -> bool:
    """Whether a court names itself; one that somebody went to is only told of."""
    found = _JUDGMENT.finditer(text, 0, zone)
    return any(_WENT_TO.search(text, max(0, match.start() - _TOLD_REACH), match.start()) is None for match in found)


def find_rank(
    text: str, *, judgment: bool, issued: bool, url: str | None, metadata: Mapping[str, object], gazetteer: Gazetteer
) -> SourceRank:
    """Primary text, an authority's own press release, or other people's press.

    `issued` says that an authority or a court is known to have issued it. An article on a site that has a name, and
    that none of them issued, is press.
    """
    host = host_of(url).removeprefix("www.")
    site = str(metadata.get("sitename") or metadata.get("hostname") or "")
    official = host != "" and any(host == own or host.endswith(f".{own}") for own in _official_hosts(gazetteer))
    opening, closing = folded(text[:_OPENING]), folded(text[-_CLOSING:])
    if not official and _PRESS.first(f"{host} {site} {opening[:_TITLE_ZONE]} {closing}".lower()):
        return SourceRank.PRESS
    if judgment:
        return SourceRank.PRIMARY
    if _announces(text):
        return SourceRank.PRESS_RELEASE
    article = bool(site) and metadata.get("pagetype") == _ARTICLE
    return SourceRank.PRESS if article and not issued else SourceRank.PRIMARY


def _announces(text: str) -> bool:
    if _FORMAL.search(text, 0, _COURT_ZONE):
        return False
    return _RELEASE.first(f"{folded(text[:_OPENING])}\n{folded(text[-_CLOSING:])}") is not None


@lru_cache(maxsize=2)
def _official_hosts(gazetteer: Gazetteer) -> frozenset[str]:
    hosts = (host_of(body.website) for body in gazetteer.authorities.values())
    return frozenset(host.removeprefix("www.") for host in hosts if host)
