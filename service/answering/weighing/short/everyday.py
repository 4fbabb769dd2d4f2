"""Everyday words of a question beside those that documents use: who "got the sack" was dismissed.

Wider than the synonyms of `wording.words`: a word that one of these classes covers proves nothing, it only makes it
likelier that a sentence speaks of what is asked.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import msgspec

from service.answering.wording.words import alike, classes_of, stem

ROOT = 5
"""Letters that two words must begin with to be taken for one family ("liquidator", "liquidation")."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    predicates: tuple[str, ...]
    things: tuple[str, ...]


_FILE = msgspec.convert(tomllib.loads(Path(__file__).with_name("everyday.toml").read_text(encoding="utf-8")), _File)
_CLASSES = classes_of([*_FILE.predicates, *_FILE.things])
PREDICATES = frozenset(stem(word) for line in _FILE.predicates for word in line.split())
"""Stems of words for what somebody does or what befalls them: a sentence that has none of them tells it not."""


@lru_cache(maxsize=10_000)
def _wider(stemmed: str) -> frozenset[str]:
    return alike(stemmed) | _CLASSES.get(stemmed, frozenset())


@lru_cache(maxsize=50_000)
def _roots(spoken: frozenset[str]) -> frozenset[str]:
    return frozenset(one[:ROOT] for one in spoken if len(one) >= ROOT)


def speaks(spoken: frozenset[str], stemmed: str) -> bool:
    """Whether a text with these stems may speak of a word: by itself, another word for it or one of its family."""
    return bool(_wider(stemmed) & spoken) or (len(stemmed) >= ROOT and stemmed[:ROOT] in _roots(spoken))
