"""Capitals that stand for the authorities of their country: "London or Dublin on TikTok"."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec

from corpus.gazetteer import Mention


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    capitals: dict[str, str]
    adjectives: dict[str, str]


_FILE = msgspec.convert(tomllib.loads((Path(__file__).parent / "capitals.toml").read_text(encoding="utf-8")), _File)
_PLACES = {**_FILE.capitals, **_FILE.adjectives}
_BODY = r"(?= (?:[a-z]+ )?(?:judge|court|tribunal|regulator|authorit|watchdog|commission)\w*)"
_NAMED = re.compile(
    "|".join(
        [
            *(rf"\b{re.escape(name)}\b" for name in _FILE.capitals),
            *(rf"\b{re.escape(name)}\b{_BODY}" for name in _FILE.adjectives),
        ]
    )
)


def find_capitals(text: str) -> list[Mention]:
    """Every capital, and every adjective of one before a body of it, as its country."""
    return [Mention(_PLACES[one.group()], one.start(), one.end(), one.group()) for one in _NAMED.finditer(text)]
