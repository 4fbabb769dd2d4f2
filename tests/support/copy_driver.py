"""Restores or moves a store in a process of its own that kills itself on the way: `KIND FROM PART WHEN`.

Where to stands in the environment, as for the program. PART and WHEN (first, last) say at which report of progress.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from corpus.database import look_into_database
from corpus.snapshots import snapshot
from corpus.store import StoreSettings
from ingest.keeping.archive import Archive
from ingest.keeping.backup import back_up
from ingest.keeping.backup_file import BackupFile
from ingest.keeping.restoring import install, restore
from service import settings
from service.stores import store_settings


def main(kind: str, source: str, at_part: str, when: str) -> None:
    """The settings say where to."""
    given = settings.load()
    target, archive = store_settings(given), Archive(given.archive_address)

    def show(part: str, done: int, total: int) -> None:
        # tables report their number, each once
        if part == at_part and (when == "first" or part.startswith("table ") or done == total):
            os.kill(os.getpid(), signal.SIGKILL)

    if kind == "restore":
        with BackupFile(Path(source)) as backup:
            restore(backup, target, archive, given.sites_dir, show)
        return
    held = target if kind == "backup" else StoreSettings(Path(source), Path(source) / "models")
    database = look_into_database(held.registry_url)
    if kind == "backup":
        back_up(database, archive, given.sites_dir, Path(source), show)
        return
    with snapshot(database) as taken:
        install(taken, Archive(Path(source) / "archive"), target, archive, show)


if __name__ == "__main__":
    main(*sys.argv[1:])
