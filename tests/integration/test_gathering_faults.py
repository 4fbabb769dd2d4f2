"""A source that is broken, forbidden, away or dangerous: reported, and the rest is taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.keeping.archive import Archive
from ingest.syncing.gathering import RECHECK, Gatherer, Tools
from tests.support.gathering import HOST, PDF, Run, listing, page, running
from tests.support.web import Reply


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    with running(tmp_path) as source:
        yield source


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
