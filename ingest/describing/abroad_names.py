"""The names of organisations in a text in another language: runs of capitalised words that are no other thing.

Where only names have capitals, a capital inside a sentence begins one. In German every noun has, so there a word that
the word list knows is none. What opens a sentence counts where it cannot be an ordinary word of the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.documents import Span
from corpus.gazetteer import Gazetteer
from ingest.describing.abroad_words import BODIES, JOINS, MEANINGS, NEVER, PLACES, Sentence, Word, small_words
from ingest.describing.names import all_names, has_legal_form, is_anonymous, with_legal_form

NOUNS_HAVE_CAPITALS = frozenset({"de"})
_INFLECTS = frozenset({"fi", "pl", "el"})
"""Languages that write names with the endings of their cases."""
_KIND_BEHIND = frozenset({"da", "no", "sv", "fi"})
"""Languages that say behind the name what it is."""
_ELIDED = ("'", "’")
_LONGEST_LINK = 3
_SHORTEST_STEM, _LONGEST_ENDING = 3, 6
_ENDING = re.compile(r"(?:['’]?s)")
_CAPITAL = re.compile(r"[^\W\d_]*[A-ZÀ-ÖØ-ÞΑ-ΩΆΈΉΊΌΎΏŁŚŻŹĆĄĘ]|\d+&\d|\d[A-Z]")
_DOMAIN = re.compile(r"[\w-]{3,}\.(?:com|net|org|eu|io|de|at|ch|fr|be|nl|es|pt|it|pl|gr|dk|no|se|fi)")
_NAMED = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{2,}")
_ADDED = frozenset(["AI", "TV", "IT", "ID"])
_NUMBERED = re.compile(r"\d{3}|/|\.\d")
"""What numbers of files and laws hold."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence: the places of its first word and of the word behind it, and its span."""

    sentence: Sentence
    first: int
    last: int
    span: Span


def find_mentions(text: str, sentences: Sequence[Sentence], language: str, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Every name that may be a party's, in order; authorities, courts, places, laws and days are none."""
    taken = [Span(mention.start, mention.end) for mention in gazetteer.find_authorities(text)]
    words = [word.text for each in sentences for word in each.words[1:]]
    small, capital = {word for word in words if word.islower()}, {word for word in words if not word.islower()}
    legal = [span for span in all_names(text) if has_legal_form(span.of(text))]
    found = []
    for sentence in sentences:
        inside = [span for span in legal if sentence.span.covers(span)]
        for run in _runs(text, sentence, language, (small, capital), [*taken, *inside]):
            first, last = _with_kind(text, sentence.words, *run, language)
            span = with_legal_form(text, Span(sentence.words[first].span.start, sentence.words[last - 1].span.end))
            found.append(Mention(sentence, first, last, span))
        found += [_placed(sentence, span) for span in inside if not any(_meet(span, each) for each in taken)]
    places = {mention.matched for mention in gazetteer.find_jurisdictions(text, loose=True)}
    return tuple(sorted((each for each in found if _may_be(each, text, places)), key=lambda each: each.span))


def same_word(one: str, other: str, language: str) -> bool:
    """Whether two words are one name's, whatever the endings of their cases."""
    one, other = one.casefold(), other.casefold()
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and _ENDING.fullmatch(long[len(short) :]):
        return True
    if language not in _INFLECTS or len(short) < _SHORTEST_STEM:
        return False
    shared = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(short))
    return shared >= max(_SHORTEST_STEM, len(short) - 2) and len(long) - shared <= _LONGEST_ENDING


def _placed(sentence: Sentence, span: Span) -> Mention:
    places = [at for at, word in enumerate(sentence.words) if _meet(word.span, span)]
    return Mention(sentence, places[0], places[-1] + 1, span)


def _runs(
    text: str, sentence: Sentence, language: str, written: tuple[set[str], set[str]], taken: Iterable[Span]
) -> Iterator[tuple[int, int]]:
    words = sentence.words
    free = [not any(_meet(word.span, span) for span in taken) for word in words]
    at = 0
    while at < len(words):
        if not (free[at] and _begins(text, words, at, language, written)):
            at += 1
            continue
        end = at + 1
        while (then := _continued(text, words, end)) and all(free[end:then]):
            end = then
        yield at, end
        at = end


def _never(words: Sequence[Word], at: int) -> bool:
    """Whether a word is a law's or the like; such letters may stand in a longer name: "ID Finance", "Clearview AI"."""
    return words[at].text in NEVER and not (at + 1 < len(words) and _NAMED.match(words[at + 1].text))


def _begins(text: str, words: Sequence[Word], at: int, language: str, written: tuple[set[str], set[str]]) -> bool:
    """Whether a name begins at a word; what opens a sentence must be no ordinary word of the language."""
    word = words[at]
    if not _is_name(word, language) or _never(words, at) or at > 0:
        return _is_name(word, language) and not _never(words, at)
    if _DOMAIN.fullmatch(word.text):
        return True
    small, capital = written
    if word.small in small_words(language, "opens") or word.small in small:
        return False
    if not word.stems or word.text in capital or not word.text[1:].islower() or _has_form(text, word.span):
        return True
    then = _continued(text, words, 1)
    return then is not None and (then == 2 or word.means("company"))  # noqa: PLR2004 - no small word between


def _with_kind(text: str, words: Sequence[Word], first: int, last: int, language: str) -> tuple[int, int]:
    """The places of a name with the small word beside it that says what it is: "gemeente Ede", "Bergen kommune"."""
    if language in _KIND_BEHIND and last < len(words) and _is_kind(text, words, last - 1, last, last):
        return first, last + 1
    for back in (1, 2):
        linked = language not in _KIND_BEHIND and (back == 1 or (first > 1 and words[first - 1].text in JOINS["of"]))
        if linked and first >= back and _is_kind(text, words, first - back, first, first - back):
            return first - back, last
    return first, last


def _is_kind(text: str, words: Sequence[Word], start: int, end: int, at: int) -> bool:
    """Whether a word is a kind of public body, and nothing but blanks parts the words from `start` to `end`."""
    pairs = zip(words[start:end], words[start + 1 : end + 1], strict=False)
    gaps = (text[one.span.end : other.span.start] for one, other in pairs)
    return words[at].means("kind") and words[at].text.islower() and all(gap in {" ", ""} for gap in gaps)


def _has_form(text: str, span: Span) -> bool:
    return with_legal_form(text, span) != span


def _is_name(word: Word, language: str) -> bool:
    if _DOMAIN.fullmatch(word.text):
        return True
    if not _CAPITAL.match(word.text) or len(word.text) == 1 or word.text.endswith(_ELIDED):
        return False
    if word.means("time") or (word.means("law") and not word.text.isupper()):
        return False
    return language not in NOUNS_HAVE_CAPITALS or not word.stems or not word.text[1:].islower()


def _continued(text: str, words: Sequence[Word], end: int) -> int | None:
    """The place behind the next word of a name that ends at `end`, with the small words that join it; else None."""
    at = end
    while at < len(words) and at - end <= _LONGEST_LINK:
        gap = text[words[at - 1].span.end : words[at].span.start]
        if gap not in {" ", " & ", " + "} and not (words[at - 1].text.endswith(_ELIDED) and not gap):
            return None
        word = words[at]
        known = word.text in NEVER and word.text not in _ADDED
        if (_CAPITAL.match(word.text) and not known and not word.means("time")) or (
            at == end and word.text[0].isdigit() and not word.text.isdigit()
        ):
            return at + 1
        if at == end and word.text in JOINS["and"] and _is_joined(text, words, at):
            return at + 2
        if word.text not in JOINS["links"] and word.text not in {"l'", "d'", "l’", "d’"}:
            return None
        at += 1
    return None


def _is_joined(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether "and" stands inside a name: the text says the whole of it again."""
    if at + 1 >= len(words) or not _CAPITAL.match(words[at + 1].text):
        return False
    return text.count(text[words[at - 1].span.start : words[at + 1].span.end]) > 1


def _may_be(mention: Mention, text: str, places: set[str]) -> bool:
    name = mention.span.of(text)
    words = mention.sentence.words[mention.first : mention.last]
    if (is_anonymous(name) and "&" not in name) or name in places or _NUMBERED.search(name):
        return False
    if len(words) == 1 and (words[0].text in PLACES or (words[0].stems and words[0].stems <= MEANINGS["office"])):
        return False
    if (words[0].is_person or words[0].text in BODIES) and not has_legal_form(name):
        return False
    return not any((word.means("court") and not word.means("company")) or word.means("supervises") for word in words)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
