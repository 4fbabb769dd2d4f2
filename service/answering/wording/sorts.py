"""Sorts of companies and bodies: what people call them, how documents introduce one, well-known names of each."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from service.answering.wording.words import content_stems

_HEADS = (
    r"(?:apps?|applications?|sites?|websites?|portals?|services?|platforms?|compan(?:y|ies)|firms?|business(?:es)?|"
    r"operators?|providers?|chains?|groups?|sellers?|makers?|suppliers?|vendors?|giants?|networks?|start-?ups?|brands?|"
    r"developers?|publishers?|owners?|outfits?|players?)"
)
ROLES = frozenset(
    content_stems(
        "maker makers provider operator developer publisher seller vendor supplier owner creator manufacturer"
    )
)
"""Stems of words that only say what somebody has to do with a sort: "makers of chatbots"."""
_SECOND = r"(?:,? (?:and|or|&) [\w-]+(?: [\w-]+)?| ?/ ?[\w-]+)?"
"""A second sort before the word that both share."""


class _Sort(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort: `called` is what it is called, `names` well-known names of it, None where there are none."""

    id: str
    called: re.Pattern[str]
    names: re.Pattern[str] | None


def _sort(name: str, held: _Sort) -> Sort:
    words = sorted(held.words, key=len, reverse=True)
    said = "|".join(one.replace(" ~", rf"{_SECOND} {_HEADS}").replace("~", _HEADS) for one in words)
    names = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, held.names)) + r")(?!\w)") if held.names else None
    return Sort(name, re.compile(rf"\b(?:{said})\b(?![-'’])", re.IGNORECASE), names)


_FILE = tomllib.loads(Path(__file__).with_name("sorts.toml").read_text(encoding="utf-8"))
SORTS = tuple(_sort(name, held) for name, held in msgspec.convert(_FILE, dict[str, _Sort]).items())
