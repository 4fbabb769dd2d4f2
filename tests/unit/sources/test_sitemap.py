"""Sitemaps and their indexes."""

from __future__ import annotations

import datetime as dt
import gzip

import pytest

from ingest.errors import SourceUnreadable
from ingest.sources import sitemap
from ingest.sources.sitemap import read_sitemap

URL = "https://regulator.example/sitemap.xml"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def test_pages_have_their_last_change() -> None:
    """A day alone counts from midnight; nonsense is no date."""
    listing = read_sitemap(
        f"""<?xml version="1.0"?><urlset {SPACE}>
        <url><loc> https://regulator.example/a </loc><lastmod>2026-01-05</lastmod></url>
        <url><loc>https://regulator.example/b</loc><lastmod>last Tuesday</lastmod></url><url/></urlset>""".encode(),
        URL,
    )
    assert [(entry.url, entry.modified) for entry in listing.entries] == [
        ("https://regulator.example/a", dt.datetime(2026, 1, 5, tzinfo=dt.UTC)),
        ("https://regulator.example/b", None),
    ]
    assert listing.troubles == ("1 entries have no address.",)


def test_an_index_leads_onward() -> None:
    """Its sitemaps are for the caller to read."""
    index = f"<sitemapindex {SPACE}><sitemap><loc>https://regulator.example/s1.xml</loc></sitemap></sitemapindex>"
    assert read_sitemap(index.encode(), URL).onward == ("https://regulator.example/s1.xml",)


def test_a_packed_sitemap_is_unpacked_within_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The protocol allows gzip; a bomb stops at the protocol's own limit."""
    packed = gzip.compress(f"<urlset {SPACE}><url><loc>https://regulator.example/a</loc></url></urlset>".encode())
    assert len(read_sitemap(packed, URL).entries) == 1
    monkeypatch.setattr(sitemap, "MAX_BYTES", 1000)
    with pytest.raises(SourceUnreadable, match="unpacks to more"):
        read_sitemap(gzip.compress(bytes(1_000_000)), URL)
    with pytest.raises(SourceUnreadable, match="cannot be unpacked"):
        read_sitemap(packed[:-9], URL)


@pytest.mark.parametrize("page", ["<html><body>404</body></html>", "<urlset>", "", "<feed/>"])
def test_what_is_no_sitemap_is_refused(page: str) -> None:
    """An error page is not an empty sitemap."""
    with pytest.raises(SourceUnreadable):
        read_sitemap(page.encode(), URL)


def test_entities_are_not_multiplied() -> None:
    """A billion words out of ten lines: refused before they are made."""
    steps = "".join(f'<!ENTITY a{step} "{f"&a{step - 1};" * 10}">' for step in range(1, 12))
    page = f'<!DOCTYPE x [<!ENTITY a0 "word">{steps}]><urlset><url><loc>https://a.example/&a11;</loc></url></urlset>'
    with pytest.raises(SourceUnreadable):
        read_sitemap(page.encode(), URL)


def test_a_change_before_all_time_is_no_date() -> None:
    """A moment that lies before the year 1 in UTC costs no entry."""
    page = "<urlset><url><loc>/a</loc><lastmod>0001-01-01T00:00:00+05:00</lastmod></url></urlset>"
    assert [entry.modified for entry in read_sitemap(page.encode(), URL).entries] == [None]


def test_outside_entities_are_not_read() -> None:
    """An entity that names a file on this machine gives nothing of it."""
    entity = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    page = entity + "<urlset><url><loc>https://a.example/&f;</loc></url></urlset>"
    listing = read_sitemap(page.encode(), URL)
    assert all("root" not in entry.url for entry in listing.entries)
