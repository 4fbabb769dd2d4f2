"""Where tests find the fetched model files: as the service does, in STANDING_MODELS, or `models` in STANDING_HOME."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOME = Path(os.environ.get("STANDING_HOME") or ROOT / ".standing")
MODELS = Path(os.environ.get("STANDING_MODELS") or HOME / "models")


def needs(path: str) -> pytest.MarkDecorator:
    """Skips where a model file was not fetched; `make test` fetches the default ones first."""
    return pytest.mark.skipif(not (MODELS / path).exists(), reason=f"{path} was not fetched: run `make models`")
