"""Words without which a pattern cannot match, read off the pattern itself.

A regular expression takes its time to say that it matches nowhere in a text. That one of a few words stands nowhere in
it is known for hundreds of patterns at once (see `stems`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
Needed = frozenset[str]


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
        plain = len(piece) == 1 and (piece.isalnum() or piece in "/-")
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
