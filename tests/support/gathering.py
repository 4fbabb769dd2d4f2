"""One source on a web of our own, read again and again with its own clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import stamina

from corpus.store import Corpus
from ingest.fetching import Limits
from ingest.keeping.archive import Archive
from ingest.sources.item import Item
from ingest.sources.site_schema import Site, read_site
from ingest.syncing.gathering import Gatherer, Tools
from ingest.syncing.report import SourceReport
from tests.support.stores import open_store
from tests.support.web import Asked, Reply, Web, web

HOST = "acme.example"
SITE = """
name = "acme"
title = "Acme"
regulator = "ico"
hosts = ["acme.example", "www.acme.example"]
rests_on = "A test."
tried_live = false
[[lists]]
how = "{how}"
url = "http://acme.example:{port}{path}"
{more}
[page]
kind = "press release"
rank = "press_release"
content = "main"
[[page.documents]]
match = "\\\\.pdf$"
kind = "decision"
"""


def unchanged_or_pdf(asked: Asked) -> Reply:
    return Reply(status=304) if "If-None-Match" in asked.headers else PDF


PDF = Reply(b"%PDF-1.4 the decision", media_type="application/pdf", headers={"ETag": '"1"'})


@dataclass
class Run:
    """A source on a web of our own, and its clock."""

    served: Web
    corpus: Corpus
    folder: Path
    now: dt.datetime = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
    deleted: set[str] = field(default_factory=set)

    def site(self, how: str = "html", path: str = "/list", more: str = 'item = "li"') -> Site:
        """The site with one list."""
        return read_site(SITE.format(how=how, port=self.served.port, path=path, more=more), "acme.toml")

    def gather(
        self, site: Site | None = None, *, take: bool = True, full: bool = False
    ) -> tuple[list[Item], SourceReport]:
        """One run, ingested unless it dies before."""
        with self.served.fetcher(Limits(bytes=50_000, silence=5.0), now=lambda: self.now) as fetcher:
            tools = Tools(
                fetcher,
                Archive(self.folder),
                self.corpus.sync,
                deleted=lambda key: key in self.deleted,
                now=lambda: self.now,
            )
            gatherer = Gatherer(site or self.site(), tools, full=full)
            items = list(gatherer.items())
            if take:
                gatherer.taken(item.key for item in items)
            return items, gatherer.report

    def url(self, path: str, host: str = HOST) -> str:
        """The address of a page."""
        return self.served.url(host, path)

    def paths(self) -> list[str]:
        """What was asked for since the last call."""
        paths = self.served.paths()
        self.served.asked.clear()
        return paths


@contextmanager
def running(folder: Path) -> Iterator[Run]:
    """A source that fails at most twice before it is given up, with a store and an archive in the folder."""
    stamina.set_testing(True, attempts=2, cap=True)
    try:
        with web() as served, open_store(folder / "home") as corpus:
            yield Run(served, corpus, folder / "archive")
    finally:
        stamina.set_testing(False)


def listing(*paths: str) -> Reply:
    return Reply(
        "<html><body><main>" + "".join(f"<li><a href='{p}'>{p}</a></li>" for p in paths) + "</main></body></html>"
    )


def page(words: str, *links: str, token: str = "") -> Reply:
    anchors = "".join(f"<a href='{link}'>{link}</a>" for link in links)
    return Reply(f"<html><body><nav>{token}</nav><main><h1>T</h1><p>{words}</p>{anchors}</main></body></html>")
