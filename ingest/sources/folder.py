"""Files and folders on this machine, and the bundled digests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import corpus
from ingest.errors import SourceMissing
from ingest.sources.item import Item

BUNDLED = "bundled:"


def items(paths: Iterable[Path]) -> list[Item]:
    """Every file under the paths, hidden ones left out, in a stable order.

    A file's key is its path from the folder that was named, that folder's name included ("decisions/fr/a.pdf"), so that
    it stays the same when the folder moves. A file named by itself counts from the folder it lies in.

    Raises `SourceMissing` when a path is not there, or when two files would have one key.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for key, file in _under(path):
            if found.setdefault(key, file) != file:
                raise SourceMissing(
                    f"{found[key]} and {file} would both be kept as {key}.", remedy="Ingest their common parent folder."
                )
    return [Item(key, file.name, file.read_bytes) for key, file in found.items()]


def bundled() -> list[Item]:
    """The digests that come with the program."""
    folder = Path(corpus.__file__).parent / "data" / "digests"
    return [
        Item(f"{BUNDLED}{file.name}", file.name, file.read_bytes, trusted=True) for file in sorted(folder.glob("*.md"))
    ]


def _under(path: Path) -> Iterator[tuple[str, Path]]:
    here = path.resolve()
    if here.is_file():
        yield f"{here.parent.name}/{here.name}", here
    elif here.is_dir():
        for file in sorted(here.rglob("*")):
            inner = file.relative_to(here)
            if file.is_file() and not any(part.startswith(".") for part in inner.parts):
                yield f"{here.name}/{inner.as_posix()}", file
    else:
        raise SourceMissing(f"There is nothing at {path}.", remedy="Check the path.")
