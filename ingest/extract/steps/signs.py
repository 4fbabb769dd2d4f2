"""What in a sentence is a sign of a step: its words, and around each act what it befalls, who does it, what denies it.

Signs of one act are given twice: under its own name, and as those of any act, so that what is learnt of "quashed" (that
"asked to" before it makes none of it) holds for "reduced" too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.gazetteer import Gazetteer
from ingest.extract.steps.senses import Word, words_of
from ingest.wording.dates import may_hold_date

ANY = "A"
"""The name of any act."""
_REACH, _BESIDE, _NEAR = 8, 4, 3
"""Words from an act to what it befalls and who does it, to any word, and to what leaves it open in another clause."""
_BREAK = re.compile(r"[;:–—()]|,(?!\d)")
_ENDED = re.compile(r"[.!?][\"”’»)]*\s*$")
_QUOTE = re.compile(r"[\"“«„]")
_CASE = re.compile(r"\bv\.? [A-Z]")


@dataclass(frozen=True, slots=True)
class Signs:
    """Of one sentence: `words` in order, signs of the whole, of each act by its name, and of any act by the act's."""

    words: Sequence[Word]
    whole: frozenset[str]
    own: frozenset[str]
    shared: dict[str, frozenset[str]]

    def first(self, acts: frozenset[str]) -> Word | None:
        """The first word that is one of these acts."""
        return next((word for word in self.words if word.names & acts), None)


def signs_of(
    text: str, language: str, gazetteer: Gazetteer, *, first: bool = False, before: Sequence[Word] = ()
) -> Signs:
    """Read one sentence; `first` opens its text, `before` are the words of the sentence that stands before it."""
    words = words_of(text, language, gazetteer)
    clauses = _clauses(words, text)
    whole = {*_marks(text, first=first)}.union(*(word.names for word in words))
    own: set[str] = set()
    shared: dict[str, set[str]] = {}
    for at, word in enumerate(words):
        acts = [name for name in word.names if name[0] == "+"]
        around = _around(words, clauses, at) if acts else ()
        for act in acts:
            own.update(each.replace(ANY, act, 1) for each in around)
            shared.setdefault(act, set()).update(around)
    senses = [name for name in whole if name[0] in "+=@?"]
    own.update(f"&{act}{other}" for act in shared for other in senses if other != act)
    earlier = {name for word in before for name in word.names} if shared else ()
    own.update(f"<<{name}" for name in earlier if name[0] in "+=@")
    return Signs(words, frozenset(whole), frozenset(own), {act: frozenset(signs) for act, signs in shared.items()})


def _marks(text: str, *, first: bool) -> list[str]:
    found = {
        "!first": first,
        "!date": may_hold_date(text),
        "!head": _ENDED.search(text) is None,
        "!quote": _QUOTE.search(text) is not None,
        "!ask": text.rstrip().endswith("?"),
        "!case": _CASE.search(text) is not None,
    }
    return [name for name, holds in found.items() if holds]


def _clauses(words: Sequence[Word], text: str) -> list[int]:
    """The number of the clause that each word stands in."""
    number, found = 0, []
    for at, word in enumerate(words):
        number += at > 0 and _BREAK.search(text[words[at - 1].end : word.start]) is not None
        found.append(number)
    return found


def _around(words: Sequence[Word], clauses: Sequence[int], at: int) -> set[str]:
    """The signs around an act: on which side the nearest of each sort stands, and what touches the act."""
    found: set[str] = set()
    nearest: set[tuple[str, str]] = set()
    for distance in range(1, _REACH + 1):
        met: set[tuple[str, str]] = set()
        for place, side in ((at - distance, "<"), (at + distance, ">")):
            if 0 <= place < len(words):
                same = clauses[place] == clauses[at]
                for name in words[place].names:
                    found.update(_signs(name, side, distance, same=same, nearest=(name[0], side) not in nearest))
                    met.add((name[0], side))
        nearest |= met
    found |= {f"{ANY}_{name}" for name in (words[at + 1].names if at + 1 < len(words) else "$")}
    found |= {f"{ANY}-{name}" for name in (words[at - 1].names if at else "$")}
    return found


def _signs(name: str, side: str, distance: int, *, same: bool, nearest: bool) -> Iterator[str]:
    """What one name of a word is a sign of, on one side of an act, in the `same` clause or not."""
    sort = name[0]
    if sort in "=@":
        if nearest:
            yield from (f"{ANY}{side}{name}", f"{ANY}*{name}")
        if same:
            yield f"{ANY}c{name}"
    elif sort == "+" or (sort == "?" and (same or distance <= _NEAR)):
        yield from (f"{ANY}{side}{name}", f"{ANY}*{name}")
        if sort == "?" and distance <= _NEAR:
            yield f"{ANY}n{side}{name}"
    elif distance <= _BESIDE and sort.isalpha():
        yield f"{ANY}~{name}"
