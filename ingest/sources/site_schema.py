"""How a regulator's site is described: one small TOML file each in `sites/`, or of one's own.

A site has lists. A list leads to pages that link the documents, to the documents themselves, or holds them in its own
lines. `rests_on` says what the description is based on, `tried_live` whether it ever met the real site.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from corpus.documents import InstrumentKind, SourceRank
from corpus.gazetteer import Gazetteer
from corpus.web_addresses import host_of
from ingest.errors import InvalidSite

SITES = Path(__file__).parent / "sites"

Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, msgspec.Meta(min_length=1)]
Host = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9.-]+$")]
Address = Annotated[str, msgspec.Meta(pattern=r"^https?://")]
Pattern = Annotated[str, msgspec.Meta(min_length=1)]
Css = Annotated[str, msgspec.Meta(min_length=1)]
LeadsTo = Literal["page", "document", "line"]
DateIs = Literal["published_on", "decided_on"]
PAGE = "{page}"


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Unknown keys are errors: a misspelt key must not vanish."""


class _Listed(_Strict, frozen=True, kw_only=True, tag_field="how"):
    """What every list has.

    `regulator` overrules the site's own; an empty one says that the list is of several authorities' decisions.

    `leads_to` says what an entry is: a page that links documents, a document, or a line that is the document.
    Entries whose address does not find `match`, or finds `without`, are left out; `label_match` reads the words beside
    an entry likewise. `date_is` says which of its dates the list shows.
    """

    url: Address
    leads_to: LeadsTo = "page"
    match: Pattern | None = None
    without: Pattern | None = None
    label_match: Pattern | None = None
    date_is: DateIs = "published_on"
    regulator: str | None = None
    kind: InstrumentKind | None = None
    rank: SourceRank | None = None


class FeedList(_Listed, frozen=True, kw_only=True, tag="feed"):
    """An RSS or Atom feed."""


class SitemapList(_Listed, frozen=True, kw_only=True, tag="sitemap"):
    """A sitemap, or an index of sitemaps of which those that find `children` are read."""

    children: Pattern | None = None


class HtmlList(_Listed, frozen=True, kw_only=True, tag="html"):
    """A web page with one `item` an entry; the other selectors look inside it.

    It pages by `{page}` in its address, counted from `first`, or by a link `next`; at most `pages` are read.
    """

    item: Css
    link: Css = "a[href]"
    title: Css | None = None
    date: Css | None = None
    label: Css | None = None
    authority: Css | None = None
    next: Css | None = None
    first: int = 0
    pages: int = 1


class JsonList(_Listed, frozen=True, kw_only=True, tag="json"):
    """A site's own search interface. `items` and the fields are paths of keys, joined with dots.

    `post` is the question, sent as JSON; the text `{page}` in it becomes the number of the page. `more` is a field that
    says whether the list goes on.
    """

    post: dict[str, object] | None = None
    items: Text = "results"
    link: Text = "url"
    title: Text = "title"
    date: str | None = None
    label: str | None = None
    more: str | None = None
    first: int = 1
    pages: int = 200


class BundleList(_Listed, frozen=True, kw_only=True, tag="bundle"):
    """A folder of `.tar.gz` bundles, linked from a page, that hold XML files of one document each.

    Of the links that find `match` the newest that finds `whole` and all that are named after it are read, by name.
    `keep` are element names with patterns that their words must find; `address` is a document's own address, with
    element names in braces; `text` names the element that holds the document as HTML.
    """

    whole: Pattern
    member: Pattern
    address: Address
    text: Text
    title: Text
    date: Text
    label: Text | None = None
    keep: dict[str, Pattern] = {}


class AddressList(_Listed, frozen=True, kw_only=True, tag="address"):
    """One address."""


Listed = FeedList | SitemapList | HtmlList | JsonList | BundleList | AddressList


class Linked(_Strict, frozen=True, kw_only=True):
    """Documents that a page links. `only_pdf` refuses a web page that comes in a PDF's place."""

    links: Css = "a[href]"
    match: Pattern | None = None
    without: Pattern | None = None
    kind: InstrumentKind | None = None
    rank: SourceRank = SourceRank.PRIMARY
    only_pdf: bool = True


class CasePage(_Strict, frozen=True, kw_only=True):
    """The page of one case. `keep` says whether it is a document itself; `content` must be there."""

    keep: bool = True
    content: Css | None = None
    date: Css | None = None
    title: Css = "h1"
    kind: InstrumentKind | None = None
    rank: SourceRank = SourceRank.PRIMARY
    documents: tuple[Linked, ...] = ()


class KindRule(_Strict, frozen=True, kw_only=True):
    """Where title, label or address find `match`, the document is of that kind. The first rule that does counts."""

    match: Pattern
    kind: InstrumentKind


class Site(_Strict, frozen=True, kw_only=True):
    """One regulator's site."""

    name: Slug
    title: Text
    hosts: tuple[Host, ...]
    lists: tuple[Listed, ...]
    rests_on: Text
    tried_live: bool
    tried_on: dt.date | None = None
    note: str = ""
    regulator: Slug | None = None
    regulators: dict[str, Slug] = {}
    delay: float = 2.0
    page: CasePage = CasePage()
    kinds: tuple[KindRule, ...] = ()

    @property
    def how(self) -> str:
        """The kinds of its lists, in words."""
        return ", ".join(dict.fromkeys(str(listed.__struct_config__.tag) for listed in self.lists))


_LEARNT = msgspec.json.Decoder(Site)
"""Made here, before there are threads, so that msgspec knows the type when `convert` needs it."""


def read_site(text: str, name: str) -> Site:
    """A site from TOML. Raises `InvalidSite`, which names the file and what is wrong in it."""
    try:
        site = msgspec.convert(tomllib.loads(text), Site)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, RecursionError) as error:
        raise InvalidSite(f"{name}: {error}.", remedy="See docs/sources.md for what a site may say.") from error
    problems = list(_problems(site))
    if problems:
        raise InvalidSite(f"{name}: {'; '.join(problems)}.", remedy="See docs/sources.md for what a site may say.")
    return site


def bundled_sites() -> dict[str, Site]:
    """The sites that come with the program, by name."""
    return read_sites(SITES)


def read_sites(folder: Path) -> dict[str, Site]:
    """The sites of a folder, by name; none when it is not there. Raises `InvalidSite`."""
    sites = [read_site(path.read_text(encoding="utf-8"), path.name) for path in sorted(folder.glob("*.toml"))]
    return {site.name: site for site in sites}


def _problems(site: Site) -> list[str]:
    found = [f"regulator {unknown!r} is not known" for unknown in _unknown_regulators(site)]
    found += [f"{pattern!r} is no pattern: {error}" for pattern, error in _bad_patterns(site)]
    found += [f"{listed.url} is on none of the hosts" for listed in site.lists if not _on_hosts(listed.url, site.hosts)]
    if site.tried_live != (site.tried_on is not None):
        found.append("tried_live and tried_on must say the same")
    if not site.lists:
        found.append("it has no lists")
    found += [f"{listed.url} pages by nothing" for listed in site.lists if _pages_by_nothing(listed)]
    return found


def _unknown_regulators(site: Site) -> list[str]:
    gazetteer = Gazetteer.load()
    named = [site.regulator, *site.regulators.values(), *(listed.regulator for listed in site.lists)]
    return [name for name in named if name and gazetteer.authority(name) is None]


def _bad_patterns(site: Site) -> list[tuple[str, str]]:
    linked = site.page.documents
    patterns = [rule.match for rule in site.kinds]
    patterns += [p for part in (*site.lists, *linked) for p in (part.match, part.without) if p]
    patterns += [listed.label_match for listed in site.lists if listed.label_match]
    for listed in site.lists:
        if isinstance(listed, BundleList):
            patterns += [listed.whole, listed.member, *listed.keep.values()]
        if isinstance(listed, SitemapList) and listed.children:
            patterns.append(listed.children)
    return [(pattern, error) for pattern in patterns if (error := _pattern_error(pattern))]


def _pattern_error(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        return str(error)
    return ""


def _on_hosts(url: str, hosts: tuple[str, ...]) -> bool:
    return host_of(url) in hosts


def _pages_by_nothing(listed: Listed) -> bool:
    if isinstance(listed, HtmlList):
        return listed.pages > 1 and PAGE not in listed.url and listed.next is None
    if isinstance(listed, JsonList):
        return listed.pages > 1 and PAGE not in listed.url and not _asks_for_page(listed.post)
    return False


def _asks_for_page(post: Mapping[str, object] | None) -> bool:
    return any(value == PAGE for value in (post or {}).values())
