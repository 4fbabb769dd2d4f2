"""`standing ingest`, `index` and `doctor`: what goes into the corpus, and whether it is well."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click
import msgspec

from corpus.doctor import Finding, examine
from corpus.errors import MissingExtra, StoreOwned
from ingest.engines.engine import Engine, Threads
from ingest.errors import ArchiveUnreachable
from ingest.keeping.archive import Archive
from ingest.parse.pictures import tesseract
from ingest.pipeline import ingest as run_ingest
from ingest.report import IngestReport, Status
from ingest.report import Progress as Step
from ingest.sources import folder
from service import settings
from service.commands.progress import progress, say
from service.commands.terminal import echo
from service.commands.watching import through_service
from service.errors import ServiceError
from service.handover.turns import waited_turn
from service.handover.work import hand_over
from service.stores import open_corpus, store_settings

MARKS = {True: ("ok   ", "green"), False: ("WRONG", "red"), None: ("?    ", "yellow")}
"""How a part is marked that is well, that is not, and that could not be examined."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--bundled", is_flag=True, help="Also read the digests that come with the program.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="How many files are parsed side by side.",
)
@click.option(
    "--engine",
    type=click.Choice(["threads", "ray"]),
    default="threads",
    show_default=True,
    help="Where files are parsed and embedded: in this process, or by Ray at STANDING_RAY_ADDRESS or on this machine.",
)
@click.option("--embedders", type=click.IntRange(1), help="How many embedders Ray starts; by default one a machine.")
@click.option("--retry", is_flag=True, help="Also read files again that failed before and have not changed.")
@click.option("--quiet", is_flag=True, help="Name only the files that failed.")
def ingest(
    paths: tuple[Path, ...],
    workers: int,
    engine: str,
    embedders: int | None,
    *,
    bundled: bool,
    retry: bool,
    quiet: bool,
) -> None:
    """Read files and folders into the corpus. What is unchanged is left alone.

    Exit status 1 when a file could not be read; the others are in.
    """
    if not (folder.items(paths) or bundled):
        raise click.UsageError("Name files or folders, or --bundled.")
    given = settings.load()
    chosen = _on_ray(given, workers, embedders) if engine == "ray" else Threads(workers)
    try:
        corpus = open_corpus(given)
    except StoreOwned as owned:
        if owned.owner_url is None:
            raise
        if engine == "ray":
            raise ServiceError(
                owned.message, remedy="Stop it first, or leave out --engine ray: it reads by itself."
            ) from owned
        _through_service(owned.owner_url, given.home, paths, bundled=bundled, retry=retry)
        return
    with corpus, waited_turn(corpus) as turn, progress("Reading") as (bar, console):
        items = (folder.bundled() if bundled else []) + folder.items_for(corpus, paths)
        task = bar.add_task("files", total=len(items))

        def show(step: Step) -> None:
            turn.check()
            bar.update(task, completed=step.done, description=f"{step.passages} passages")
            if step.last.status is Status.FAILED or not (quiet or step.last.status is Status.UNCHANGED):
                say(console, step.last)

        report = run_ingest(corpus, items, engine=chosen, on_progress=show, retry_failed=retry)
    echo(_summary(report), err=True)
    if report.failed:
        sys.exit(1)


def _on_ray(given: settings.Settings, workers: int, embedders: int | None) -> Engine:
    from corpus.embedding import open_embedder
    from ingest.engines.ray_engine import Ray

    return Ray(partial(open_embedder, given.models_dir, threads=given.threads), workers, embedders, given.ray_address)


def _through_service(url: str, home: Path, paths: Sequence[Path], *, bundled: bool, retry: bool) -> None:
    ended = through_service(
        url, "Reading", "files", lambda show: hand_over(url, home, paths, show, bundled=bundled, retry=retry)
    )
    counted = ", ".join(f"{count} {status}" for status, count in ended.counts.items())
    echo(f"{counted}. {ended.embedded} passages embedded in {ended.seconds:.1f} s.", err=True)
    if ended.failed:
        sys.exit(1)


@click.group()
def index() -> None:
    """Rebuild the indexes from the registry."""


@index.command()
def rebuild() -> None:
    """Make both indexes again. Vectors are kept in the registry, so nothing is embedded again."""
    with open_corpus(settings.load()) as corpus, progress("Indexing") as (bar, _):
        task = bar.add_task("passages", total=None)
        corpus.rebuild(lambda done, total: bar.update(task, completed=done, total=total))
    echo("Both indexes are as the registry says.", err=True)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def doctor(*, as_json: bool) -> None:
    """Examine every part and say how to mend it. Exit status 1 when something is wrong.

    A part that cannot be examined is marked with a question mark ("ok" is null in JSON), and it is said why.
    """
    given = settings.load()
    findings = [*examine(store_settings(given)), _archive(given), _ocr(), _model(given)]
    for finding in findings:
        echo(msgspec.json.encode(finding).decode() if as_json else _finding(finding))
    if any(finding.ok is False for finding in findings):
        sys.exit(1)


def _archive(given: settings.Settings) -> Finding:
    try:
        Archive(given.archive_address).probe()
    except (MissingExtra, ArchiveUnreachable) as error:
        return Finding("archive", ok=False, message=error.message, remedy=error.remedy)
    return Finding("archive", ok=True, message=f"Can be reached at {given.archive_address}.")


def _ocr() -> Finding:
    if tesseract.available():
        from ingest.parse.pictures import scan

        return Finding("OCR", ok=True, message=f"Tesseract, with {len(scan.installed())} languages.")
    remedy = "Install tesseract-ocr and its languages; then ingest again."
    return Finding("OCR", ok=True, message="Tesseract is not installed; scans are kept unread.", remedy=remedy)


def _model(given: settings.Settings) -> Finding:
    """A language model that cannot be reached is no fault of the store: answers do without it."""
    from service.wiring import open_writer

    writer = open_writer(given)
    if writer is None:
        return Finding("language model", ok=True, message="None is set up; answers are made of records and quotes.")
    seen = writer.link.probe()
    writer.link.close()
    message = seen.message if seen.ok else f"Degraded: {seen.message} Answers are made without it."
    return Finding("language model", ok=True, message=message, remedy=seen.remedy)


def _finding(finding: Finding) -> str:
    mark, colour = MARKS[finding.ok]
    return f"{click.style(mark, fg=colour)} {finding.part}: {finding.message} {finding.remedy}".rstrip()


def _summary(report: IngestReport) -> str:
    counted = ", ".join(f"{count} {status.value}" for status, count in report.counts.items() if count)
    return f"{len(report.outcomes)} files: {counted}. {report.embedded} passages embedded in {report.seconds:.1f} s."
