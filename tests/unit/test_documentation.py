"""Documentation cannot rot: what is generated is held to the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.cli import COMMANDS
from service.docs import FOLDER, pages
from service.settings import describe


@pytest.fixture(scope="module")
def generated() -> dict[Path, str]:
    return pages()


@pytest.mark.parametrize("name", ["settings.md", "cli.md", "routes.md"])
def test_generated_pages_are_up_to_date(generated: dict[Path, str], name: str) -> None:
    """`python -m service.docs` would change nothing."""
    assert (FOLDER / name).read_text(encoding="utf-8") == generated[FOLDER / name], "run: python -m service.docs"


def test_every_setting_and_command_is_there(generated: dict[Path, str]) -> None:
    """No setting and no command is left out."""
    assert all(f"`{each.variable}`" in generated[FOLDER / "settings.md"] for each in describe())
    assert all(f"## `standing {name}`" in generated[FOLDER / "cli.md"] for name in COMMANDS)
