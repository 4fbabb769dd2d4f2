"""Words that stand for one another in plain English, and words that rule one another out ("upheld", "annulled")."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import msgspec

from service.answering.wording.words import alike, stem


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    alike: tuple[str, ...]
    against: tuple[str, ...]
    implied: tuple[str, ...]
    irregular: str


_FILE = msgspec.convert(tomllib.loads(Path(__file__).with_name("opposites.toml").read_text(encoding="utf-8")), _File)
IRREGULAR = dict(pair.split(":") for pair in _FILE.irregular.split())
"""Irregular forms with the verb or noun that they are forms of."""
_NEGATING = ("un", "in", "non", "dis", "im", "ir")
"""What makes a word its contrary: "paid", "unpaid"."""
_LEAST = 3
"""Letters that a word must have behind such a beginning."""


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """The stem of the word that a form is of: of "withdrawn" and "withdrew" that of "withdraw"."""
    low = word.casefold().replace("’", "'").removesuffix("'s")
    return stem(IRREGULAR.get(low, low))


def _roots(words: str) -> frozenset[str]:
    return frozenset(map(root, words.split()))


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """To each word of a left side all those of its right sides."""
    found: dict[str, frozenset[str]] = {}
    for left, right in pairs:
        for word in _roots(left):
            found[word] = found.get(word, frozenset()) | _roots(right)
    return found


def _sides(lines: Iterable[str], sign: str) -> list[tuple[str, str]]:
    return [(left, right) for left, _, right in (line.partition(sign) for line in lines)]


_SAID_SO = _gathered([*((line, line) for line in _FILE.alike), *_sides(_FILE.implied, " < ")])
_AGAINST = _gathered(_sides(_FILE.against, " / "))


@lru_cache(maxsize=10_000)
def likes(word: str) -> frozenset[str]:
    """The roots of all words that may say the same as a root, itself among them."""
    return frozenset(map(root, alike(word))) | _SAID_SO.get(word, frozenset()) | {word}


@lru_cache(maxsize=10_000)
def opposites(word: str, written: str) -> frozenset[str]:
    """The roots of the words that rule out a word, given as root and as written."""
    low = written.casefold()
    made = {root(beginning + low) for beginning in _NEGATING}
    bare = {root(low[len(one) :]) for one in _NEGATING if low.startswith(one) and len(low) > len(one) + _LEAST}
    return (_AGAINST.get(word, frozenset()) | made | bare) - {word}
