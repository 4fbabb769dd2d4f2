"""Capitals that stand for the authorities of their country: "London or Dublin on TikTok"."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec

from corpus.gazetteer import Mention


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    capitals: dict[str, str]


_CAPITALS = msgspec.convert(
    tomllib.loads((Path(__file__).parent / "capitals.toml").read_text(encoding="utf-8")), _File
).capitals
_NAMED = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in _CAPITALS))


def find_capitals(text: str) -> list[Mention]:
    """Every capital written with its capital letter, as its country."""
    return [Mention(_CAPITALS[one.group()], one.start(), one.end(), one.group()) for one in _NAMED.finditer(text)]
