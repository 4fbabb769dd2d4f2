"""Capitals that stand for the authorities of their country ("London or Dublin on TikTok"), and cities beside a body."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec

from corpus.gazetteer import Gazetteer, Mention


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    capitals: dict[str, str]
    adjectives: dict[str, str]
    cities: dict[str, str]


_FILE = msgspec.convert(tomllib.loads((Path(__file__).parent / "capitals.toml").read_text(encoding="utf-8")), _File)
_PLACES = {**_FILE.capitals, **_FILE.adjectives}
_BODY = (
    r"(?:judge|court|tribunal|regulator|authorit|watchdog|commission|agenc|attorney|official|prosecutor|jur(?:y|ies)|"
    r"class action|lawsuit)\w*"
)
_BEFORE_BODY = rf"(?=(?:['’]s)? (?:[a-z]+ ){{0,2}}?{_BODY})"
_NAMED = re.compile(
    "|".join(
        [
            *(rf"\b{re.escape(name)}\b" for name in _FILE.capitals),
            *(rf"\b{re.escape(name)}\b{_BEFORE_BODY}" for name in _FILE.adjectives),
        ]
    )
)
_DOMAIN = re.compile(r"\b[\w-]{2,}(?:\.com?)?\.([a-z]{2})\b(?!\.\w)")
_OTHER_CODES = {"uk": "GB"}
_CITY = "|".join(map(re.escape, _FILE.cities))
_SEAT = re.compile(
    rf"\b(?P<before>{_CITY})\b{_BEFORE_BODY}|\b{_BODY} (?:in|of) (?P<after>{_CITY})\b"
    rf"|\b(?:[Dd]id|[Hh]as|[Dd]oes) (?P<acting>{_CITY})(?= (?:ever |really |actually )?[a-z])"
)


def find_capitals(text: str) -> list[Mention]:
    """Every capital, and every adjective of one before a body of it, as its country."""
    return [Mention(_PLACES[one.group()], one.start(), one.end(), one.group()) for one in _NAMED.finditer(text)]


def find_seats(text: str) -> list[Mention]:
    """Every city beside a body that sits there, or that acts itself, as its place: "the county court in Chicago"."""
    found = []
    for one in _SEAT.finditer(text):
        role = next(role for role in ("before", "after", "acting") if one[role])
        name, (start, end) = one[role], one.span(role)
        found.append(Mention(_FILE.cities[name], start, end, name))
    return found


def find_domains(text: str, gazetteer: Gazetteer) -> list[Mention]:
    """Every web address of a country, as the country whose visitors it is for: "cookies on acme.fr"."""
    return [
        Mention(code, one.start(1), one.end(1), one[1])
        for one in _DOMAIN.finditer(text)
        if gazetteer.jurisdiction(code := _OTHER_CODES.get(one[1].casefold(), one[1].upper()))
    ]


def place_of_city(name: str) -> str | None:
    """The place that a city lies in, where it is known here."""
    return _FILE.cities.get(name) or _FILE.capitals.get(name)
