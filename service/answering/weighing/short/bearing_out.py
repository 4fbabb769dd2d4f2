"""How likely each sentence of short real documents answers a question: the sentence that a person would point at."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.answering.held.dossier import Proof, Sentence
from service.answering.question import Query
from service.answering.weighing.fitted import Fitted
from service.answering.weighing.short.everyday import speaks
from service.answering.weighing.short.parts import Parts
from service.answering.weighing.short.things import Kind, Place, kinds_of, places_of, text_of
from service.answering.wording import facts
from service.answering.wording.words import stem, tokens

FEATURES = (
    "words",
    "plain words",
    "subject",
    "rare words",
    "subject missing",
    "no words",
    "predicate",
    "predicates missing",
    "thing given",
    "thing not given",
    "thing given, words",
    "words near the thing",
    "words beside the thing",
    "first",
    "place",
    "short",
    "bears",
    "bears most",
    "possible, asked as fact",
    "denies",
    "yes or no, words",
    "nothing particular, words",
    "name given, words",
    "count given",
    "article given",
    "sum given",
    "reason given",
    "reason not given",
    "speech given",
)
NEAR, BESIDE = 7, 4
"""Words around a thing among which those of the question are near it, or beside it."""
MOST_PLACES = 12
SHORT = 6
"""Words of a sentence that says little alone."""
FLOOR = 0.003
"""What keeps the logarithm of a likelihood finite."""

_FACT = re.compile(r"\W*(?:did|has|have|had|was|were|is|are|do|does)\b", re.IGNORECASE)
_POSSIBLE = re.compile(
    r"\b(?:may|might|could|can|would|cannot|has \d+|have \d+|within|subject to|lies|if|entitled|right (?:to|of)|until|"
    r"is open to|remains possible|not yet|pending|up to|maximum|must be)\b",
    re.IGNORECASE,
)
"""What leaves open whether something was done."""

_MODEL = Fitted.load(Path(__file__).with_name("bearing_out.toml"), FEATURES)


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with what speaks for its answering: its row in the order of FEATURES, and what it gives of the thing.

    `gives` says that it gives a thing of every kind asked for.
    """

    sentence: Sentence
    row: tuple[float, ...]
    gives: bool

    @property
    def likelihood(self) -> float:
        """How likely it answers."""
        return _MODEL.likelihood(self.row)

    def value(self, feature: str) -> float:
        """One of its features."""
        return self.row[FEATURES.index(feature)]


def mark(query: Query, parts: Parts, sentences: Sequence[Sentence], bears: Mapping[Proof, float]) -> list[Marked]:
    """Every sentence in the order of the text.

    Args:
        query: The question.
        parts: Its words.
        sentences: All of the matter's, those too that state nothing.
        bears: The likelihood of `bearing` by its place, of those that state something.
    """
    kinds, weigh = kinds_of(query), _Weights(parts.words, sentences)
    whole = max((one.proof.span.end for one in sentences), default=1)
    most, as_fact = max(bears.values(), default=0.0), float(bool(_FACT.match(query.text)))
    return [
        _marked(query, parts, kinds, weigh, one, (place, whole, most, as_fact, bears.get(one.proof, 0.0)))
        for place, one in enumerate(sentences)
    ]


class _Weights:
    """What each word of the question weighs: the rarer in the matter, the more; most where it stands nowhere."""

    def __init__(self, words: Sequence[str], sentences: Sequence[Sentence]) -> None:
        held = {word: sum(speaks(one.stems, word) for one in sentences) for word in words}
        self._of = {word: math.log(1 + len(sentences) / (0.5 + held[word])) for word in words}
        self._whole = sum(self._of.values()) or 1.0

    def share(self, spoken: frozenset[str]) -> float:
        """The weight of the words that stems speak of, of that of all."""
        return sum(weight for word, weight in self._of.items() if speaks(spoken, word)) / self._whole


def share(spoken: frozenset[str], words: Iterable[str]) -> float:
    """The share of words that stems speak of; 0 of no words."""
    held = [speaks(spoken, word) for word in words]
    return sum(held) / len(held) if held else 0.0


def _marked(
    query: Query,
    parts: Parts,
    kinds: tuple[Kind, ...],
    weigh: _Weights,
    one: Sentence,
    where: tuple[int, int, float, float, float],
) -> Marked:
    place, whole, most, as_fact, bears = where
    found: dict[Kind, Sequence[Place]] = {}
    for kind in kinds:
        if kind is not Kind.OTHER:
            found[kind] = places_of(kind, one, query, parts)
    given = {kind: bool(places) for kind, places in found.items()}
    gives, rare = bool(kinds) and all(given.values()), weigh.share(one.stems)
    missing = sum(not speaks(one.stems, word) for word in parts.subject)
    near, beside = _around(parts, weigh, one, found)
    row = (
        share(one.stems, parts.words),
        share(one.stems, parts.plain),
        share(one.stems, parts.subject),
        rare,
        float(missing),
        float(not parts.words),
        share(one.stems, parts.predicates),
        float(sum(not speaks(one.stems, word) for word in parts.predicates)),
        float(gives),
        float(bool(kinds) and not gives),
        gives * rare,
        near,
        beside,
        float(place == 0),
        one.proof.span.start / whole,
        float(len(one.stems) < SHORT),
        math.log((bears + FLOOR) / (1 - bears + FLOOR)),
        float(bears == most > 0),
        as_fact * bool(_POSSIBLE.search(one.english)),
        float(facts.read(one.english).negated),
        query.yes_no * rare,
        (kinds == (Kind.OTHER,)) * rare,
        given.get(Kind.NAME, False) * rare,
        float(given.get(Kind.COUNT, False)),
        float(given.get(Kind.ARTICLE, False)),
        float(given.get(Kind.SUM, False)),
        float(given.get(Kind.REASON, False)),
        float(not given.get(Kind.REASON, True)),
        float(given.get(Kind.WORDS, False)),
    )
    return Marked(one, row, gives)


def _around(parts: Parts, weigh: _Weights, one: Sentence, found: Mapping[Kind, Sequence[Place]]) -> tuple[float, float]:
    """The most that the words near a thing, and beside it, share with the question."""
    heads = (*parts.thing[:1], *parts.predicates, *parts.plain)
    near = beside = 0.0
    for kind, places in found.items():
        text = text_of(kind, one)
        for start, end in places[:MOST_PLACES]:
            before, within, after = (_stems_of(piece) for piece in (text[:start], text[start:end], text[end:]))
            near = max(near, weigh.share(frozenset((*before[-NEAR:], *within, *after[:NEAR]))))
            beside = max(beside, share(frozenset((*before[-BESIDE:], *within, *after[:BESIDE])), heads))
    return near, beside


def _stems_of(text: str) -> list[str]:
    return [stem(word) for word in tokens(text)]
