"""Files and folders on this machine, and the bundled digests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import corpus
from corpus.errors import InvalidYaml
from corpus.plain_yaml import read_mapping
from corpus.store import Corpus
from ingest.errors import ParseFailed, Reason, SourceMissing
from ingest.sources.folder_names import InMemory, NameOf, folder_names
from ingest.sources.item import Item

BUNDLED = "bundled:"
SIDECAR = ".meta.yaml"


def items(paths: Iterable[Path], name_of: NameOf | None = None) -> list[Item]:
    """Every file under the paths, hidden ones and sidecars left out, in a stable order.

    A file's key is its path from the folder that was named, that folder's name included ("decisions/fr/a.pdf"), so that
    it stays the same when the folder moves. A file named by itself counts from the folder it lies in. `name_of` tells
    folders of one name apart; without it only those of this call are.

    Raises `SourceMissing` when a path is not there.
    """
    naming = name_of or folder_names(InMemory(), {})
    found = {key: file for path in paths for key, file in _under(path, naming)}
    return [_item(key, file) for key, file in found.items()]


def items_for(store: Corpus, paths: Iterable[Path]) -> list[Item]:
    """The same, named as the store knows the folders. Raises `SourceMissing`."""
    held = {key: source.sha256 for key, source in store.registry.sources().items()}
    return items(paths, folder_names(store.folders, held))


def bundled() -> list[Item]:
    """The digests that come with the program."""
    folder = Path(corpus.__file__).parent / "data" / "digests"
    return [
        Item(f"{BUNDLED}{file.name}", file.name, file.read_bytes, trusted=True) for file in sorted(folder.glob("*.md"))
    ]


def _item(key: str, file: Path) -> Item:
    beside = file.with_name(file.name + SIDECAR)
    return Item(key, file.name, partial(_read, file), sidecar=partial(_sidecar, beside) if beside.is_file() else None)


def _read(file: Path) -> bytes:
    """The bytes of a file that is not larger than what is read of any."""
    from ingest.parse.limits import DEFAULT_LIMITS  # noqa: PLC0415 - the parsers take half a second to import

    size = file.stat().st_size
    if size > DEFAULT_LIMITS.bytes:
        raise ParseFailed(Reason.TOO_LARGE, f"The file has {size} bytes; at most {DEFAULT_LIMITS.bytes} are read.")
    return file.read_bytes()


def _sidecar(path: Path) -> Mapping[str, object]:
    try:
        return read_mapping(path.read_text(encoding="utf-8-sig"))
    except (InvalidYaml, UnicodeDecodeError) as error:
        raise ParseFailed(Reason.DAMAGED, f"{path.name} cannot be read. {error}") from error


def _under(path: Path, name_of: NameOf) -> Iterator[tuple[str, Path]]:
    here = path.resolve()
    if here.is_file():
        yield f"{name_of(here.parent)}/{here.name}", here
    elif here.is_dir():
        name = name_of(here)
        for file in sorted(here.rglob("*")):
            inner = file.relative_to(here)
            hidden = any(part.startswith(".") for part in inner.parts)
            if file.is_file() and not hidden and not file.name.endswith(SIDECAR):
                yield f"{name}/{inner.as_posix()}", file
    else:
        raise SourceMissing(f"There is nothing at {path}.", remedy="Check the path.")
