"""Weights fitted beforehand, by the names of their features."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answering.weighing import bearing, reconsidering
from service.answering.weighing.fitted import Fitted


def written(folder: Path, weights: str) -> Path:
    path = folder / "model.toml"
    path.write_text(f"bias = 0.0\n\n[weights]\n{weights}\n", encoding="utf-8")
    return path


def test_weights_are_read_in_the_order_of_the_features(tmp_path: Path) -> None:
    """The file's own order means nothing."""
    fitted = Fitted.load(written(tmp_path, "b = 2.0\na = -1.0"), ("a", "b"))
    assert fitted.weights == (-1.0, 2.0)
    assert fitted.likelihood((0.0, 0.0)) == pytest.approx(0.5)
    assert fitted.likelihood((0.0, 1.0)) == pytest.approx(0.8808, abs=1e-4)
    assert fitted.likelihood((1.0, 0.0)) == pytest.approx(0.2689, abs=1e-4)


@pytest.mark.parametrize("weights", ["a = 1.0", "a = 1.0\nb = 1.0\nc = 1.0"])
def test_weights_of_other_features_are_no_model(tmp_path: Path, weights: str) -> None:
    """A feature that was added or taken away since makes the fitting void."""
    with pytest.raises(ValueError, match="fit it again"):
        Fitted.load(written(tmp_path, weights), ("a", "b"))


@pytest.mark.parametrize("module", [bearing, reconsidering])
def test_the_files_fit_the_modules(module: object) -> None:
    """Each module's weights are those of its features, and they do weigh."""
    features = module.FEATURES
    fitted = Fitted.load(Path(str(module.__file__)).with_suffix(".toml"), features)
    assert len(fitted.weights) == len(features)
    assert any(fitted.weights)
