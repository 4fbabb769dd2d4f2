"""How many there are of what a list counts: matters, companies, authorities, countries."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from service.answering.composing.comparing import hedge_of
from service.answering.composing.phrasing import joined
from service.answering.composing.reading import Line
from service.answering.composing.rows import Item, Listing
from service.answering.held.dossier import Sentence
from service.answering.question import Query, Shape
from service.answering.wording import facts

_Of = Callable[[Item], object]


def _authority(item: Item) -> object:
    """The authority, which a court that decides of itself is not."""
    held = item.reading.gazetteer.authority(item.reading.dossier.regulator or "")
    return held.id if held and not held.is_court else None


def _country(item: Item) -> object:
    return str(item.reading.dossier.jurisdiction or "").split("-")[0] or None


def _matter(item: Item) -> object:
    return item.reading.dossier.id


_COUNTED: tuple[tuple[str, tuple[str, str], _Of], ...] = (
    (r"authorit|regulator|watchdog|commissioner|agenc|bod(?:y|ies)", ("authority", "authorities"), _authority),
    (r"countr|nation|member state", ("country", "countries"), _country),
    (
        r"compan|firm|business|organi|respondent|controller|retailer|bank|shop|app|platform",
        ("respondent", "respondents"),
        lambda item: item.cells[0],
    ),
    (r"appeal|challenge|step", ("step", "steps"), lambda item: item.cells),
)
_SPOKEN = {
    "allegation": "alleged",
    "recommendation": "recommended",
    "proposal": "proposed",
    "threat": "threatened",
    "argument": "argued",
}
_WHAT = "|".join(f"(?:{pattern})" for pattern, _, _ in _COUNTED)
_HOW_MANY = re.compile(
    rf"\b(?:how many|number of|count(?: of| the)?)\s+(?:[\w-]+\s+){{0,3}}?(?P<what>{_WHAT})", re.IGNORECASE
)


def counted(query: Query, found: Listing) -> Listing:
    """The list with its number before it, where a count is asked for and the table tells none yet.

    Each that is counted is cited once, so that the number can be checked against what is cited.
    """
    if query.shape is not Shape.COUNT or found.lines or not found.items:
        return found
    nouns, of = _what(query.text)
    first = {key: item for item in reversed(found.items) if (key := of(item)) is not None}
    sentences = tuple(min(item.sentences, key=lambda one: len(facts.stances(one.text))) for item in first.values())
    number = len(first)
    if not number or not _can_be_counted(number, set(sentences)):
        return found
    text = f"{number} {nouns[number > 1]} in the documents held.{hedge_of(sentences)}{_spoken(sentences)}"
    return replace(found, lines=(Line(sentences, (text,)),))


def _can_be_counted(number: int, sentences: Collection[Sentence]) -> bool:
    """Whether each has a sentence of its own, or the sentences tell as many sums."""
    return len(sentences) == number or number <= sum(len(facts.read(one.text).amounts) for one in sentences)


def _spoken(sentences: Sequence[Sentence]) -> str:
    """How what is cited is said where it is more than told: what counts is that it was, not that it is true."""
    stances = {one for sentence in sentences for one in facts.stances(sentence.text)}
    words = [word for stance, word in _SPOKEN.items() if stance in stances]
    return f" Some of the sentences cited tell of what was {joined(words, 'or')}." if words else ""


def counts_others(text: str) -> bool:
    """Whether what is counted is somebody or a place, and not the records of a list."""
    return _HOW_MANY.search(text) is not None


def _what(text: str) -> tuple[Sequence[str], _Of]:
    asked = _HOW_MANY.search(text)
    said = asked["what"] if asked else ""
    chosen = next(((nouns, of) for pattern, nouns, of in _COUNTED if re.match(pattern, said, re.IGNORECASE)), None)
    return chosen if said and chosen else (("matter", "matters"), _matter)
