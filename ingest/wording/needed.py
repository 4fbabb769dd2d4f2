"""Words without which a pattern cannot match, and how far behind its beginning they stand, read off the pattern itself.

A regular expression takes its time to say that it matches nowhere in a text. That one of a few words stands nowhere in
it is known for hundreds of patterns at once (see `stems`), and where one stands only few places before it need a try.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

SHORTEST = 3
"""Letters below which a word stands in too many texts to spare anything."""
NEAR = 12
"""Characters of a match before a word that still says well where the match begins."""

# What a pattern is made of: an escape, a class of characters, the opening of a group, or one character; and what says
# how often it stands there.
_PIECE = re.compile(
    r"(?P<piece>\\x[0-9a-fA-F]{2}|\\.|\[\^?\]?(?:\\.|[^\]])*\]|\((?:\?(?:P<\w+>|(?:-i)?:|[=!]|<[=!]))?|.)"
    r"(?P<often>[*?+]|\{\d*,?\d*\})?[?+]?",
    re.DOTALL,
)
_LOOKAROUND = ("(?=", "(?!", "(?<")
_MAY_BE_MISSING = re.compile(r"[*?]|\{(?:0|,)")
_MOST = re.compile(r"\{(?:\d*,)?(?P<most>\d+)\}")
_NO_END = re.compile(r"[*+]|\{\d*,\}")
# Characters that a plain space stands for at most, and what was matched before.
_LENGTHS = {" ": 6.0, **{f"\\{number}": inf for number in range(1, 10)}}
_TRY = 4  # characters that a search goes past in the time of one try at a place
_Pieces = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Needed:
    """Words of which every match holds one, and how many of its characters stand before that at most."""

    words: frozenset[str]
    reach: float

    @property
    def worth(self) -> tuple[int, bool, int]:
        """What it spares: long words stand in few texts; near the beginning of a match they say where that is."""
        return min(map(len, self.words)), self.reach <= NEAR, -len(self.words)


def needed(pattern: str) -> Needed | None:
    """Words of which every match of the pattern holds one; None where there is no such choice.

    Spaces part words, since each stands for any run of white space.
    """
    pieces = [(found["piece"], found["often"] or "") for found in _PIECE.finditer(pattern)]
    assert ("(", "?") not in pieces, f"a kind of group that is not known here in {pattern}"
    found, _, rest = _alternatives(pieces)
    assert not rest, f"brackets that do not match in {pattern}"
    return found


def search_near(
    pattern: re.Pattern[str], reach: float, places: Sequence[int], text: str, start: int, end: int
) -> re.Match[str] | None:
    """As `pattern.search`, tried only where it may match.

    Args:
        pattern: Every match of it holds a word that begins at one of the places.
        reach: The characters of a match before that word, at most.
        places: Where such words begin, in order.
        text: The text.
        start: Where to begin.
        end: Where to end.
    """
    near = places[bisect_left(places, start) :]
    if not near:
        return None
    untried = max(start, near[0] - reach)
    if (reach + 1) * len(near) * _TRY > end - untried:
        return pattern.search(text, int(untried), end)
    for place in near:
        for begin in range(int(max(untried, place - reach)), place + 1):
            match = pattern.match(text, begin, end)
            if match:
                return match
        untried = place + 1
    return None


def _alternatives(pieces: _Pieces) -> tuple[Needed | None, float, _Pieces]:
    """What one of several alternatives needs and the length of the longest, up to the bracket that closes them.

    And what comes after that.
    """
    found: list[Needed | None] = []
    longest = 0.0
    while True:
        words, length, pieces = _sequence(pieces)
        found.append(words)
        longest = max(longest, length)
        if not pieces or pieces[0][0] == ")":
            return _one_of(found), longest, pieces
        pieces = pieces[1:]


def _one_of(found: Sequence[Needed | None]) -> Needed | None:
    known = [each for each in found if each]
    if len(known) < len(found):
        return None
    return Needed(frozenset().union(*(each.words for each in known)), max(each.reach for each in known))


def _sequence(pieces: _Pieces) -> tuple[Needed | None, float, _Pieces]:
    """The best choice of what one alternative needs, its length at most, and what comes after it."""
    choices: list[Needed] = []
    run, before, length = "", 0.0, 0.0
    while pieces and pieces[0][0] not in ")|":
        (piece, often), pieces = pieces[0], pieces[1:]
        one = _LENGTHS.get(piece, 1.0)
        plain = len(piece) == 1 and (piece.isalnum() or piece in "/-")
        if plain and not _MAY_BE_MISSING.match(often):
            run, before = run + piece, before if run else length
        if not plain or often:
            choices, run = [*choices, Needed(frozenset({run}), before)], ""
        if piece.startswith("("):
            words, one, closing = _alternatives(pieces)
            often, pieces = closing[0][1], closing[1:]
            if piece.startswith(_LOOKAROUND):
                words, one = None, 0.0
            if words and not _MAY_BE_MISSING.match(often):
                choices.append(Needed(words.words, length + words.reach))
        length += one * _most(often)
    choices.append(Needed(frozenset({run}), before))
    best = max(choices, key=lambda choice: choice.worth)
    return (best if best.worth[0] >= SHORTEST else None), length, pieces


def _most(often: str) -> float:
    """How often a piece stands there at most."""
    told = _MOST.fullmatch(often)
    return inf if _NO_END.fullmatch(often) else float(told["most"]) if told else 1.0
