"""Sitemaps and indexes of sitemaps, as sitemaps.org describes them."""

from __future__ import annotations

import gzip
import zlib
from io import BytesIO

from ingest.errors import SourceUnreadable
from ingest.sources.dating import moment
from ingest.sources.entries import Entry, Listing, absolute
from ingest.sources.markup import Element, child_text, local, read_xml

GZIP = b"\x1f\x8b"
MAX_BYTES = 52_428_800
"""The protocol's own limit for one sitemap, unpacked."""


def read_sitemap(data: bytes, url: str) -> Listing:
    """The pages of a sitemap, or the sitemaps of an index in `onward`.

    Raises:
        SourceUnreadable: it is neither.
    """
    root = read_xml(_unpacked(data, url), url)
    if local(root) == "sitemapindex":
        children = [absolute(url, child_text(child, "loc")) for child in root if local(child) == "sitemap"]
        return Listing(onward=tuple(child for child in children if child))
    if local(root) != "urlset":
        raise SourceUnreadable(f"{url} is no sitemap: its root is <{local(root)}>.")
    found = [_entry(element, url) for element in root if local(element) == "url"]
    missing = sum(entry is None for entry in found)
    troubles = (f"{missing} entries have no address.",) if missing else ()
    return Listing(tuple(entry for entry in found if entry), troubles=troubles)


def _entry(element: Element, base: str) -> Entry | None:
    link = absolute(base, child_text(element, "loc"))
    return Entry(link, modified=moment(child_text(element, "lastmod"))) if link else None


def _unpacked(data: bytes, url: str) -> bytes:
    if not data.startswith(GZIP):
        return data
    try:
        with gzip.open(BytesIO(data)) as packed:
            unpacked = packed.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceUnreadable(f"{url} cannot be unpacked: {error}.") from error
    if len(unpacked) > MAX_BYTES:
        raise SourceUnreadable(f"{url} unpacks to more than {MAX_BYTES:,} bytes.")
    return unpacked
