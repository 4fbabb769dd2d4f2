"""The signs that the words of a short text give of what a sum in it is: what `likely.py` weighs.

Words count by their English stems, in other languages by the stems of what they mean: what sorts of words
(`signs.toml`) stand before and behind the sum, how near, which of them stands nearest; the words right beside it; who
is named; what the phrases say by which long texts are read; and how the sum stands among the others of the text.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.documents import Span
from corpus.glosses import english_stem, gloss_stems
from ingest.extract.parties import key_of
from ingest.extract.reading import Reading, Sentence
from ingest.extract.sums.called import kind_called
from ingest.extract.sums.money import Amount
from ingest.extract.sums.stages import phrases_of, stage_by_phrases
from ingest.extract.voice import voice_of

_FILE = tomllib.loads(Path(__file__).with_name("signs.toml").read_text(encoding="utf-8"))


def _sorts(table: Mapping[str, str], *, stemmed: bool) -> dict[str, frozenset[str]]:
    """The sorts of each word."""
    sorts: dict[str, frozenset[str]] = {}
    for name, words in table.items():
        for word in words.split():
            key = english_stem(word) if stemmed else word
            sorts[key] = sorts.get(key, frozenset()) | {name}
    return sorts


_CALLED = frozenset(_FILE["called"])
_SORTS = _sorts({**_FILE["called"], **_FILE["deeds"], **_FILE["whose"]}, stemmed=True)
_SMALL = _sorts(_FILE["small"], stemmed=False)
_TOKEN = re.compile(
    r"(?:(?:[cdjlmnst]|qu|un|(?:d|a|da|de|ne|su|co)ll)['’](?=\w))|[^\W\d_]+|\d[\d.,]*|[%,;:()\[\]–—\"“”„«»?|]"
)
_BREAKS = frozenset(',;:()[]–—"“”„«»?|')
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = re.compile(r"(?<![\w.,])(?:19|20)\d\d(?![\w%])(?![.,]\d)")
_NEAR, _BESIDE, _AROUND = 6, 3, 30
"""Words counted as near a sum, by their place beside it, and as around it."""
_STEPS = (2, 5, 10, 20)
"""Distances in words, of which only these steps count."""
_MOST = 40
"""Words of the sentence before and behind that are looked at."""
_LEFT, _RIGHT = 220, 90
"""Characters before and behind a sum that are searched for phrases."""
_SMALL_SUM, _TINY_SUM = 1000, 100
_GERMAN = "de"


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, figure or mark: its stems, and what sorts of word it is; `unknown`: no list knows it."""

    stems: frozenset[str]
    sorts: frozenset[str]
    breaks: bool = False
    unknown: bool = False


_SUM = _Token(frozenset(["$"]), frozenset(), breaks=True)
_PARTY = _Token(frozenset(["#party"]), frozenset(["party"]))


@lru_cache(maxsize=50_000)
def _token(text: str, language: str) -> _Token:
    if text[0].isdigit():
        return _Token(frozenset(["#year" if _YEAR.fullmatch(text) else "#"]), frozenset())
    if not text[0].isalpha():
        return _Token(frozenset([text]), frozenset(), breaks=text in _BREAKS)
    plain = text.casefold()
    known = frozenset([english_stem(plain)]) if language == "en" else gloss_stems(plain, language)
    sorts = frozenset(sort for stem in known for sort in _SORTS.get(stem, ()))
    if language != "en":
        sorts |= _SMALL.get(plain, frozenset())
    # English has no word list that could tell a name from a word; German writes all its nouns so
    unknown = not sorts and len(text) > 1 and not (known and language == _GERMAN)
    return _Token(known or frozenset([f"{language}:{plain}"]), sorts, unknown=unknown)


class Signs:
    """Gives the signs of each sum of one text."""

    def __init__(
        self,
        reading: Reading,
        amounts: Sequence[Amount],
        *,
        respondents: Sequence[str],
        language: str,
        day: dt.date | None,
    ) -> None:
        """`day`: of the text; what it tells of earlier years is no news. None: of the last year that it names."""
        self._reading, self._amounts, self._language = reading, amounts, language
        years = [int(match) for match in _YEARS.findall(reading.text)]
        self._year = day.year if day else max(years, default=None)
        self._parties = frozenset(word for name in respondents for word in key_of(name).split())
        self._counts = Counter(amount.money for amount in amounts)
        self._ranked = sorted({amount.money.amount for amount in amounts}, reverse=True)
        self._first: dict[object, int] = {}
        for amount in amounts:
            self._first.setdefault(amount.money, amount.span.start)
        self._sentences: dict[Span, frozenset[str]] = {}

    def of(self, amount: Amount, sentence: Sentence) -> set[str]:
        """The signs of one sum."""
        before = self._tokens(sentence.span.start, amount.span.start)[::-1]
        behind = self._tokens(amount.span.end, max(amount.span.end, sentence.span.end))
        found = {*_side("<", before), *_side(">", behind), *self._standing(amount, sentence)}
        found.update(_phrases(amount, sentence))
        for token in (*before[:_AROUND], *behind[:_AROUND]):
            found.update(f"={sort}" for sort in token.sorts)
            found.update(f"s:{stem}" for stem in token.stems)
        found.update(f"{one}¤{other}" for one in _nearest(before) for other in _nearest(behind))
        for mark, beside in (("p", self._reading.before(sentence)), ("n", self._reading.after(sentence))):
            found.update(f"{mark}{sort}" for sort in self._sorts_of(beside)) if beside else found.add(f"{mark}-")
        return found

    def _standing(self, amount: Amount, sentence: Sentence) -> Iterator[str]:
        """How it stands in the text, and among its other sums."""
        figure, start = amount.money.amount, sentence.span.start
        yield f"head{start == 0}"
        yield f"parties{bool(self._parties)}"
        yield f"count{min(3, self._counts[amount.money])}"
        yield f"again{amount.span.start > self._first[amount.money]}"
        yield f"rank{min(3, self._ranked.index(figure))}of{min(4, len(self._ranked))}"
        yield f"digits{min(4, len(figure.normalize().as_tuple().digits))}"
        yield f"place{min(3, 4 * start // max(1, len(self._reading.text)))}"
        if amount.approximate:
            yield "approximate"
        if figure < _SMALL_SUM:
            yield "small"
        if figure < _TINY_SUM:
            yield "tiny"
        if figure != figure.to_integral_value():
            yield "cents"

    def _sorts_of(self, sentence: Sentence) -> frozenset[str]:
        if sentence.span not in self._sentences:
            tokens = self._tokens(sentence.span.start, sentence.span.end)[:_MOST]
            self._sentences[sentence.span] = frozenset(sort for token in tokens for sort in token.sorts)
        return self._sentences[sentence.span]

    def _tokens(self, start: int, end: int) -> list[_Token]:
        """The tokens of a part of the text, each sum one of them."""
        found: list[_Token] = []
        at = start
        for amount in self._amounts:
            if start < amount.span.end and amount.span.start < end:
                found += self._words(at, amount.span.start, opens=at == start)
                found.append(_SUM)
                at = max(at, amount.span.end)
        found += self._words(at, end, opens=at == start)
        return found

    def _words(self, start: int, end: int, *, opens: bool) -> Iterator[_Token]:
        for match in _TOKEN.finditer(self._reading.text, start, max(start, end)):
            word = match[0]
            token = _token(word, self._language)
            if word[0].isupper():
                if word.casefold() in self._parties:
                    yield _PARTY
                    continue
                if token.unknown and not (opens and match.start() == start):
                    yield _Token(token.stems | {"#name"}, frozenset(["name"]))
                    continue
            elif self._year and _YEAR.fullmatch(word):
                ago = self._year - int(word)
                yield _Token(token.stems, frozenset(["then" if ago > 1 else "last" if ago == 1 else "now"]))
                continue
            yield token


def _phrases(amount: Amount, sentence: Sentence) -> Iterator[str]:
    """What the phrases by which long texts are read make of it."""
    at, end = amount.span.start - sentence.span.start, amount.span.end - sentence.span.start
    left, right = sentence.text[max(0, at - _LEFT) : at], sentence.text[end : end + _RIGHT]
    yield from phrases_of(left, right)
    yield f"stage:{stage_by_phrases(left, right, voice_of(sentence.text, at=at), decides=False)}"
    yield f"kind:{kind_called(left, right)}"


def _nearest(side: Sequence[_Token]) -> frozenset[str]:
    return side[0].stems if side else frozenset(["^"])


def _side(mark: str, side: Sequence[_Token]) -> Iterator[str]:
    """The signs of the words on one side of a sum, the nearest first."""
    broken, called, deed = "", False, False
    for place, token in enumerate(side):
        broken = "|" if token.breaks else broken
        distance = next((step for step, most in enumerate(_STEPS) if place < most), len(_STEPS))
        for sort in token.sorts:
            yield f"{mark}{sort}{distance}"
            yield f"{mark}{sort}{broken}"
            if (not called and sort in _CALLED) or (not deed and sort not in _CALLED):
                yield f"{mark}first:{sort}"
        called = called or bool(token.sorts & _CALLED)
        deed = deed or bool(token.sorts - _CALLED)
        if place < _NEAR:
            yield from (f"{mark}n:{stem}" for stem in token.stems)
        if place < _BESIDE:
            yield from (f"{mark}{place}:{stem}" for stem in token.stems)
    if not side:
        yield f"{mark}^"
    yield f"{mark}sums{min(sum(token is _SUM for token in side), 2)}"
