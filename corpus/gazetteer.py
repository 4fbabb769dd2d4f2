"""Regulators, courts and jurisdictions: their names, and how to recognise them in text (data/regulators.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

import msgspec

from corpus.court_names import translated_names
from corpus.matters import BodyRank
from corpus.names import Found, NameFinder

BUNDLED = Path(__file__).parent / "data" / "regulators.toml"

_DESCRIBED = re.compile(
    r"(?:['’]s?)?\s+"
    r"(?:(?:national|federal|state|provincial|personal|data|privacy|information|and|protection|supervisory)\s+){0,4}"
    r"(?:regulator|watchdog|authority|DPA|SA|commissioner|commission|agency|ombudsman|inspectorate)(?!\w)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s*(?P<name>.+?)\s*\(\s*(?P<place>[^()]+?)\s*\)\s*$")


_SMALL = frozenset(
    (
        *("of", "for", "and", "the", "on", "to", "in", "de", "du", "des", "la", "le", "les", "l", "d", "del", "della"),
        *("dell", "dei", "degli", "delle", "di", "da", "do", "dos", "das", "e", "y", "et", "i", "en", "para", "per"),
        *("por", "pour", "sur", "sui", "sul", "van", "voor", "het", "und", "für", "der", "die", "von", "zur", "och"),
        *("för", "og", "oraz", "ds"),
    )
)
"""Words of names that leave no letter in their initials."""
_FEWEST_INITIALS = 3
_UNLISTED, _UNLISTED_COURT = "unlisted authority", "unlisted court"
_COURTS = frozenset({"court", "tribunal", _UNLISTED_COURT})
_COURT_NAME = re.compile(
    r"(?<!\w)(?:Courts?|Tribunale?|Cour|Corte|Rechtbank|Gerechtshof|Juzgado|Audiencia|Tingsrätten|Sąd)(?!\w)"
    r"|\w*(?:[Gg]ericht|[Gg]erichtshof)(?!\w)"
)
_RANKS = (
    (BodyRank.SUPREME, re.compile(r"Supreme|Cassation|Constitutional|Bundes|Federal Court of Justice")),
    (BodyRank.APPEAL, re.compile(r"Appeal|Appellate|Higher|High Court|Ober|Gerechtshof|Cour d|Corte d")),
)
_UNION = "EU"


class Jurisdiction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A country, a part of one, or a union. `code` is ISO 3166 (EU and EEA for the unions)."""

    code: str
    name: str
    adjectives: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    part_of: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Everything a text may call it."""
        return (self.name, *self.aliases, *self.adjectives)


class Authority(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A regulator, tribunal or court. `national` marks the data protection authority of its jurisdiction."""

    id: str
    name: str
    kind: str
    jurisdiction: str
    body_rank: BodyRank
    native_name: str = ""
    aliases: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    website: str = ""
    national: bool = False

    @property
    def is_court(self) -> bool:
        """Whether it is a court or a tribunal."""
        return self.kind in _COURTS

    @property
    def is_listed(self) -> bool:
        """Whether the gazetteer lists it; of any other only the name is known, as a document writes it."""
        return self.kind not in {_UNLISTED, _UNLISTED_COURT}

    @property
    def reviews(self) -> bool:
        """Whether it decides on what others did: a court, or the board above the authorities of a union."""
        return self.is_court or self.jurisdiction == _UNION

    @property
    def names(self) -> tuple[str, ...]:
        """Everything a text may call it; labels are not among them."""
        return (self.name, *([self.native_name] if self.native_name else []), *self.aliases)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Those, and of a court what translations call it."""
        return (*self.names, *(translated_names(self.name, self.native_name) if self.is_court else ()))

    @property
    def short(self) -> str:
        """What it is called in a sentence: its short name where it has one, else its whole name."""
        alias = self.aliases[0] if self.aliases and self.is_listed else ""
        return alias if alias and len(alias) < len(self.name) else self.name


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    jurisdiction: tuple[Jurisdiction, ...]
    authority: tuple[Authority, ...]


# msgspec learns a type when it first meets it, and two threads that meet it at once crash the process
msgspec.json.Decoder(_File)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names an authority or a jurisdiction: `text[start:end]` is `matched`."""

    id: str
    start: int
    end: int
    matched: str


class Gazetteer:
    """Looks up authorities and jurisdictions by id, and finds them in text."""

    def __init__(self, jurisdictions: Iterable[Jurisdiction], authorities: Iterable[Authority]) -> None:
        self.jurisdictions = {jurisdiction.code: jurisdiction for jurisdiction in jurisdictions}
        self.authorities = {authority.id: authority for authority in authorities}
        self._places = NameFinder((n, place.code) for place in self.jurisdictions.values() for n in place.names)
        self._bodies = NameFinder((n, body.id) for body in self.authorities.values() for n in body.all_names)
        self.unlisted: NameFinder | None = None
        self._national = {body.jurisdiction: body.id for body in self.authorities.values() if body.national}

    def with_unlisted(self, names: Iterable[str | None]) -> Gazetteer:
        """The same, knowing also bodies of which only the name is known: it is their id; no jurisdiction is known.

        Names of bodies that are listed, and names that are none, are passed over.
        """
        new = [name for name in names if name and name not in self.authorities and name[0].isalnum()]
        if not new:
            return self
        extended = copy(self)
        unlisted = {name: _unlisted(name) for name in new}
        extended.authorities = self.authorities | unlisted
        extended.unlisted = NameFinder((n, body.id) for body in unlisted.values() for n in body.names)
        return extended

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """Read the bundled gazetteer, or the one at `path`. Reading the same file again costs nothing."""
        file = _read(path or BUNDLED)
        return cls(file.jurisdiction, file.authority)

    def authority(self, authority_id: str) -> Authority | None:
        """The authority with that id, or None."""
        return self.authorities.get(authority_id)

    def jurisdiction(self, code: str) -> Jurisdiction | None:
        """The jurisdiction with that code, or None."""
        return self.jurisdictions.get(code)

    def within(self, code: str, whole: str) -> bool:
        """Whether the jurisdiction `code` is `whole` or lies in it: FR in EU, US-VT in US."""
        place: str | None = code
        while place is not None:
            if place == whole:
                return True
            held = self.jurisdictions.get(place)
            place = held.part_of if held else None
        return False

    def authorities_of(self, jurisdiction: str) -> tuple[Authority, ...]:
        """All authorities and courts of a jurisdiction and of its parts, in the order of the file."""
        return tuple(body for body in self.authorities.values() if self.within(body.jurisdiction, jurisdiction))

    def national(self, jurisdiction: str) -> Authority | None:
        """The data protection authority of a jurisdiction (the consumer authority where there is none), or None."""
        found = self._national.get(jurisdiction)
        return self.authorities[found] if found else None

    def find_jurisdictions(self, text: str, *, loose: bool = False) -> list[Mention]:
        """Every jurisdiction named, by name or adjective ("Dutch"), left to right."""
        return [m for found in self._places.find(text, loose=loose) for m in _mentions(found, found.ids, text)]

    def find_authorities(self, text: str, *, loose: bool = False) -> list[Mention]:
        """Every authority and court named, left to right; `loose` as in `NameFinder.find`.

        A name that several bear ("Datatilsynet") counts for those of them whose jurisdiction the text names, and for
        all of them where it names none: then the mentions share one place, and the name is ambiguous.
        """
        mentions: list[Mention] = []
        places: set[str] | None = None
        for found in self._bodies.find(text, loose=loose):
            ids = found.ids
            if len(ids) > 1:
                if places is None:
                    places = {mention.id for mention in self.find_jurisdictions(text, loose=loose)}
                ids = tuple(self._in_places(ids, places)) or ids
            mentions += _mentions(found, ids, text)
        return self._with_unlisted(mentions, text, loose=loose) if self.unlisted else mentions

    def _with_unlisted(self, listed: list[Mention], text: str, *, loose: bool) -> list[Mention]:
        """With the mentions of unlisted bodies; of two that overlap the longer stands, of two as long the listed."""
        unlisted = self.unlisted.find(text, loose=loose) if self.unlisted else ()
        more = [mention for found in unlisted for mention in _mentions(found, found.ids, text)]
        kept = [each for each in more if all(_apart(each, m) or _longer(each, m) for m in listed)]
        return sorted(kept + [m for m in listed if all(_apart(each, m) for each in kept)], key=lambda m: m.start)

    def resolve_descriptions(self, text: str) -> list[Mention]:
        """Authorities that are described rather than named: "the Irish regulator", "France's privacy watchdog"."""
        mentions = []
        for found in self._places.find(text, loose=True):
            described = _DESCRIBED.match(text, found.end)
            for code in found.ids if described else ():
                authority = self._national.get(code)
                if authority and described:
                    start, end = found.start, described.end()
                    mentions.append(Mention(authority, start, end, text[start:end]))
        return mentions

    def from_label(self, label: str) -> Authority | None:
        """The one authority that a label names: "DSB (Austria)", "CE (France)". None when no or several fit."""
        named = list(self._named_exactly(label))
        match = _LABEL.match(label)
        if not named and match:
            named = list(self._named_exactly(match["name"]))
        if len(named) > 1 and match:
            places = {mention.id for mention in self.find_jurisdictions(match["place"], loose=True)}
            named = list(self._in_places(named, places))
        return self.authorities[named[0]] if len(named) == 1 else None

    def _named_exactly(self, name: str) -> Iterator[str]:
        wanted = name.strip().casefold()
        for body in self.authorities.values():
            if any(wanted == known.casefold() for known in (*body.names, *body.labels, body.id)):
                yield body.id

    def _in_places(self, ids: Iterable[str], places: set[str]) -> Iterator[str]:
        for body in ids:
            if any(self.within(self.authorities[body].jurisdiction, place) for place in places):
                yield body


def initials(name: str) -> str:
    """The first letters of the words of a name, in capitals, without the small words: "BMA"."""
    return "".join(word[0] for word in re.findall(r"\w+(?:['’]s)?", name) if word not in _SMALL).upper()


def _unlisted(name: str) -> Authority:
    short = initials(name)
    aliases = (short,) if len(short) >= _FEWEST_INITIALS and short != name else ()
    if _COURT_NAME.search(name):
        rank = next((rank for rank, pattern in _RANKS if pattern.search(name)), BodyRank.FIRST_INSTANCE)
        return Authority(name, name, _UNLISTED_COURT, "", rank)
    return Authority(name, name, _UNLISTED, "", BodyRank.REGULATOR, aliases=aliases)


def _apart(one: Mention, other: Mention) -> bool:
    return one.end <= other.start or other.end <= one.start


def _longer(one: Mention, other: Mention) -> bool:
    return one.end - one.start > other.end - other.start


def _mentions(found: Found, ids: Iterable[str], text: str) -> list[Mention]:
    return [Mention(owner, found.start, found.end, text[found.start : found.end]) for owner in ids]


@lru_cache(maxsize=4)
def _read(path: Path) -> _File:
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File)
