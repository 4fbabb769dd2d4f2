"""The words of a text in another language than English, each with what it means and what part it may have.

A fine is told by other words in each language, but everywhere by a word that means one. So what stands around a name is
read by the English meanings of its words; only the small words, which have none, are listed by language.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.documents import Span
from corpus.glosses import english_stem, gloss_stems
from corpus.sentences import sentences

_FILE = tomllib.loads(Path(__file__).with_name("abroad.toml").read_text(encoding="utf-8"))
_WORD = re.compile(
    r"(?:(?:[cdjlmnst]|qu|un|(?:d|a|da|de|ne|su|co)ll)['’](?=\w))"
    r"|[^\W_]+(?:(?:[’'&/+.-]|\.(?=\w))[^\W_]+)*\+?(?::(?P<case>[a-zåäö]{1,5})(?!\w))?",
    re.IGNORECASE,
)
MEANINGS = {name: frozenset(english_stem(word) for word in words.split()) for name, words in _FILE["meaning"].items()}
"""English stems by the part that a word with such a meaning has."""
NEVER = frozenset(_FILE["never"]["words"].split())
JOINS = {name: frozenset(words.split()) for name, words in _FILE["joins"].items()}
"""Small words inside names: any, those that mean "and", and those that mean "of"."""
BEFORE = frozenset(_FILE["small"]["words"].split())
"""Words that mean "already" or "before"."""
PARENT = frozenset(_FILE["small"]["parent"].split())
"""Words that mean a firm whose owner they stand beside."""
EACH = frozenset(_FILE["small"]["each"].split())
"""Words that mean "each"."""
HAD = frozenset(_FILE["small"]["had"].split())
"""Words that tell of a time before the one that is told of."""
BODIES = frozenset(_FILE["never"]["bodies"].split())
PLACES = frozenset(_FILE["never"]["places"].split())
_PERSONS = tuple(_FILE["never"]["persons"].split())
_SMALL = {
    language: {name: frozenset(words.split()) for name, words in lists.items()}
    for language, lists in _FILE.items()
    if len(language) == len("xx")
}
_NOMINATIVE = {
    language: [(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), plain) for pattern, plain in table.items()]
    for language, table in _FILE["nominative"].items()
}
_SAME = {"nb": "no", "nn": "no"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word: where it stands, how it is written, its English stems, and the ending that a colon parts from it."""

    span: Span
    text: str
    stems: frozenset[str]
    case: str = ""

    def means(self, part: str) -> bool:
        """Whether a meaning of the word has a part."""
        return not self.stems.isdisjoint(MEANINGS[part])

    @property
    def small(self) -> str:
        """The word in lower case, without the mark of what it lost before a vowel: "L'" is "l"."""
        return self.text.lower().rstrip("'’")

    @property
    def is_person(self) -> bool:
        """Whether it names somebody in an office: "director", "Firmenchef"."""
        return self.means("person") or self.text.lower().endswith(_PERSONS)

    @property
    def is_earlier(self) -> bool:
        """Whether what it stands beside happened before."""
        return self.means("already") or self.small in BEFORE

    @property
    def is_figure(self) -> bool:
        """Whether it is a number, or counts one: "million", "euros"."""
        return self.text[0].isdigit() or self.means("figure")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence; the title of a text is its first."""

    span: Span
    words: tuple[Word, ...]
    ordinal: int

    def has(self, part: str) -> bool:
        """Whether a word of it has such a meaning."""
        return any(word.means(part) for word in self.words)

    @property
    def penal(self) -> bool:
        """Whether it tells of a fine or of an order."""
        return self.has("penal") or self.has("deed")

    @property
    def sums(self) -> bool:
        """Whether it gives a sum."""
        return any(word.means("figure") for word in self.words)


def read_sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """The sentences of a text, by their words."""
    return tuple(
        Sentence(span, words_in(text, span, language), ordinal) for ordinal, span in enumerate(sentences(text))
    )


def small_words(language: str, name: str) -> frozenset[str]:
    """The small words of a language that have a part, in lower case."""
    return _SMALL.get(_SAME.get(language, language), {}).get(name, frozenset())


def nominative(name: str, language: str) -> str:
    """A name with what says what kind of body it is in the case that names it: "Hämeen kaupungille" is its kaupunki."""
    for pattern, plain in _NOMINATIVE.get(language, ()):
        name = pattern.sub(plain, name)
    return name


def words_in(text: str, span: Span, language: str) -> tuple[Word, ...]:
    """The words of a part of a text."""
    found = []
    for match in _WORD.finditer(text, span.start, span.end):
        case = match["case"] or ""
        end = match.end() - (len(case) + 1 if case else 0)
        word = text[match.start() : end]
        found.append(Word(Span(match.start(), end), word, _stems(word, language), case))
    return tuple(found)


@lru_cache(maxsize=20_000)
def _stems(word: str, language: str) -> frozenset[str]:
    return gloss_stems(word.casefold(), language)
