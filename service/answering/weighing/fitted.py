"""A logistic model whose weights were fitted beforehand and stand in a file, by the names of its features."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ALMOST = 1e-6
"""What keeps the odds of the certain and of the impossible finite."""


def odds(likelihood: float) -> float:
    """The logarithm of the odds."""
    return math.log((likelihood + ALMOST) / (1 - likelihood + ALMOST))


@dataclass(frozen=True, slots=True)
class Fitted:
    """`bias` and one weight a feature, in the order of the features."""

    bias: float
    weights: tuple[float, ...]

    @classmethod
    def load(cls, path: Path, features: Sequence[str]) -> Fitted:
        """Read a TOML file with `bias` and `[weights]`. Raises `ValueError` when it is of other features."""
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        weights: dict[str, float] = table["weights"]
        if set(weights) != set(features):
            raise ValueError(f"{path.name} has weights of {sorted(set(weights) ^ set(features))}: fit it again")
        return cls(float(table["bias"]), tuple(float(weights[name]) for name in features))

    def likelihood(self, row: Sequence[float]) -> float:
        """Between 0 and 1, of one row of features."""
        return 1.0 / (1.0 + math.exp(-self.score(row)))

    def score(self, row: Sequence[float]) -> float:
        """The logarithm of the odds, of one row of features."""
        return self.bias + sum(weight * value for weight, value in zip(self.weights, row, strict=True))
