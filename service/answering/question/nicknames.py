"""Authorities by what people call them and documents do not: by nickname, by a former name, by who speaks for them."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path

import msgspec

from corpus.gazetteer import Gazetteer, Mention


class _Official(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    body: str
    names: tuple[str, ...]
    source: str
    known_to: dt.date


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    bodies: dict[str, tuple[str, ...]]
    officials: tuple[_Official, ...]


_FILE = msgspec.convert(tomllib.loads((Path(__file__).parent / "nicknames.toml").read_text(encoding="utf-8")), _File)
_WAYS = [
    (body, re.compile(rf"\b(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE))
    for body, ways in (*_FILE.bodies.items(), *((one.body, one.names) for one in _FILE.officials))
]


def bodies_with_nicknames() -> frozenset[str]:
    """The ids of all authorities that are known by such a name."""
    return frozenset(body for body, _ in _WAYS)


def find_nicknames(text: str, gazetteer: Gazetteer) -> list[Mention]:
    """Every authority that is called so, left to right."""
    found = [
        Mention(body, one.start(), one.end(), one.group())
        for body, pattern in _WAYS
        for one in pattern.finditer(text)
        if gazetteer.authority(body)
    ]
    return sorted(found, key=lambda one: one.start)
