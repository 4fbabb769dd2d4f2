"""The gate itself, `.ci/run`, over a `make` that only notes what it is asked for, or fails at it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKE = """#!/usr/bin/env bash
[ -z "$(trap -p INT)" ] || echo "deaf $1" >>"$NOTES"
echo "begun $1" >>"$NOTES"
[ "$1" != "$SLOW" ] || sleep 0.5
echo "ended $1" >>"$NOTES"
[ "$1" != "$FAILS" ]
"""
FIRST = ["models"]
CHECKS = ["lint", "types", "deploy-check", "audit", "sbom", "eval-records", "bench-environments", "eval-stores"]
TOGETHER = ["test", "browser", "servers", *CHECKS]
ALONE = ["eval-floors", "soak", "slack-load", "bench-quick", "--no-print-directory"]
"""The last is the tally."""
TOLD = FIRST + TOGETHER + ALONE[:-1]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A copy of the script, so that it leaves the checkout's own reports alone."""
    (tmp_path / ".ci").mkdir()
    shutil.copy2(ROOT / ".ci" / "run", tmp_path / ".ci" / "run")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "make").write_text(MAKE)
    (tmp_path / "bin" / "make").chmod(0o755)
    return tmp_path


def run(place: Path, *, fails: str = "", slow: str = "") -> tuple[int, list[str], str]:
    """Exit status, what was noted but of Debian's packages, which only root installs, and what was said."""
    environment = {
        **os.environ,
        "PATH": f"{place / 'bin'}:{os.environ['PATH']}",
        "NOTES": str(place / "notes"),
        "FAILS": fails,
        "SLOW": slow,
    }
    # whoever started these tests in the background may have made them deaf to SIGINT, and all that they start
    command = ["env", "--default-signal=INT", str(place / ".ci" / "run")]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    notes = (place / "notes").read_text().splitlines()
    return ended.returncode, [note for note in notes if not note.endswith("system-packages")], ended.stdout


def begun(notes: list[str]) -> list[str]:
    return [note.removeprefix("begun ") for note in notes if note.startswith("begun ")]


@pytest.mark.parametrize("slow", ["models", "test", "servers", "browser", "eval-stores"])
def test_what_is_timed_runs_alone(place: Path, slow: str) -> None:
    """Whichever of those beside each other ends last; none is deaf to SIGINT, and each tells of itself."""
    status, notes, said = run(place, slow=slow)
    assert status == 0
    assert notes[:2] == [f"{what} {FIRST[0]}" for what in ("begun", "ended")]
    assert sorted(begun(notes)[len(FIRST) : len(FIRST + TOGETHER)]) == sorted(TOGETHER)
    assert notes[-2 * len(ALONE) :] == [f"{what} {step}" for step in ALONE for what in ("begun", "ended")]
    assert not [note for note in notes if note.startswith("deaf")]
    assert [step for step in TOLD if not re.search(rf"^=== make {step}( .*)?: \d+ s", said, re.MULTILINE)] == []


@pytest.mark.parametrize("fails", [*TOLD, ALONE[-1]])
def test_whatever_fails_fails_the_gate(place: Path, fails: str) -> None:
    """In the background as in the foreground; nothing that is timed begins after it."""
    status, notes, said = run(place, fails=fails)
    assert status != 0
    wanted = ALONE[: ALONE.index(fails) + 1] if fails in ALONE else []
    assert [step for step in begun(notes) if step in ALONE] == wanted
    assert fails == ALONE[-1] or f"=== make {fails}" in said


def test_packages_that_cannot_be_installed_fail_the_gate(place: Path) -> None:
    """Where they are installed at all: by root, on Debian."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        pytest.skip("only root installs packages, where there is apt-get")
    status, notes, _ = run(place, fails="system-packages")
    assert status != 0
    assert begun(notes) == FIRST


def test_each_step_is_a_target() -> None:
    """A name that was mistyped or taken away would be noticed only by the gate."""
    script, makefile = ((ROOT / name).read_text(encoding="utf-8") for name in (".ci/run", "Makefile"))
    steps = re.findall(r"(?:step make|--no-print-directory) ([a-z-]+)", script)
    assert {*TOLD, "tally", "system-packages"} == set(steps)
    assert [step for step in steps if not re.search(rf"^{step}:", makefile, re.MULTILINE)] == []
