"""What a sentence asserts that can be checked word by word: sums, dates, figures, articles, names, negation, voice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from corpus.records import Money
from ingest.extract.sums.money import Amount, find_amounts
from ingest.wording.dates import WrittenDate, find_dates
from service.answering.wording.words import STANCES, STOPWORDS, stem, tokens

_NUMBER_WORDS = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_NUMBERS = {word: str(value) for value, word in enumerate(_NUMBER_WORDS, start=2)} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "ninety": "90",
    "hundred": "100",
    "twice": "2",
}
_PLAIN = STOPWORDS | _NUMBERS.keys()
_FIGURE = re.compile(r"(?<![\w.,])\d[\d,.' ]*\d|\d+")
_ARTICLE = re.compile(r"(?<![\w./])(\d{1,3}[A-Z]?(?:\.\d{1,2})?(?:\s?\(\w{1,4}\))+|\d{1,3}[A-Z]?\.\d{1,2}(?![\d%]))")
_ARTICLE_LIST = re.compile(
    r"\b(?:articles?|arts?\.?|sections?|ss?\.?|apps?|principles?|rules?|regulations?|paragraphs?)\s+"
    r"((?:\d[\w.()]*(?:,\s*|\s+and\s+|\s+or\s+|\s+to\s+)?)+)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"(?<![\w.,])(?P<number>\d{{1,4}}|one|{'|'.join(_NUMBERS)})(?:\s\(\w{{1,12}}\))?[\s-](?:(?:calendar|working|business)\s)?"
    r"(?P<unit>hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_NEGATOR = re.compile(r"\b(?:not|no|never|neither|nor|without|none|cannot|nothing|nobody)\b|n['’]t\b", re.IGNORECASE)
_DIFFERENCE = stem("difference")
_MOST_SUMS = 4096
"""Quotes that each name several amounts can be added in many ways; beyond this many nothing is proved."""

_APPROXIMATE = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|over|more than|some|at least|under|less than)\s*$",
    re.IGNORECASE,
)
_SCALE = re.compile(r"[\s-]?(thousand|k|million|mn|mln|m|billion|bn)\b", re.IGNORECASE)
_NEGATION_REACH = 6
"""Words after a negator that it is taken to deny: the longest reach needed in the bundled digests."""

_REACH_CHARACTERS = 400
"""No six words are longer; without a bound a text of a thousand negators is read a thousand times to its end."""

_CLAUSE_END = re.compile(r"[.;:,]|\bbut\b")
_OBJECTS = frozenset({"nothing", "none", "nobody"})
"""Negators that stand behind the verb they deny: "had paid nothing"."""
_NEGATED_VERB = 2


FACTS_KEPT = 20_000
"""Texts of which the facts stay in memory, some 3 kB each: sentences are weighed for question after question."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The checkable parts of a text. `figures` are normalised; `denied` are the stems that a negator reaches.

    `stems` are those of all words, `content` those of the words that carry meaning, sums, dates and figures aside.
    """

    amounts: tuple[Amount, ...]
    dates: tuple[WrittenDate, ...]
    figures: frozenset[str]
    articles: frozenset[str]
    names: frozenset[str]
    denied: frozenset[str]
    negated: bool
    stems: frozenset[str]
    content: frozenset[str]
    stances: frozenset[str]


@lru_cache(maxsize=FACTS_KEPT)
def read(text: str) -> Facts:
    """Read the facts of a claim or of the words that must carry it."""
    amounts, dates = find_amounts(text), find_dates(text)
    taken = [(a.span.start, a.span.end) for a in amounts] + [(d.span.start, d.span.end) for d in dates]
    rest = _without(text, taken)
    return Facts(
        amounts=amounts,
        dates=dates,
        figures=_figures(rest),
        articles=_articles(rest),
        names=frozenset(token for token in tokens(rest) if token[0].isupper()),
        denied=denied(text),
        negated=bool(_NEGATOR.search(text)),
        stems=frozenset(stem(token) for token in tokens(text)),
        content=frozenset(stem(t) for t in tokens(rest) if t.casefold() not in _PLAIN and not t[0].isdigit()),
        stances=stances(text),
    )


@lru_cache(maxsize=50_000)
def stances(text: str) -> frozenset[str]:
    """How a text says it: as a recommendation, argument, allegation, proposal, threat, hedge, or as silence."""
    return frozenset(name for name, pattern in STANCES.items() if pattern.search(text))


@lru_cache(maxsize=FACTS_KEPT)
def denied(text: str) -> frozenset[str]:
    """The stems of the content words that a negator reaches."""
    found = set()
    for negator in _NEGATOR.finditer(text):
        start, end = negator.span()
        if text[:start].casefold().endswith("whether or "):
            continue
        clause = _CLAUSE_END.split(text[end : end + _REACH_CHARACTERS], maxsplit=1)[0]
        reached = tokens(clause)[:_NEGATION_REACH]
        if negator.group().casefold() in _OBJECTS:
            reached += tokens(text[max(0, start - _REACH_CHARACTERS) : start])[-_NEGATED_VERB:]
        found |= {stem(token) for token in reached if token.casefold() not in STOPWORDS}
    return frozenset(found)


def missing_amounts(claim: Facts, proof: Facts, text: str) -> list[str]:
    """Sums that the claim states and the proof does not."""
    held = [amount.money for amount in proof.amounts]
    return [
        str(amount.money)
        for amount in claim.amounts
        if amount.money not in held and not (_is_rounded(amount, text) and any(_rounds(amount, m, text) for m in held))
    ]


def with_totals(claim: Facts, proof: Facts, quotes: Sequence[str]) -> Facts:
    """The proof with what may be counted out of it: sums of one amount a quote or of all in it, how many there are.

    What a claim calls a difference may be that of two of the amounts.
    """
    totals = tuple(a for a in claim.amounts if a.money.amount in _sums(quotes, a.money.currency))
    if _DIFFERENCE in claim.stems:
        totals += tuple(a for a in claim.amounts if a.money.amount in _differences(proof, a.money.currency))
    counts = {str(number) for number in range(len(quotes), max(len(quotes), len(proof.amounts)) + 1)}
    return replace(proof, amounts=(*proof.amounts, *totals), figures=proof.figures | counts)


def _differences(proof: Facts, currency: str) -> set[Decimal]:
    held = {amount.money.amount for amount in proof.amounts if amount.money.currency == currency}
    return {abs(one - other) for one in held for other in held if one != other}


def _sums(quotes: Sequence[str], currency: str) -> set[Decimal]:
    """Every sum that takes one amount of the currency from each quote, or all that stand in it."""
    sums = {Decimal(0)}
    for quote in quotes:
        amounts = {amount.money.amount for amount in find_amounts(quote) if amount.money.currency == currency}
        amounts |= {sum(amounts, Decimal(0))} if amounts else set()
        sums = {total + amount for total in sums for amount in amounts}
        if len(sums) > _MOST_SUMS:
            return set()
    return sums


def missing_dates(claim: Facts, proof: Facts) -> list[str]:
    """Dates that the claim states and the proof does not; a month is carried by any day in it."""
    days = {date.on for date in proof.dates if date.precision == "day"}
    months = {(date.on.year, date.on.month) for date in proof.dates}
    return [
        date.on.isoformat()
        for date in claim.dates
        if (date.on not in days if date.precision == "day" else (date.on.year, date.on.month) not in months)
    ]


def missing_figures(claim: Facts, proof: Facts) -> list[str]:
    """Other figures of the claim that the proof lacks; a year is carried by any date in it."""
    held = proof.figures | {str(date.on.year) for date in proof.dates}
    return sorted(claim.figures - held)


def missing_periods(claim: str, quotes: Sequence[str]) -> list[str]:
    """Periods of the claim whose number the quotes have with another unit only: "two years" for "two months"."""
    held = {period for quote in quotes for period in _periods(quote)}
    numbers = {number for number, _ in held}
    return [f"{number} {unit}s" for number, unit in _periods(claim) if (number, unit) not in held and number in numbers]


def _periods(text: str) -> list[tuple[str, str]]:
    found = ((match["number"].casefold(), match["unit"].casefold()) for match in _PERIOD.finditer(text))
    return [(_NUMBERS.get(number, number), unit) for number, unit in found]


def missing_articles(claim: Facts, proof: Facts) -> list[str]:
    """Articles of the claim that the proof lacks; "5" is carried by "5(1)(f)", never the other way round."""
    return sorted(
        article
        for article in claim.articles
        if not any(held == article or held.startswith(f"{article}(") for held in proof.articles)
    )


def written(day: dt.date, precision: str = "day") -> str:
    """A date as our sentences write it: "18 May 2022", "July 2019", "2019", "by 31 July 2025", "after 1 May 2025"."""
    if precision == "year":
        return str(day.year)
    month = day.strftime("%B %Y")
    if precision == "month":
        return month
    return f"{precision} {day.day} {month}" if precision in {"by", "after"} else f"{day.day} {month}"


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept, end = [], 0
    for start, stop in sorted(spans):
        kept.append(text[end : max(end, start)])
        end = max(end, stop)
    return " ".join([*kept, text[end:]])


def _figures(text: str) -> frozenset[str]:
    found = {re.sub(r"[,' ](?=\d{3})", "", match.group()).strip(" ,.'") for match in _FIGURE.finditer(text)}
    found |= {_NUMBERS[token.casefold()] for token in tokens(text) if token.casefold() in _NUMBERS}
    return frozenset(figure for figure in found if figure)


def _articles(text: str) -> frozenset[str]:
    found = {re.sub(r"\s", "", match.group(1)) for match in _ARTICLE.finditer(text)}
    for match in _ARTICLE_LIST.finditer(text):
        found |= {re.sub(r"[.,]$", "", piece) for piece in re.findall(r"\d[\w.()]*", match.group(1))}
    return frozenset(found)


def _is_rounded(amount: Amount, text: str) -> bool:
    before = text[max(0, amount.span.start - 14) : amount.span.start]
    return amount.approximate or bool(_APPROXIMATE.search(before))


def _rounds(claimed: Amount, exact: Money, text: str) -> bool:
    """Whether "more than GBP 7.5 million" or "about GBP 7.6 million" fairly rounds an exact sum."""
    if claimed.money.currency != exact.currency:
        return False
    written_figure = re.search(r"\d+(?:[.,]\d+)*", text[claimed.span.start : claimed.span.end])
    if written_figure is None:
        return False
    digits = len(written_figure.group().replace(",", "").partition(".")[2])
    scale = _SCALE.match(text, claimed.span.start + written_figure.end())
    # a sum written out has no scale and must be exact
    exponent = {"t": 3, "k": 3, "m": 6, "b": 9}[scale.group(1)[0].casefold()] if scale else 0
    unit = Decimal(1).scaleb(exponent - digits)
    return bool(abs(claimed.money.amount - exact.amount) < unit)
