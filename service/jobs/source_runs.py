"""Reading the sources for a command or a job: which sites, by which rules, into which corpus."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from corpus.store import Corpus
from ingest.fetching import AddressGuard, Fetcher, Pace
from ingest.keeping.archive import Archive
from ingest.sources.named import known_sites, named
from ingest.sources.site_schema import Site
from ingest.syncing.report import OnStep, SyncReport
from ingest.syncing.sync import sync
from service.errors import InvalidSettings
from service.settings import Settings


def chosen_sites(settings: Settings, names: Sequence[str]) -> list[Site]:
    """The sites that are meant; every known one without names. Raises `SourceMissing` and `InvalidSite`."""
    known = known_sites(settings.sites_dir)
    return [named(name, known) for name in names] or list(known.values())


def absolute(name: str) -> str:
    """A source by a name that holds wherever one stands: files by their whole paths."""
    way, _, rest = name.partition(":")
    if way == "urls":
        return f"urls:{Path(rest).resolve()}"
    return str(Path(name).resolve()) if name.endswith(".toml") and way not in {"http", "https"} else name


def open_fetcher(settings: Settings, stop: threading.Event) -> Fetcher:
    """A fetcher by the settings, whose waits end when `stop` is set. Raises `InvalidSettings`."""
    guard = AddressGuard(exceptions=frozenset(_server(given) for given in settings.private_sites))

    def sleep(seconds: float) -> None:
        stop.wait(seconds)

    return Fetcher(contact=settings.contact, guard=guard, pace=Pace(sleep=sleep))


def run_sources(
    corpus: Corpus,
    settings: Settings,
    sites: Sequence[Site],
    on_step: OnStep,
    *,
    archive: Archive | None = None,
    full: bool = False,
) -> SyncReport:
    """Take what is new or changed at the sites. Raises what `sync` raises."""
    stop = threading.Event()
    kept = archive or Archive(settings.archive_address)
    with open_fetcher(settings, stop) as fetcher:
        return sync(corpus, sites, fetcher, kept, full=full, stop=stop, on_step=on_step)


def _server(given: str) -> tuple[str, int]:
    address, _, port = given.rpartition(":")
    if not address or not port.isdigit():
        raise InvalidSettings(
            f"STANDING_PRIVATE_SITES: {given!r} is no address and port.", remedy="Write it as 10.0.0.5:8080."
        )
    return address.strip("[]"), int(port)
