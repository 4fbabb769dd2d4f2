"""At whom a text in another language than English tells that an authority acted: of the names in it, those signs say.

`abroad_signs.py` gathers the signs; what they are worth is said here. A name is told only where the text says something
of it that befalls a respondent: that it is proceeded against, that it pays, that it is called one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from corpus.documents import Span
from corpus.gazetteer import Gazetteer
from corpus.glosses import is_listed
from ingest.describing.abroad_names import Mention, same_word
from ingest.describing.abroad_signs import Named, find_named
from ingest.describing.abroad_words import Sentence, nominative, read_sentences, small_words
from ingest.describing.names import bare, has_legal_form, readable

LONGEST = 12_000
"""Characters of a text that tells of a matter; decisions are longer, and name their parties by the phrases of law."""
# Chosen by eye on 65 short texts in twelve languages, which name 64 respondents: the right ones have 3.2 and more save
# four, and of all others with a sign of `_BEFALLS` one has more than 3.1.
WORTH = {
    "struck": 2.0,
    "examined": 2.0,
    "listed": 2.0,
    "bears": 1.5,
    "fined": 1.5,
    "punished": 1.5,
    "topic": 1.0,
    "takes": 1.5,
    "label": 3.0,
    "appeals": 1.5,
    "parent": -2.0,
    "title": 1.5,
    "lead": 0.7,
    "organisation": 0.7,
    "form": 0.7,
    "sum": 0.7,
    "by": -0.5,
    "beside": -1.0,
    "brings": -2.0,
    "opens": -0.5,
    "mentions": 0.7,
    "only": 3.2,
}
LEAST = 3.1
_SURE = 5.0
"""Worth of a name that one with less than `_SLIGHT` found otherwise gives way to."""
_SLIGHT = 2.0
_HIDDEN = 1.5
"""Worth that a name must have beyond `LEAST` where the text says that names were taken out."""
_BEFALLS = ("struck", "examined", "listed", "bears", "topic", "label", "appeals", "only")
_MOST, _ALIKE, _INITIALS = 4, 80, 5
_SHORTEST = 4
_ENDINGS = re.compile(r"(?:ll|lt|ss|st)[aäe]|[aeioöuyä]?n|[aä]|ksi|t[aä]")
"""Endings of the Finnish cases."""
_CASE = re.compile(r"(?:(?:ll|lt|ss|st)[aäe]|[aeioöuyä]n|ksi)$")
_VOWELS = frozenset("aeiouyäö")


class Told(NamedTuple):
    """A respondent as it is told, how sure that is (0 to 1), and where it first stands."""

    name: str
    confidence: float
    span: Span


def told_abroad(text: str, language: str, gazetteer: Gazetteer, held: Sequence[Told] = ()) -> tuple[Told, ...]:
    """The respondents of a text in another language, together with those `held`, who were found otherwise.

    English texts, texts in languages without a word list and long ones keep those that are held.
    """
    if not is_listed(language) or len(text) > LONGEST:
        return tuple(held)
    sentences = read_sentences(text, language)
    found = find_named(text, sentences, language, gazetteer)
    worth = [_worth(each, found, sentences) for each in found]
    hidden = any(sentence.has("hidden") for sentence in sentences)
    least = LEAST + (_HIDDEN if hidden else 0.0)
    likely = [n for n, each in enumerate(found) if worth[n] > least and _befell(each, found)]
    likely.sort(key=lambda n: -worth[n])
    sure = any(worth[n] > _SURE for n in likely)
    slight = {name for n, each in enumerate(found) if worth[n] < _SLIGHT for name in each.names(text)}
    lifted = (_without_article(each, found, text, language) for each in held)
    told = [each for each in lifted if not (sure and each.name in slight)]
    if hidden:
        told = [each for each in told if any(each.name in found[n].names(text) for n in likely)]
    told = [each for each in told if not _is_common(each.name, sentences)]
    known = bool(told)
    for n in likely:
        each = found[n]
        if known and not _is_fined(each):
            continue
        if n != likely[0] and _is_aside(each, found[likely[0]]):
            continue
        best = _best(text, each, language)
        listed = each.signs()["listed"] > 0
        if len(told) < _MOST and not any(_alike(best.name, other.name, listed=listed) for other in told):
            told.append(best._replace(confidence=round(min(0.95, 0.5 + 0.1 * (worth[n] - LEAST)), 2)))
    return tuple(told)


def _worth(named: Named, found: Iterable[Named], sentences: Sequence[Sentence]) -> float:
    signs = named.signs()
    only = float(_is_only(named, found) and any(each.penal and each.sums for each in sentences))
    return sum(WORTH.get(name, 0.0) * value for name, value in (signs | {"only": only}).items())


def _is_only(named: Named, found: Iterable[Named]) -> bool:
    """Whether it is the one organisation of the text, by more than a word, and what a sentence is about."""
    several = [each for each in found if len(each.words) > 1 or each.signs()["organisation"]]
    return several == [named] and len(named.words) > 1 and named.signs()["subject"] > 0


def _befell(named: Named, found: Iterable[Named]) -> bool:
    signs = named.signs()
    if signs["title"] and signs["opens"] == 1.0 and not signs["mentions"]:
        return False  # the one word with which a headline begins, and which stands nowhere else, may be any
    if any(signs.get(name) for name in _BEFALLS) or _is_only(named, found):
        return True
    return bool(signs["takes"] and signs["mentions"])


def _without_article(told: Told, found: Iterable[Named], text: str, language: str) -> Told:
    """The name alone of one that was found with its article and what it is: "Der Modehändler Acme"."""
    article, _, rest = told.name.partition(" ")
    if article.lower() not in small_words(language, "articles"):
        return told
    names = (name for each in found for name in each.names(text) if rest.endswith(name))
    name = max(names, key=len, default="")
    return told._replace(name=name, span=Span(told.span.end - len(name), told.span.end)) if name else told


def _is_common(name: str, sentences: Iterable[Sentence]) -> bool:
    """Whether a name is one ordinary word of the language that only ever opens a sentence: "Webshop beboet"."""
    places = [(at, word) for each in sentences for at, word in enumerate(each.words) if word.text == name]
    return bool(places) and all(at == 0 and word.stems and not word.means("kind") for at, word in places)


def _is_fined(named: Named) -> bool:
    """Whether the text gives the sum that a name bears, so that it may be one of several."""
    signs = named.signs()
    return bool(signs["fined"] or signs["listed"] or (signs["struck"] and signs["sum"]))


def _is_aside(named: Named, first: Named) -> bool:
    """Whether a name stands only outside the title and the news, where the surest one stands in the title."""
    signs = named.signs()
    return first.signs()["title"] > 0 and not (signs["title"] or signs["lead"] or signs["listed"])


def _best(text: str, named: Named, language: str) -> Told:
    """The name to show: with its legal form, by the most words, and in the form that stands for no case."""
    spans = [mention.span for mention, _ in named.mentions if not _says_what(text, mention, named)]
    best = max(spans, key=lambda span: _rank(span.of(text), span))
    name = readable(best.of(text))
    if has_legal_form(name):
        return Told(name, 0.0, best)
    last = name.rsplit(" ", 1)[-1]
    forms = {s.of(text).rsplit(" ", 1)[-1] for s in spans}
    plain = _plain({form for form in forms if same_word(form, last, language)}, language)
    return Told(nominative(name.removesuffix(last) + plain, language), 0.0, best)


def _rank(name: str, span: Span) -> tuple[bool, int, bool, int, int]:
    return has_legal_form(name), name.count(" "), name[0].isupper(), -len(name), -span.start


def _says_what(text: str, mention: Mention, named: Named) -> bool:
    """Whether a name that opens a sentence has before it what it is ("Chain Acme"), and the text also says it alone."""
    words = mention.sentence.words[mention.first : mention.last]
    if mention.first or len(words) == 1 or not words[0].means("company") or words[0].means("kind"):
        return False
    rest = Span(words[1].span.start, mention.span.end).of(text)
    return any(rest == other or same_word(rest, other, "fi") for other in named.names(text))


def _plain(forms: set[str], language: str) -> str:
    """Of the forms of one word the one without an ending; in Finnish what they share where each adds a case's."""
    first, last = min(forms), max(forms)
    parted = (at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1])
    shared = first[: next(parted, len(first))]
    endings = [form[len(shared) :] for form in forms]
    stem = len(shared) >= _SHORTEST and shared[-1:] in _VOWELS
    if language == "fi" and len(forms) > 1 and stem and all(map(_ENDINGS.fullmatch, endings)):
        return shared
    bare = {form for form in forms if language != "fi" or not _CASE.search(form)} or forms
    return min(bare, key=lambda form: (len(form), form))


def _alike(one: str, other: str, *, listed: bool) -> bool:
    """Whether two names are one party's: spellings of one, or the initials of the other; not two firms of one group.

    `listed`: the text lists one of them beside others, so that only the same name is one.
    """
    if listed:
        return bare(one) == bare(other)
    short, long = sorted((bare(one), bare(other)), key=len)
    if _is_abbreviated(one, other) or _is_abbreviated(other, one):
        return True
    of_one_group = short.split()[0] == long.split()[0] and not same_word(short.split()[-1], long.split()[-1], "fi")
    if of_one_group and ((has_legal_form(one) and has_legal_form(other)) or (" " in short and short not in long)):
        return False
    if fuzz.partial_ratio(short, long) >= _ALIKE:
        return True
    letters = iter(long)
    return len(short) <= _INITIALS and short[:1] == long[:1] and all(letter in letters for letter in short)


def _is_abbreviated(one: str, other: str) -> bool:
    """Whether one names a body by initials: "ministerie van VWS" beside "ministerie van Volksgezondheid"."""
    head, _, last = one.rpartition(" ")
    whole = other.removeprefix(head).strip()
    return bool(head) and last.isupper() and other.startswith(head) and whole[:1] == last[:1]
