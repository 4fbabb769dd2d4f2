"""The signs that a name in a text in another language than English is of whom an authority acted at.

In every language whom a fine was laid on stands by it in the same ways: behind a word that means "on" or "to", before
one that means "pays" or "gets", beside a word that means a company, in the title, and again and again. Whoever
complained, spoke or is only compared stands by other words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.documents import Span
from corpus.gazetteer import Gazetteer
from ingest.describing.abroad_names import NOUNS_HAVE_CAPITALS, Mention, find_mentions, same_word
from ingest.describing.abroad_words import PARENT, Sentence, Word, small_words
from ingest.describing.names import bare, has_legal_form, plausibility

_NEXT = 2
"""Words behind a single one that opens a sentence, which may be no name, that must say what befell it."""
_NEAR, _BEHIND, _ASIDE, _FAR, _TOLD_BEFORE = 7, 6, 3, 12, 10
"""Words before a name that may say what it is, behind it that may say what befell it, right beside it, as far as a
sum may follow, and as far as a fine may be told from whom it is laid on."""
_STOP = re.compile(r";|[.!?]\s")
_LISTED = re.compile(r",? (?:(?:et|y|e|i|en|og|och|und|ja|oraz|και|à|aan|a|στην|στον) )?")
_ALLATIVE = ("lle", "lta", "ltä")
_QUOTES = ' «“„"('
_LEADS = ("penal", "deed", "within", "by")
_BODY = 0.9


@dataclass(slots=True)
class Named:
    """One organisation by all its mentions, with the signs of each."""

    words: tuple[str, ...]
    mentions: list[tuple[Mention, frozenset[str]]] = field(default_factory=list)

    def signs(self) -> dict[str, float]:
        """The signs as numbers between 0 and about 2."""
        count = len(self.mentions)
        seen = [sign for _, signs in self.mentions for sign in signs]
        once = {name: float(name in seen) for name in _ONCE}
        part = {name: seen.count(name) / count for name in _PART}
        return once | part | {"mentions": math.log2(count)}

    def names(self, text: str) -> set[str]:
        """What the text calls it."""
        return {mention.span.of(text) for mention, _ in self.mentions}

    @property
    def is_nobody(self) -> bool:
        """Whether every mention is of a place or a person."""
        return all(signs & _NOBODY for _, signs in self.mentions)


_ONCE = (
    *(
        "struck",
        "examined",
        "listed",
        "bears",
        "fined",
        "punished",
        "topic",
        "takes",
        "label",
        "title",
        "lead",
        "organisation",
    ),
    *("appeals", "parent"),
    *("form", "sum", "subject"),
)
_PART = ("by", "beside", "brings", "opens")
_PLACE = frozenset({"within"})
_NOBODY = frozenset({"within", "person"})
"""Signs of what is no party where every mention has them: a place, and somebody in an office."""


def find_named(text: str, sentences: Sequence[Sentence], language: str, gazetteer: Gazetteer) -> list[Named]:
    """Every organisation that a text in another language names, with its signs, by the place of its first mention."""
    found: list[Named] = []
    mentions = [(each, _name_words(each, text)) for each in find_mentions(text, sentences, language, gazetteer)]
    signs = _all_signs(text, [mention for mention, _ in mentions], language)
    for mention, words in sorted(mentions, key=lambda each: -len(each[1])):  # the whole name before parts of it
        known = (each for each in found if _is_mentioned(text, mention, words, each, language))
        held = next(known, None)
        if held is None:
            held = Named(words)
            found.append(held)
        held.mentions.append((mention, signs[mention.span]))
    return sorted(
        (each for each in found if not each.is_nobody),
        key=lambda each: min(mention.span for mention, _ in each.mentions),
    )


def _all_signs(text: str, mentions: Iterable[Mention], language: str) -> dict[Span, frozenset[str]]:
    """The signs of each mention; in a list ("on Acme, Bell and Chime") those behind the first share what struck it."""
    found: dict[Span, frozenset[str]] = {}
    previous: Mention | None = None
    for mention in mentions:
        signs = frozenset(_signs(text, mention, language))
        if previous and _LISTED.fullmatch(text, previous.span.end, mention.span.start):
            body = previous.sentence.words[previous.first : previous.last]
            if found[previous.span] == _PLACE or any(word.means("ministry") for word in body):
                signs = _PLACE  # "the ministry of Health, Welfare and Sport", "in Bonn and Trier"
            elif found[previous.span] & {"struck", "listed"}:
                signs |= {"listed"}
        found[mention.span] = signs
        previous = mention
    return found


def _name_words(mention: Mention, text: str) -> tuple[str, ...]:
    return tuple(bare(mention.span.of(text)).split())


def _is_of(words: Sequence[str], whole: Sequence[str], language: str) -> bool:
    """Whether all words of a name stand in a longer one, in order."""
    at = 0
    for word in words:
        at = next((n + 1 for n in range(at, len(whole)) if same_word(word, whole[n], language)), 0)
        if not at:
            return False
    return True


def _is_mentioned(text: str, mention: Mention, words: Sequence[str], named: Named, language: str) -> bool:
    """Whether a name is one of an organisation's; two with legal forms are two, though one's words hold the other's."""
    if any(_LISTED.fullmatch(text, other.span.end, mention.span.start) for other, _ in named.mentions):
        return False  # "Acme Mobile and Acme" are two
    if has_legal_form(mention.span.of(text)) and words != named.words and any(map(has_legal_form, named.names(text))):
        return False
    return _is_of(words, named.words, language) or _is_short(mention, named, text)


def _is_short(mention: Mention, named: Named, text: str) -> bool:
    """Whether a name is the initials of a longer one, or stands in parentheses right behind it: "Acme Bell (AB)"."""
    name = mention.span.of(text)
    for other, _ in named.mentions:
        gap = text[other.span.end : mention.span.start]
        if gap == " (" and text[mention.span.end : mention.span.end + 1] == ")" and mention.last - mention.first == 1:
            return True
        initials = "".join(word[0] for word in other.span.of(text).split() if word[0].isupper())
        if len(name) > len("XX") and name.isupper() and initials == name:
            return True
    return False


def _signs(text: str, mention: Mention, language: str) -> Iterator[str]:
    sentence, words = mention.sentence, mention.sentence.words
    start = _before(words, mention, language)
    name = mention.span.of(text)
    if sentence.ordinal == 0:
        yield "title"
    if sentence.ordinal in {1, 2}:
        yield "lead"
    if has_legal_form(name):
        yield "form"
    called = any(word.means("company") for word in words[start : mention.last])
    if called or plausibility(name) >= _BODY or _apposition(text, mention):
        yield "organisation"
    if sentence.sums:
        yield "sum"
    if start == 0:
        yield "subject"
    if mention.first == 0 and mention.last == 1:
        yield "opens"
    yield from _parts(text, mention, start, language)


def _parts(text: str, mention: Mention, start: int, language: str) -> Iterator[str]:
    """What part the name has in its sentence, by the words beside it."""
    words = mention.sentence.words
    before = words[start - 1] if start else None
    between = text[before.span.end : words[start].span.start] if before else ""
    led = before if between.strip(_QUOTES) == "" else None
    laid_on = led is not None and _lays_on(led, language)
    laid_on = laid_on or (language == "fi" and words[mention.last - 1].text.endswith(_ALLATIVE))
    if laid_on and _told_near(words, start, mention.last):
        yield "struck"
    if before and between.lstrip().startswith(":") and before.means("label"):
        yield "label"
    beside = set(_led(words, start, mention, laid_on=laid_on)) if led else set()
    yield from beside
    if not laid_on and not beside & {"by", "within", "parent"}:
        yield from _borne(text, mention, start, language)
    if any(word.is_person for word in words[max(0, start - _ASIDE) : mention.last]):
        yield "person"
    if any(word.means("brings") for word in words[mention.last : mention.last + _ASIDE]):
        yield "brings"
    if any(word.means("beside") for word in words[: mention.first]):
        yield "beside"


def _lays_on(led: Word, language: str) -> bool:
    return led.small in small_words(language, "at") or led.means("penal") or led.means("deed")


def _led(words: Sequence[Word], start: int, mention: Mention, *, laid_on: bool) -> Iterator[str]:
    """What the words right before a name make of it: examined, a place, who did it, who appeals, whose firm it is."""
    led = words[start - 1]
    if led.means("examined"):
        yield "examined"
    if laid_on:
        return
    if led.means("within") or led.means("by"):
        yield "within" if led.means("within") else "by"
    before = words[max(0, start - 2) : mention.first]
    if any(word.small in PARENT for word in before):
        yield "parent"
    elif any(word.means("appeals") for word in before[:2]):
        yield "appeals"


def _told_near(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a fine or an order is told a few words before or behind, or a sum right before."""
    if start > 1 and words[start - 2].is_figure:
        return True
    near = (*words[max(0, start - _TOLD_BEFORE) : start], *words[end : end + _TOLD_BEFORE])
    return any(word.means("penal") or word.means("deed") for word in near)


def _borne(text: str, mention: Mention, start: int, language: str) -> Iterator[str]:
    """Whether what stands behind the name is what befell it: a fine, or the sum of one."""
    words, gets = mention.sentence.words, small_words(language, "gets")
    alone = mention.first == 0 and mention.last == 1 and not has_legal_form(mention.span.of(text))
    befell, got = "", False
    for place, word in enumerate(words[mention.last : mention.last + _FAR]):
        between = text[mention.span.end : word.span.start]
        if _STOP.search(between):
            return
        told = any(word.means(part) for part in ("bears", "penal", "deed"))
        if (told or word.small in gets) and not befell and place < (_NEXT if alone else _BEHIND):
            befell = "topic" if ":" in between else "bears"
            got = word.small in gets
            yield befell
        elif befell == "bears" and word.is_figure and start == 0:
            yield "fined"
            return
        elif befell == "bears" and got and told:
            yield "punished"
            got = False
        if word.is_figure and start == 0:
            if place < _ASIDE and not befell:
                yield "takes"
            return


def _before(words: Sequence[Word], mention: Mention, language: str) -> int:
    """The place of the first word that belongs to the name: its article, and what it is called before ("the bank")."""
    at = start = mention.first
    articles = small_words(language, "articles")
    while at and mention.first - at < _NEAR:
        word = words[at - 1]
        if word.small in articles or word.is_figure:
            at -= 1
            start = at if start == at + 1 else start
        elif word.text.islower() or (word.means("company") and language in NOUNS_HAVE_CAPITALS):
            if any(word.means(part) for part in _LEADS) or word.small in small_words(language, "at"):
                break
            at -= 1
            start = at if word.means("company") else start
        else:
            break
    while start and words[start - 1].small in articles:
        start -= 1
    return start


def _apposition(text: str, mention: Mention) -> bool:
    """Whether the name is followed by what it is: "Acme, a chain of shops,"."""
    if not text.startswith((",", " ("), mention.span.end):
        return False
    behind = mention.sentence.words[mention.last : mention.last + _ASIDE]
    return any(word.means("company") for word in behind)
