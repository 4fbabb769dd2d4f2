"""Vocabularies searched for only where a text holds something that every match needs.

Most sentences hold no phrase of a vocabulary, and an alternation of fifty phrases takes 20 microseconds to say so of
one. Some word of every phrase can be looked for instead: "appeal" or "action" where "(?:lodged|filed) an? (?:appeal|
action)" is to be found. Where no phrase's words stand, no phrase can; that takes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ingest.wording.phrases import any_of, read_phrases
from ingest.wording.stems import Stems

SHORTEST = 3
"""Letters below which a word stands in too many texts to spare anything."""

# What a pattern is made of: an escape, a class of characters, the opening of a group, or one character; and what says
# how often it stands there.
_PIECE = re.compile(
    r"(?P<piece>\\x[0-9a-fA-F]{2}|\\.|\[\^?\]?(?:\\.|[^\]])*\]|\((?:\?(?:P<\w+>|(?:-i)?:|[=!]|<[=!]))?|.)"
    r"(?P<often>[*?+]|\{\d*,?\d*\})?[?+]?",
    re.DOTALL,
)
_LOOKAROUND = ("(?=", "(?!", "(?<")
_MAY_BE_MISSING = re.compile(r"[*?]|\{(?:0|,)")
# Letters that Python takes for one where case is ignored, and lower case keeps apart.
_ONE = (("İ", "i"), ("ı", "i"), ("ſ", "s"), ("ς", "σ"))

Needed = frozenset[str]


class Sifted:
    """Any of the phrases, each a regular expression with plain spaces, as `any_of` finds them."""

    def __init__(self, phrases: Iterable[str], *, whole_words: bool = True, ignore_case: bool = True) -> None:
        given = tuple(phrases)
        self._pattern = any_of(given, whole_words=whole_words, ignore_case=ignore_case)
        self._ignore_case = ignore_case
        words = needed("|".join(given))
        self._needed = Stems(map(self._plain, words)) if words else None

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As of a pattern."""
        limit = len(text) if end is None else end
        return self._pattern.search(text, start, limit) if self._may_stand_in(text[start:limit]) else None

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As of a pattern."""
        return self._pattern.match(text, start)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As of a pattern."""
        return self._pattern.finditer(text) if self._may_stand_in(text) else iter(())

    def _may_stand_in(self, text: str) -> bool:
        return self._needed is None or self._needed.stand_in(self._plain(text))

    def _plain(self, text: str) -> str:
        if not self._ignore_case:
            return text
        if not text.isascii():
            for letter, same in _ONE:
                text = text.replace(letter, same)
        return text.lower()


def vocabulary(path: Path) -> dict[str, Sifted]:
    """The patterns of a vocabulary file by name: whole words, any case."""
    return {name: Sifted(phrases) for name, phrases in read_phrases(path).items()}


def needed(pattern: str) -> Needed | None:
    """Words of which every match of the pattern holds one; None where there is no such choice.

    Spaces part words, since each stands for any run of white space.
    """
    pieces = [(found["piece"], found["often"] or "") for found in _PIECE.finditer(pattern)]
    assert ("(", "?") not in pieces, f"a kind of group that is not known here in {pattern}"
    words, rest = _alternatives(pieces)
    assert not rest, f"brackets that do not match in {pattern}"
    return words


def _alternatives(pieces: Sequence[tuple[str, str]]) -> tuple[Needed | None, Sequence[tuple[str, str]]]:
    """What one of several alternatives needs, up to the bracket that closes them; and what comes after it."""
    found: list[Needed | None] = []
    while True:
        words, pieces = _sequence(pieces)
        found.append(words)
        if not pieces or pieces[0][0] == ")":
            return _one_of(found), pieces
        pieces = pieces[1:]


def _one_of(found: Sequence[Needed | None]) -> Needed | None:
    return None if None in found else frozenset().union(*(words for words in found if words))


def _sequence(pieces: Sequence[tuple[str, str]]) -> tuple[Needed | None, Sequence[tuple[str, str]]]:
    """The best choice of what one alternative needs, and what comes after it."""
    choices: list[Needed] = []
    run = ""
    while pieces and pieces[0][0] not in ")|":
        (piece, often), pieces = pieces[0], pieces[1:]
        optional = _MAY_BE_MISSING.match(often) is not None
        plain = len(piece) == 1 and piece.isalpha()
        if plain and not optional:
            run += piece
        if not plain or often:
            choices, run = [*choices, frozenset({run})], ""
        if piece.startswith("("):
            words, closing = _alternatives(pieces)
            optional = _MAY_BE_MISSING.match(closing[0][1]) is not None
            pieces = closing[1:]
            if words and not optional and not piece.startswith(_LOOKAROUND):
                choices.append(words)
    choices.append(frozenset({run}))
    best = max(choices, key=lambda words: (min(map(len, words)), -len(words)))
    return (best if min(map(len, best)) >= SHORTEST else None), pieces
