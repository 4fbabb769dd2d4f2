"""A backup as one zip file, and reading it: every table, every original, and a manifest to check them by.

```
tables/<name>.jsonl     the rows of one table, a line each (`corpus/rows.py`)
archive/<path>          the originals and their notes, as the archive has them
sites/<name>.toml       descriptions of one's own sites
files.sha256            the sha256 of each file of the archive and of sites, as `sha256sum` writes them
manifest.json           what is in it: written last
```

Any program that reads zip and JSON can read it. Whatever is wrong with one is a `BackupDamaged`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Self

import msgspec

from corpus.filling import Step
from corpus.rows import KINDS, Seal, Shape, sealed
from corpus.snapshots import About
from ingest.errors import BackupDamaged

FORMAT = 1
"""Raised when a program that knows the last one could not read the next."""

MANIFEST, FILES = "manifest.json", "files.sha256"
ARCHIVE, SITES = "archive/", "sites/"

BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, TypeError, NotImplementedError),
    *(RuntimeError, OverflowError, ValueError, msgspec.MsgspecError),
)
"""What zipfile and what it rests on raise over bytes that are not what they should be."""


@dataclass(frozen=True, slots=True)
class SealedTable:
    """A table's columns, and what its lines come to."""

    shape: Shape
    seal: Seal


@dataclass(frozen=True, slots=True)
class Originals:
    """Documents as they came. `lacking` are those that versions name and the archive did not give."""

    files: int
    bytes: int
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds and what made it."""

    format: int
    program: str
    made_at: dt.datetime
    revision: str
    about: About
    tables: tuple[SealedTable, ...]
    originals: Originals
    files: Seal


MANIFESTS = msgspec.json.Decoder(Manifest)


class BackupFile:
    """A backup, opened to be read. Use it in a `with` block, and `verify` it before anything is made of it."""

    def __init__(self, path: Path) -> None:
        """Raises `BackupDamaged` when it cannot be read or is not whole."""
        self.path = path
        with self._damage():
            self._zip = zipfile.ZipFile(path)
        try:
            self._names = self._zip.namelist()
            self.manifest = self._read_manifest()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def revision(self) -> str:
        """See `corpus.snapshots.Snapshot`."""
        return self.manifest.revision

    @property
    def shapes(self) -> Sequence[Shape]:
        """See `corpus.snapshots.Snapshot`."""
        return tuple(table.shape for table in self.manifest.tables)

    def lines(self, shape: Shape) -> Iterator[bytes]:
        """See `corpus.snapshots.Snapshot`."""
        with self._damage(), self._zip.open(table_member(shape)) as member:
            yield from member

    def paths(self) -> list[str]:
        """Where each file of the archive is within the archive."""
        return [name.removeprefix(ARCHIVE) for name in self._names if name.startswith(ARCHIVE)]

    def read_file(self, path: str) -> bytes:
        """One file of the archive."""
        return self._read(ARCHIVE + path)

    def sites(self) -> dict[str, bytes]:
        """Descriptions of sites, by the names of their files."""
        names = [name for name in self._names if name.startswith(SITES)]
        return {PurePosixPath(name).name: self._read(name) for name in names}

    def verify(self, report: Step) -> None:
        """Read all of it and compare it with its manifest. Raises `BackupDamaged`."""
        tables = self.manifest.tables
        for done, table in enumerate(tables):
            report("tables checked", done, len(tables))
            if any(column.kind not in KINDS for column in table.shape.columns):
                raise self._wrong(f"the table {table.shape.table} has columns of no known kind")
            if sealed(self.lines(table.shape)) != table.seal:
                raise self._wrong(f"the table {table.shape.table} is not the one that was written")
        report("tables checked", len(tables), len(tables))
        self._verify_files(report)

    def _read_manifest(self) -> Manifest:
        written = self._read(MANIFEST)
        with self._damage():
            version = msgspec.json.decode(written)["format"]
            if version == FORMAT:
                return MANIFESTS.decode(written)
        raise BackupDamaged(
            f"The backup {self.path} has format {version}; this program knows {FORMAT}.",
            remedy="Use the version of Standing that made it.",
        )

    def _verify_files(self, report: Step) -> None:
        lines = self._read(FILES).splitlines(keepends=True)
        present = [name for name in self._names if name.startswith((ARCHIVE, SITES))]
        listed = {name: sha256 for sha256, _, name in (line.decode().rstrip("\n").partition("  ") for line in lines)}
        if sealed(lines) != self.manifest.files or sorted(present) != sorted(listed):
            raise self._wrong("the list of its files is not the one that was written")
        for done, name in enumerate(present):
            if hashlib.sha256(self._read(name)).hexdigest() != listed[name]:
                raise self._wrong(f"{name} is not the file that was written")
            report("files checked", done + 1, len(present))

    def _read(self, name: str) -> bytes:
        with self._damage():
            return self._zip.read(name)

    @contextmanager
    def _damage(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise BackupDamaged(f"There is no file {self.path}.") from error
        except OSError as error:
            raise BackupDamaged(f"The backup {self.path} cannot be read: {error.strerror or error}.") from error
        except BROKEN as error:
            raise self._wrong(str(error).rstrip(".") or type(error).__name__) from error

    def _wrong(self, what: str) -> BackupDamaged:
        return BackupDamaged(
            f"{self.path} is no whole backup: {what}.",
            remedy="It was cut short, changed, or is another kind of file. Nothing was written; use another backup.",
        )


def table_member(shape: Shape) -> str:
    """Where the lines of a table are within the file."""
    return f"tables/{shape.table}.jsonl"
