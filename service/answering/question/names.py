"""Whom a question is about: respondents by full, partial and misspelt names and by initials.

A subject is everyone whose name begins with a word by which one of them is known alone ("Google LLC", "Google Ireland
Limited"): asked about "Google", both are meant. A word that several subjects share in their names is ambiguous.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from service.answering.question.lexicon import LEXICON
from service.answering.words import STOPWORDS

Taken = Sequence[tuple[int, int]]

_LEGAL_FORMS = frozenset(LEXICON.legal_forms.split())
_WEAK = frozenset(LEXICON.weak_names.split())
_COMMON = frozenset(LEXICON.common_names.split())
_TOKEN = re.compile(r"[^\W_]+(?:[.&'’/-][^\W_]+)*")
_BRACKETED = re.compile(r"\(([^()]+)\)")
_MOST_WORDS = 6
_FUZZY_FLOOR = 83
"""Over 25 one-letter slips of respondents' names (dropped, doubled, swapped), 83 finds all but one and takes no English
word of 60 tried beside them; 80 takes "capital" for a name of seven letters, 90 misses every swap in short names."""
_FUZZY_LENGTH = 5
_INITIALS = range(2, 6)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one matter, or one document without a matter, is called: its respondents, its title and its id."""

    respondents: tuple[str, ...]
    title: str = ""
    matter: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Someone documents are about. `spellings` are those of the registry, `name` the shortest of them."""

    name: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """One place in a question that names somebody: `text[start:end]`.

    One subject is a clear name, several are an ambiguous one. `matters` is set where the name is no respondent's but
    stands in the titles of these matters.
    """

    start: int
    end: int
    subjects: tuple[Subject, ...]
    matters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question and its place."""

    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """As it is looked up: lower case, no possessive ending."""
        return _key(self.text)


class NameBook:
    """Every name that leads to a respondent.

    `reserved` are the words of authorities' and places' names, in lower case: alone they never name a company.
    """

    def __init__(self, entries: Iterable[Entry], reserved: frozenset[str] = frozenset()) -> None:
        self._subjects: dict[str, set[str]] = defaultdict(set)
        self._keys: dict[str, set[str]] = defaultdict(set)
        self._parts: dict[str, set[str]] = defaultdict(set)
        self._initials: dict[str, set[str]] = defaultdict(set)
        self._titles: dict[str, set[str]] = defaultdict(set)
        self._title_subjects: dict[str, set[str]] = defaultdict(set)
        listed = list(entries)
        names = sorted({name for entry in listed for name in entry.respondents})
        alone = {core[0].split(".")[0] for name in names if len(core := _core(name)) == 1}
        for name in names:
            self._add(name, reserved, alone)
        common = {w for entry in listed for w in _TOKEN.findall(entry.title) if w.islower()} | reserved
        for entry in listed:
            self._add_title(entry, common)
        self._fuzzy = [key for key in self._keys if len(key) >= _FUZZY_LENGTH]

    def find(
        self, text: str, known_word: Callable[[str], bool], plain_word: Callable[[str], bool] = lambda _: False
    ) -> list[Named]:
        """Everybody named, left to right.

        A misspelt name is taken only where the word is not one that documents use, a name without its capital only
        where it is not one that they use in lower case.
        """
        words = [Word(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
        found: list[Named] = []
        place = 0
        while place < len(words):
            named, used = self._at(words, place, known_word, plain_word)
            if named:
                found.append(named)
            place += used
        return found

    def _at(
        self, words: list[Word], place: int, known_word: Callable[[str], bool], plain_word: Callable[[str], bool]
    ) -> tuple[Named | None, int]:
        for length in range(min(_MOST_WORDS, len(words) - place), 0, -1):
            group = words[place : place + length]
            subjects = self._exact(group, plain_word)
            if subjects:
                return self._named(group, subjects), length
        word = words[place]
        matters = self._title_matters(word)
        if matters:
            owners = self._title_subjects[word.key]
            return Named(word.start, word.end, self._shown(owners)[:1], tuple(sorted(matters))), 1
        fuzzy = self._misspelt(word, known_word)
        return (self._named([word], fuzzy), 1) if fuzzy else (None, 1)

    def _exact(self, group: list[Word], plain_word: Callable[[str], bool]) -> set[str]:
        key = " ".join(word.key for word in group)
        if len(group) > 1:
            return self._keys.get(key, set())
        word = group[0]
        capital = word.text[:1].isupper() or word.text[:1].isdigit()
        if key in self._keys and (capital or self._uncapitalised(key, plain_word)):
            return self._keys[key]
        bare = word.text.replace("’", "'").removesuffix("'s")
        if bare.isupper() and bare in self._initials:
            return self._initials[bare]
        if capital and key in self._parts and key not in STOPWORDS:
            return self._parts[key]
        return set()

    @staticmethod
    def _uncapitalised(key: str, plain_word: Callable[[str], bool]) -> bool:
        """Whether a word typed without its capital can still only be the name."""
        return len(key) > 2 and key not in _COMMON and key not in _WEAK and not plain_word(key)  # noqa: PLR2004

    def _title_matters(self, word: Word) -> set[str]:
        if word.key in _COMMON and not word.text[:1].isupper():
            return set()
        return self._titles.get(word.key, set())

    def _misspelt(self, word: Word, known_word: Callable[[str], bool]) -> set[str]:
        key = word.key
        if len(key) < _FUZZY_LENGTH or key in STOPWORDS or key in _WEAK or known_word(key):
            return set()
        best = process.extractOne(key, self._fuzzy, scorer=fuzz.ratio, score_cutoff=_FUZZY_FLOOR)
        return self._keys[best[0]] if best and best[0][0] == key[0] else set()

    def _named(self, group: list[Word], subjects: set[str]) -> Named:
        return Named(group[0].start, group[-1].end, self._shown(subjects))

    def _shown(self, subjects: Iterable[str]) -> tuple[Subject, ...]:
        shown = []
        for subject in sorted(subjects):
            spellings = tuple(sorted(self._subjects[subject], key=lambda name: (len(name), name)))
            shown.append(Subject(spellings[0], spellings))
        return tuple(shown)

    def _add(self, name: str, reserved: frozenset[str], alone: set[str]) -> None:
        core = _core(name)
        if not core:
            return
        first = core[0].split(".")[0]
        subject = first if first in alone and core[0] not in _WEAK else " ".join(core)
        self._subjects[subject].add(name)
        self._keys[" ".join(_words(name))].add(subject)
        self._keys[" ".join(core)].add(subject)
        if core[0] not in _WEAK:
            self._keys[core[0]].add(subject)
            self._keys[core[0].split(".")[0]].add(subject)
        for bracketed in _BRACKETED.findall(name):
            if bracketed[:1].isupper():
                self._keys[" ".join(_words(bracketed))].add(subject)
        for part in core[1:] if core[0] not in _WEAK else core:
            if len(part) > 2 and part not in reserved:  # noqa: PLR2004  a part of a name has three letters
                self._parts[part].add(subject)
        self._add_initials(name, subject, reserved)

    def _add_initials(self, name: str, subject: str, reserved: frozenset[str]) -> None:
        initials = "".join(word[0].upper() for word in _core(name, weak=False))
        if len(initials) in _INITIALS and initials.casefold() not in reserved:
            self._initials[initials].add(subject)

    def _add_title(self, entry: Entry, common: set[str] | frozenset[str]) -> None:
        if not entry.matter:
            return
        owners = {subject for subject, names in self._subjects.items() if names & set(entry.respondents)}
        for word in _TOKEN.findall(_unbracketed_years(entry.title)):
            key = _key(word)
            if _is_brand(word, key) and key not in common and key not in self._keys and key not in self._parts:
                self._titles[key].add(entry.matter)
                self._title_subjects[key] |= owners


def _is_brand(word: str, key: str) -> bool:
    mixed = word[:1].isupper() and not (word.isupper() and len(word) <= _FUZZY_LENGTH - 2)
    return mixed and len(key) > 2 and key not in STOPWORDS and key not in _WEAK and key not in _LEGAL_FORMS  # noqa: PLR2004


def _unbracketed_years(title: str) -> str:
    return re.sub(r"\([^()]*\d{4}[^()]*\)", " ", title)


def _key(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'").removesuffix(".")


def _words(name: str) -> list[str]:
    return [_key(word) for word in _TOKEN.findall(name)]


def _core(name: str, *, weak: bool = True) -> list[str]:
    """The words of a name without brackets, legal forms and, at its end, words that many names end in."""
    words = [word for word in _words(_BRACKETED.sub(" ", name)) if word not in _LEGAL_FORMS]
    while weak and len(words) > 1 and words[-1] in _WEAK:
        words.pop()
    return words
