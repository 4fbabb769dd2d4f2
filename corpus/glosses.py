"""What words of other languages mean in English, so that a question in English finds and weighs texts in others.

Word by word and nothing more: every meaning that a word has in the field is given, none is chosen, and no sentence is
made of them. Nobody is shown a gloss; what is quoted is the document's own text.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

_FILES = Path(__file__).parent / "data" / "glosses"
_EVERYDAY = _FILES / "everyday"
_STEMMERS = {
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "sv": "swedish",
}
LANGUAGES = frozenset(_STEMMERS) - {"en"}
"""Codes of the languages that have a word list."""
_SAME = {"nb": "no", "nn": "no"}
_COMPOUNDING = frozenset({"da", "de", "fi", "nl", "no", "sv"})
"""Languages that write compounds as one word."""
_ENDINGS = {"da": ("s", "t"), "no": ("s", "t"), "sv": ("s", "t", "et", "ets")}
"""Endings that no stemmer takes away: of passives ("behandles"), neuters ("dyrt") and Swedish nouns ("namnet")."""
_NOUNS_IN_CAPITALS = frozenset({"de"})
_INFLECTING_NAMES = frozenset({"el", "fi", "pl"})
"""Languages that write foreign names with the endings of their cases, or in letters of their own."""
_LATIN = {ord(greek): latin for greek, latin in zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)}
_LATIN |= {ord("θ"): "th", ord("χ"): "ch", ord("ψ"): "ps"}
_GREEK = re.compile("[\u0370-\u03ff]")
_PARTICLES = {
    code: frozenset(words.split())
    for code, words in {
        "da": "af bort fast ind ned om op over til tilbage ud",
        "de": "ab an auf ein fest fort her herab herunter hin nach nieder zurück",
        "nl": "aan af in na neer op terug toe vast",
        "no": "av bort fast inn ned om opp over til tilbake ut",
        "sv": "av bort fast in ned ner om till tillbaka upp ut åter",
    }.items()
}
"""Words that may stand apart from the verb that they are part of, in languages that have such verbs."""
_APART = 12
"""Words between a verb and its particle, at most."""
_JOINTS = ("", "s", "es", "n", "en", "e")
_SHORTEST = 4
"""Letters of the shortest part of a compound that is looked up."""
_ALONE = 5
"""Letters of a last part that tells what a compound is, whatever its first part means."""
_WORD = re.compile(r"(?<!\b\w\.)[^\W\d_]+(?!\.[^\W\d_]\b)")
"""A word, and no letter of an abbreviation: the "l" of "S.r.l." is no article."""


def is_listed(language: str) -> bool:
    """Whether a language has a word list."""
    return _SAME.get(language, language) in LANGUAGES


def gloss(text: str, language: str) -> str:
    """The English meanings of the words of a text, each once, in the order in which they are met.

    Args:
        text: Any text.
        language: Its ISO 639-1 code. English and languages without a word list have no gloss.
    """
    if not is_listed(language):
        return ""
    code = _SAME.get(language, language)
    return " ".join(dict.fromkeys(meaning for word in _WORD.findall(text) for meaning in _meanings(code, word)))


def gloss_stems(text: str, language: str) -> frozenset[str]:
    """The English stems of all meanings of the words of a text."""
    return frozenset(english_stem(meaning) for meaning in gloss(text, language).split())


@dataclass(frozen=True, slots=True)
class Glossed:
    """A word of a text where it stands, and the English stems of what it means; none where nothing is known of it."""

    start: int
    end: int
    text: str
    stems: frozenset[str]


def glossed_words(text: str, language: str) -> tuple[Glossed, ...]:
    """Every word of a text with its meanings in enforcement, in order; () for English and languages without a list.

    A verb whose particle stands apart has the meanings of both: "hob den Bescheid auf" is read as "aufhob".
    """
    if not is_listed(language):
        return ()
    code = _SAME.get(language, language)
    words = [Glossed(m.start(), m.end(), m[0], _stems_of(code, m[0])) for m in _WORD.finditer(text)]
    for place, word in enumerate(words):
        if word.text in _PARTICLES.get(code, ()):
            _join_particle(code, words, place)
    return tuple(words)


def _join_particle(code: str, words: list[Glossed], place: int) -> None:
    """Give the verb before a particle the meanings of the verb that they are together."""
    known, particle = _glossary(code, everyday=False), words[place].text
    for at in range(place - 1, max(-1, place - 1 - _APART), -1):
        joined = particle + words[at].text.casefold()
        if found := known.get(_bare(joined)):
            word = words[at]
            words[at] = Glossed(word.start, word.end, word.text, frozenset(map(english_stem, found)))
            return


@lru_cache(maxsize=50_000)
def _stems_of(code: str, word: str) -> frozenset[str]:
    return frozenset(english_stem(meaning) for meaning in _meanings(code, word, everyday=False))


@lru_cache(maxsize=20_000)
def english_stem(word: str) -> str:
    """The stem of an English word, lower case."""
    return str(_stemmer("en").stemWord(word.casefold()))


def with_gloss(text: str, language: str) -> str:
    """A text as it is found by: itself, and what its words mean in English where it is in another language."""
    meanings = gloss(text, language)
    return f"{text}\n{meanings}" if meanings else text


def word_by_word(text: str, language: str) -> str:
    """A text with each known word in the first of its English meanings, and all else as it stands.

    What may be a name is read by the words of enforcement alone: a court is one, and "Verdi" no green one.
    Of English text, and of languages without a word list, the text itself.
    """
    if not is_listed(language):
        return text
    code = _SAME.get(language, language)

    def meant(word: re.Match[str]) -> str:
        everyday = code in _NOUNS_IN_CAPITALS or not _may_name(text, word)
        return next(iter(_meanings(code, word[0], everyday=everyday)), word[0])

    return _WORD.sub(meant, text)


def _may_name(text: str, word: re.Match[str]) -> bool:
    """Whether a word has its capital not only because a sentence begins."""
    start, end = word.span()
    if not text[start].isupper():
        return False
    before, after = text[:start].rstrip(), text[end : end + 2]
    return bool(before and before[-1] not in ".!?:;") or after[1:].isupper()


@lru_cache(maxsize=200_000)
def _meanings(code: str, word: str, *, everyday: bool = True) -> tuple[str, ...]:
    known = _glossary(code, everyday=everyday)
    found = known.get(word.casefold()) or known.get(_bare(word)) or known.get(_key(code, word), ())
    if code in _INFLECTING_NAMES and (word.isupper() or (word[0].isupper() and not found)):
        return (*found, _name(code, word))
    if found or code not in _COMPOUNDING:
        return found
    bare = word.casefold()
    endings = (ending for ending in _ENDINGS.get(code, ()) if bare.endswith(ending))
    shorter = (known.get(_key(code, bare.removesuffix(ending)), ()) for ending in endings)
    return next(filter(None, shorter), ()) or next(_parted(known, code, bare), ())


def _name(code: str, word: str) -> str:
    """A name as English writes it: without the ending of its case, in Latin letters."""
    stemmed = _bare(word) if word.isupper() else _key(code, word)
    return stemmed.translate(_LATIN)


def in_latin(text: str) -> str:
    """A text with its Greek letters in Latin ones, in lower case and without accents; one without any as it is."""
    return _bare(text).translate(_LATIN) if _GREEK.search(text) else text


def _parted(known: dict[str, tuple[str, ...]], code: str, word: str) -> Iterator[tuple[str, ...]]:
    """A compound by its two parts, the longest first part first, of which only the last need be known."""
    alone: tuple[str, ...] = ()
    for cut in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
        last = known.get(_key(code, word[cut:]))
        if not last:
            continue
        for joint in _JOINTS:
            first = known.get(_key(code, word[:cut].removesuffix(joint)))
            if first and word[:cut].endswith(joint):
                yield (*first, *last)
        alone = last if len(word) - cut >= _ALONE else alone
    if alone:
        yield alone


@cache
def _glossary(code: str, *, everyday: bool) -> dict[str, tuple[str, ...]]:
    """English meanings by a word as it is listed, else without accents, else by its stem.

    What a word means in enforcement goes before what it means every day, and so does a word of the first list before
    others that have its stem. A language may lack the second list.
    """
    folders = (_FILES, _EVERYDAY) if everyday else (_FILES,)
    lists = [_read(file) for folder in folders if (file := folder / f"{code}.txt").exists()]
    listed: dict[str, tuple[str, ...]] = {}
    for words in lists:
        for word, meanings in words.items():
            _add(listed, word, meanings)
    stemmed: dict[str, tuple[str, ...]] = {}
    bare: dict[str, tuple[str, ...]] = {}
    for words in reversed(lists):
        by_stem: dict[str, tuple[str, ...]] = {}
        by_letters: dict[str, tuple[str, ...]] = {}
        for word in words:
            _add(by_stem, _key(code, word), listed[word])
            _add(by_letters, _bare(word), listed[word])
        stemmed |= by_stem
        bare |= by_letters
    return stemmed | bare | listed


def _read(file: Path) -> dict[str, tuple[str, ...]]:
    """The English meanings of each word of a list."""
    read: dict[str, tuple[str, ...]] = {}
    lines = file.read_text(encoding="utf-8").splitlines()
    for english, _, words in (line.partition(":") for line in lines if not line.startswith("#")):
        for word in map(str.strip, words.split(",")):
            _add(read, word, tuple(english.split()))
    return read


def _add(known: dict[str, tuple[str, ...]], key: str, meanings: tuple[str, ...]) -> None:
    """More meanings of a word, behind those it has."""
    known[key] = tuple(dict.fromkeys((*known.get(key, ()), *meanings)))


def _key(code: str, word: str) -> str:
    """The stem of a word without accents."""
    return _bare(_stemmer(code).stemWord(word.casefold()))


def _bare(word: str) -> str:
    """A word in lower case without accents."""
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


_local = threading.local()


def _stemmer(code: str) -> snowballstemmer.basestemmer.BaseStemmer:
    """One a thread: a stemmer keeps the word that it works on."""
    held: dict[str, snowballstemmer.basestemmer.BaseStemmer] = _local.__dict__
    if code not in held:
        held[code] = snowballstemmer.stemmer(_STEMMERS[code])
    return held[code]
