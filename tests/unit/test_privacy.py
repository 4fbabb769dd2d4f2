"""Nothing is told to anybody that nobody asked to be told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_onnxruntime_keeps_to_itself(tmp_path: Path) -> None:
    """It would give this machine an id, keep it in the home folder, and send its maker events."""
    environment = {name: value for name, value in os.environ.items() if name not in ("ORT_DISABLE_TELEMETRY", "CI")}
    environment |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    for code in ("import corpus.onnx_encoder", "import service.cli, onnxruntime"):
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert list(tmp_path.rglob("*")) == []
