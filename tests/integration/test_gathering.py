"""One source read again and again: what is new, changed, moved, gone, broken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.sync_store import SyncState
from ingest.keeping.archive import Archive
from ingest.syncing.gathering import RECHECK, Gatherer, Tools
from ingest.syncing.report import SourceReport
from tests.support.gathering import PDF, Run, listing, page, running, unchanged_or_pdf
from tests.support.web import Asked, Reply


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    with running(tmp_path) as source:
        yield source


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
