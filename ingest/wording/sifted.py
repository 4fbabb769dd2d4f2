"""Vocabularies searched for only where a text holds something that every match needs.

Most sentences hold no phrase of a vocabulary, and an alternation of fifty phrases takes 20 microseconds to say so of
one. Some word of every phrase can be looked for instead: "appeal" or "action" where "(?:lodged|filed) an? (?:appeal|
action)" is to be found. Where no phrase's words stand, no phrase can; that takes one. Where some do, only those phrases
are tried, and only as far before their words as a match can begin: a search for two phrases in a text of 100,000
characters takes a tenth of a millisecond, and went through it for 26.

The vocabularies of one file are tried on the same text one after the other, and share one pass over it: the first
finds what may stand of each. Of 84,000 searches in 122 documents 24,000 take a pass.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from math import inf
from pathlib import Path
from typing import TypeVar

from ingest.wording.needed import needed, search_near
from ingest.wording.phrases import any_of, read_phrases
from ingest.wording.stems import Stems

# Letters that Python takes for one where case is ignored, and lower case keeps apart.
_ONE = (("İ", "i"), ("ı", "i"), ("ſ", "s"), ("ς", "σ"))
_KEPT = 8
"""Texts of which is kept what may stand in them."""
Name = TypeVar("Name", bound=Hashable)


_Standing = Sequence[tuple[int, Sequence[int]]]
"""Phrases that may stand in a text, in their order, each with the places of the words that it needs, if any."""


class _Sieve:
    """Says, in one pass over a text, which phrases of each of several vocabularies may stand in it, and where."""

    def __init__(self, vocabularies: Sequence[Sequence[str]], *, ignore_case: bool) -> None:
        self._ignore_case = ignore_case
        self._always: list[dict[int, list[int]]] = []
        self.reaches: list[list[float]] = []
        """Of each phrase how many characters of a match stand before the word that it needs, at most."""
        by_word: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for place, phrases in enumerate(vocabularies):
            needs = [needed(phrase) for phrase in phrases]
            self._always.append({number: [] for number, need in enumerate(needs) if need is None})
            self.reaches.append([need.reach if need else inf for need in needs])
            for number, need in enumerate(needs):
                for word in need.words if need else ():
                    by_word[self._plain(word)].append((place, number))
        self._words, self._of_word = Stems(by_word), list(by_word.values())
        self._everywhere = {place: list(numbers.items()) for place, numbers in enumerate(self._always) if numbers}
        self.standing = lru_cache(_KEPT)(self._standing)
        """What may stand in a text of each vocabulary, by its place."""

    def _standing(self, text: str) -> Mapping[int, _Standing]:
        met = self._words.standing(self._plain(text))
        if not met:
            return self._everywhere
        found: dict[int, dict[int, list[int]]] = {}
        for word, places in met.items():
            for vocabulary, number in self._of_word[word]:
                numbers = found.setdefault(vocabulary, dict(self._always[vocabulary]))
                numbers[number] = sorted(numbers[number] + places) if number in numbers else places
        return self._everywhere | {vocabulary: sorted(numbers.items()) for vocabulary, numbers in found.items()}

    def _plain(self, text: str) -> str:
        if not self._ignore_case:
            return text
        if not text.isascii():
            for letter, same in _ONE:
                text = text.replace(letter, same)
        return text.lower()


class Sifted:
    """Any of the phrases, each a regular expression with plain spaces, as `any_of` finds them."""

    def __init__(
        self,
        phrases: Iterable[str],
        *,
        whole_words: bool = True,
        ignore_case: bool = True,
        shared: tuple[_Sieve, int] | None = None,
    ) -> None:
        """`shared`: the sieve that says which of the phrases may stand, and which of its vocabularies this is."""
        self._phrases = tuple(phrases)
        self._how = {"whole_words": whole_words, "ignore_case": ignore_case}
        self._sieve, self._place = shared or (_Sieve([self._phrases], ignore_case=ignore_case), 0)
        self._reaches = self._sieve.reaches[self._place]
        self._compiled: dict[int, re.Pattern[str]] = {}

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As of a pattern."""
        limit = len(text) if end is None else end
        first: re.Match[str] | None = None
        for number, places in self._standing(text, start, limit):
            match = self._first(number, places, text, start, limit)
            if match and (first is None or match.start() < first.start()):
                first = match
        return first

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As of a pattern: where no word of a phrase stands, none is tried, which takes a third less."""
        return self._pattern.match(text, start) if self._standing(text, start, len(text)) else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """As of a pattern."""
        limit = len(text) if end is None else end
        standing = self._standing(text, start, limit)
        tried = ((each, self._first(*each, text, start, limit)) for each in standing)
        ahead = [(each, match) for each, match in tried if match]
        while ahead:
            # of those that begin at one place the first in the order of the phrases
            first = min((match for _, match in ahead), key=lambda match: match.start())
            yield first
            # what began before its end is looked for again behind it
            at = max(first.end(), first.start() + 1)
            following = (
                (each, match if match.start() >= at else self._first(*each, text, at, limit)) for each, match in ahead
            )
            ahead = [(each, match) for each, match in following if match]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return any_of(self._phrases, **self._how)

    def _first(self, number: int, places: Sequence[int], text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match of one of the phrases, which is compiled when its words are first met: most never are."""
        if number not in self._compiled:
            self._compiled[number] = any_of([self._phrases[number]], **self._how)
        pattern = self._compiled[number]
        if not places:
            return pattern.search(text, start, end)
        return search_near(pattern, self._reaches[number], places, text, start, end)

    def _standing(self, text: str, start: int, end: int) -> _Standing:
        standing = self._sieve.standing(text[start:end]).get(self._place, ())
        return [(number, [start + place for place in places]) for number, places in standing] if start else standing


def sifted(
    lists: Mapping[Name, Iterable[str]], *, whole_words: bool = True, ignore_case: bool = True
) -> dict[Name, Sifted]:
    """Several vocabularies by name, looked for together: for those that are tried on the same texts."""
    phrases = {name: tuple(each) for name, each in lists.items()}
    sieve = _Sieve(list(phrases.values()), ignore_case=ignore_case)
    how = {"whole_words": whole_words, "ignore_case": ignore_case}
    return {name: Sifted(each, **how, shared=(sieve, place)) for place, (name, each) in enumerate(phrases.items())}


@lru_cache
def vocabulary(path: Path) -> Mapping[str, Sifted]:
    """The patterns of a vocabulary file by name: whole words, any case. Who reads it again gets the same."""
    return sifted(read_phrases(path))
