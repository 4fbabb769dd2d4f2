"""Who issued what a text in another language than English tells of, where it names an authority only in passing.

A text in Danish that speaks of Datatilsynet means the Danish one, and one in Spanish that gives only the initials of
one authority of a Spanish-speaking country means that. Where two such authorities are named, neither is taken.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from corpus.documents import Span
from corpus.gazetteer import Gazetteer
from corpus.glosses import is_listed
from ingest.describing.abroad_words import read_sentences, words_in
from ingest.describing.issuer import Issuer
from ingest.wording.dates import WrittenDate, find_dates

LONGEST = 12_000
"""Characters of a text that tells of a matter; longer ones name their authority often enough."""
_FILE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_COUNTRIES: dict[str, frozenset[str]] = {
    language: frozenset(codes.split()) for language, codes in _FILE["spoken"].items()
}
_CALLED = {
    language: [(re.compile(rf"(?<!\w)(?:{pattern})"), authority) for authority, pattern in table.items()]
    for language, table in _FILE["called"].items()
}
_HINTS = {
    language: {authority: re.compile(pattern) for authority, pattern in table.items()}
    for language, table in _FILE["hints"].items()
}
_OPENS = re.compile(rf"(?:{'|'.join(_FILE['courts']['opening'])})(?=,|\s*$)", re.MULTILINE)
_CONFIDENCE = 0.6
_OPENING = 4
"""Sentences in which a text tells its news."""
_BEFORE = 60
"""Characters before a day that say of what it is."""
_LABEL = 2
"""Words of a label that may stand before its day: "Beslut den 3 maj 2022"."""


def find_at_home(text: str, gazetteer: Gazetteer, language: str) -> Issuer | None:
    """The one authority of a country of the language that a short text names, or calls by what it is called there."""
    countries = _COUNTRIES.get(language)
    if countries is None or not is_listed(language) or len(text) > LONGEST:
        return None
    spans: dict[str, Span] = {}
    for mention in gazetteer.find_authorities(text):
        body = gazetteer.authority(mention.id)
        at_home = body is not None and not body.is_court and body.jurisdiction[:2] in countries
        if at_home and is_meant(text, mention.id, language):
            spans.setdefault(mention.id, Span(mention.start, mention.end))
    if not spans:
        found = ((authority, pattern.search(text)) for pattern, authority in _CALLED.get(language, ()))
        spans = {authority: Span(*match.span()) for authority, match in found if match}
    if len(spans) != 1:
        return None
    ((authority, span),) = spans.items()
    return Issuer(authority, _CONFIDENCE, span)


def home_of(language: str) -> frozenset[str]:
    """The countries where a language is spoken, as far as it has a word list; none for English."""
    return _COUNTRIES.get(language, frozenset()) if is_listed(language) else frozenset()


def is_meant(text: str, authority: str, language: str) -> bool:
    """Whether a name that is also a common noun of the language is an authority's: the text speaks of its country."""
    hint = _HINTS.get(language, {}).get(authority)
    return hint is None or hint.search(text) is not None


def day_of_head(text: str, dates: Iterable[WrittenDate], language: str) -> WrittenDate | None:
    """The day that the head of a judgment bears, or that stands right behind "decision" where a sentence begins so."""
    if not is_listed(language) or len(text) > LONGEST:
        return None
    head = opens_as_judgment(text)
    lines = [match.start() for match in re.finditer(r"\n", text)]
    end = lines[1] if len(lines) > 1 else len(text)
    for date in dates:
        if date.precision != "day":
            continue
        start = max(text.rfind(stop, 0, date.span.start) for stop in ("\n", ". ", ": ")) + 1
        words = words_in(text, Span(start, date.span.start), language)
        if (head and date.span.start < end) or (0 < len(words) <= _LABEL and words[0].means("issued")):
            return date
    return None


def tells_of_review(text: str, language: str, known: Iterable[dt.date]) -> bool:
    """Whether the opening of a short text in another language tells what a court made of a decision of these days.

    Not where it gives a decision a later day: that is another one, of which the text tells.
    """
    days = tuple(known)
    if not days or not is_listed(language) or len(text) > LONGEST:
        return False
    opening = read_sentences(text, language)[:_OPENING]
    if not any(sentence.has("court") and sentence.has("reviews") for sentence in opening):
        return False
    return not any(date.on > max(days) and _is_decided(text, date, language) for date in find_dates(text))


def _is_decided(text: str, date: WrittenDate, language: str) -> bool:
    """Whether what bears a day is called a decision right before it."""
    before = Span(max(0, date.span.start - _BEFORE), date.span.start)
    return any(word.means("decided") for word in words_in(text, before, language))


def opens_as_judgment(text: str) -> bool:
    """Whether the first line is the head of a judgment in another language: a court and a comma, or its ECLI."""
    return _OPENS.match(text) is not None
