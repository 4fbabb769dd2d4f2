"""Regions that stand for their countries: "Nordic fines"."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec

from corpus.gazetteer import Gazetteer, Mention


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    regions: dict[str, tuple[str, ...]]


_REGIONS = msgspec.convert(
    tomllib.loads((Path(__file__).parent / "regions.toml").read_text(encoding="utf-8")), _File
).regions
_NAMED = re.compile("|".join(rf"\b{re.escape(name)}\b(?! (?:sea|ocean)\b)" for name in _REGIONS), re.IGNORECASE)


def find_regions(text: str, gazetteer: Gazetteer) -> list[Mention]:
    """Every country known of every region named, where the region is written."""
    return [
        Mention(code, one.start(), one.end(), one.group())
        for one in _NAMED.finditer(text)
        for code in _REGIONS[one.group().casefold()]
        if gazetteer.jurisdiction(code)
    ]
