"""Finds many fixed names in text, quickly: the first word of a name leads to the few names that begin with it.

A name of one word counts as written or in capitals ("Garante", "GARANTE", but never the Spanish verb "garante"), a name
of several words in any case. The longest name at a place wins; names inside web and mail addresses do not count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_BEFORE_IN_ADDRESS = re.compile(r"(?:\w\.|@|//)$")
_AFTER_IN_ADDRESS = re.compile(r"\.[a-z]{2,}|@\w")
_SHORTEST_LOOSE = 3


@dataclass(frozen=True, slots=True)
class Found:
    """One place in the text: `text[start:end]`, and every id that bears the name found there."""

    ids: tuple[str, ...]
    start: int
    end: int


class NameFinder:
    """Finds the names given as (name, id) pairs. One name may belong to several ids."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._ids: dict[str, dict[str, None]] = defaultdict(dict)
        spellings: dict[str, set[str]] = defaultdict(set)
        for name, owner in names:
            first = _WORD.search(name)
            if first is None or first.start() > 0:
                raise ValueError(f"a name must begin with a word: {name!r}")
            self._ids[_key(name)][owner] = None
            spellings[first.group().casefold()].add(name)
        self._spellings = dict(spellings)
        self._patterns: dict[tuple[str, bool], re.Pattern[str]] = {}

    def find(self, text: str, *, loose: bool = False) -> Iterator[Found]:
        """Every name in `text`, left to right, without overlaps.

        `loose` takes names of three letters and more in any case: right for questions, which people type as they
        like, and wrong for documents, where "garante" is a verb.
        """
        end, spellings = 0, self._spellings
        for word in _WORD.finditer(text):
            first = word.group().casefold()
            # asked first, because it is told of nearly every word
            if first not in spellings or word.start() < end:
                continue
            match = self._pattern(first, loose=loose).match(text, word.start())
            if match and not _in_address(text, match.start(), match.end()):
                end = match.end()
                yield Found(tuple(self._ids[_key(match.group())]), match.start(), end)

    def _pattern(self, first: str, *, loose: bool) -> re.Pattern[str]:
        """The pattern of all names that begin with a word, compiled when first needed: most never are."""
        pattern = self._patterns.get((first, loose))
        if pattern is None:
            pattern = self._patterns[first, loose] = _alternatives(self._spellings[first], loose=loose)
        return pattern


def _key(name: str) -> str:
    return re.sub(r"\s+", " ", name).replace("’", "'").replace("‑", "-").casefold()


def _in_address(text: str, start: int, end: int) -> bool:
    return bool(_BEFORE_IN_ADDRESS.search(text, max(0, start - 2), start) or _AFTER_IN_ADDRESS.match(text, end))


def _alternatives(names: set[str], *, loose: bool) -> re.Pattern[str]:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("(?:" + "|".join(_pattern(name, loose=loose) for name in ordered) + r")(?!\w)")


def _pattern(name: str, *, loose: bool) -> str:
    words = (re.escape(word) for word in name.replace("’", "'").split())
    pattern = r"\s+".join(words).replace("'", "['’]").replace(r"\-", "[-‐‑–]")
    if " " in name or (loose and len(name) >= _SHORTEST_LOOSE):
        return f"(?i:{pattern})"
    return f"(?:{pattern}|{pattern.upper()})" if name.upper() != name and "\\" not in pattern else pattern
