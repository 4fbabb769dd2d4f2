"""Whom a question is about: respondents by full, partial and misspelt names and by initials.

A subject is everyone whose name begins with a word by which one of them is known alone ("Google LLC", "Google Ireland
Limited"): asked about "Google", both are meant. A word that several subjects share in their names is ambiguous.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz, process

from service.answering.question.spelling import (
    COMMON,
    TOKEN,
    WEAK,
    brands_in,
    core,
    initials_of,
    key_of,
    known_by,
    other_names_in,
    words_of,
)
from service.answering.wording.words import ADDRESS, STOPWORDS

Taken = Sequence[tuple[int, int]]

_MOST_WORDS = 12
"""Words of the longest name looked for; the longest of a registry is shorter than that as a rule."""
_FUZZY_FLOOR = 83
"""Over 25 one-letter slips of respondents' names (dropped, doubled, swapped), 83 finds all but one and takes no English
word of 60 tried beside them; 80 takes "capital" for a name of seven letters, 90 misses every swap in short names."""
_FUZZY_LENGTH = 5
_SEVERAL_FLOOR = 90
"""The same for names of several words, of which two may differ in one word alone: one letter of ten."""
_INITIALS = range(2, 6)
_APART = 6
"""Letters of a name that may be written as two words without a capital; shorter ones are words of their own."""
_LONG = 8
"""Letters of a name of one word that may be written as three or more."""
_AND = frozenset({"and", "&", "n"})


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
        """As it is looked up."""
        return key_of(self.text)


class NameBook:
    """Every name that leads to a respondent.

    `reserved` are the words of authorities' and places' names, in lower case: alone they never name a company.
    """

    def __init__(self, entries: Iterable[Entry], reserved: frozenset[str] = frozenset()) -> None:
        self._subjects: dict[str, set[str]] = defaultdict(set)
        self._keys: dict[str, set[str]] = defaultdict(set)
        self._whole: dict[str, set[str]] = defaultdict(set)
        self._parts: dict[str, set[str]] = defaultdict(set)
        self._initials: dict[str, set[str]] = defaultdict(set)
        self._titles: dict[str, set[str]] = defaultdict(set)
        self._title_owners: dict[str, set[str]] = defaultdict(set)
        listed = list(entries)
        names = sorted({name for entry in listed for name in entry.respondents})
        alone = {words[0].split(".")[0] for name in names if len(words := core(name)) == 1}
        for name in names:
            self._add(name, reserved, alone)
        common = {word for entry in listed for word in TOKEN.findall(entry.title) if word.islower()} | reserved
        for entry in listed:
            self._add_title(entry, common)
        self._longest = min(_MOST_WORDS, max((len(words_of(name)) for name in names), default=1))
        self._fuzzy = [key for key in self._keys if len(key) >= _FUZZY_LENGTH]
        self._titled = [key for key in self._titles if key.islower() and len(key) >= _FUZZY_LENGTH]
        self._begun: dict[str, set[str]] = defaultdict(set)
        for key in (key for key in self._fuzzy if " " in key):
            for length in (2, 3):
                self._begun[" ".join(key.split()[:length])] |= self._keys[key]

    def find(
        self, text: str, known_word: Callable[[str], bool], plain_word: Callable[[str], bool] = lambda _: False
    ) -> list[Named]:
        """Everybody named, left to right.

        A misspelt name is taken only where the word is not one that documents use, a name without its capital only
        where it is not one that they use in lower case.
        """
        words = _words_in(text)
        typed_small = not any(word.text[:1].isupper() for word in words[1:])
        found: list[Named] = []
        place = 0
        while place < len(words):
            group = words[place : place + self._longest]
            named = self._at(group, known_word, plain_word, typed_small=typed_small)
            if named and self._is_in_another(named, words, place):
                named = None
            if named:
                found.append(named)
            place += sum(word.start < named.end for word in words[place:]) if named else 1
        return self._without_scattered(found, text)

    def find_misspelt(
        self,
        text: str,
        found: list[Named],
        known_word: Callable[[str], bool],
        plain_word: Callable[[str], bool] = lambda _: False,
    ) -> list[Named]:
        """The same with misspelt names too, beside what was found without: most questions hold no unknown word."""
        known = all(known_word(word.key) for word in _words_in(text))
        return found if known else self.find(text, known_word, plain_word)

    def _without_scattered(self, found: list[Named], text: str) -> list[Named]:
        """Without mere parts of different names side by side in small letters: "lakeside crown" is neither's name."""
        written = ((one, text[one.start : one.end]) for one in found)
        loose = [one for one, name in written if name.islower() and self._is_part(name)]
        pairs = [(one, other) for one, other in pairwise(loose) if other.start - one.end == 1]
        scattered = [one for pair in pairs if pair[0].subjects != pair[1].subjects for one in pair]
        return [one for one in found if one not in scattered]

    def _is_part(self, word: str) -> bool:
        key = key_of(word)
        return key in self._parts and key not in self._keys

    def _is_in_another(self, named: Named, words: list[Word], place: int) -> bool:
        """Whether a mere part of a name stands in a longer name that is not its own: "Car" in "We Buy Any Car"."""
        word = words[place]
        if named.end != word.end or not self._is_part(word.text):
            return False
        own = {key for subject in named.subjects for name in subject.spellings for key in words_of(name)}
        near = [words[at] for at in (place - 1, place + 1) if 0 < at < len(words)]
        near = [one for one in near if max(one.start - word.end, word.start - one.end) <= 1]
        near = [one for one in near if one.start > word.start or not one.text.endswith(("'s", "’s"))]
        return any(one.text[:1].isupper() and one.key not in own | STOPWORDS for one in near)

    def _at(
        self,
        words: list[Word],
        known_word: Callable[[str], bool],
        plain_word: Callable[[str], bool],
        *,
        typed_small: bool,
    ) -> Named | None:
        """The longest name that begins with the first of the words.

        A word that is only part of a name, or stands in a title, needs its capital unless the question has none.
        """
        for length in range(len(words), 1, -1):
            named = self._several(words[:length])
            if named:
                return named
        first, small = words[0], typed_small and not plain_word(words[0].key)
        titled = self._of_title(first) if small or first.text[:1].isupper() or first.text[:1].isdigit() else None
        return (
            self._several_misspelt(words, known_word)
            or self._single(first, plain_word, parts=small)
            or titled
            or self._misspelt(first, known_word)
        )

    def _several(self, group: list[Word]) -> Named | None:
        """A name of several words: of these exact respondents where a registry name begins so, else of the subject."""
        key = " ".join(word.key for word in group)
        exact = self._whole.get(key)
        if exact:
            names = tuple(sorted(exact, key=lambda name: (len(name), name)))
            return Named(group[0].start, group[-1].end, (Subject(names[0], names),))
        subjects = self._keys.get(key) or self._written_apart(group)
        return self._named(group, subjects) if subjects else None

    def _written_apart(self, group: list[Word]) -> set[str] | None:
        """A name of one word that is written as several: "Caixa Bank", "H and M"."""
        whole = "".join(word.key for word in group)
        if whole in self._keys and (any(char.isdigit() for char in whole) or self._is_long(group, whole)):
            return self._keys[whole]
        if len(group) == 2 and (group[0].text[:1].isupper() or len(whole) >= _APART):  # noqa: PLR2004
            part = self._parts.get(whole) if all(word.text[:1].isupper() for word in group) else None
            return self._keys.get(whole) or self._keys.get(f"{group[0].key}&{group[1].key}") or part
        if len(group) == 3 and group[1].key in _AND and all(len(word.key) == 1 for word in (group[0], group[2])):  # noqa: PLR2004
            return self._keys.get(f"{group[0].key}&{group[2].key}")
        return None

    @staticmethod
    def _is_long(group: list[Word], whole: str) -> bool:
        """Whether three words or more make up a name that is too long to come about by chance: "dial a deal"."""
        return len(group) > 2 and len(whole) >= _LONG  # noqa: PLR2004

    def _single(self, word: Word, plain_word: Callable[[str], bool], *, parts: bool) -> Named | None:
        key, capital = word.key, word.text[:1].isupper() or word.text[:1].isdigit()
        if key in self._keys and (capital or self._uncapitalised(key, plain_word)):
            return self._named([word], self._keys[key])
        address = ADDRESS.match(word.text)
        if address and key_of(address[1]) in self._keys:
            host = Word(address[1], word.start, word.start + address.end(1))
            return self._named([host], self._keys[host.key])
        bare = word.text.replace("’", "'").removesuffix("'s")
        if bare.isupper() and bare in self._initials:
            return self._named([word], self._initials[bare])
        held = self._parts.get(key) if key not in STOPWORDS else None
        if held and (capital or (parts and len(held) == 1 and self._uncapitalised(key, plain_word))):
            return self._named([word], held)
        return None

    @staticmethod
    def _uncapitalised(key: str, plain_word: Callable[[str], bool]) -> bool:
        """Whether a word typed without its capital can still only be the name."""
        return len(key) > 2 and key not in COMMON and key not in WEAK and not plain_word(key)  # noqa: PLR2004

    def _of_title(self, word: Word) -> Named | None:
        """A name out of titles; an acronym there is one here too, and "TIM" is not the "Tim" of a title."""
        matters = self._titles.get(word.text.replace("’", "'").removesuffix("'s")) or (
            self._titles.get(word.key) if not word.text.isupper() and word.key not in COMMON else None
        )
        return self._titling(word, word.key, matters) if matters else None

    def _titling(self, word: Word, key: str, matters: set[str]) -> Named:
        owners = self._shown(self._title_owners[key])
        return Named(word.start, word.end, owners[:1], tuple(sorted(matters)))

    def _misspelt(self, word: Word, known_word: Callable[[str], bool]) -> Named | None:
        """The name that differs from the word by a slip: of a respondent, else of a title."""
        key = word.key
        if len(key) < _FUZZY_LENGTH or key in STOPWORDS or key in WEAK or known_word(key):
            return None
        if meant := _slip_of(key, self._fuzzy, self._keys):
            return self._named([word], self._keys[meant])
        meant = _slip_of(key, self._titled, self._titles)
        return self._titling(word, meant, self._titles[meant]) if meant else None

    def _several_misspelt(self, words: list[Word], known_word: Callable[[str], bool]) -> Named | None:
        """A name of two or three words with a slip in one that no document uses: "Home Depo"."""
        for length in (3, 2):
            group = words[:length]
            key = " ".join(word.key for word in group)
            named = len(group) == length and all(word.text[:1].isupper() for word in group)
            if not named or all(known_word(word.key) for word in group):
                continue
            best = process.extractOne(key, self._begun.keys(), scorer=fuzz.ratio, score_cutoff=_SEVERAL_FLOOR)
            if best and best[0].count(" ") == length - 1 and best[0][0] == key[0]:
                return self._named(group, self._begun[best[0]])
        return None

    def _named(self, group: list[Word], subjects: set[str]) -> Named:
        return Named(group[0].start, group[-1].end, self._shown(subjects))

    def _shown(self, subjects: Iterable[str]) -> tuple[Subject, ...]:
        shown = []
        for subject in sorted(subjects):
            spellings = tuple(sorted(self._subjects[subject], key=lambda name: (len(name), name)))
            shown.append(Subject(spellings[0], spellings))
        return tuple(shown)

    def _add(self, name: str, reserved: frozenset[str], alone: set[str]) -> None:
        words = core(name)
        if len(words) == 1 and words[0] in reserved:
            words = known_by(name)
        if not words:
            return
        first, telling = words[0].split(".")[0], words[0] not in WEAK and words[0] not in reserved
        subject = first if first in alone and telling else " ".join(words)
        self._subjects[subject].add(name)
        for whole in (words_of(name), known_by(name)):
            self._whole[" ".join(whole)].add(name)
        self._keys[" ".join(words)].add(subject)
        if telling:
            self._keys[words[0]].add(subject)
            self._keys[first].add(subject)
        for inner in other_names_in(name):
            self._keys[" ".join(words_of(inner))].add(subject)
            self._keys[" ".join(core(inner))].add(subject)
        for part in words[1:] if telling else words:
            if len(part) > 2 and part not in reserved:  # noqa: PLR2004  a part of a name has three letters
                self._parts[part].add(subject)
        initials = initials_of(name)
        if len(initials) in _INITIALS and initials.casefold() not in reserved:
            self._initials[initials].add(subject)

    def _add_title(self, entry: Entry, common: set[str] | frozenset[str]) -> None:
        if not entry.matter:
            return
        owners = {subject for subject, names in self._subjects.items() if names & set(entry.respondents)}
        for word in brands_in(entry.title):
            key = key_of(word)
            if key not in common and key not in self._keys and key not in self._parts:
                for spelt in {word, key} if not word.isupper() else {word}:
                    self._titles[spelt].add(entry.matter)
                self._title_owners[key] |= owners


def _words_in(text: str) -> list[Word]:
    return [Word(found.group(), found.start(), found.end()) for found in TOKEN.finditer(text)]


def _slip_of(key: str, names: Sequence[str], held: Container[str]) -> str | None:
    """The name of which a word is a slip: with two letters swapped, else the nearest that begins alike."""
    swapped = (key[:at] + key[at + 1] + key[at] + key[at + 2 :] for at in range(len(key) - 1))
    found = next((one for one in swapped if one in held), None)
    best = process.extractOne(key, names, scorer=fuzz.ratio, score_cutoff=_FUZZY_FLOOR) if found is None else None
    return best[0] if best and best[0][0] == key[0] else found
