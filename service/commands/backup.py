"""`standing backup` and `standing restore`: everything into one file while the service runs, and out of it again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from corpus.database import look_into_database
from ingest.keeping.archive import Archive
from ingest.keeping.backup import back_up
from ingest.keeping.backup_file import BackupFile, Manifest
from ingest.keeping.restoring import Installed
from ingest.keeping.restoring import restore as run_restore
from service import settings
from service.commands.progress import steps
from service.stores import store_settings

NAMED = 5
"""Originals that are named when some are lacking; the manifest has them all."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write everything into one FILE: documents and their originals, records, vectors, answers, keys, Slack's state.

    The service may run and ingest meanwhile; the backup is of one moment. It is read back and checked before it gets
    its name. Model files and settings are not in it. It holds API keys' hashes and Slack tokens: keep it as you keep
    those.
    """
    given = settings.load()
    database = look_into_database(store_settings(given).registry_url)
    try:
        with steps("Backing up") as show:
            written = back_up(database, Archive(given.archive_address), given.sites_dir, file, show)
    finally:
        database.close()
    click.echo(f"{file}: {_described(written)}, {file.stat().st_size / 1e6:.1f} MB, read back and checked.", err=True)
    warn(written.originals.lacking)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--check", is_flag=True, help="Only say whether the backup is whole, and what is in it.")
def restore(file: Path, *, check: bool) -> None:
    """Make a store out of the backup FILE, in the empty place that the settings name.

    That may be another kind of place than it was made from: an embedded store or servers. Everything is compared with
    the backup's counts and hashes before it counts; the indexes are made again, which embeds nothing.
    """
    given = settings.load()
    with BackupFile(file) as opened, steps("Checking" if check else "Restoring") as show:
        if check:
            opened.verify(show)
        else:
            archive = Archive(given.archive_address)
            installed = run_restore(opened, store_settings(given), archive, given.sites_dir, show)
        manifest = opened.manifest
    made = f"{manifest.program}, {manifest.made_at:%Y-%m-%d %H:%M} UTC"
    if check:
        click.echo(f"{file} is whole: {_described(manifest)}; {made}, schema {manifest.revision}.", err=True)
        return
    click.echo(f"Restored what {made} wrote: {summary(installed)}.", err=True)
    warn(installed.lacking)


def summary(installed: Installed) -> str:
    """What there is now, and that it was compared."""
    store = installed.store
    rows = "rows that an earlier run had copied" if store.rows is None else f"{store.rows} rows"
    return (
        f"{store.documents} documents, {store.passages} passages, {rows}, {installed.originals} originals; each row, "
        f"original and vector compared (vectors sha256 {store.vectors[:16]})"
    )


def warn(lacking: Sequence[str]) -> None:
    """Name originals that could not be had."""
    if lacking:
        more = ", ..." if len(lacking) > NAMED else ""
        click.secho(
            f"The archive did not have {len(lacking)} originals: {', '.join(lacking[:NAMED])}{more}. They were deleted "
            "meanwhile, or are damaged; answers need none of them.",
            fg="yellow",
            err=True,
        )


def _described(manifest: Manifest) -> str:
    about, originals = manifest.about, manifest.originals
    rows = sum(table.seal.rows for table in manifest.tables)
    return (
        f"{about.documents} documents, {about.passages} passages, {rows} rows, {originals.files} originals, corpus "
        f"version {about.corpus_version}, vectors of {about.model or 'no model'}"
    )
