"""Making a store out of a backup, or out of another store: originals first, then the rows, then the indexes.

The rows come in one transaction, so a store that is killed on the way is empty still, with some originals that nothing
names yet; running it again goes on from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from corpus.filling import Step
from corpus.moving import Filled, check_place, fill_store
from corpus.snapshots import Snapshot
from corpus.store import StoreSettings
from ingest.errors import ArchiveDamaged, BackupRefused
from ingest.keeping.archive import Archive
from ingest.keeping.backup_file import BackupFile


class Files(Protocol):
    """What originals are copied from: an archive, or a backup of one."""

    def paths(self) -> Sequence[str]:
        """Where each is within the archive."""

    def read_file(self, path: str) -> bytes:
        """One of them. Raises `ArchiveDamaged`."""


@dataclass(frozen=True, slots=True)
class Installed:
    """What there is after. `lacking` are originals that could not be had."""

    store: Filled
    originals: int
    lacking: tuple[str, ...] = ()


def install(snapshot: Snapshot, files: Files, settings: StoreSettings, archive: Archive, report: Step) -> Installed:
    """Fill an empty place, and compare every row, original and vector with what it came from.

    Raises `StoreNotEmpty` before anything is written; see `corpus.moving` for the rest.
    """
    with_rows = check_place(settings, snapshot)
    paths, lacking = files.paths(), []
    for done, path in enumerate(paths):
        report("originals", done, len(paths))
        try:
            data = files.read_file(path)
        except ArchiveDamaged:
            lacking.append(path)
        else:
            archive.write_file(path, data)
    report("originals", len(paths), len(paths))
    store = fill_store(settings, snapshot, report, with_rows=with_rows)
    return Installed(store, len(paths) - len(lacking), tuple(lacking))


def restore(backup: BackupFile, settings: StoreSettings, archive: Archive, sites: Path, report: Step) -> Installed:
    """Make a store out of a backup, after all of the backup has been checked.

    Raises `BackupDamaged` and `BackupRefused` before anything is written, and as `install`.
    """
    backup.verify(report)
    described = backup.sites()
    for name, written in described.items():
        if (sites / name).exists() and (sites / name).read_bytes() != written:
            raise BackupRefused(
                f"The description {sites / name} of a site is another than the backup's.", remedy="Move it away first."
            )
    installed = install(backup, backup, settings, archive, report)
    for name, written in described.items():
        sites.mkdir(parents=True, exist_ok=True)
        (sites / name).write_bytes(written)
    return installed
