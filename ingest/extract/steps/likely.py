"""How likely a sentence tells each step: a logistic model over its signs, fitted to labelled sentences.

Its weights are written by `python -m tests.evaluation.fit_steps`, one model for all kinds. A kind can be told only
where one of its acts stands; its score adds what the signs of the sentence weigh for that kind to what the signs around
such an act weigh for any.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.matters import EventKind
from ingest.extract.steps.signs import Signs

ACTS: dict[str, frozenset[str]] = {
    kind: frozenset(f"+{act}" for act in acts.split())
    for kind, acts in {
        "upheld": "keep stand side dismiss lose restore",
        "reduced": "lower less set",
        "annulled": "undo clear allow merit side",
        "partly annulled": "undo clear allow merit",
        "remitted": "send anew",
        "restored": "restore resume_old undo raise",
        "increased": "raise set",
        "varied": "set lower less raise",
        "appealed": "appeal dispute lodge seek",
        "stayed": "stay interim",
        "stay lifted": "resume stay",
        "abandoned": "drop quit",
        "withdrawn": "drop quit undo clear close",
        "settled": "settle agree",
        "collected": "pay received",
        "became final": "finality over",
        "permission refused": "leave dismiss",
        "permission granted": "leave allow",
        "complied": "comply",
        "closed": "close drop finality over",
        "filed": "lodge appeal",
        "issued": "impose give",
        "intended": "propose",
    }.items()
}
"""The acts of which one must stand in a sentence that tells a kind of step."""
KINDS: dict[str, EventKind] = {
    "increased": EventKind.VARIED,
    "became final": EventKind.EXPIRED,
    **{kind.value: kind for kind in EventKind if kind.value in ACTS},
}
"""The kinds of step as events."""
OF_ANY, OF_ANY_SENTENCE, BIAS = "any act: ", "any sentence: ", "bias"


def rows_of(signs: Signs) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """For each kind that can be told: the signs of the sentence, and those of any act around the kind's acts."""
    own = signs.whole | signs.own
    told = ((kind, acts & signs.shared.keys()) for kind, acts in ACTS.items())
    none: frozenset[str] = frozenset()
    return {kind: (own, none.union(*(signs.shared[act] for act in met))) for kind, met in told if met}


def likelihoods(signs: Signs) -> dict[str, float]:
    """Between 0 and 1, of each kind that can be told."""
    rows = rows_of(signs)
    if not rows:
        return {}
    weights = _weights()
    any_act, any_sentence = weights.any_act, weights.any_sentence
    common = sum(any_sentence.get(sign, 0.0) for sign in signs.whole)
    scores = {
        kind: common + weights.bias.get(kind, 0.0) + sum(any_act.get(sign, 0.0) for sign in shared)
        for kind, (_, shared) in rows.items()
    }
    for sign in signs.whole | signs.own:
        for kind, weight in weights.of_kinds.get(sign, ()):
            if kind in scores:
                scores[kind] += weight
    return {kind: 1.0 / (1.0 + math.exp(-score)) for kind, score in scores.items()}


@dataclass(frozen=True, slots=True)
class _Weights:
    """`of_kinds` says by sign what it weighs for each kind."""

    bias: dict[str, float]
    of_kinds: dict[str, list[tuple[str, float]]]
    any_act: dict[str, float]
    any_sentence: dict[str, float]


@cache
def _weights() -> _Weights:
    tables: dict[str, dict[str, float]] = tomllib.loads(
        Path(__file__).with_name("likely.toml").read_text(encoding="utf-8")
    )
    any_act, any_sentence = (tables.pop(name.rstrip(": ")) for name in (OF_ANY, OF_ANY_SENTENCE))
    bias = {kind: table.pop(BIAS, 0.0) for kind, table in tables.items()}
    of_kinds: dict[str, list[tuple[str, float]]] = {}
    for kind, table in tables.items():
        for sign, weight in table.items():
            of_kinds.setdefault(sign, []).append((kind, weight))
    return _Weights(bias, of_kinds, any_act, any_sentence)
