"""`standing migrate embedded-to-server`: everything of a home folder to PostgreSQL, a Chroma server and an archive."""

from __future__ import annotations

from pathlib import Path

import click

from corpus.database import look_into_database
from corpus.owner import Ownership
from corpus.snapshots import snapshot
from corpus.store import StoreSettings
from ingest.keeping.archive import Archive
from ingest.keeping.restoring import Installed, install
from service import settings
from service.commands.backup import summary, warn
from service.commands.progress import steps
from service.errors import InvalidSettings
from service.settings import Settings
from service.stores import store_settings


@click.group()
def migrate() -> None:
    """Move a store from one kind of place to another."""


@migrate.command("embedded-to-server")
@click.option("--from", "home", type=click.Path(path_type=Path), help="The home folder; by default STANDING_HOME.")
@click.option("--archive-from", help="Where its originals are; by default the folder archive in it.")
def embedded_to_server(home: Path | None, archive_from: str | None) -> None:
    """Copy a store to servers, and compare.

    The store is the embedded one of a home folder; every row, original and vector is compared.

    STANDING_DATABASE_URL, STANDING_CHROMA_URL and STANDING_ARCHIVE say where to; both servers must be empty. The home
    folder is left as it is, and must not be in use. What was interrupted is finished by running it again.
    """
    given = settings.load()
    target = _target(given)
    source = StoreSettings(home=home or given.home, models=given.models_dir)
    originals = Archive(archive_from or str(source.home / "archive"))
    moved = _move(source, originals, target, Archive(given.archive_address))
    click.echo(f"Copied: {summary(moved)}.", err=True)
    warn(moved.lacking)
    click.echo(
        f"`standing serve` with these settings serves it. {source.home} is as it was; once you are content, "
        "registry.sqlite3, lexical.sqlite3 and chroma in it may go.",
        err=True,
    )


def _move(source: StoreSettings, originals: Archive, target: StoreSettings, archive: Archive) -> Installed:
    database = look_into_database(source.registry_url)
    try:
        ownership = Ownership(source.home)
        try:
            with snapshot(database) as taken, steps("Copying") as show:
                return install(taken, originals, target, archive, show)
        finally:
            ownership.release()
    finally:
        database.close()


def _target(given: Settings) -> StoreSettings:
    target = store_settings(given)
    if target.embedded or target.registry_url.startswith("sqlite"):
        raise InvalidSettings(
            "The settings name no servers to move to.",
            remedy="Set STANDING_DATABASE_URL and STANDING_CHROMA_URL as docs/scaling.md shows.",
        )
    return target
