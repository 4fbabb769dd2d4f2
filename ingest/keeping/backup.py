"""Making a backup while everything runs: the registry as at one moment, and the originals that belong to it.

The registry is read first. What it names was archived before, so the archive read afterwards holds it; an original that
is lacking was deleted with its document meanwhile, or lost before.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
import os
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import msgspec

from corpus.database import Database
from corpus.filling import Step
from corpus.rows import Sealing, sealed
from corpus.snapshots import LiveSnapshot, snapshot
from ingest.errors import ArchiveDamaged, BackupRefused
from ingest.keeping.archive import Archive
from ingest.keeping.backup_file import (
    ARCHIVE,
    FILES,
    FORMAT,
    MANIFEST,
    SITES,
    BackupFile,
    Manifest,
    Originals,
    SealedTable,
    table_member,
)

LEVEL = 1
"""How hard rows and texts are packed."""


def back_up(database: Database, archive: Archive, sites: Path, target: Path, report: Step) -> Manifest:
    """Write a backup, read it back and only then give it its name.

    Raises `BackupRefused` when the file is there already or cannot be written; nothing is left of it then.
    """
    if target.exists():
        raise BackupRefused(f"{target} is there already.", remedy="Give the backup another name, or move that file.")
    with _beside(target) as part:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as sink:
            manifest = _Writer(sink, report).write(database, archive, sites)
        with BackupFile(part) as written:
            written.verify(report)
    return manifest


class _Writer:
    def __init__(self, sink: zipfile.ZipFile, report: Step) -> None:
        self._sink = sink
        self._report = report
        self._listed: list[bytes] = []

    def write(self, database: Database, archive: Archive, sites: Path) -> Manifest:
        with snapshot(database) as taken:
            about, archived, tables = taken.about(), taken.archived(), tuple(self._tables(taken))
        originals = self._originals(archive, archived)
        for path in sorted(sites.glob("*.toml")):
            self._file(SITES + path.name, path.read_bytes())
        self._member(FILES, self._listed)
        manifest = Manifest(
            format=FORMAT,
            program=f"standing {importlib.metadata.version('standing')}",
            made_at=dt.datetime.now(dt.UTC),
            revision=taken.revision,
            about=about,
            tables=tables,
            originals=originals,
            files=sealed(self._listed),
        )
        self._member(MANIFEST, [msgspec.json.format(msgspec.json.encode(manifest), indent=1)])
        return manifest

    def _tables(self, taken: LiveSnapshot) -> Iterator[SealedTable]:
        for done, shape in enumerate(taken.shapes):
            self._report("tables", done, len(taken.shapes))
            through = Sealing(taken.lines(shape))
            self._member(table_member(shape), through)
            yield SealedTable(shape, through.seal)
        self._report("tables", len(taken.shapes), len(taken.shapes))

    def _originals(self, archive: Archive, wanted: set[str]) -> Originals:
        paths = archive.paths()
        found, size = set(), 0
        for done, path in enumerate(paths):
            self._report("originals", done, len(paths))
            try:
                data = archive.read_file(path)
            except ArchiveDamaged:
                continue
            self._file(ARCHIVE + path, data)
            found.add(PurePosixPath(path).name)
            size += len(data)
        self._report("originals", len(paths), len(paths))
        return Originals(len(found), size, tuple(sorted(wanted - found)))

    def _file(self, name: str, data: bytes) -> None:
        self._member(name, [data])
        self._listed.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n".encode())

    def _member(self, name: str, pieces: Iterable[bytes]) -> None:
        with self._sink.open(name, "w", force_zip64=True) as member:
            member.writelines(pieces)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A file to write that becomes the target when the block ends well, and is gone when it does not."""
    part = target.with_name(f".{target.name}.{uuid.uuid4().hex}.part")
    try:
        # keys and Slack tokens are in it
        os.close(os.open(part, os.O_CREAT | os.O_EXCL, 0o600))
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise BackupRefused(
            f"The backup {target} cannot be written: {error.strerror or error}.",
            remedy="Choose a folder that is there, with room for the registry and the archive.",
        ) from error
    finally:
        part.unlink(missing_ok=True)
