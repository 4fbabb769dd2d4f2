"""What a question asks for: the words for it, its kind, and whether sentences give a thing of that kind.

A question that asks how many, who, how much or when is answered only by a figure of what is counted, a name, a sum or
a day. Sentences that share its words and give none of these are what a detail that no document states looks like.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from service.answering.held.dossier import Sentence
from service.answering.weighing.evidence import covers
from service.answering.wording import facts
from service.answering.wording.words import content_stems, content_tokens, stem, tokens

NEAR = 5
"""Sentences that bear most on a question among which a sum is looked for."""
NEAR_FIGURE = 6
"""Words after a figure among which what it counts must stand: "about 20 billion images of faces"."""
MOST_COUNTED = 60
"""Sentences looked through for a figure of what is counted; digests have fewer."""
NOUNS = 2
"""Words after "how many" that say what is counted: "face representations"."""

_AUXILIARY = (
    r"(?:did|does|do|was|were|is|are|has|have|had|must|can|could|should|will|would|may|might|to|that|which|who|of|in|"
    r"on|at|for|from|by|with|under|against|between|besides|behind)"
)
_ASKING = (
    r"(?:^|[,;:.?–-]\s*|\b(?:in|on|at|to|from|of|by|for|under|through|with|before|against|and|or|about|until|than|over|"
    r"says?|know|tell)\s+)(?:which|what|whose)"
)
"""What begins a question within a sentence, and no relative clause: "in which", never "the firm which"."""
_ASKED_FOR = re.compile(
    rf"(?:{_ASKING}|\bhow many|\bhow much|\bnames? of(?: the)?|\bnumber of)\s+"
    rf"((?:(?!{_AUXILIARY}\b)[\w'’&-]+\s*){{0,5}})",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(r"of\s+((?:[\w'’-]+\s*){1,2})", re.IGNORECASE)
_WHAT_WAS = re.compile(
    r"\bwhat (?:was|were|is|are) the ((?:[\w'’&-]+\s+){1,4}?)"
    r"(?=(?:of|at|in|for|that|which|behind|on|to|between|under|by|from|used|with)\b)",
    re.IGNORECASE,
)
_DOER = re.compile(
    r"\b(?:who|which (?:\w+ ){0,2}?(?:company|firm|vendor|supplier|judge|law firm|gang|group|court|tribunal))\s+"
    rf"(?:\w+ly\s+)?((?!{_AUXILIARY}\b)[\w'’-]+)",
    re.IGNORECASE,
)
_BEARERS = (
    r"(?:compan(?:y|ies)|firms?|vendors?|suppliers?|organi[sz]ations?|associations?|groups?|gangs?|brands?|buyers?|"
    r"clients?|customers?|advertisers?|partners?|lawyers?|judges?|banks?|schools?|colleges?|hospitals?|hotels?|"
    r"pharmac(?:y|ies)|dealerships?|departments?|providers?|insurers?|agenc(?:y|ies)|newspapers?|cit(?:y|ies)|towns?|"
    r"countr(?:y|ies)|states?|employees?|officers?|hackers?|managers?|candidates?|politicians?|persons?|schemes?|"
    r"malware|chatbots?|tools?|software|algorithms?|products?|programs?|services?|apps?|NGOs?|charit(?:y|ies))"
)
"""What is told apart by its name."""
_NAME = re.compile(
    rf"\bnames?\b(?! of the (?:law|act))|\bwho\b|\bwhom\b|\bwhose\b|"
    rf"\b(?:which|what) (?:(?!{_AUXILIARY}\b)[\w’'&-]+ ){{0,3}}?{_BEARERS}\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\bhow many((?: [\w’'&.-]+){0,4})|\bnumber of((?: [\w’']+){1,2})", re.IGNORECASE)
_SUM = re.compile(
    r"\bhow much\b|\bprice\b|\bcosts?\b|\bransom\b|\bdamages\b|\bwhat (?:sum|amount|fine|penalty)|"
    r"\bhow (?:high|big|large)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"^\W*when\b|\b(?:what|which) (?:date|day|year|month)s?\b|\bon what\b.*\bday\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:until|till|by|before|no later than|at the latest|within|in|for|of)\b[^.;]{0,30}"
    r"\b(?:\d{4}|days?|weeks?|months?|years?|hours?)\b"
    r"|\b(?:deadline|time limit|period)\b[^.;]{0,60}\b(?:is|are|expires?|ends?|set (?:at|to)|be)\b[^.;]{0,30}"
    r"\b(?:\d{4}|days?|weeks?|months?|years?|hours?)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER_OF = re.compile(r"\bnumber of ((?:[\w’'-]+ ){1,3})[^.]*\d")
_A_PEOPLE = re.compile(r"[A-Z]\w+ns")
"""The people of a country: "how many Koreans"."""
_PEOPLE = tuple(
    map(
        stem,
        tokens(
            "people person individual owner user customer consumer subscriber member resident citizen patient passenger"
        ),
    )
)
OTHER_FIGURE = re.compile(
    r"(?:[$€£]|\b(?:articles?|sections?|paragraphs?|points?|nos?\.|no\.|rules?|regulations?) )\d[\d.,/()-]*"
    r"|\b(?:on|to|of) (?!\d{1,3}(?:,\d{3})+\b)\d[\d.,/()-]*"
    r"|\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve)(?: (?:million|billion|thousand))?[ -]"
    r"(?:per ?cent|%|euros?|eur|pounds?|dollars?|kroner|zlotys?|won|years?|months?|weeks?|days?|hours?|minutes?)\b"
    r"|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
    r"|\b\d+(?:\.\d+)+\.?",
    re.IGNORECASE,
)
_PROVISIONS = re.compile(
    r"\b(?:articles?|arts?\.|sections?|paragraphs?|recitals?|principles?|rules?|regulations?) "
    r"\d[\w.()/-]*(?:(?:, | and |, and | or | to )\d[\w.()/-]*)*"
    r"|(?<![\w.,])\d+/\d[\w/.-]*",
    re.IGNORECASE,
)
"""Articles, all that are listed, and numbers of files: "Articles 5(1)(a), 24 and 35(1)", "285/2021"."""
_PERSONAL = re.compile(r"\bpersonal(?:ly)?\b", re.IGNORECASE)
"""Of one stem with persons, and none."""
_NUMBER_WORDS = frozenset(tokens("one two three four five six seven eight nine ten twelve twenty thirty hundred"))


@dataclass(frozen=True, slots=True)
class Kinds:
    """Which kinds of thing a question asks for; a count is neither a name nor a sum."""

    count: bool
    name: bool
    money: bool
    day: bool


def asked_for(text: str) -> list[str]:
    """The stems of what a question asks for: what stands after "which", "how many", and what somebody is said to do."""
    found = []
    for match in _ASKED_FOR.finditer(text):
        found.append(match.group(1))
        of_what = _OF_WHAT.match(text, match.end())
        found += [of_what.group(1)] if of_what else []
    found += [match.group(1) for pattern in (_WHAT_WAS, _DOER) for match in pattern.finditer(text)]
    return content_stems(" ".join(found))


def kinds_of(text: str) -> Kinds:
    """The kinds of thing that a question asks for."""
    count = bool(_COUNT.search(text))
    return Kinds(
        count=count,
        name=not count and bool(_NAME.search(text)),
        money=not count and bool(_SUM.search(text)),
        day=bool(_DAY.search(text)),
    )


def counts(text: str, sentences: Sequence[Sentence], own: frozenset[str]) -> bool:
    """Whether a sentence has a figure of what the question counts.

    Args:
        text: The question.
        sentences: The sentences that state something, those that bear most on it first.
        own: Stems of the names of those it is about, which are never what is counted.
    """
    nouns = counted(text, own)
    return bool(nouns) and any(has_figure_of(one.english, nouns) for one in sentences[:MOST_COUNTED])


def counts_plainly(text: str, sentences: Sequence[Sentence], own: frozenset[str]) -> bool:
    """The same where the figure is no sum, time, article or part of a date or of a reference."""
    nouns = [noun for noun in counted(text, own) if not noun[0].isdigit()]
    return bool(nouns) and any(has_figure_of(plain_figures(one.english), nouns) for one in sentences)


def plain_figures(text: str) -> str:
    """A text without the figures that count nothing: sums, days, articles, references and times."""
    read = facts.read(text)
    for span in [*(one.span for one in read.amounts), *(one.span for one in read.dates)]:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return OTHER_FIGURE.sub(" ", _PROVISIONS.sub(" ", _PERSONAL.sub(" ", text)))


def counted(text: str, own: frozenset[str]) -> list[str]:
    """The stems of what a question counts; for one sort of people those of all."""
    match = _COUNT.search(text)
    written = content_tokens(" ".join(filter(None, match.groups()))) if match else []
    nouns = [stem(word) for word in written if stem(word) not in own][:NOUNS]
    if any(noun in _PEOPLE for noun in nouns) or any(_A_PEOPLE.fullmatch(word) for word in written):
        nouns += _PEOPLE
    return nouns


def gives_time(text: str) -> bool:
    """Whether a text says by when or for how long: a day, a year or a period."""
    return bool(_TIME.search(text))


def times(text: str) -> list[tuple[int, int]]:
    """Where a text says by when or for how long."""
    return [match.span() for match in _TIME.finditer(text)]


def _is_figure(word: str) -> bool:
    """Whether a word is a number that may count something, and no year."""
    return word.casefold() in _NUMBER_WORDS or (word[0].isdigit() and not _YEAR.fullmatch(word))


def has_figure_of(text: str, nouns: Collection[str]) -> bool:
    """Whether a figure stands shortly before one of the nouns, given as stems; any figure where none is given.

    "The number of users is put at 300" counts users, too.
    """
    words = tokens(text)
    if any(covers(frozenset(map(stem, tokens(one[1]))), noun) for one in _NUMBER_OF.finditer(text) for noun in nouns):
        return True
    around = [words[place + 1 : place + 1 + NEAR_FIGURE] for place, word in enumerate(words) if _is_figure(word)]
    near = [frozenset(stem(word) for word in words_) for words_ in around]
    return any(not nouns or any(covers(stems_, noun) for noun in nouns) for stems_ in near)
