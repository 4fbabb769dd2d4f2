"""Documentation cannot rot: what is generated is held to the program."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.cli import COMMANDS
from service.docs import FOLDER
from service.settings import describe

ROOT = FOLDER.parent
ROOMS = ("corpus", "ingest", "service")
ARCHITECTURE = (FOLDER / "architecture.md").read_text(encoding="utf-8")


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


def modules() -> set[Path]:
    """Every module that has a name: `__init__.py` has none of its own, and migrations are numbered."""
    found = (path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return {path for path in found if path.stem.isidentifier() and not path.stem.startswith("__")}


def named() -> Iterator[tuple[str, Path | None]]:
    """Each name of a module on the page, with its path, or None where there is no such module.

    A name is in the folder named before it in the same row, point or paragraph (the last, also as part of another name,
    or the first), else in the folder that the heading ends with, or it is a whole path.
    """
    for section in re.split(r"^#+ ", ARCHITECTURE, flags=re.MULTILINE)[1:]:
        heading, _, text = section.partition("\n")
        for part in re.split(r"\n(?=- |\|)|\n\n", text):
            folders = [Path(), Path(heading.split()[-1])]
            for name in re.findall(r"`([\w/]+(?:\.py|/))`", part):
                within = (folder / name for folder in (folders[-1], *folders[2:3], folders[1], folders[0]))
                path = next((path for path in within if (ROOT / path).exists()), None)
                if path is not None:
                    folders.append(path if name.endswith("/") else path.parent)
                if name.endswith(".py"):
                    yield name, path


def test_every_module_stands_in_the_architecture() -> None:
    """Whoever looks for what a module does finds it on the page."""
    assert sorted(map(str, modules() - {path for _, path in named()})) == []


def test_the_architecture_names_no_module_that_is_gone() -> None:
    """What the page names can be opened."""
    assert [name for name, path in named() if path is None] == []
