"""Authorities by what people call them and documents do not: by nickname, by a former name, by who heads them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec

from corpus.gazetteer import Gazetteer, Mention


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    bodies: dict[str, tuple[str, ...]]
    officials: dict[str, tuple[str, ...]]


_FILE = msgspec.convert(tomllib.loads((Path(__file__).parent / "nicknames.toml").read_text(encoding="utf-8")), _File)
_WAYS = [
    (body, re.compile(rf"\b(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE))
    for names in (_FILE.bodies, _FILE.officials)
    for body, ways in names.items()
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
