"""Which court speaks, by the name that its head bears, where it is not told by more signs.

A bare "Federal Administrative Court" is that of the country whose authority is heard or that the head names. A court
that no list knows goes by its name, with its country behind a name that many courts have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from corpus.documents import Span
from corpus.gazetteer import Authority, Gazetteer
from ingest.describing.issuer import Issuer
from ingest.wording.phrases import read_phrases

_PHRASES = read_phrases(Path(__file__).with_suffix(".toml"))
_HEAD = 1500
_CONFIDENCE, _LISTED = 0.6, 0.75
_COUNTRY = 2
"""Letters of the code of a country; what follows is a part of it."""


def _name(*, capitals: bool) -> str:
    """A name at the beginning of a line, in capitals or as titles are written."""

    def cased(words: str) -> str:
        return "|".join(word.upper() if capitals and word.isalpha() else word for word in _PHRASES[words])

    word = r"[A-ZÀ-ÞŚŁŻ][A-ZÀ-ÞŚŁŻ’'-]*(?!\w)" if capitals else r"[A-ZÀ-ÞŚŁŻ][\w’'-]*"
    small = ("of", "for", "in", "and", "di", "de", "du", "da", "del", "w", "the")
    of, for_, in_, and_, *others, the = (each.upper() if capitals else each for each in small)
    court = rf"(?:{cased('courts')})(?!\w)"
    more = rf"(?!(?:{cased('ends')}|{'|'.join((of, for_, in_, and_, *others, the))})(?!\w)){word}"
    link = rf"(?:{'|'.join((of, for_, in_, *others))})(?: {the})?"
    begins = rf"(?!(?:{cased('begins')})(?!\w))(?:{word} (?:(?:{and_}|{of}) )?){{0,5}}?"
    return rf"{begins}{court}(?: {more}){{0,2}}(?:,? {link} {more}(?:[ -]{more}){{0,2}}){{0,2}}"


_COURT = rf"(?:{'|'.join(_PHRASES['courts'])})"
_NAME = re.compile(
    r"(?:^|\n)\W{0,3}(?:(?:In|IN|Before|BEFORE) (?:the|THE) |The |THE )?"
    rf"(?P<name>{_name(capitals=True)}|{_name(capitals=False)})(?P<then>,? [a-z]+)?"
)
# "The Court finds that": a sentence of whoever speaks, where a composition tells that it is the court's.
_SITS = re.compile(
    r"[^.\n]{0,60}(?:compos|chamber|panel|consist|judges?|sitting|sat |session|senate|president|rapporteur)",
    re.IGNORECASE,
)
_GENERIC = re.compile("|".join(_PHRASES["generic"]), re.IGNORECASE)
_SMALL = frozenset({"Of", "For", "In", "The", "And", "Di", "De", "Du", "Da", "Del"})
_STATE = r"(?:,? (?:of|for) (?:the )?(?:(?:Federal )?Republic of |Kingdom of )?)"


def find_head_court(text: str, gazetteer: Gazetteer, country: str | None) -> Issuer | None:
    """The court that the head of a judgment names: by its id where it is listed, else by its name; None where none is.

    `country` is where it sits, None where nobody knows.
    """
    for name, span in _names(text):
        listed = _listed(name, gazetteer, country)
        if listed:
            return Issuer(listed, _LISTED, span)
        words = re.findall(r"[\w’'-]+", name)
        telling = [word for word in words if not (_GENERIC.fullmatch(word) or re.fullmatch(_COURT, word))]
        if telling:
            return Issuer(name, _CONFIDENCE, span)
        place = gazetteer.jurisdiction(country) if country and len(words) > 1 else None
        if place:
            return Issuer(f"{name} of {place.name}", _CONFIDENCE, span)
    return None


def _names(text: str) -> Iterator[tuple[str, Span]]:
    """Each name of a court with which a line of the head begins, as titles are written, in order."""
    for match in _NAME.finditer(text, 0, _HEAD):
        if match["then"] and not _SITS.match(text, match.end("name")):
            continue
        span = Span(*match.span("name"))
        yield _titled(span.of(text)), span


def _titled(name: str) -> str:
    """A name in capitals as titles are written; any other as it is."""
    if not name.isupper():
        return name
    first, *others = name.title().replace("’S", "’s").replace("'S", "'s").split(" ")
    return " ".join([first, *(word.lower() if word in _SMALL else word for word in others)])


def _listed(name: str, gazetteer: Gazetteer, country: str | None) -> str | None:
    """The one listed court that bears the name, or bears it with its country behind or before it."""
    said = {m.id[:_COUNTRY] for m in gazetteer.find_jurisdictions(name)}
    places = said or ({country[:_COUNTRY]} if country else set())
    for key in filter(_is_told, (name, _bare(name, gazetteer))):
        courts = _by_name(gazetteer).get(key.casefold(), ())
        bearers = {court.id for court in courts if not places or court.jurisdiction[:_COUNTRY] in places}
        if bearers:
            return next(iter(bearers)) if len(bearers) == 1 else None
    return None


def _is_told(name: str) -> bool:
    return " " in name


@lru_cache(maxsize=2)
def _by_name(gazetteer: Gazetteer) -> dict[str, list[Authority]]:
    """The listed courts by each of their names, and by those without their country."""
    found: dict[str, list[Authority]] = {}
    bare: dict[str, list[Authority]] = {}
    for court in gazetteer.authorities.values():
        if court.is_court and court.is_listed:
            for name in {each.casefold() for each in court.all_names}:
                found.setdefault(name, []).append(court)
            for name in {_bare(each, gazetteer).casefold() for each in court.all_names}:
                bare.setdefault(name, []).append(court)
    return bare | found


def _bare(name: str, gazetteer: Gazetteer) -> str:
    """A name without the country or the part of one behind or before it: "Supreme Court of the Republic of Austria"."""
    for place in gazetteer.find_jurisdictions(name):
        before = re.search(f"{_STATE}$", name[: place.start])
        if place.end == len(name) and before:
            return name[: before.start()]
        if place.start == 0 and name[place.end : place.end + 1] == " ":
            return name[place.end + 1 :]
    return name
