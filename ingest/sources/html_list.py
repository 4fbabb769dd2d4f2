"""A web page as a list: one element an entry."""

from __future__ import annotations

import re

from ingest.sources.entries import Entry, Listing, absolute
from ingest.sources.markup import Element, base_of, first, read_html, select, shown_day, source_of, text_of
from ingest.sources.site_schema import HtmlList


def read_html_list(data: bytes, url: str, listed: HtmlList) -> Listing:
    """The entries of one page of a list, and its link to the next page.

    Raises:
        SourceUnreadable: the page is none.
    """
    tree = read_html(data, url)
    base = base_of(tree, url)
    items = select(tree, listed.item)
    entries: list[Entry] = []
    troubles: list[str] = []
    for number, item in enumerate(items, start=1):
        found = [entry for entry in (_entry(item, link, base, listed) for link in _links(item, listed)) if entry]
        entries += found
        if not found:
            troubles.append(f"Item {number} ({text_of(item)[:60]!r}) has no link that {listed.link!r} finds.")
    onward = _next(tree, base, listed)
    # a page without any entry is the end of the list
    return Listing(tuple(entries), (onward,) if onward else (), tuple(troubles) if entries else ())


def _links(item: Element, listed: HtmlList) -> list[Element]:
    if listed.leads_to == "line":
        return [item]
    return select(item, listed.link)


def line_address(list_url: str, title: str) -> str | None:
    """The address of a line that is a document: that of its list, whichever page it stands on, and its own words."""
    words = "-".join(re.findall(r"[^\W_]+", title.lower()))
    return f"{list_url.partition('?')[0]}#{words[:120]}" if words else None


def _entry(item: Element, link: Element, base: str, listed: HtmlList) -> Entry | None:
    title = text_of(first(item, listed.title)) if listed.title else text_of(link)
    is_line = listed.leads_to == "line"
    address = line_address(listed.url, title) if is_line else absolute(base, link.get("href") or "")
    if address is None:
        return None
    dated = first(item, listed.date)
    return Entry(
        url=address,
        title=title,
        date=shown_day(dated),
        label=text_of(first(item, listed.label)),
        authority=text_of(first(item, listed.authority)),
        body=source_of(item) if is_line else None,
    )


def _next(tree: Element, base: str, listed: HtmlList) -> str | None:
    link = first(tree, listed.next)
    return absolute(base, link.get("href") or "") if link is not None else None
