"""Documentation cannot rot: what is generated is held to the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from service.cli import COMMANDS
from service.docs import FOLDER
from service.settings import describe


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # In a process of its own: click keeps the help option of a command as whoever ran it first named it.
    folder = tmp_path_factory.mktemp("docs")
    subprocess.run([sys.executable, "-m", "service.docs", folder], check=True)
    return folder


@pytest.mark.parametrize("name", ["settings.md", "cli.md", "routes.md"])
def test_generated_pages_are_up_to_date(generated: Path, name: str) -> None:
    """`python -m service.docs` would change nothing."""
    written = (generated / name).read_text(encoding="utf-8")
    assert (FOLDER / name).read_text(encoding="utf-8") == written, "run: python -m service.docs"


def test_every_setting_and_command_is_there(generated: Path) -> None:
    """No setting and no command is left out."""
    settings, commands = ((generated / name).read_text(encoding="utf-8") for name in ("settings.md", "cli.md"))
    assert all(f"`{each.variable}`" in settings for each in describe())
    assert all(f"## `standing {name}`" in commands for name in COMMANDS)
