"""Vocabularies: lists of phrases in TOML files, compiled into patterns that read across line breaks.

Canonical text may keep the line ends of a letter, so a space in a phrase stands for any run of white space, and " ?"
for one that may be missing. `parts` are pieces that phrases of the file use by name, in braces. A table named after a
language adds its lists to those of the same names.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from ingest.wording.needed import needed
from ingest.wording.stems import Stems

_SPACE, _MAYBE_SPACE = r"\s{1,6}", r"\s{0,6}"
_PARTS = "parts"
_LOOKBEHIND = re.compile(r"^(?:\(\?<[!=][^()]*\)|\\b)+")
_LITERAL = re.compile(r"(?:(?:[\w’'&/€°,:;-]|\\\.)(?![?*{+]))+")
_JOINT = re.compile(r" \??")
_SHORT = 4
_PIECES = re.compile(r"\\.|\[(?:\\.|[^\]])*\]|.", re.DOTALL)


def spaced(pattern: str) -> str:
    """The pattern with each plain space read as a run of white space, and " ?" as a run that may be missing."""
    return "".join(
        piece.replace(" ", r"\s") if piece.startswith("[") else _SPACE if piece == " " else piece
        for piece in _PIECES.findall(pattern)
    ).replace(f"{_SPACE}?", _MAYBE_SPACE)


def any_of(phrases: Iterable[str], *, whole_words: bool = True, ignore_case: bool = True) -> re.Pattern[str]:
    """One pattern that finds any of the phrases, each a regular expression with plain spaces."""
    body = "|".join(spaced(phrase) for phrase in phrases)
    edged = rf"(?<!\w)(?:{body})(?!\w)" if whole_words else f"(?:{body})"
    return re.compile(edged, re.IGNORECASE if ignore_case else 0)


def read_phrases(path: Path) -> dict[str, tuple[str, ...]]:
    """The phrases of a vocabulary file by name, with the parts filled in and the languages put together."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    parts: Mapping[str, str] = {name: "(?:" + "|".join(body) + ")" for name, body in table.pop(_PARTS, {}).items()}
    lists: dict[str, list[str]] = defaultdict(list)
    for name, value in table.items():
        for each, phrases in value.items() if isinstance(value, dict) else [(name, value)]:
            lists[each] += phrases
    return {name: tuple(_filled(phrase, parts) for phrase in phrases) for name, phrases in lists.items()}


def alternatives(pattern: str) -> list[str]:
    """The top-level alternatives of a pattern, each a pattern: "a|b(c|d)" gives "a" and "b(c|d)"."""
    pieces, depth = [""], 0
    for piece in _PIECES.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += piece
    return pieces


class PhraseFinder:
    """Finds many phrases as written, case and all, quickly: each is tried only where the letters it begins with stand.

    Phrases that begin with no plain letters are searched for, each where words stand that it cannot do without.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        by_stem: dict[str, list[tuple[int, re.Pattern[str]]]] = defaultdict(list)
        self._rest: list[tuple[int, re.Pattern[str], frozenset[str]]] = []
        for label, several in enumerate(phrases):
            for phrase in alternatives(several):
                pattern, stems = re.compile(spaced(phrase)), _stems(phrase)
                for stem in stems:
                    by_stem[stem].append((label, pattern))
                needs = needed(phrase)
                self._rest += [] if stems else [(label, pattern, needs.words if needs else frozenset())]
        for word in frozenset().union(*(words for _, _, words in self._rest)):
            by_stem.setdefault(word, [])
        self._stems, self._beginning = Stems(by_stem), list(by_stem.values())
        self._named = list(by_stem)

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
        """Every match that begins in `text[start:end]` and ends before `end`, in order."""
        return sorted((match for _, match in self._hits(text, start, end)), key=lambda match: match.span())

    def labelled(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, re.Match[str]]]:
        """Every match as `find` gives it, in no order, each with the place of its phrase among the phrases given."""
        return self._hits(text, start, end)

    def first(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match, or None."""
        return min((match for _, match in self._hits(text, start, end)), key=lambda match: match.start(), default=None)

    def which(self, text: str, start: int = 0, end: int | None = None) -> dict[int, re.Match[str]]:
        """One match for each phrase that is found, by its place among the phrases given."""
        found: dict[int, re.Match[str]] = {}
        for label, match in self._hits(text, start, end, found):
            found.setdefault(label, match)
        return found

    def _hits(
        self, text: str, start: int, end: int | None, but: Container[int] = ()
    ) -> Iterator[tuple[int, re.Match[str]]]:
        """Each match with the place of its phrase; `but` says, meanwhile, whose matches are not wanted any more."""
        limit = len(text) if end is None else end
        found = self._stems.found(text, start, limit)
        standing = {self._named[stem] for stem, _ in found}
        for label, pattern, words in self._rest:
            if not words or not words.isdisjoint(standing):
                yield from ((label, match) for match in pattern.finditer(text, start, limit))
        for stem, place in found:
            for label, pattern in self._beginning[stem]:
                match = None if label in but else pattern.match(text, place, limit)
                if match:
                    yield label, match


def _stems(phrase: str) -> tuple[str, ...]:
    """The plain letters that a phrase begins with, none where it begins with alternatives.

    A short first word ("the") is everywhere; with the second it is rare, on one line or broken over two, and where the
    space between them may be missing, in two blocks too.
    """
    bare = _LOOKBEHIND.sub("", phrase)
    first = _LITERAL.match(bare)
    if first is None:
        return ()
    stem = _plain(first)
    joint = _JOINT.match(bare, first.end()) if len(stem) <= _SHORT else None
    second = _LITERAL.match(bare, joint.end()) if joint else None
    if joint is None or second is None:
        return (stem,)
    between = (" ", "\n", "\n\n", "") if joint.group().endswith("?") else (" ", "\n")
    return tuple(f"{stem}{space}{_plain(second)}" for space in between)


def _plain(literal: re.Match[str]) -> str:
    return literal.group().replace("\\.", ".")


def _filled(phrase: str, parts: Mapping[str, str]) -> str:
    for name, body in parts.items():
        phrase = phrase.replace(f"{{{name}}}", body)
    return phrase
