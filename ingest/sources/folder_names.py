"""Names for folders, so that two of one name are never taken for each other and a folder that moved is known again.

A source key begins with the name of the folder that was ingested, not with its whole path, so that it stays the same
when the folder moves. Which folder a name means is kept in the registry. A second folder of that name is called
"decisions (2)", unless the first has gone and the second holds a file of it unchanged: then it is the first, moved.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Protocol

NameOf = Callable[[Path], str]


class Bindings(Protocol):
    """Where names are kept: `corpus.folder_store`, or memory for one run."""

    def all(self) -> dict[str, Path]:
        """Every name, and the folder that it means."""

    def bind(self, name: str, path: Path) -> None:
        """From now on the name means that folder."""


class InMemory:
    """Names for one run."""

    def __init__(self) -> None:
        self._held: dict[str, Path] = {}

    def all(self) -> dict[str, Path]:
        """See `Bindings`."""
        return self._held

    def bind(self, name: str, path: Path) -> None:
        """See `Bindings`."""
        self._held[name] = path


def folder_names(bindings: Bindings, held: Mapping[str, str]) -> NameOf:
    """A function that gives a folder's name, and keeps it.

    Args:
        bindings: Where names are kept.
        held: The sha256 of what is held under each source key.
    """

    def name_of(folder: Path) -> str:
        known = bindings.all()
        bound = next((name for name, path in known.items() if path == folder), None)
        if bound is not None:
            return bound
        name = next(name for name in _names(folder) if name not in known or _moved(known[name], folder, name, held))
        bindings.bind(name, folder)
        return name

    return name_of


def _names(folder: Path) -> Iterator[str]:
    yield folder.name
    yield from (f"{folder.name} ({n})" for n in count(2))


def _moved(before: Path, now: Path, name: str, held: Mapping[str, str]) -> bool:
    """Whether the folder that had the name has gone, and this one holds a file of it as it was."""
    if before.is_dir():
        return False
    prefix = f"{name}/"
    files = ((now / key.removeprefix(prefix), sha256) for key, sha256 in held.items() if key.startswith(prefix))
    return any(file.is_file() and _sha256(file) == sha256 for file, sha256 in files)


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
