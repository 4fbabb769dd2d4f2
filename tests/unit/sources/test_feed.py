"""Feeds as they come, whole and broken."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ingest.errors import SourceUnreadable
from ingest.sources.feed import read_feed

URL = "https://regulator.example/feed.xml"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>Fine for A &amp; B</title><link>https://regulator.example/a</link><category>Fines</category>
<pubDate>Mon, 05 Jan 2026 00:30:00 +0100</pubDate></item>
<item><title>Relative</title><link>/b</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>One</title>
<link rel="alternate" href="https://regulator.example/one"/><published>2026-01-05T23:30:00-05:00</published>
<updated>2026-02-01T10:00:00Z</updated></entry></feed>"""


def test_rss_entries_have_link_title_day_and_label() -> None:
    """The day is the one the publisher wrote, whatever the day was in UTC."""
    first, second = read_feed(RSS.encode(), URL).entries
    assert (first.url, first.title, first.date, first.label) == (
        "https://regulator.example/a", "Fine for A & B", dt.date(2026, 1, 5), "Fines",
    )  # fmt: skip
    assert (second.url, second.date) == ("https://regulator.example/b", None)


def test_atom_entries_have_their_last_change() -> None:
    """Publication and change are told apart."""
    (entry,) = read_feed(ATOM.encode(), URL).entries
    assert (entry.date, entry.modified) == (dt.date(2026, 1, 5), dt.datetime(2026, 2, 1, 10, tzinfo=dt.UTC))


def test_a_broken_feed_gives_what_can_be_read_and_says_so() -> None:
    """An unclosed element in the second item does not lose the first."""
    broken = RSS.replace("</link></item></channel></rss>", "<item><title>Third & last")
    listing = read_feed(broken.encode(), URL)
    assert listing.entries[0].url == "https://regulator.example/a"
    assert "not well formed" in listing.troubles[0]


def test_entries_without_a_link_are_troubles() -> None:
    """A feed that names decisions without saying where they are is of no use, and says which."""
    listing = read_feed(RSS.replace("<link>/b</link>", "").encode(), URL)
    assert len(listing.entries) == 1
    assert "Relative" in listing.troubles[0]
    with pytest.raises(SourceUnreadable, match="no link"):
        read_feed(
            RSS.replace("<link>/b</link>", "").replace("<link>https://regulator.example/a</link>", "").encode(), URL
        )


@pytest.mark.parametrize("page", ["<html><body>Feed unavailable</body></html>", "", "%PDF-1.4", '{"items": []}'])
def test_what_is_no_feed_is_refused(page: str) -> None:
    """A web page in the feed's place is not an empty feed."""
    with pytest.raises(SourceUnreadable, match="no RSS or Atom"):
        read_feed(page.encode(), URL)


def test_entities_are_not_expanded() -> None:
    """A billion laughs and an outside file stay what they are."""
    bomb = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
        f"<!ENTITY {chr(98 + n)} '{'&' + chr(97 + n) + ';'}{('&' + chr(97 + n) + ';') * 9}'>" for n in range(9)
    ) + "<!ENTITY file SYSTEM 'file:///etc/passwd'>]>"  # fmt: skip
    feed = RSS.replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{bomb}').replace("Relative", "&j;&file;")
    titles = [entry.title for entry in read_feed(feed.encode(), URL).entries]
    assert all(len(title) < 100 and "root:" not in title for title in titles)


def test_a_feed_that_names_a_file_does_not_open_it(tmp_path: Path) -> None:
    """Bytes from a site are read as a feed, never as the name of a file on this machine."""
    secret = tmp_path / "secret.xml"
    secret.write_text(RSS)
    with pytest.raises(SourceUnreadable):
        read_feed(str(secret).encode(), URL)


@pytest.mark.parametrize(
    "moment", ["0000-01-01T00:00:00Z", "9999-12-31T23:59:60Z", "0001-01-01T00:00:00+23:59", "soon"]
)
def test_a_moment_that_is_none_costs_no_entry(moment: str) -> None:
    """A feed that dates an entry to the year 0 is read all the same."""
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><link href="/a"/>'
    listing = read_feed(f"{feed}<updated>{moment}</updated></entry></feed>".encode(), URL)
    assert [entry.url for entry in listing.entries] == ["https://regulator.example/a"]


@pytest.mark.parametrize("entity", ['"word"', 'SYSTEM "file:///etc/passwd"', 'SYSTEM "http://127.0.0.1:1/x"'])
def test_entities_are_not_followed(entity: str) -> None:
    """No word is multiplied, no file is opened, nothing is connected to."""
    steps = "".join(f'<!ENTITY a{step} "{f"&a{step - 1};" * 10}">' for step in range(1, 12))
    feed = f"<!DOCTYPE d [<!ENTITY a0 {entity}>{steps}]><rss version='2.0'><channel><title>&a11;</title><item>"
    feed += "<title>&a0; &a11;</title><link>https://regulator.example/a</link></item></channel></rss>"
    listing = read_feed(feed.encode(), URL)
    assert [len(entry.title) < 20 for entry in listing.entries] == [True]
