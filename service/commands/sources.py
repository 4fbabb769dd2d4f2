"""`standing sources` and `standing sync`: where documents come from, and taking what is new or changed there."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import click
import msgspec

from corpus.errors import StoreOwned
from corpus.store import open_registry_database
from corpus.sync_store import SyncStore
from ingest.parse.apart.sandbox import Sandbox
from ingest.report import Status
from ingest.sources.named import known_sites
from ingest.sources.site_schema import Site
from ingest.syncing.checking import DocumentCheck, ListCheck, SiteCheck, check
from ingest.syncing.report import SourceReport, SyncReport, SyncStep
from service import settings
from service.commands.progress import progress, say
from service.commands.terminal import echo
from service.commands.watching import through_service
from service.handover.turns import waited_turn
from service.handover.work import hand_over_sync
from service.jobs.source_runs import absolute, chosen_sites, open_fetcher, run_sources
from service.settings import Settings
from service.stores import open_corpus, store_settings


@click.group()
def sources() -> None:
    """List the sources, or try one live."""


@sources.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_(*, as_json: bool) -> None:
    """List the sites that are known.

    Whose each is, how it is read, whether that was ever tried live, and when it was last synced.
    """
    given = settings.load()
    last = _last_synced(given)
    for site in known_sites(given.sites_dir).values():
        synced = last.get(site.name, "never")
        echo(_site_json(site, synced) if as_json else _site_row(site, synced))


@sources.command("check")
@click.argument("names", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a source.")
def check_(names: tuple[str, ...], *, as_json: bool) -> None:
    """Try sources live, writing nothing.

    What was found is shown, and what could not be understood.

    NAMES are as for `standing sync`. Exit status 1 when something did not work.
    """
    given = settings.load()
    well = True
    with open_fetcher(given, threading.Event()) as fetcher, Sandbox() as parser:
        for site in chosen_sites(given, names):
            checked = check(site, fetcher, parser)
            well = well and checked.well
            echo(msgspec.json.encode(checked).decode() if as_json else "\n".join(_shown(checked)))
    if not well:
        sys.exit(1)


@click.command()
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@click.option("--full", is_flag=True, help="Ask after everything again, known pages and whole lists too.")
@click.option("--quiet", is_flag=True, help="Name only the documents that failed.")
def sync(names: tuple[str, ...], *, full: bool, quiet: bool) -> None:
    """Take what is new or changed at the sources; without one, at all of `standing sources list`.

    SOURCE is a name of that list, a .toml file that describes a site, feed:ADDRESS, sitemap:ADDRESS, the address of a
    page or document, or urls:FILE with one address a line. A run that was interrupted is taken up by the next one.

    Exit status 1 when something could not be fetched or read; the rest is in.
    """
    given = settings.load()
    sites = chosen_sites(given, names)
    try:
        corpus = open_corpus(given)
    except StoreOwned as owned:
        if owned.owner_url is None:
            raise
        _through_service(owned.owner_url, given, names, full=full)
        return
    with corpus, waited_turn(corpus) as turn, progress("Syncing") as (bar, console):
        task = bar.add_task("sources", total=None)

        def show(step: SyncStep) -> None:
            turn.check()
            bar.update(task, completed=step.done, total=step.fetched, description=step.source)
            if step.last and (step.last.status is Status.FAILED or not (quiet or step.last.status is Status.UNCHANGED)):
                say(console, step.last)

        report = run_sources(corpus, given, sites, show, full=full)
    for line in _summary(report):
        echo(line, err=True)
    if not report.well:
        sys.exit(1)


def _through_service(url: str, given: Settings, names: tuple[str, ...], *, full: bool) -> None:
    whole = [absolute(name) for name in names]
    ended = through_service(
        url, "Syncing", "sources", lambda show: hand_over_sync(url, given.home, whole, show, full=full)
    )
    for source in ended.sources:
        for line in _source_lines(source):
            echo(line, err=True)
    if ended.failed or not all(source.well for source in ended.sources):
        sys.exit(1)


def _last_synced(given: Settings) -> dict[str, str]:
    home = store_settings(given)
    if not given.database_url and not (given.home / "registry.sqlite3").exists():
        return {}
    database = open_registry_database(home)
    try:
        return {name: f"{moment:%Y-%m-%d %H:%M}" for name, moment in SyncStore(database).last_checked().items()}
    finally:
        database.close()


def _tried(site: Site) -> str:
    return f"tried {site.tried_on}" if site.tried_on else "never tried live"


def _site_row(site: Site, synced: str) -> str:
    about = f"{site.name:<10} {site.regulator or '-':<10} {site.how:<14} {_tried(site):<17}"
    return f"{about} synced {synced:<17} {site.title}"


def _site_json(site: Site, synced: str) -> str:
    shown = {
        "name": site.name,
        "title": site.title,
        "regulator": site.regulator,
        "how": site.how,
        "tried_live": site.tried_live,
        "tried_on": site.tried_on,
        "synced": synced,
        "rests_on": site.rests_on.strip(),
        "note": site.note.strip(),
    }
    return msgspec.json.encode(shown).decode()


def _shown(checked: SiteCheck) -> Iterator[str]:
    yield f"{checked.name}: {'well' if checked.well else 'NOT WELL'}"
    for listed in checked.lists:
        yield from _list_lines(listed)
    for document in checked.documents:
        yield from _document_lines(document)
    for trouble in checked.troubles:
        yield f"  trouble   {trouble.url}: {trouble.what}"


def _list_lines(listed: ListCheck) -> Iterator[str]:
    yield f"  {listed.how:<9} {listed.url}"
    if listed.problem:
        yield f"            {listed.problem}"
        return
    yield f"            {listed.found} entries, {listed.dated} of them dated"
    for lead in listed.samples:
        yield f"            - {lead.said.get('title') or lead.url}"


def _document_lines(document: DocumentCheck) -> Iterator[str]:
    yield f"  document  {document.url}"
    said = ", ".join(f"{name} {value}" for name, value in document.said)
    if said:
        yield f"            {said}"
    if document.problem:
        yield f"            {document.problem}"
    else:
        yield f"            {document.media_type}, {document.characters} characters, links {document.links} documents"


def _summary(report: SyncReport) -> Iterator[str]:
    for source in report.sources:
        yield from _source_lines(source)
    taken = len(report.outcomes)
    yield f"{taken} documents taken, {len(report.failed)} of them could not be read, in {report.seconds:.1f} s."


def _source_lines(source: SourceReport) -> Iterator[str]:
    counts = {
        "new": source.new,
        "changed": source.changed,
        "unchanged": source.unchanged,
        "taken up again": source.resumed,
        "gone from the site": source.gone,
    }
    counted = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nothing new"
    yield f"{source.name}: {source.listed} listed, {counted}."
    for word, troubles in (("failed", source.failed), ("trouble", source.troubles)):
        for trouble in troubles:
            yield f"  {word:<8} {trouble.url}: {trouble.what}"
    if source.stopped:
        yield f"  stopped  {source.stopped}"
