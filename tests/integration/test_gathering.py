"""One source read again and again: what is new, changed, moved, gone, broken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import stamina

from corpus.store import Corpus
from corpus.sync_store import SyncState
from ingest.archive import Archive
from ingest.fetching import Limits
from ingest.gathering import RECHECK, Gatherer, Tools
from ingest.sources.item import Item
from ingest.sources.site_schema import Site, read_site
from ingest.sync_report import SourceReport
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


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    stamina.set_testing(True, attempts=2, cap=True)
    try:
        with web() as served, open_store(tmp_path / "home") as corpus:
            yield Run(served, corpus, tmp_path / "archive")
    finally:
        stamina.set_testing(False)


def listing(*paths: str) -> Reply:
    return Reply(
        "<html><body><main>" + "".join(f"<li><a href='{p}'>{p}</a></li>" for p in paths) + "</main></body></html>"
    )


def page(words: str, *links: str, token: str = "") -> Reply:
    anchors = "".join(f"<a href='{link}'>{link}</a>" for link in links)
    return Reply(f"<html><body><nav>{token}</nav><main><h1>T</h1><p>{words}</p>{anchors}</main></body></html>")


def test_what_is_new_is_taken_once(run: Run) -> None:
    """A second run asks for the list alone, and gives nothing."""
    run.served.pages |= {"/list": listing("/a"), "/a": page("Decided.", "/a.pdf"), "/a.pdf": PDF}
    items, report = run.gather()
    assert {item.key: item.said["kind"] for item in items} == {
        run.url("/a"): "press release",
        run.url("/a.pdf"): "decision",
    }
    assert (report.listed, report.new) == (1, 2)
    run.paths()
    assert run.gather()[0] == []
    assert run.paths() == ["/list"]


def test_an_item_reads_what_was_archived(run: Run) -> None:
    """The bytes, where they were had and when, and a name with its suffix."""
    run.served.pages |= {"/list": listing("/a"), "/a": page("x", "/b%20c.pdf"), "/b%20c.pdf": PDF}
    item = run.gather()[0][1]
    assert (item.load(), item.name, item.media_type) == (b"%PDF-1.4 the decision", "b c.pdf", "application/pdf")
    assert item.archive_key is not None
    assert Archive(run.folder).retrievals(item.archive_key)[0].url == run.url("/b%20c.pdf")
    assert item.retrieved_at is not None


def test_a_run_that_died_before_ingest_is_taken_up(run: Run) -> None:
    """What was fetched and not ingested is given again, without asking the site."""
    run.served.pages |= {"/list": listing("/a"), "/a": page("x", "/a.pdf"), "/a.pdf": PDF}
    first, _ = run.gather(take=False)
    run.paths()
    again, report = run.gather()
    assert [item.key for item in again] == [item.key for item in first]
    assert (report.resumed, report.new) == (2, 0)
    assert run.paths() == ["/list"]
    assert run.gather()[0] == []


def test_a_run_that_died_on_a_page_comes_back_for_its_documents(run: Run) -> None:
    """A page counts as read only when every document it links was asked for."""
    run.served.pages |= {"/list": listing("/a"), "/a": page("x", "/1.pdf", "/2.pdf"), "/1.pdf": PDF, "/2.pdf": PDF}
    with run.served.fetcher() as fetcher:
        gatherer = Gatherer(run.site(), Tools(fetcher, Archive(run.folder), run.corpus.sync, now=lambda: run.now))
        started = gatherer.items()
        assert [next(started).key, next(started).key] == [run.url("/a"), run.url("/1.pdf")]
        gatherer.taken([run.url("/a"), run.url("/1.pdf")])
        del started
    items, _ = run.gather()
    assert [item.key for item in items] == [run.url("/2.pdf")]


def test_paging_ends_at_what_is_known_but_not_on_the_first_walk(run: Run) -> None:
    """An interrupted first walk reads every page again; a finished one stops at the first page without news."""
    more = 'item = "li"\npages = 9'
    pages = {f"/list?p={n}": listing(f"/{n}") for n in range(3)} | {f"/{n}": page(f"Number {n}") for n in range(3)}
    run.served.pages |= pages
    site = run.site(path="/list?p={page}", more=more)
    assert len(run.gather(site)[0]) == 3
    run.paths()
    run.gather(site)
    assert run.paths() == ["/list?p=0"]
    run.served.pages["/list?p=0"] = listing("/new", "/0")
    run.served.pages["/new"] = page("New.")
    assert [item.key for item in run.gather(site)[0]] == [run.url("/new")]
    assert run.paths() == ["/list?p=0", "/new", "/list?p=1"]


def test_an_unchanged_feed_is_answered_304_and_not_read(run: Run) -> None:
    """The list itself is asked for conditionally."""
    item = f"<item><title>A</title><link>{run.url('/a')}</link></item>"
    feed = f"<rss version='2.0'><channel><title>x</title>{item}</channel></rss>"

    def answer(asked: Asked) -> Reply:
        if asked.headers.get("If-None-Match") == '"f1"':
            return Reply(status=304)
        return Reply(feed, media_type="application/rss+xml", headers={"ETag": '"f1"'})

    run.served.pages |= {"/feed": answer, "/a": page("x")}
    site = run.site("feed", "/feed", "")
    assert len(run.gather(site)[0]) == 1
    for _ in range(2):
        assert run.gather(site) == ([], SourceReport("acme"))
    assert [asked.headers.get("If-None-Match") for asked in run.served.asked if asked.path == "/feed"] == [
        None,
        '"f1"',
        '"f1"',
    ]


def test_old_pages_are_asked_after_and_answered_304(run: Run) -> None:
    """After two weeks a known document is asked for with its ETag; unchanged, it is left alone."""
    run.served.pages |= {
        "/list": listing("/a.pdf"),
        "/a.pdf": unchanged_or_pdf,
    }
    assert len(run.gather()[0]) == 1
    run.now += RECHECK + dt.timedelta(hours=1)
    items, report = run.gather()
    assert (items, report.unchanged) == ([], 1)


def test_a_changed_document_is_a_new_version_of_the_same_one(run: Run) -> None:
    """The same key with other bytes; a sitemap's date brings it at once."""

    def sitemap(day: str) -> Reply:
        entry = f"<url><loc>{run.url('/a.pdf')}</loc><lastmod>{day}</lastmod></url>"
        return Reply(f"<urlset>{entry}</urlset>", media_type="application/xml")

    run.served.pages |= {"/sitemap.xml": sitemap("2026-03-01"), "/a.pdf": PDF}
    site = run.site("sitemap", "/sitemap.xml", "")
    first = run.gather(site)[0][0]
    run.now += dt.timedelta(days=1)
    assert run.gather(site)[0] == []
    run.served.pages |= {
        "/sitemap.xml": sitemap("2026-03-03T08:00:00Z"),
        "/a.pdf": Reply(b"%PDF-1.4 corrected", media_type="application/pdf"),
    }
    items, report = run.gather(site)
    assert [(item.key, item.load()) for item in items] == [(first.key, b"%PDF-1.4 corrected")]
    assert (report.new, report.changed) == (0, 1)
    assert first.load() == b"%PDF-1.4 the decision"


def test_a_page_whose_furniture_changed_is_unchanged(run: Run) -> None:
    """A new token or date in the menu makes no new version; a new word in the text does."""
    run.served.pages |= {"/list": listing("/a"), "/a": page("Decided.", token="1")}
    run.gather()
    for words, token, count in (("Decided.", "2", 0), ("Annulled.", "3", 1)):
        run.now += RECHECK + dt.timedelta(hours=1)
        run.served.pages["/a"] = page(words, token=token)
        assert len(run.gather()[0]) == count


def test_a_moved_page_stays_one_document(run: Run) -> None:
    """The key is the first address, whether a list goes on to name the old one or the new one."""
    run.served.pages |= {
        "/list": listing("/old"),
        "/old": Reply(status=301, headers={"Location": "/new"}),
        "/new": page("Decided."),
    }
    (item,) = run.gather()[0]
    assert (item.key, item.url) == (run.url("/old"), run.url("/new"))
    run.served.pages["/list"] = listing("/new")
    run.paths()
    assert run.gather()[0] == []
    assert run.paths() == ["/list"]


def test_two_addresses_of_one_page_are_one_document(run: Run) -> None:
    """An old address that leads for good to a page that is known already adds nothing."""
    run.served.pages |= {
        "/list": listing("/new", "/old"),
        "/new": page("Decided."),
        "/old": Reply(status=308, headers={"Location": "/new"}),
    }
    assert [item.key for item in run.gather()[0]] == [run.url("/new")]
    assert run.gather()[0] == []


def test_a_page_that_is_gone_stays_in_the_corpus(run: Run) -> None:
    """A 404 on what was held is counted, once, and nothing is taken away."""
    run.served.pages |= {"/list": listing("/a.pdf", "/b.pdf"), "/a.pdf": PDF, "/b.pdf": PDF}
    run.gather()
    del run.served.pages["/a.pdf"]
    run.now += RECHECK + dt.timedelta(hours=1)
    _, report = run.gather()
    assert (report.gone, report.failed) == (1, [])
    assert run.corpus.sync.marks("acme")[run.url("/a.pdf")].state is SyncState.GONE
    run.now += RECHECK + dt.timedelta(hours=1)
    assert run.gather()[1].gone == 0
    run.served.pages["/a.pdf"] = PDF
    run.now += RECHECK + dt.timedelta(hours=1)
    assert run.gather()[1].unchanged == 2
    assert run.corpus.sync.marks("acme")[run.url("/a.pdf")].state is SyncState.TAKEN


@pytest.mark.parametrize(
    ("reply", "said", "again"),
    [
        (Reply(b"%PDF half", length=99, media_type="application/pdf"), "cut short", True),
        (Reply(b"x", length=2_147_483_648, media_type="application/pdf"), "more than", False),
        (Reply(b"x" * 4096, endless=True, media_type="application/pdf"), "more than", False),
        (Reply("<html>Please log in</html>"), "not what is expected", False),
        (Reply(status=404), "404", False),
        (Reply(status=302, headers={"Location": "http://elsewhere.example/a.pdf"}), "not allowed", False),
    ],
    ids=["truncated", "two gigabyte lie", "endless", "a page for a PDF", "not there", "redirect elsewhere"],
)
def test_one_broken_document_is_reported_and_the_others_are_taken(
    run: Run, reply: Reply, said: str, *, again: bool
) -> None:
    """What may pass is tried in the next run; the rest only when two weeks have gone by."""
    run.served.pages |= {
        "/list": listing("/a"),
        "/a": page("x", "/bad.pdf", "/good.pdf"),
        "/bad.pdf": reply,
        "/good.pdf": PDF,
    }
    items, report = run.gather()
    assert [item.key for item in items] == [run.url("/a"), run.url("/good.pdf")]
    (trouble,) = report.failed
    assert trouble.url == run.url("/bad.pdf")
    assert said in trouble.what
    run.paths()
    run.served.pages["/bad.pdf"] = PDF
    assert len(run.gather()[0]) == again
    assert ("/bad.pdf" in run.paths()) == again
    run.now += RECHECK + dt.timedelta(hours=1)
    assert len(run.gather()[0]) == (not again)


def test_a_private_address_behind_a_site_is_never_asked(run: Run) -> None:
    """A document link to an allowed host whose name stands for a private address fails, and nothing is sent there."""
    private = "http://www.acme.example/a.pdf"
    run.served.pages |= {"/list": listing("/a"), "/a": page("x", private)}
    with run.served.fetcher(private={"www.acme.example": "169.254.169.254"}) as fetcher:
        gatherer = Gatherer(run.site(), Tools(fetcher, Archive(run.folder), run.corpus.sync))
        assert [item.key for item in gatherer.items()] == [run.url("/a")]
    assert "not a public address" in gatherer.report.failed[0].what
    assert {asked.host for asked in run.served.asked} == {HOST}


def test_links_to_other_hosts_are_not_followed(run: Run) -> None:
    """Neither from a list, which says so, nor from a page."""
    run.served.pages |= {
        "/list": listing("http://other.example/a", "/a"),
        "/a": page("x", "http://other.example/b.pdf"),
    }
    items, report = run.gather()
    assert [item.key for item in items] == [run.url("/a")]
    assert "other.example" in report.troubles[0].what


def test_what_robots_txt_forbids_is_reported(run: Run) -> None:
    """The list may be read, the documents not."""
    run.served.pages |= {
        "/robots.txt": Reply("User-agent: *\nDisallow: /*.pdf$", media_type="text/plain"),
        "/list": listing("/a.pdf"), "/a.pdf": PDF,
    }  # fmt: skip
    items, report = run.gather()
    assert items == []
    assert "robots.txt" in report.failed[0].what
    assert run.paths() == ["/list"]


def test_a_site_that_is_down_is_left_alone(run: Run) -> None:
    """After three failures in a row no further page is asked for, and the walk counts as unfinished."""
    run.served.pages |= {"/list": listing(*(f"/{n}" for n in range(9)))} | {
        f"/{n}": Reply(status=500) for n in range(9)
    }
    _, report = run.gather()
    assert len(report.failed) == 3
    assert "500" in report.stopped
    assert set(run.paths()) == {"/list", "/0", "/1", "/2"}
    run.served.pages |= {f"/{n}": page(f"Number {n}") for n in range(9)}
    assert len(run.gather()[0]) == 9


def test_a_site_that_asks_for_peace_is_left_alone_at_once(run: Run) -> None:
    """429 with a long Retry-After ends the run of this source."""
    run.served.pages |= {
        "/list": listing("/a", "/b"),
        "/a": Reply(status=429, headers={"Retry-After": "900"}),
        "/b": page("x"),
    }
    _, report = run.gather()
    assert "429" in report.stopped
    assert "/b" not in run.paths()


def test_a_full_run_asks_for_everything_again(run: Run) -> None:
    """Unconditionally, so that a damaged archive is mended; what is the same is not ingested again."""
    run.served.pages |= {"/list": listing("/a"), "/a": page("x", "/a.pdf"), "/a.pdf": PDF}
    run.gather()
    run.paths()
    items, report = run.gather(full=True)
    assert (items, report.unchanged) == ([], 2)
    assert run.paths() == ["/list", "/a", "/a.pdf"]
    assert not any("If-None-Match" in asked.headers for asked in run.served.asked)


def test_a_lost_archive_is_filled_again(run: Run) -> None:
    """What the archive no longer holds is not asked for conditionally, and a full run brings it back."""
    run.served.pages |= {
        "/list": listing("/a.pdf"),
        "/a.pdf": unchanged_or_pdf,
    }
    (item,) = run.gather()[0]
    (run.folder / str(item.archive_key)[:2] / str(item.archive_key)).unlink()
    run.now += RECHECK + dt.timedelta(hours=1)
    run.gather()
    assert item.load() == b"%PDF-1.4 the decision"


def test_a_deleted_document_does_not_come_back(run: Run) -> None:
    """What a person took away is not ingested again when the site changes it."""
    run.served.pages |= {"/list": listing("/a.pdf"), "/a.pdf": PDF}
    run.gather()
    run.deleted.add(run.url("/a.pdf"))
    run.now += RECHECK + dt.timedelta(hours=1)
    run.served.pages["/a.pdf"] = Reply(b"%PDF-1.4 changed", media_type="application/pdf")
    assert run.gather()[0] == []
    assert run.gather()[0] == []
