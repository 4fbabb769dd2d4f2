"""How likely a sum that a short text names is a penalty of its matter, and what most likely became of it.

Two logistic models over the signs of its words (`signs.py`), fitted to labelled texts of our own writing
(`python -m tests.evaluation.fit_sums`, which prints how well they do on texts of writers that they were not fitted to).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("likely.toml")


@dataclass(frozen=True, slots=True)
class Likely:
    """`told`: from 0 to 1, that it is a penalty of the matter. `outcomes`: what it is then, from 0 to 1 each."""

    told: float
    outcomes: Mapping[str, float]

    @property
    def outcome(self) -> str:
        """The likeliest."""
        return max(self.outcomes, key=lambda name: self.outcomes[name])


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign weighs, for its being told and for each outcome in their order."""

    bias: float
    told: Mapping[str, float]
    outcomes: tuple[str, ...]
    biases: tuple[float, ...]
    outcome: Mapping[str, tuple[float, ...]]

    @classmethod
    def load(cls, path: Path) -> Weights:
        """Read them from a TOML file."""
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        outcome = {sign: tuple(weights) for sign, weights in table["outcome"].items()}
        return cls(table["bias"], table["told"], tuple(table["outcomes"]), tuple(table["biases"]), outcome)

    def weigh(self, signs: Iterable[str]) -> Likely:
        """What the signs of one sum make of it."""
        score, scores = self.bias, list(self.biases)
        for sign in signs:
            score += self.told.get(sign, 0.0)
            for place, weight in enumerate(self.outcome.get(sign, ())):
                scores[place] += weight
        most = max(scores)
        shares = [math.exp(each - most) for each in scores]
        return Likely(
            1.0 / (1.0 + math.exp(-score)),
            {name: share / sum(shares) for name, share in zip(self.outcomes, shares, strict=True)},
        )


@cache
def weights() -> Weights:
    """Those in use, read when first asked for."""
    return Weights.load(WEIGHTS)
