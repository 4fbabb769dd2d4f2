"""Logistic models of answering: fitted to features of one spread, written as weights of the features as they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

Array = npt.NDArray[Any]

PENALTY = 0.3
"""Inverse strength of the regularisation of `bearing`; from 0.1 to 1 the same share of facts is found."""
STRENGTH = 0.1
"""The same of `reconsidering`; 0.03 and 0.3 tell refusals apart as well."""
FOLDS = 10


def model_of(strength: float = PENALTY) -> LogisticRegression:
    """A model with the inverse strength of its regularisation."""
    return LogisticRegression(C=strength, max_iter=2000)


def to_scale(features: Array) -> tuple[Array, Array, Array]:
    """Features of one spread, with their middle and their spread before."""
    middle, spread = features.mean(0), features.std(0) + 1e-9
    return (features - middle) / spread, middle, spread


def write(
    module: ModuleType,
    name: str,
    features: Sequence[str],
    model: LogisticRegression,
    middle: Array,
    spread: Array,
    by: str = "fit",
) -> None:
    """The weights as they act on unscaled features, beside the module; what each is worth, scaled, is printed."""
    for feature, worth in sorted(zip(features, model.coef_[0], strict=True), key=lambda pair: -abs(pair[1])):
        print(f"  {feature:32}{worth:6.2f}")
    weights = model.coef_[0] / spread
    lines = [f"# Written by `python -m tests.evaluation.{by}`.", f"bias = {model.intercept_[0] - weights @ middle:.4f}"]
    lines += [
        "",
        "[weights]",
        *(f'"{feature}" = {weight:.4f}' for feature, weight in zip(features, weights, strict=True)),
    ]
    Path(str(module.__file__)).with_name(f"{name}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
