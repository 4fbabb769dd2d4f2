"""The words of a sentence by what they say of a decision, whatever the language: acts, what they befall, who acts.

A word has the stems of its English meanings, the senses that `senses.toml` gives to them or to the word itself, and
marks for what only stands for something: a number, a sum, a name. Known courts and authorities are one word each.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.gazetteer import Gazetteer
from corpus.glosses import english_stem, glossed_words, is_listed
from ingest.wording.months import month_number

NUMBER, SUM, NAME, UNKNOWN = "#", "=sum", "^", "."
COURT, AUTHORITY, PARTY = "@court", "@authority", "@party"
_MARKS = {"acts": "+", "objects": "=", "actors": "@", "around": "?"}
_APART, _FAR = 4, 6
"""Words between two that belong together: in English, and where the order is another language's."""
_FILE: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("senses.toml").read_text(encoding="utf-8"))
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FIGURE = re.compile(r"\d[\d.,\u00a0\u202f ]*\d|\d")
_POSSESSIVE = re.compile(r"['’]s$")
_UNIT = (
    r"(?:EUR|GBP|USD|DKK|NOK|SEK|CHF|PLN|HUF|CZK|COP|Rs\.?|HK|NT|kr|zł|RM|[€£$₹¥₦]|euros?\b|Euro|kroner|kronor"
    r"|million|billion|mio|Mio|Millionen|miljo|mln|tys|milioni|millones|milhões|εκατ|crore|lakh|bn\b|m\b)"
)
_UNIT_BEHIND = re.compile(rf"\s?{_UNIT}")
_UNIT_BEFORE = re.compile(rf"{_UNIT}\s?$")
_NEAR_UNIT = 5


@dataclass(frozen=True, slots=True)
class Word:
    """Where a word stands, and its names: stems, senses with their mark before them, placeholders."""

    start: int
    end: int
    names: frozenset[str]


def _read() -> tuple[dict[str, set[str]], dict[tuple[str, str], set[str]], dict[str, list[tuple[list[str], str]]]]:
    """Senses by stem, by two stems, and by the beginnings of words of each language."""
    single: dict[str, set[str]] = defaultdict(set)
    double: dict[tuple[str, str], set[str]] = defaultdict(set)
    own: dict[str, list[tuple[list[str], str]]] = {}
    for section, rows in _FILE.items():
        if section not in _MARKS:
            own[section] = [(word.split("_"), f"+{name}") for name, words in rows.items() for word in words.split()]
            continue
        for name, words in rows.items():
            for word in words.split():
                first, _, rest = word.partition("_")
                sense = _MARKS[section] + name
                if rest:
                    double[english_stem(first), english_stem(rest.rpartition("_")[2])].add(sense)
                else:
                    single[english_stem(first)].add(sense)
    return dict(single), dict(double), own


_SINGLE, _DOUBLE, _OWN = _read()
_FIRST = frozenset(first for first, _ in _DOUBLE)


def words_of(text: str, language: str, gazetteer: Gazetteer) -> list[Word]:
    """The words of a sentence, in order."""
    found = _foreign(text, language) if is_listed(language) else _english(text)
    return _with_bodies(found, text, gazetteer)


def _english(text: str) -> list[Word]:
    found: list[tuple[int, int, set[str]]] = []
    stems: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if any(letter.isdigit() for letter in word):
            stem, names = NUMBER, _figure(text, *match.span())
        else:
            stem = english_stem(_POSSESSIVE.sub("", word))
            names = _named(stem) | ({NAME} if found and word[0].isupper() and stem not in _SINGLE else set())
        stems.append(stem)
        found.append((match.start(), match.end(), names))
    for at, stem in enumerate(stems):
        for behind in stems[at + 1 : at + 1 + _APART] if stem in _FIRST else ():
            found[at][2].update(_DOUBLE.get((stem, behind), ()))
    return [Word(start, end, frozenset(names)) for start, end, names in found]


def _foreign(text: str, language: str) -> list[Word]:
    found = [(match.start(), match.end(), _figure(text, *match.span())) for match in _FIGURE.finditer(text)]
    for word in glossed_words(text, language):
        names = {NUMBER} if month_number(word.text) else set().union(word.stems, *map(_named, word.stems))
        found.append((word.start, word.end, names or {NAME if word.text[0].isupper() else UNKNOWN}))
    found.sort(key=lambda each: each[:2])
    _join(found)
    _add_own(found, text, language)
    return [Word(start, end, frozenset(names)) for start, end, names in found]


def _join(found: list[tuple[int, int, set[str]]]) -> None:
    """Add the senses of two words that stand near each other in either order."""
    for at, (_, _, names) in enumerate(found):
        firsts = names & _FIRST
        if firsts:
            near = set().union(*(each[2] for each in found[max(0, at - _APART) : at + 1 + _APART]))
            for first in firsts:
                names.update(*(_DOUBLE.get((first, second), ()) for second in near))


def _add_own(found: list[tuple[int, int, set[str]]], text: str, language: str) -> None:
    lower = [text[start:end].casefold() for start, end, _ in found]
    for at, (_, _, names) in enumerate(found):
        for parts, sense in _own_of(language, lower[at]):
            near = lower[max(0, at - _FAR) : at] + lower[at + 1 : at + 1 + _FAR]
            if len(parts) == 1 or any(word.startswith(parts[-1]) for word in near):
                names.add(sense)


@lru_cache(maxsize=50_000)
def _own_of(language: str, word: str) -> tuple[tuple[list[str], str], ...]:
    return tuple(entry for entry in _OWN.get(language, ()) if word.startswith(entry[0][0]))


@lru_cache(maxsize=50_000)
def _senses(stem: str) -> frozenset[str]:
    return frozenset(_SINGLE.get(stem, ()))


def _named(stem: str) -> set[str]:
    return {stem, *_senses(stem)}


def _figure(text: str, start: int, end: int) -> set[str]:
    """A number, and a sum where a unit of money or a large number word stands beside it."""
    money = _UNIT_BEFORE.search(text[max(0, start - _NEAR_UNIT) : start]) or _UNIT_BEHIND.match(text, end)
    return {NUMBER, SUM} if money else {NUMBER}


def _with_bodies(found: list[Word], text: str, gazetteer: Gazetteer) -> list[Word]:
    """Each court and authority that is known by name as one word that says only which of both it is."""
    spans = []
    for mention in gazetteer.find_authorities(text):
        body = gazetteer.authority(mention.id)
        spans.append((mention.start, mention.end, COURT if body and body.is_court else AUTHORITY))
    kept: list[Word] = []
    for word in found:
        inside = next(((start, end, name) for start, end, name in spans if start <= word.start < end), None)
        if inside is None:
            kept.append(word)
        elif not kept or kept[-1].end != inside[1]:
            kept.append(Word(inside[0], inside[1], frozenset({inside[2]})))
    return kept
