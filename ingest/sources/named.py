"""Sources by what a person calls them: a site by its name, a feed, a sitemap, an address, a file of addresses."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus.web_addresses import host_of
from ingest.errors import SourceMissing
from ingest.sources.entries import absolute
from ingest.sources.site_schema import (
    AddressList,
    FeedList,
    Listed,
    Site,
    SitemapList,
    bundled_sites,
    read_site,
    read_sites,
)

WAYS = "Name a site of `standing sources list`, a .toml file, feed:ADDRESS, sitemap:ADDRESS, an address, or urls:FILE."


def known_sites(own: Path) -> dict[str, Site]:
    """The sites that come with the program, and those in a folder of one's own, which overrule them."""
    return bundled_sites() | read_sites(own)


def named(source: str, sites: Mapping[str, Site]) -> Site:
    """The site that a person means.

    Raises `SourceMissing` for what is neither a known name nor an address, and `InvalidSite` for a file that is wrong.
    """
    if source in sites:
        return sites[source]
    if source.endswith(".toml"):
        return read_site(_text(Path(source)), source)
    way, _, rest = source.partition(":")
    if way == "urls":
        return _site(source, [AddressList(url=url) for url in _addresses(Path(rest))])
    if way in {"feed", "sitemap"}:
        url = _address(rest)
        return _site(source, [FeedList(url=url) if way == "feed" else SitemapList(url=url)])
    if way in {"http", "https"}:
        return _site(source, [AddressList(url=_address(source))])
    raise SourceMissing(f"{source!r} is no source.", remedy=WAYS)


def _site(source: str, lists: list[Listed]) -> Site:
    first = host_of(lists[0].url)
    slug = re.sub(r"[^a-z0-9]+", "-", first.lower()).strip("-")
    return Site(
        name=f"{slug}-{hashlib.sha256(source.encode()).hexdigest()[:8]}",
        title=source,
        hosts=tuple(dict.fromkeys(host for listed in lists for host in _both(host_of(listed.url)))),
        lists=tuple(lists),
        rests_on="An address given by hand.",
        tried_live=False,
    )


def _both(host: str) -> Iterable[str]:
    """A host with and without www, as sites redirect between the two."""
    bare = host.removeprefix("www.")
    return (host, bare, f"www.{bare}")


def _address(text: str) -> str:
    url = absolute(text, text)
    if url is None:
        raise SourceMissing(f"{text!r} is no address of the web.", remedy=WAYS)
    return url


def _addresses(path: Path) -> list[str]:
    lines = [line.strip() for line in _text(path).splitlines()]
    found = [_address(line) for line in lines if line and not line.startswith("#")]
    if not found:
        raise SourceMissing(f"{path} names no address.", remedy="Write one address a line.")
    return list(dict.fromkeys(found))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceMissing(f"{path} cannot be read: {error}.", remedy="Check the path.") from error
