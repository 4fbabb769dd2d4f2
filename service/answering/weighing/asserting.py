"""How likely a sentence affirms, and how likely it denies, what is asked for yes or no.

A multinomial logistic model over signals that are each weak: which words of the question a sentence has, in the same
words, in others or in contrary ones; whether they are denied there, or only ahead (possible, ordered, asked for, said);
what of all, part, sums and times is asked and told; where it stands among the other sentences. English only: word by
word meanings of other languages lose the order that negation is read from. Fitted to short texts of our own writing
(`python -m tests.evaluation.fit_words`); the weights stand in `affirming.toml` and `denying.toml`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.answering.question.put import LIGHT, Put
from service.answering.weighing.fitted import Fitted
from service.answering.weighing.held_against import Held
from service.answering.wording.clauses import clauses_of
from service.answering.wording.opposites import likes, opposites
from service.answering.wording.words import SOFT

FEATURES = (
    "affirmed",
    "denied",
    "contrary affirmed",
    "contrary denied",
    "covered",
    "all covered",
    "words uncovered",
    "name uncovered",
    "main said",
    "main in other words",
    "main denied",
    "main denied in other words",
    "main contrary",
    "main contrary denied",
    "main unsaid",
    "rest covered",
    "rest before uncovered",
    "rest after uncovered",
    "main unspoken",
    "denies",
    "denies plainly",
    "denies in focus",
    "denies elsewhere",
    "denies near",
    "denies far",
    "denies, main unsaid",
    "denies near, main unsaid",
    "denies what is covered, main unsaid",
    "opens with no",
    "may",
    "must",
    "will",
    "condition",
    "said",
    "as asked",
    "may for will",
    "must asked only",
    "may asked only",
    "will asked only",
    "ahead",
    "ahead of what was",
    "infinitive",
    "infinitive for what was",
    "ahead of yet",
    "yet asked, ahead",
    "denied ahead of what was",
    "condition anywhere",
    "said anywhere",
    "all asked",
    "all asked, part told",
    "all asked and told",
    "too asked",
    "yet asked",
    "still asked",
    "still asked, ended",
    "still asked, goes on",
    "before asked",
    "before asked and told",
    "before told only",
    "sum same",
    "sum other",
    "sum missing",
    "figure missing",
    "year missing",
    "other of its kind",
    "words asked",
    "one word asked",
    "length",
    "of them",
    "other name",
    "other name alone",
    "plainly affirmed",
    "plainly affirmed or so",
    "plainly affirmed whole",
    "plainly denied",
    "plainly denied or so",
    "plainly denied whole",
    "beside the best",
    "first by words",
    "lead",
    "place",
    "opening",
    "opening covered",
)
"""The signals, by name."""
_AFFIRMS = Fitted.load(Path(__file__).with_name("affirming.toml"), FEATURES)
_DENIES = Fitted.load(Path(__file__).with_name("denying.toml"), FEATURES)

_LITTLE = 0.5
"""What words of no subject count of others, light verbs and soft words."""


@dataclass(frozen=True, slots=True)
class Asserted:
    """How likely a sentence affirms and denies what is asked, 0 to 1 each, and the signals that this is read from."""

    affirms: float
    denies: float
    row: Mapping[str, float]


def asserted(question: Put, sentences: Sequence[str]) -> list[Asserted]:
    """What each sentence of a matter says of a question, in their order."""
    found = []
    for row in rows(question, sentences):
        values = [row[name] for name in FEATURES]
        yes, no = math.exp(_AFFIRMS.score(values)), math.exp(_DENIES.score(values))
        found.append(Asserted(yes / (1 + yes + no), no / (1 + yes + no), row))
    return found


def rows(question: Put, sentences: Sequence[str]) -> list[dict[str, float]]:
    """The signals of each sentence by name, beside the other sentences of the matter."""
    read = [clauses_of(one) for one in sentences]
    roots = [frozenset(word.root for word in one.words) for one in read]
    weights = _weights(question, roots)
    found = [Held(question, text, one, weights).row() for text, one in zip(sentences, read, strict=True)]
    spoken = frozenset().union(*roots)
    said = likes(question.main) | opposites(question.main, question.written.get(question.main, question.main))
    order = sorted(range(len(found)), key=lambda place: -found[place]["covered"])
    shares = [*(found[place]["covered"] for place in order), 0.0, 0.0]
    for rank, place in enumerate(order):
        row = found[place]
        row["beside the best"] = row["covered"] / shares[0] if shares[0] else 0.0
        row["first by words"] = 1 / (1 + rank)
        row["lead"] = row["covered"] - (shares[0] if rank else shares[1])
        row["main unspoken"] = float(not (question.main and said & spoken))
        row["place"] = place / max(1, len(found) - 1)
        row["opening"] = float(place <= 1)
        row["opening covered"] = row["opening"] * row["covered"]
    return found


def _weights(question: Put, roots: Sequence[frozenset[str]]) -> dict[str, float]:
    """What each word of the question counts: the more, the fewer sentences say it."""
    weights = {}
    for word in question.words:
        saying = sum(bool(likes(word) & one) for one in roots)
        weight = math.log(1 + (len(roots) + 1) / (1 + saying))
        weight *= _LITTLE if word in SOFT and word != question.main else 1.0
        weights[word] = weight * (_LITTLE if question.written[word].casefold() in LIGHT else 1.0)
    return weights
