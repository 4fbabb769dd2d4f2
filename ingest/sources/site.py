"""Reads a site as its description says: lists into leads, and pages into the documents they link."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from corpus.documents import InstrumentKind, SourceRank
from corpus.web_addresses import host_of
from ingest.errors import FetchFailed, FetchReason, SourceUnreadable
from ingest.fetching import ANY_DOCUMENT, BUNDLE, FEED, JSON, PDF_ONLY, SITEMAP, WEB_PAGE, Fetched, Validators, Wanted
from ingest.sources.bundle import read_bundle, read_bundle_index
from ingest.sources.entries import Entry, Listing, absolute
from ingest.sources.feed import read_feed
from ingest.sources.html_list import read_html_list
from ingest.sources.json_list import question, read_json_list
from ingest.sources.markup import Element, base_of, first, read_html, select, shown_day, text_of
from ingest.sources.site_schema import (
    PAGE,
    AddressList,
    BundleList,
    FeedList,
    HtmlList,
    JsonList,
    Linked,
    Listed,
    Site,
    SitemapList,
)
from ingest.sources.sitemap import read_sitemap

MAX_CHILDREN = 200
"""Sitemaps read of one index."""


@dataclass(frozen=True, slots=True)
class Lead:
    """An address that a source gives.

    `keep` says that it is a document, `open` that it links documents. `said` is what the source knows of it, in the
    words of a description: regulator, kind, rank, dates, title. `body` is set where no more need be fetched.
    """

    url: str
    keep: bool
    open: bool = False
    accept: frozenset[str] = ANY_DOCUMENT
    said: Mapping[str, str] = field(default_factory=dict)
    modified: dt.datetime | None = None
    body: bytes | None = None
    listed: Listed | None = None
    label: str = ""

    @property
    def name(self) -> str:
        """A file name for it."""
        return unquote(PurePosixPath(urlsplit(self.url).path).name) or host_of(self.url)


Read = Callable[[Wanted], Fetched]
Report = Callable[[str, str], None]
Fresh = Callable[[str], bool]


class SiteReader:
    """Reads one site. `read` gets an address, `report` hears of what could not be understood, by address."""

    def __init__(self, site: Site, read: Read, report: Report) -> None:
        self.site = site
        self._read = read
        self._report = report
        self._hosts = frozenset(site.hosts)

    def wanted(self, url: str, accept: frozenset[str], post: object = None) -> Wanted:
        """A request within the site's own hosts and pace."""
        return Wanted(url, self._hosts, accept, self.site.delay, post=post)

    def inline(self, lead: Lead) -> Fetched:
        """A lead that brought its own text, as if it had been fetched."""
        return Fetched(lead.url, lead.body, "text/html", Validators(), dt.datetime.now(dt.UTC))

    def leads(self, listed: Listed, fresh: Fresh = lambda _: True, *, pages: int | None = None) -> Iterator[Lead]:
        """What one list leads to, as the list orders it.

        Args:
            listed: One of the site's lists.
            fresh: Whether an address is new; paging ends after a page without one.
            pages: At most so many pages of the list, whatever it says itself.

        Raises:
            FetchFailed: a page of the list cannot be read.
            SourceUnreadable: a page of the list cannot be understood, or holds nothing.
        """
        met: set[str] = set()
        for url, listing in self._pages(listed, pages):
            for trouble in listing.troubles:
                self._report(url, trouble)
            addressed = {entry.url for entry in listing.entries if _addressed(listed, entry)}
            if listing.entries and not addressed and not met:
                self._report(url, f"None of its entries has an address that {listed.match!r} finds.")
            # many sites answer a number beyond the last page with the last page, or with their menus alone
            if not isinstance(listed, SitemapList) and addressed <= met:
                return
            met |= addressed
            leads = list(self._leads(listed, listing, url))
            yield from leads
            if leads and listing.onward and not any(fresh(lead.url) for lead in leads):
                return

    def linked(self, lead: Lead, page: Fetched) -> list[Lead]:
        """The documents that a page links or a bundle holds. Raises `SourceUnreadable`."""
        if isinstance(lead.listed, BundleList):
            listing = read_bundle(page.data or b"", page.url, lead.listed)
            for trouble in listing.troubles:
                self._report(page.url, trouble)
            return list(self._leads(lead.listed, listing, page.url, held=True))
        tree = read_html(page.data or b"", page.url)
        case = self.site.page
        if case.content and first(tree, case.content) is None:
            self._report(page.url, f"The page has nothing that {case.content!r} finds.")
        base = base_of(tree, page.url)
        found: dict[str, Lead] = {}
        for rule in case.documents:
            for link in select(tree, rule.links):
                made = self._document(lead, rule, absolute(base, _address(link)), text_of(link))
                if made and made.url not in (lead.url, page.url):
                    found.setdefault(made.url, made)
        return list(found.values())

    def said_by_page(self, lead: Lead, page: Fetched) -> Mapping[str, str]:
        """What is known of a page that is a document, the date that the page itself shows included."""
        case = self.site.page
        said = dict(lead.said)
        if case.date and "published_on" not in said and "decided_on" not in said:
            on = shown_day(first(read_html(page.data or b"", page.url), case.date))
            if on:
                said["published_on"] = on.isoformat()
        return said

    def _pages(self, listed: Listed, limit: int | None) -> Iterator[tuple[str, Listing]]:
        if isinstance(listed, AddressList):
            yield listed.url, Listing((Entry(listed.url),))
        elif isinstance(listed, FeedList):
            yield listed.url, _some(read_feed(self._get(listed.url, FEED), listed.url), listed)
        elif isinstance(listed, SitemapList):
            yield from self._sitemaps(listed, limit)
        elif isinstance(listed, HtmlList):
            yield from self._html_pages(listed, limit)
        elif isinstance(listed, JsonList):
            yield from self._json_pages(listed, limit)
        else:
            yield listed.url, _some(read_bundle_index(self._get(listed.url, WEB_PAGE), listed.url, listed), listed)

    def _sitemaps(self, listed: SitemapList, limit: int | None) -> Iterator[tuple[str, Listing]]:
        waiting, read = [listed.url], 0
        while waiting and read < min(MAX_CHILDREN, limit or MAX_CHILDREN):
            url, read = waiting.pop(0), read + 1
            listing = read_sitemap(self._get(url, SITEMAP), url)
            children = [child for child in listing.onward if re.search(listed.children or "", child)]
            waiting += [child for child in children if host_of(child) in self._hosts]
            # the entries of a sitemap have no order, so that each is read to its end
            yield url, replace(listing, onward=())

    def _html_pages(self, listed: HtmlList, limit: int | None) -> Iterator[tuple[str, Listing]]:
        url: str | None = listed.url.replace(PAGE, str(listed.first))
        for number in range(listed.first, listed.first + min(listed.pages, limit or listed.pages)):
            if url is None:
                return
            data = self._next(url, WEB_PAGE, None, beyond_first=number > listed.first)
            if data is None:
                return
            listing = read_html_list(data, url, listed)
            if number == listed.first:
                _some(listing, listed)
            onward = (
                listed.url.replace(PAGE, str(number + 1)) if PAGE in listed.url else next(iter(listing.onward), None)
            )
            yield url, replace(listing, onward=(onward,) if onward else ())
            url = onward if listing.entries else None

    def _json_pages(self, listed: JsonList, limit: int | None) -> Iterator[tuple[str, Listing]]:
        for number in range(listed.first, listed.first + min(listed.pages, limit or listed.pages)):
            url = listed.url.replace(PAGE, str(number))
            data = self._next(url, JSON, question(listed, number), beyond_first=number > listed.first)
            if data is None:
                return
            listing = read_json_list(data, url, listed, number)
            if number == listed.first:
                _some(listing, listed)
            yield url, listing
            if not listing.onward:
                return

    def _next(self, url: str, accept: frozenset[str], post: object, *, beyond_first: bool) -> bytes | None:
        """A page of a list; None where a site says so that there are no more."""
        try:
            return self._get(url, accept, post)
        except FetchFailed as error:
            if beyond_first and error.reason is FetchReason.MISSING:
                return None
            raise

    def _get(self, url: str, accept: frozenset[str], post: object = None) -> bytes:
        return self._read(self.wanted(url, accept, post)).data or b""

    def _leads(self, listed: Listed, listing: Listing, url: str, *, held: bool = False) -> Iterator[Lead]:
        elsewhere: set[str] = set()
        for entry in listing.entries:
            if not held and not _wanted_entry(listed, entry):
                continue
            if not held and host_of(entry.url) not in self._hosts:
                elsewhere.add(host_of(entry.url))
                continue
            yield self._lead(listed, entry, held=held)
        if elsewhere:
            self._report(url, f"Leads to hosts that are not allowed: {', '.join(sorted(elsewhere))}.")

    def _lead(self, listed: Listed, entry: Entry, *, held: bool) -> Lead:
        kind = self._kind(f"{entry.title}\n{entry.url}", entry.label) or listed.kind
        said = self._said(entry.title, kind, listed.rank, self._regulator(listed, entry))
        if entry.date:
            said[listed.date_is] = entry.date.isoformat()
        if isinstance(listed, BundleList) and not held:
            return Lead(entry.url, keep=False, open=True, accept=BUNDLE, listed=listed)
        if listed.leads_to == "page" and not held:
            page = self.site.page
            said |= self._said("", page.kind, listed.rank or page.rank)
            return Lead(
                entry.url, page.keep, open=bool(page.documents), accept=WEB_PAGE | ANY_DOCUMENT, said=said,
                modified=entry.modified, listed=listed, label=entry.label,
            )  # fmt: skip
        return Lead(
            entry.url, keep=True, said=said, modified=entry.modified, body=entry.body, listed=listed, label=entry.label
        )

    def _document(self, lead: Lead, rule: Linked, url: str | None, words: str) -> Lead | None:
        if url and lead.url.startswith("https:") and host_of(url) in self._hosts:
            # some sites still write their own files' addresses without the s, where they could be tampered with
            url = url.replace("http:", "https:", 1) if url.startswith("http:") else url
        if url is None or host_of(url) not in self._hosts or not _passes(url, rule.match, rule.without):
            return None
        title = ": ".join(part for part in (lead.said.get("title", ""), words) if part)
        kind = self._kind(f"{words}\n{url}", f"{title}\n{lead.label}") or rule.kind
        said = self._said(title, kind, rule.rank)
        kept = {name: lead.said[name] for name in ("regulator", "published_on", "decided_on") if name in lead.said}
        return Lead(
            url, keep=True, accept=PDF_ONLY if rule.only_pdf else ANY_DOCUMENT, said=said | kept, listed=lead.listed
        )

    def _kind(self, nearest: str, farther: str) -> InstrumentKind | None:
        """What the rules make of a document's own words; failing that, of those about its case."""
        for words in (nearest, farther):
            for rule in self.site.kinds:
                if re.search(rule.match, words):
                    return rule.kind
        return None

    def _regulator(self, listed: Listed, entry: Entry) -> str | None:
        """Whose decision an entry is; on a list of several authorities' decisions only those that are known."""
        if entry.authority:
            return self.site.regulators.get(entry.authority.lower())
        return self.site.regulator if listed.regulator is None else listed.regulator

    def _said(
        self, title: str, kind: InstrumentKind | None, rank: SourceRank | None, regulator: str | None = None
    ) -> dict[str, str]:
        said = {"regulator": regulator, "title": title, "kind": kind, "rank": rank}
        return {name: str(value) for name, value in said.items() if value}


def _some(listing: Listing, listed: Listed) -> Listing:
    """A list that holds nothing has most likely changed its shape, which must not pass for a site without news."""
    if not listing.entries:
        said = f" {listing.troubles[0]}" if listing.troubles else ""
        what = f"nothing that {listed.item!r} finds" if isinstance(listed, HtmlList) else "no entries"
        raise SourceUnreadable(f"{listed.url} holds {what}; its shape may have changed.{said}")
    return listing


def _addressed(listed: Listed, entry: Entry) -> bool:
    # the links of a bundle's list were chosen by its own rules
    return isinstance(listed, BundleList) or _passes(entry.url, listed.match, listed.without)


def _wanted_entry(listed: Listed, entry: Entry) -> bool:
    labelled = not listed.label_match or bool(re.search(listed.label_match, f"{entry.title}\n{entry.label}"))
    return labelled and _addressed(listed, entry)


def _passes(url: str, match: str | None, without: str | None) -> bool:
    return (not match or bool(re.search(match, url))) and not (without and re.search(without, url))


def _address(link: Element) -> str:
    # some sites have elements of their own that a script turns into links
    return str(link.get("href") or link.get("x-href") or "")
