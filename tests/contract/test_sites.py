"""Every site that is described is read from pages in its shape, and found as its description says.

None of this shows that a description fits the real site: `standing sources check` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.sync_store import SyncState
from ingest.keeping.archive import Archive
from ingest.sources.item import Item
from ingest.sources.site_schema import Site, bundled_sites
from ingest.syncing.gathering import Gatherer, Tools
from tests.support.site_web import expected, local_site
from tests.support.stores import open_store
from tests.support.web import Reply, Web, web

SITES = sorted(bundled_sites())
REQUIRED = {"ico", "cnil", "oaic", "opc", "garante", "ap", "hdpa", "dpc", "edpb", "ftc"}


@pytest.fixture
def served() -> Iterator[Web]:
    with web() as running:
        yield running


@pytest.fixture
def tools(served: Web, tmp_path: Path) -> Iterator[Tools]:
    with open_store(tmp_path / "home") as corpus, served.fetcher() as fetcher:
        yield Tools(fetcher, Archive(tmp_path / "archive"), corpus.sync)


def gather(site: Site, tools: Tools) -> tuple[list[Item], Gatherer]:
    gatherer = Gatherer(site, tools)
    items = list(gatherer.items())
    gatherer.taken(item.key for item in items)
    return items, gatherer


def test_the_regulators_asked_for_are_there() -> None:
    """The ten sites that Standing promises."""
    assert set(SITES) >= REQUIRED


@pytest.mark.parametrize("name", SITES)
def test_a_site_says_whether_it_was_ever_tried(name: str) -> None:
    """What a description rests on, and that it never met the real site, stand in the file itself."""
    site = bundled_sites()[name]
    assert site.rests_on.strip()
    assert site.tried_live == (site.tried_on is not None)
    assert site.delay >= 2.0


@pytest.mark.parametrize("name", SITES)
def test_a_site_is_read_as_described(name: str, served: Web, tools: Tools) -> None:
    """Exactly the documents of the page set, each with what the source says of it; nothing fails or is unclear."""
    site = local_site(name, served)
    items, gatherer = gather(site, tools)
    wanted = expected(name, site, served.port)
    assert {item.key for item in items} == set(wanted)
    for item in items:
        said = wanted[item.key]
        assert {field: item.said.get(field) for field in said} == dict(said), item.key
        assert item.load()
    assert gatherer.report.failed == []
    assert gatherer.report.troubles == []
    assert gatherer.report.stopped == ""


@pytest.mark.parametrize("name", SITES)
def test_a_second_run_finds_nothing_new(name: str, served: Web, tools: Tools) -> None:
    """Only lists are asked again: no document is fetched twice, and every mark says that it was taken."""
    site = local_site(name, served)
    first, _ = gather(site, tools)
    before = len(served.asked)
    again, gatherer = gather(site, tools)
    assert again == []
    keys = {item.key for item in first}
    assert keys.isdisjoint(served.url(asked.host, asked.path) for asked in served.asked[before:])
    kept = {mark.state for url, mark in tools.store.marks(name).items() if url in keys}
    assert kept == {SyncState.TAKEN}
    assert gatherer.report.failed == []


@pytest.mark.parametrize("name", SITES)
def test_a_site_that_changed_its_shape_is_noticed(name: str, served: Web, tools: Tools) -> None:
    """A list that suddenly holds nothing is a trouble for a person to look at, not a quiet day."""
    site = local_site(name, served)
    served.pages = dict.fromkeys(served.pages, Reply("<html><body><p>We have moved to a new site!</p></body></html>"))
    items, gatherer = gather(site, tools)
    assert items == []
    assert len(gatherer.report.troubles) == len(site.lists)
