"""The kinds of thing that a question asks for, and where a sentence gives one: a person, a sum, a day, a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import StrEnum

from service.answering.held.dossier import Sentence
from service.answering.question import Query
from service.answering.weighing import wanted
from service.answering.weighing.short.parts import Parts
from service.answering.wording import facts
from service.answering.wording.bodies import is_of_a_body
from service.answering.wording.words import stems

Place = tuple[int, int]


class Kind(StrEnum):
    """A kind of thing asked for."""

    COUNT = "count"
    ARTICLE = "article"
    SUM = "sum"
    TIME = "time"
    PERIOD = "period"
    REASON = "reason"
    MANNER = "manner"
    PLACE = "place"
    SHARE = "share"
    PERSON = "person"
    NAME = "name"
    WORDS = "words"
    OTHER = "other"


_HOW_OFTEN = re.compile(r"\bhow (?:often|many times|far|old)\b", re.IGNORECASE)
_ASKED: dict[Kind, re.Pattern[str]] = {
    Kind.ARTICLE: re.compile(
        r"\b(?:which|what|whose)\b(?: [\w'’-]+){0,3}? (?:articles?|sections?|provisions?|rules?|laws?|legal bas[ie]s|"
        r"regulations?|acts?|statutes?|legislation|principles?|clauses?|paragraphs?)\b|\bunder (?:which|what)\b",
        re.IGNORECASE,
    ),
    Kind.TIME: re.compile(
        r"(?:^|[,;]\s*|\b(?:and|since|by|until|till|from)\s+)(?:\w+\s+)?when\b|\bwhen\W*$|"
        r"\b(?:what|which) (?:date|day|year|month|period)\b|\bdeadline\b",
        re.IGNORECASE,
    ),
    Kind.PERIOD: re.compile(r"\bhow (?:long|soon|old|late)\b|\bfor what period\b", re.IGNORECASE),
    Kind.REASON: re.compile(
        r"\bwhy\b|\bwhat (?:was|is|were|are) the (?:\w+ )?reasons?\b|\bon what grounds?\b|\bfor what\b|\bwhat for\b|"
        r"\bwhat (?:led|caused|prompted|triggered)\b",
        re.IGNORECASE,
    ),
    Kind.MANNER: re.compile(
        r"^\W*(?:and )?how (?!many|much|long|large|big|high|often|old|far|soon|late)", re.IGNORECASE
    ),
    Kind.PLACE: re.compile(
        r"(?:^\W*|\b(?:and|from)\s+)where\b|\bwhere\W*$|"
        r"\b(?:which|what) (?:[\w-]+ )?(?:cit|town|countr|place|region|address|location)",
        re.IGNORECASE,
    ),
    Kind.SHARE: re.compile(
        r"\bpercent|\bper cent|\bwhat share\b|\bproportion|\bwhat (?:\w+ )?(?:rate|margin)\b", re.IGNORECASE
    ),
    Kind.PERSON: re.compile(r"\b(?:who|whom|whose)\b", re.IGNORECASE),
}
_NAMED = re.compile(r"\bcalled\b|\bnamed?\b|\bnames\b", re.IGNORECASE)
_WHAT = re.compile(r"\bwhat\b", re.IGNORECASE)
_SAYING = re.compile(
    r"\b(?:say|said|argue|argued|respond|reply|replied|react|explain|explained|explanation|arguments?|claim|claimed|defen[cs]e|excuse|"
    r"justif\w+|comment)\b",
    re.IGNORECASE,
)

_FIGURE = re.compile(
    r"\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundreds?|thousands?|"
    r"millions?|several|half|both|every|all|none|single|only)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tomorrow|"
    r"(?:last|next) \w+|this (?:week|month|year))\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty|sixty|"
    r"ninety|several|a|half a)[- ](?:\w+ )?(?:hours?|days?|weeks?|months?|years?|decades?|minutes?|quarters?)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|as a result|on the grounds?|in view of|given that|therefore|so that|"
    r"in order to|reasons?|for (?:\w+ )?\w+ing|after|as (?:it|he|she|they|the|no)|failed|without|"
    r"had not|did not|not)\b",
    re.IGNORECASE,
)
_MEANS = re.compile(r"\b(?:by|through|via|using|with)\b", re.IGNORECASE)
_SHARE = re.compile(r"\d\s?%|\bper ?cent\b", re.IGNORECASE)
_ARTICLE = re.compile(
    r"\b(?:articles?|sections?|rules?|regulations?|subsections?|paragraphs?|s\.)\s?\d"
    r"|\b(?:Act|Law|Regulation|Directive|Code|Rule)\b",
)
_SAID = re.compile(
    r"[\"“”«»„]|\b(?:said|says|argued|told|stated|claimed|maintained|replied|added|admitted|explained|blamed|"
    r"according to)\b",
    re.IGNORECASE,
)
_CAPITALS = re.compile(
    r"(?<![.!?:\"“]\s)(?<!^)\b[A-ZÀ-Þ][\w'’&.-]*"
    r"(?: (?:(?:of|de|da|do|du|la|le|van|von|den|der|di|del|and|&) )?[A-ZÀ-Þ][\w'’&-]*)*"
)
_PERSON = re.compile(
    r"(?=((?:\b(?:Mr|Mrs|Ms|Miss|Dr|Judge|Justice|Sir|Lord|Lady|Dame|Prof)\b\.? [A-ZÀ-Þ])"
    r"|\b[A-ZÀ-Þ][a-zà-ÿ'’-]+(?: [A-Z]\.)?(?: (?:de|da|do|du|van|von|den|der|di|del|la|le|ap|al))?"
    r" [A-ZÀ-Þ][a-zà-ÿ'’-]+\b))"
)
_CALENDAR = frozenset(
    stems(
        "january february march april may june july august september october november december monday tuesday "
        "wednesday thursday friday saturday sunday eur gbp usd"
    )
)


def kinds_of(query: Query) -> tuple[Kind, ...]:
    """The kinds that a question asks for; none where yes or no is asked, `OTHER` where none is recognised."""
    if query.yes_no:
        return ()
    text, named = query.text, wanted.kinds_of(query.text)
    found = {kind for kind, pattern in _ASKED.items() if pattern.search(text)}
    if named.count or _HOW_OFTEN.search(text):
        found = found - {Kind.PERSON} | {Kind.COUNT}
    elif named.money:
        found.add(Kind.SUM)
    if not found & {Kind.COUNT, Kind.PERSON, Kind.ARTICLE} and (named.name or _NAMED.search(text)):
        found.add(Kind.NAME)
    if Kind.PERSON not in found and _WHAT.search(text) and _SAYING.search(text):
        found.add(Kind.WORDS)
    return tuple(kind for kind in Kind if kind in found) or (Kind.OTHER,)


def places_of(kind: Kind, sentence: Sentence, query: Query, parts: Parts) -> list[Place]:
    """Where a sentence gives a thing of a kind, in the text that `text_of` names."""
    return _FINDERS[kind](sentence, query, parts) if kind in _FINDERS else []


def text_of(kind: Kind, sentence: Sentence) -> str:
    """Names are looked for in the words of the document, all else in their English."""
    return sentence.text if kind in (Kind.PERSON, Kind.NAME, Kind.PLACE, Kind.WORDS) else sentence.english


def _all(pattern: re.Pattern[str], text: str) -> list[Place]:
    return [match.span() for match in pattern.finditer(text)]


def _counts(sentence: Sentence, query: Query, parts: Parts) -> list[Place]:
    """Figures, where one of what is counted is among them; no sum, time or article."""
    plain = wanted.OTHER_FIGURE.sub(lambda match: " " * len(match.group()), sentence.english)
    nouns = wanted.counted(query.text, parts.own)
    return [] if nouns and not wanted.has_figure_of(plain, nouns) else _all(_FIGURE, plain)


def _sums(sentence: Sentence, _query: Query, _parts: Parts) -> list[Place]:
    return [(one.span.start, one.span.end) for one in facts.read(sentence.english).amounts]


def _times(sentence: Sentence, _query: Query, _parts: Parts) -> list[Place]:
    text = sentence.english
    return [
        *((one.span.start, one.span.end) for one in facts.read(text).dates),
        *wanted.times(text),
        *_all(_WHEN, text),
    ]


def _articles(sentence: Sentence, _query: Query, _parts: Parts) -> list[Place]:
    return _all(_ARTICLE, sentence.english)


def _names(pattern: re.Pattern[str], sentence: Sentence, parts: Parts) -> Iterable[re.Match[str]]:
    """Names that are none of the matter's or of the question's."""
    known = parts.own | parts.said | _CALENDAR
    return (match for match in pattern.finditer(sentence.text) if not known.issuperset(stems(_written(match))))


def _written(match: re.Match[str]) -> str:
    return match.group(1) if match.re.groups else match.group()


def _persons(sentence: Sentence, _query: Query, parts: Parts) -> list[Place]:
    found = _names(_PERSON, sentence, parts)
    return [match.span(1) for match in found if not is_of_a_body(match.group(1))]


def _called(sentence: Sentence, _query: Query, parts: Parts) -> list[Place]:
    return [match.span() for match in _names(_CAPITALS, sentence, parts)]


def _finder(pattern: re.Pattern[str], kind: Kind) -> Callable[[Sentence, Query, Parts], list[Place]]:
    return lambda sentence, _query, _parts: _all(pattern, text_of(kind, sentence))


_FINDERS: dict[Kind, Callable[[Sentence, Query, Parts], list[Place]]] = {
    Kind.COUNT: _counts,
    Kind.ARTICLE: _articles,
    Kind.SUM: _sums,
    Kind.TIME: _times,
    Kind.PERIOD: _finder(_PERIOD, Kind.PERIOD),
    Kind.REASON: _finder(_REASON, Kind.REASON),
    Kind.MANNER: _finder(_MEANS, Kind.MANNER),
    Kind.SHARE: _finder(_SHARE, Kind.SHARE),
    Kind.PERSON: _persons,
    Kind.NAME: _called,
    Kind.PLACE: _called,
    Kind.WORDS: _finder(_SAID, Kind.WORDS),
}
