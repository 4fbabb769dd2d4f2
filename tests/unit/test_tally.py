"""The closing line of the gate is what pytest counted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SUITES = {
    "mixed": """
        import pytest
        def test_good(): pass
        def test_bad(): assert False
        @pytest.mark.skip
        def test_left_out(): pass
        @pytest.fixture
        def broken(): raise RuntimeError
        def test_without_its_fixture(broken): pass
    """,
    "good": "def test_one(): pass\ndef test_two(): pass",
    "skipped": "import pytest\n@pytest.mark.skip\ndef test_left_out(): pass",
}


def run(folder: Path, name: str) -> None:
    """A real pytest run, reported as the Makefile has it reported; without plug-ins, which take seconds to load."""
    suite = folder / f"test_{name}.py"
    lines = SUITES[name].splitlines()
    suite.write_text("\n".join(line.removeprefix(" " * 8) for line in lines), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={folder}/junit/{name}.xml", suite.name]
    environment = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("names", "line", "status"),
    [
        (["good"], "2 passed, 0 failed, 0 skipped", 0),
        (["good", "mixed"], "3 passed, 2 failed, 1 skipped", 1),
        (["skipped"], "0 passed, 0 failed, 1 skipped", 1),
        ([], "0 passed, 0 failed, 0 skipped", 1),
    ],
)
def test_the_line_sums_all_runs(tmp_path: Path, names: list[str], line: str, status: int) -> None:
    """Several reports make one line; a failure, or no test that passed, is a failed gate."""
    for name in names:
        run(tmp_path, name)
    command = [sys.executable, "-m", "tests.tally", str(tmp_path / "junit")]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (said.stdout, said.returncode) == (f"{line}\n", status)


def test_every_pytest_call_of_the_makefile_is_reported() -> None:
    """A target that calls pytest by another way than the one variable would be missing from the line."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert makefile.count("-m pytest") == 1
    assert "PYTEST = $(BIN)/python -m pytest --junitxml=$(JUNIT)/$@.xml" in makefile
