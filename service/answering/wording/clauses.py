"""The clauses of an English sentence: which words a negation reaches, and what is only to come, possible or said."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from service.answering.wording.opposites import root

CLAUSES_KEPT = 20_000
"""Sentences of which the clauses stay in memory: they are read for question after question."""
TOKEN = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*")


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    negators: str
    denying: str
    phrases: tuple[str, ...]
    harmless: tuple[str, ...]
    modes: dict[str, tuple[str, ...]]


_FILE = msgspec.convert(tomllib.loads(Path(__file__).with_name("clauses.toml").read_text(encoding="utf-8")), _File)
_NEGATORS, _DENYING = frozenset(_FILE.negators.split()), frozenset(_FILE.denying.split())
_PHRASES = re.compile("|".join(_FILE.phrases), re.IGNORECASE)
_HARMLESS = re.compile("|".join(_FILE.harmless), re.IGNORECASE)
MODES = {name: re.compile("|".join(patterns), re.IGNORECASE) for name, patterns in _FILE.modes.items()}
"""Ways of saying a thing, by name."""
_BREAK = re.compile(
    r"[;:()–—]|\s-\s|,(?!\d)|\b(?:but|although|though|while|whereas|because|which|who|since|so|however|and|as|until|"
    r"unless|if|whether|when)\b"
)
_MONTH = re.compile(r"(?<=[\w,(] )May\b")
"""The month, which permits nothing."""
_PASSIVE = frozenset({"was", "were", "been", "is", "are", "be", "being"})
_BEFORE_PARTICIPLE = 3
"""Words before a participle among which its auxiliary stands."""
_AHEAD = re.compile(
    r"\b(?:must|shall|may|might|can|could|cannot|will|would|should|if|unless|whether|until|before|propos\w+|seek\w*|"
    r"sought|recommend\w*|consider\w*|threaten\w*|signal\w*|ask(?:s|ed|ing)?|request\w*|intend\w*|plan(?:s|ned)?|"
    r"demand\w*|call(?:s|ed)? for|want(?:s|ed)?|in vain|in the event of|spare[sd]?|suspect\w*|accus\w+|alleg\w+|"
    r"subject to|days|weeks|right|wish\w*|hop(?:e|es|ed|ing)|urg\w+|risk\w*|fac(?:e|es|ing)|liable|possible|potential|"
    r"opt out|minded)\b"
)
_AHEAD_AFTER = re.compile(
    r"(?:\w+ ){0,8}?(?:(?:is|are|was|remains?) (?:\w+ )?(?:open|possible|available)|lies?|may|can|could|must|might|"
    r"would|is to be|has to)\b"
)
_SEGMENT = re.compile(r"\b(?:but|although|though|while|whereas|because|which|who|since)\b")
_NEAR_BEFORE, _NEAR_AFTER = 9, 11
"""Words before and after one among which it is said that it is only ahead."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: its root, the clause it stands in, its place, and itself in lower case."""

    root: str
    clause: int
    place: int
    text: str


@dataclass(frozen=True, slots=True)
class Negation:
    """A word that denies those from `first` to `last` of its clause; `root` is its own where it is more than "not"."""

    root: str
    clause: int
    first: int
    last: int
    place: int

    def reaches(self, place: int) -> bool:
        """Whether the word at a place is denied by it."""
        return self.first <= place <= self.last


@dataclass(frozen=True, slots=True)
class Clauses:
    """The words of a sentence in order, its negations, and the modes of each of its clauses."""

    words: tuple[Word, ...]
    negations: tuple[Negation, ...]
    modes: tuple[frozenset[str], ...]

    def is_ahead(self, place: int) -> bool:
        """Whether what stands at a place is only what somebody may, must, asks or is accused to do."""
        said = [word.text for word in self.words]
        before = _SEGMENT.split(" ".join(said[max(0, place - _NEAR_BEFORE) : place]))[-1]
        after = _SEGMENT.split(" ".join(said[place + 1 : place + 1 + _NEAR_AFTER]))[0].strip()
        return bool(_AHEAD.search(before) or _AHEAD_AFTER.match(after))

    def is_infinitive(self, place: int) -> bool:
        """Whether "to" stands right before a word, or before its adverb."""
        return any(word.text == "to" for word in self.words[max(0, place - 2) : place])


@lru_cache(maxsize=CLAUSES_KEPT)
def clauses_of(text: str) -> Clauses:
    """Read the clauses of an English sentence."""
    low = _MONTH.sub("mai", text).casefold().replace("’", "'")
    found = list(TOKEN.finditer(low))
    clauses = _clauses(low, [one.start() for one in found])
    words = tuple(Word(root(one.group()), clauses[n], n, one.group()) for n, one in enumerate(found))
    ends: dict[int, tuple[int, int]] = {}
    for word in words:
        ends[word.clause] = (ends.get(word.clause, (word.place, 0))[0], word.place)
    modes = [_modes(low[found[first - 1].end() if first else 0 : found[last].end()]) for first, last in ends.values()]
    return Clauses(words, tuple(_negations(low, words, [one.start() for one in found], ends)), tuple(modes))


def _clauses(low: str, starts: Sequence[int]) -> list[int]:
    """The number of the clause that each word stands in; a conjunction stands in the clause that it begins."""
    breaks = [one.start() for one in _BREAK.finditer(low)]
    numbers: list[int] = []
    clause = passed = 0
    for start in starts:
        before = passed
        while passed < len(breaks) and breaks[passed] <= start:
            passed += 1
        clause += passed > before and bool(numbers)
        numbers.append(clause)
    return numbers


def _modes(part: str) -> frozenset[str]:
    return frozenset(name for name, pattern in MODES.items() if pattern.search(part))


def _negations(
    low: str, words: Sequence[Word], starts: Sequence[int], ends: dict[int, tuple[int, int]]
) -> list[Negation]:
    """The negators of a sentence: "not" reaches its whole clause, "without" what follows, "refused" what it governs."""
    phrases = {one.start() for one in _PHRASES.finditer(low)}
    harmless = [one.span() for one in _HARMLESS.finditer(low)]
    found: list[Negation] = []
    for word, start in zip(words, starts, strict=True):
        if any(first <= start < last for first, last in harmless):
            continue
        first, last = ends[word.clause]
        if word.text.removesuffix("'s") in _NEGATORS or word.text.endswith("n't"):
            if not any(not one.root and one.clause == word.clause for one in found):
                found.append(Negation("", word.clause, first, last, word.place))
        elif start in phrases:
            found.append(Negation("", word.clause, word.place + 1, last, word.place))
        elif word.text in _DENYING:
            before = words[max(first, word.place - _BEFORE_PARTICIPLE) : word.place]
            passive = any(one.text in _PASSIVE for one in before)
            found.append(Negation(word.root, word.clause, first if passive else word.place + 1, last, word.place))
    return found
