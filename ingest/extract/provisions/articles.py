"""Articles of law named in a text, in the notations of many languages.

"Article 5(1)(a) GDPR", "Art. 6 Abs. 1 lit. f DSGVO", "artículo 32 del RGPD", "artikel 5, eerste lid, onder a" and
"άρθρο 5 παρ. 1" all come out as "5(1)(a)" and so on. A bare article counts for the law that the document is about only
where no other law follows it.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import Span
from ingest.wording.phrases import spaced
from ingest.wording.stems import Stems, folded

_WORD_NUMBERS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7",
    "eerste": "1", "tweede": "2", "derde": "3", "vierde": "4", "vijfde": "5", "zesde": "6",
    "premier": "1", "primero": "1", "segundo": "2", "primo": "1", "secondo": "2",
}  # fmt: skip
_ORDINALS = "|".join(_WORD_NUMBERS)
_HEAD = re.compile(
    r"(?<![^\W\d_])(?:[Aa]rt(?:icle|ículo|ikel|igo|icol(?:o|ul|ele)?|ykuł\w*|iklen?|icoli|ículos)?s?|ARTICLES?|ARTÍCULO|ΑΡΘΡΟ|"
    r"[Άάα]ρθρ(?:ο|α|ου|ων)|Άρθρ[οα]|чл)\.?\s{0,3}(?=\d)|(?<!\w)(?P<rule>[Rr]egulations?)\s{1,3}(?=\d{1,2}[A-D]?(?![\d/]))"
)
_PARAGRAPH = (
    r"(?:,?\s{0,3}(?:paragraphs?|paragraphe|para\.?|par\.?|παρ(?:άγραφος|αγράφου)?\.?|Abs(?:atz)?\.?|abs\.|apartado|comma|"
    r"subsection|sub-section|subsec\.?|section|sec\.|section|nº|no\.?|nr\.?|number|lid|paragraf|stk\.|ust\.|ал\.|alin\.|n\.o|§)"
    r"\s{0,3}\(?(?P<p1>\d{1,2})\)?"
    rf"|,?\s{{0,3}}(?P<p2>{_ORDINALS})\s{{1,3}}(?:paragraph|subparagraph|lid|alinéa|párrafo|comma)"
    r"|\s{0,2}\((?P<p3>\d{1,2})\)|\.(?P<p4>\d{1,2})(?![\d/]))"
)
_LETTER = (
    r"(?:,?\s{0,3}(?:letters?|lit(?:era)?\.?|let\.|lett\.|lettera|letra|onder|point|points|item|sub-?paragraph|στοιχ\.?|περ\.?|"
    r"στοιχείο|bokstav|litra|буква|pkt|alínea|lett\.?)\s{0,3}[\"“„(]?(?P<l1>[a-zα-ω])(?![^\W\d_])[\"”)]?"
    r"|\s{0,2}[,.]?\s{0,2}\((?P<l2>[a-zα-ω])\)|\.\s{0,2}(?P<l3>[a-z])\)?(?![^\W\d_.])|\s{0,2}(?P<l4>[a-z])(?:\)|(?=\s(?:of|GDPR|DSGVO))))"
)
_NUMBER = r"(?P<article>\d{1,3})(?P<bis>\s?(?:bis|ter|quater|-[a-z]{3,9}))?(?!\d)"
_REFERENCE = re.compile(f"{_NUMBER}(?:{_PARAGRAPH})?(?:{_LETTER})?")
_MORE = re.compile(
    r"\s{0,3}(?:,|;|and|et|y|e|und|en|και|or|o|i|to|og|och|as well as|in conjunction with|read with|&|/){1}\s{0,3}"
    r"(?:also\s|and\s)?(?:[Aa]rt(?:icle|icles|\.|s\.)?\s{0,3})?(?=\d)",
)
_LAWS: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("laws.toml").read_text(encoding="utf-8")
)
_LAW_NAMES = tuple(_LAWS["known"])
_KNOWN = "|".join(f"(?P<law{i}>{spaced('|'.join(_LAWS['known'][n]))})" for i, n in enumerate(_LAW_NAMES))
_UNKNOWN = spaced("|".join(_LAWS["unknown"]["words"]))
_LAW = re.compile(f"(?<![^\\W\\d_])(?:{_KNOWN})")
# "cf. the Personal Data Act, Article 3", "GDPR Article 5": the law that stands right before its article.
_KNOWN_BEFORE, _OTHER_BEFORE = (
    re.compile(rf"(?<![^\W\d_])(?:{names})(?: ?\([^()\n]{{1,40}}\))?(?:['’]s)?,?\s{{0,2}}$")
    for names in (_KNOWN, _UNKNOWN)
)
# "(1) and (2)", "par. 2 and 3", "letters b) and c)": more of the same article, not further articles.
_SAME_ARTICLE = re.compile(
    r"(?:\s{0,2}(?:,|and|to|und|et|y|e|en|og|och|και|[-–])\s{0,2}(?:(?:lit|let)\.\s?)?"
    r"(?:\(\d{1,2}\)|\(?[a-zα-ω]\)))+(?:\([a-z]\))?"
)
_NEXT_PARAGRAPH = re.compile(
    r"\s{0,2}(?:,|and|και)\s{0,2}(?P<next>\d{1,2})(?=\s{1,2}(?:of|GDPR|του|GCP|GKPD|in)(?!\w))"
)
_OTHER_LAW = re.compile(
    r"(?:of\s+the\s+|of\s+|del?\s+l?a?\s*|della?\s+|des?\s+|du\s+|van\s+de\s+|der\s+|του\s+|ν\.\s*|[,(]?\s*)?"
    rf"(?:[A-Z][\w-]{{0,30}}\s{{1,3}}){{0,6}}(?:{_UNKNOWN})"
)
_STEMS = Stems(("art", "άρθρ", "αρθρ", "чл", "regulation"))
_LAW_REACH = 60
_RULES = "PECR"
_BESIDE = frozenset({"ECHR", "CFR"})
_LAST_OF_GDPR = 99
_MOST_IN_A_LIST = 40
_GREEK_LETTERS = dict(zip("αβγδεζηθ", "abcdefgh", strict=True))


@dataclass(frozen=True, slots=True)
class Article:
    """One article as written: `number` in the form "5(1)(a)", the law or None where the text does not say.

    `head` is where its list begins: at the word "Articles".
    """

    number: str
    law: str | None
    span: Span
    head: int


def find_articles(text: str) -> tuple[Article, ...]:
    """Every article named in the text, in order. Members of one list share the law that follows the list."""
    found: list[Article] = []
    reached = 0
    for place in _STEMS.places(folded(text)):
        head = _HEAD.match(text, place) if place >= reached else None
        if head is None:
            continue
        references = list(_references(text, head.end()))
        if references:
            reached = references[-1][1].end
            law = _law_after(text, reached)
            law = _law_before(text, place) if law is None else law
            if head["rule"] and law != _RULES:
                law = _RULES if law is None and _RULES in text else ""
            found += [Article(number, law, span, place) for number, span in references if _exists(number, law)]
    return tuple(found)


def main_law(text: str, found: Iterable[Article]) -> str | None:
    """The law that bare articles belong to: the one most articles of the text are said to be of.

    A text that says of none whose it is ("Article 5 of the Regulation") means the law that it names first. Charters and
    conventions are cited beside the law, never in its place.
    """
    counts = Counter(article.law for article in found if article.law and article.law not in _BESIDE)
    if counts:
        return counts.most_common(1)[0][0]
    named = (_law_name(match) for match in _LAW.finditer(text))
    return next((law for law in named if law not in _BESIDE), None)


def _exists(number: str, law: str | None) -> bool:
    """The GDPR has 99 articles; a higher number belongs to some other law that the text leaves unnamed."""
    return int(re.sub(r"\D.*", "", number)) <= _LAST_OF_GDPR or law not in {None, "GDPR", "UK GDPR"}


def _references(text: str, start: int) -> Iterator[tuple[str, Span]]:
    at = start
    for _ in range(_MOST_IN_A_LIST):
        match = _REFERENCE.match(text, at)
        if not match:
            return
        end = _end_of_article(text, match)
        yield _number(match), Span(match.start(), end)
        more = _MORE.match(text, end)
        if not more:
            return
        at = more.end()


def _end_of_article(text: str, match: re.Match[str]) -> int:
    """Where the last paragraph or letter named of this article ends."""
    same = _SAME_ARTICLE.match(text, match.end())
    if same:
        return same.end()
    paragraph = _NEXT_PARAGRAPH.match(text, match.end()) if match["p1"] else None
    return paragraph.end() if paragraph and int(paragraph["next"]) > int(match["p1"]) else match.end()


def _number(match: re.Match[str]) -> str:
    paragraph = match["p1"] or _WORD_NUMBERS.get(match["p2"] or "") or match["p3"] or match["p4"]
    letter = match["l1"] or match["l2"] or match["l3"] or match["l4"]
    number = str(int(match["article"])) + (match["bis"] or "").strip()
    if paragraph:
        number += f"({int(paragraph)})"
    return number + (f"({_GREEK_LETTERS.get(letter, letter)})" if letter else "")


def _law_after(text: str, end: int) -> str | None:
    """The law named right after an article, "" where it is a law unknown here, None where none is named."""
    window = text[end : end + _LAW_REACH]
    known = _LAW.search(window)
    skipped = len(window) - len(window.lstrip(" ,.)\n"))
    other = _OTHER_LAW.match(window, skipped)
    if known and other and known.start() < other.end() and other.end() > known.end() + 1:
        return ""
    if known and not re.search(r"[.;:]\s|[Aa]rt(?:icle|\.)", window[: known.start()]):
        return _law_name(known) if not other or known.start() <= other.end() + 2 else ""
    return "" if other else None


def _law_before(text: str, start: int) -> str | None:
    window = text[max(0, start - _LAW_REACH) : start]
    known = _KNOWN_BEFORE.search(window)
    if known:
        return _law_name(known)
    return "" if _OTHER_BEFORE.search(window) else None


def _law_name(match: re.Match[str]) -> str:
    return _LAW_NAMES[int((match.lastgroup or "law0")[3:])]
