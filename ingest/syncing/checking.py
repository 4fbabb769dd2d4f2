"""Tries a site live and writes nothing: what its lists hold, what its pages link, whether a document can be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from corpus.documents import ParsedDocument
from ingest.errors import FetchFailed, ParseFailed, SourceUnreadable
from ingest.fetching import Fetched, Fetcher
from ingest.sources.site import Lead, SiteReader
from ingest.sources.site_schema import BundleList, Listed, Site
from ingest.syncing.report import Trouble

SAMPLES = 3
MOST = 200
"""Entries looked at of one list."""


class Parser(Protocol):
    """Bytes into a parsed document."""

    def parse(self, data: bytes, *, name: str, media_type: str | None = None) -> ParsedDocument:
        """Raises `ParseFailed`."""


@dataclass(frozen=True, slots=True)
class ListCheck:
    """One list: how many entries its first page gave, how many of them with a day, and the first few."""

    how: str
    url: str
    found: int
    dated: int
    samples: tuple[Lead, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """One address tried: what the source says of it, how many documents it links, and what its text is."""

    url: str
    said: tuple[tuple[str, str], ...]
    links: int = 0
    media_type: str = ""
    characters: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """What a site gave. `troubles` could not be understood."""

    name: str
    lists: tuple[ListCheck, ...]
    documents: tuple[DocumentCheck, ...]
    troubles: tuple[Trouble, ...]

    @property
    def well(self) -> bool:
        """Whether every list gave something and every document tried could be read."""
        problems = [one.problem for one in self.lists] + [one.problem for one in self.documents]
        return not (self.troubles or any(problems))


def check(site: Site, fetcher: Fetcher, parser: Parser) -> SiteCheck:
    """Read the first page of each list, the first entry of each, and the first document that this one links."""
    troubles: list[Trouble] = []
    reader = SiteReader(site, fetcher.fetch, lambda url, what: troubles.append(Trouble(url, what)))
    lists: list[ListCheck] = []
    documents: list[DocumentCheck] = []
    for listed in site.lists:
        checked, lead = _check_list(reader, listed)
        lists.append(checked)
        if lead:
            documents += _check_documents(reader, fetcher, parser, lead)
    return SiteCheck(site.name, tuple(lists), tuple(documents), tuple(troubles))


def _check_list(reader: SiteReader, listed: Listed) -> tuple[ListCheck, Lead | None]:
    how = str(listed.__struct_config__.tag)
    try:
        leads = list(islice(reader.leads(listed, pages=1), MOST))
    except (FetchFailed, SourceUnreadable) as error:
        return ListCheck(how, listed.url, 0, 0, (), error.message), None
    dated = sum("published_on" in lead.said or "decided_on" in lead.said or lead.modified is not None for lead in leads)
    # of bundles the last one is a day's and small, the first holds everything
    chosen = leads[-1:] if isinstance(listed, BundleList) else leads[:1]
    return ListCheck(how, listed.url, len(leads), dated, tuple(leads[:SAMPLES])), chosen[0] if chosen else None


def _check_documents(reader: SiteReader, fetcher: Fetcher, parser: Parser, lead: Lead) -> Iterator[DocumentCheck]:
    fetched = _fetched(reader, fetcher, lead)
    if isinstance(fetched, DocumentCheck):
        yield fetched
        return
    linked: list[Lead] = []
    if lead.open:
        try:
            linked = reader.linked(lead, fetched)
        except SourceUnreadable as error:
            yield DocumentCheck(lead.url, (), problem=error.message)
    if lead.keep:
        yield _read(parser, lead, fetched, len(linked))
    elif not linked:
        yield DocumentCheck(lead.url, (), problem="It links no documents.")
    for first in linked[:1]:
        yield from _check_documents(reader, fetcher, parser, first)


def _fetched(reader: SiteReader, fetcher: Fetcher, lead: Lead) -> Fetched | DocumentCheck:
    if lead.body is not None:
        return reader.inline(lead)
    try:
        return fetcher.fetch(reader.wanted(lead.url, lead.accept))
    except FetchFailed as error:
        return DocumentCheck(lead.url, _pairs(lead.said.items()), problem=error.message)


def _read(parser: Parser, lead: Lead, fetched: Fetched, links: int) -> DocumentCheck:
    said, problem, characters = _pairs(lead.said.items()), "", 0
    try:
        characters = len(parser.parse(fetched.data or b"", name=lead.name, media_type=fetched.media_type or None).text)
    except ParseFailed as error:
        problem = error.message
    return DocumentCheck(lead.url, said, links, fetched.media_type, characters, problem)


def _pairs(said: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(said))
