"""Which body decides, in a short text in another language than English by one that no list knows.

As in English by a name and what its bearer does; what authorities are called, and the words that stand around them, are
listed by language, and whether a sentence tells of a fine or of an order is read by the English meanings of its words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.documents import Span
from corpus.gazetteer import Gazetteer
from corpus.glosses import is_listed
from ingest.describing.abroad_words import read_sentences
from ingest.describing.issuer import Issuer
from ingest.describing.named_bodies import BRACKET, DID, LONGEST, NAMED, TITLED, is_titled, the_one
from ingest.describing.names import has_legal_form

_FILE: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
_SAME = {"nb": "no", "nn": "no"}
_NEVER = re.compile(rf"(?<!\w)(?:{'|'.join(_FILE['never']['words'])})(?!\w)")
_MEASURES = re.compile("|".join(_FILE["measures"]["words"]), re.IGNORECASE)
_CAPITAL = "A-ZÀ-ÖØ-ÞŁŚŻŹĆŃĄĘÓΑ-ΩΆΈΉΊΌΎΏ"
_WORD = rf"[{_CAPITAL}][\w&-]*"
_BARE = rf"[{_CAPITAL}][\w&-]+"
_LOWER = r"[\w’'-]+"
_GOES_ON = 12
"""Words of a name that is written in lower case behind its first."""
_TRAILING = re.compile(
    r"(?: (?:de|del|della|di|du|des|la|le|les|l|da|do|dos|das|y|e|et|i|en|d|dei|delle|degli|sui|sul|para|pour|per)"
    r"[’']?)+$"
)
_ORGAN = re.compile(
    r"(?:Consejo|Sala|Coll[èe]ge|Comité|Commission des sanctions|Consiglio|Conselho de Administração|Junta|Conselho|"
    r"Collegio|Direcção|Direction|Dirección)(?: \w+)?(?: de la| del| du| da| do| della| de l[’']| dell[’']| de)[ ’']?"
)
_BRAND = re.compile(rf"[{_CAPITAL}][\w]*[-{_CAPITAL}][\w-]*")
_OWNING = frozenset(("sv", "da", "no"))
_OWNED = re.compile(r"(?:en|et|an)s$")
_REACH = 80


@dataclass(frozen=True, slots=True)
class _Language:
    """The patterns of one language: a name with what says that it is an authority's, a bare one, and who does it."""

    name: re.Pattern[str]
    heads: re.Pattern[str]
    articles: re.Pattern[str]
    bare: re.Pattern[str]
    acts: re.Pattern[str]
    by: re.Pattern[str] | None
    owns: bool


def find_named_abroad(text: str, language: str, gazetteer: Gazetteer) -> Issuer | None:
    """The one body that a text shows to decide, whose name is its id; None where none or several do."""
    words = _language(_SAME.get(language, language))
    if words is None or not is_listed(language) or len(text) > LONGEST:
        return None
    return the_one(text, _mentions(text, language, words), gazetteer)


def _mentions(text: str, language: str, words: _Language) -> Iterator[tuple[Span, float]]:
    headline = False
    for sentence in read_sentences(text, language):
        penal = headline or sentence.penal or _MEASURES.search(sentence.span.of(text)) is not None
        headline = headline or (penal and sentence.ordinal == 0)
        named = []
        for match in words.name.finditer(text, sentence.span.start, sentence.span.end):
            span = _trimmed(text, Span(*match.span()), words)
            if _may_decide(span.of(text)):
                named.append(span)
                yield span, _worth(text, span, words, penal=penal)
        bare = words.bare.match(text, sentence.span.start, sentence.span.end)
        if bare and _may_decide(bare["name"]):
            span = Span(*bare.span("name"))
            if not any(span.start < each.end and each.start < span.end for each in named):
                yield span, DID


def _may_decide(name: str) -> bool:
    return not _NEVER.search(name) and not has_legal_form(name)


def _trimmed(text: str, span: Span, words: _Language) -> Span:
    """The name without its article, without the organ of a body that it begins with, and without small words behind it.

    A common word before a single name, as in "die Behörde E-Control", only says what it is.
    """
    name = _TRAILING.sub("", span.of(text))
    start, end = span.start, span.start + len(name)
    if words.owns and _OWNED.search(name):
        end -= 1
    if article := words.articles.match(name):
        start += article.end()
    organ = _ORGAN.match(text, start, end)
    if organ and words.heads.match(text, organ.end()):
        start = organ.end()
    first, _, rest = text[start:end].partition(" ")
    if first and _BRAND.fullmatch(rest) and words.heads.fullmatch(first) and len(rest) > 1:
        start = end - len(rest)
    return Span(start, end)


def _worth(text: str, span: Span, words: _Language, *, penal: bool) -> float:
    before = text[max(0, span.start - _REACH) : span.start]
    if penal and (
        words.acts.match(text, span.end + (words.owns and text[span.end : span.end + 2] == "s "))
        or (words.by and words.by.search(before))
    ):
        return DID
    return TITLED if is_titled(text, span) else NAMED


@lru_cache(maxsize=16)
def _language(language: str) -> _Language | None:
    table = _FILE.get(language)
    if table is None or "heads" not in table:
        return None
    heads, either = "|".join(table["heads"]), "|".join
    if "ends" in table:
        stop = rf"(?!(?:{either(table['ends'])})(?![\w’']))"
        name = rf"(?:{heads})(?!\w)(?: {stop}(?:{_LOWER})){{1,{_GOES_ON}}}"
    else:
        link = rf"(?:(?:{either(table['links'])}) ){{0,2}}"
        name = rf"(?:{_WORD} ){{0,2}}?(?:{heads})(?!\w)(?: {link}{_WORD}){{0,5}}"
    articles = rf"(?:{either(table['articles'])}) ?" if table["articles"] else "(?!)"
    return _Language(
        re.compile(rf"(?<![\w-])(?:{name})"),
        re.compile(f"(?:{heads})"),
        re.compile(articles),
        re.compile(rf"\W*(?:{articles})?(?P<name>{_BARE}){BRACKET} (?:{either(table['penal'])})(?!\w)"),
        re.compile(rf"{BRACKET},? (?:{either(table['acts'])})(?!\w)"),
        re.compile(rf"(?:{either(table['by'])}) ?$") if table["by"] else None,
        language in _OWNING,
    )
