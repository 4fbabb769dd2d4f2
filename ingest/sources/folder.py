"""Files and folders on this machine, and the bundled digests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import yaml

import corpus
from ingest.errors import ParseFailed, Reason, SourceMissing
from ingest.sources.item import Item

BUNDLED = "bundled:"
SIDECAR = ".meta.yaml"


def items(paths: Iterable[Path]) -> list[Item]:
    """Every file under the paths, hidden ones and sidecars left out, in a stable order.

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
    return [_item(key, file) for key, file in found.items()]


def bundled() -> list[Item]:
    """The digests that come with the program."""
    folder = Path(corpus.__file__).parent / "data" / "digests"
    return [
        Item(f"{BUNDLED}{file.name}", file.name, file.read_bytes, trusted=True) for file in sorted(folder.glob("*.md"))
    ]


def _item(key: str, file: Path) -> Item:
    beside = file.with_name(file.name + SIDECAR)
    return Item(key, file.name, file.read_bytes, sidecar=partial(_sidecar, beside) if beside.is_file() else None)


def _sidecar(path: Path) -> Mapping[str, object]:
    try:
        loaded = yaml.safe_load(path.read_bytes())
    except yaml.YAMLError as error:
        raise ParseFailed(Reason.DAMAGED, f"{path.name} is not YAML: {error}.") from error
    if not isinstance(loaded, dict):
        raise ParseFailed(Reason.DAMAGED, f"{path.name} is not a mapping of names to values.")
    return loaded


def _under(path: Path) -> Iterator[tuple[str, Path]]:
    here = path.resolve()
    if here.is_file():
        yield f"{here.parent.name}/{here.name}", here
    elif here.is_dir():
        for file in sorted(here.rglob("*")):
            inner = file.relative_to(here)
            hidden = any(part.startswith(".") for part in inner.parts)
            if file.is_file() and not hidden and not file.name.endswith(SIDECAR):
                yield f"{here.name}/{inner.as_posix()}", file
    else:
        raise SourceMissing(f"There is nothing at {path}.", remedy="Check the path.")
