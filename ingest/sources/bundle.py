"""Bundles of documents: `.tar.gz` files of XML, one document each, as open-data portals publish them."""

from __future__ import annotations

import re
import tarfile
import zlib
from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import PurePosixPath

from ingest.errors import SourceUnreadable
from ingest.sources.dating import day
from ingest.sources.entries import Entry, Listing, absolute
from ingest.sources.markup import Element, base_of, inner_of, local, read_html, read_xml, select, text_of
from ingest.sources.site_schema import BundleList

MAX_MEMBER = 20_000_000
"""Bytes of one document: six times the longest decision known."""

MAX_UNPACKED = 2_000_000_000
"""Bytes of a whole bundle, unpacked."""


def read_bundle_index(data: bytes, url: str, listed: BundleList) -> Listing:
    """The bundles to read, oldest first: the newest whole one, and those named after it.

    A bundle's name holds its date ("CNIL_20260113-211022.tar.gz"), so that digits order them.
    """
    tree = read_html(data, url)
    base = base_of(tree, url)
    found = {absolute(base, link.get("href") or "") for link in select(tree, "a[href]")}
    bundles = sorted((link for link in found if link and re.search(listed.match or "", link)), key=_stamp)
    whole = [link for link in bundles if re.search(listed.whole, link)]
    after = _stamp(whole[-1]) if whole else ""
    chosen = whole[-1:] + [link for link in bundles if link not in whole and _stamp(link) > after]
    troubles = () if bundles else (f"No link finds {listed.match!r}.",)
    return Listing(tuple(Entry(link, PurePosixPath(link).name) for link in chosen), troubles=troubles)


def read_bundle(data: bytes, url: str, listed: BundleList) -> Listing:
    """The documents of one bundle that are wanted, each with its text as a web page.

    Raises:
        SourceUnreadable: it is no such bundle, or unpacks without end.
    """
    entries: list[Entry] = []
    troubles: list[str] = []
    try:
        for name, member in _members(data, url, listed):
            try:
                entry = _entry(read_xml(member, name), listed)
            except SourceUnreadable as error:
                troubles.append(error.message)
                continue
            if entry:
                entries.append(entry)
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise SourceUnreadable(f"{url} cannot be unpacked: {error}.") from error
    return Listing(tuple(entries), troubles=tuple(troubles))


def _members(data: bytes, url: str, listed: BundleList) -> Iterator[tuple[str, bytes]]:
    unpacked = 0
    with tarfile.open(fileobj=BytesIO(data), mode="r|gz") as bundle:
        for member in bundle:
            unpacked += member.size
            if unpacked > MAX_UNPACKED:
                raise SourceUnreadable(f"{url} unpacks to more than {MAX_UNPACKED:,} bytes.")
            if not member.isreg() or member.size > MAX_MEMBER or not re.search(listed.member, member.name):
                continue
            content = bundle.extractfile(member)
            if content is not None:
                yield member.name, content.read()


def _entry(root: Element, listed: BundleList) -> Entry | None:
    words = {local(element): element for element in reversed(list(root.iter()))}
    said = {name: text_of(element) for name, element in words.items() if len(element) == 0}
    if any(not re.search(pattern, said.get(name, "")) for name, pattern in listed.keep.items()):
        return None
    try:
        address = listed.address.format_map(said)
    except KeyError as error:
        raise SourceUnreadable(f"A document has no <{error.args[0]}>.") from error
    if listed.text not in words:
        raise SourceUnreadable(f"{address} has no <{listed.text}>.")
    title = said.get(listed.title, "")
    text = inner_of(words[listed.text])
    page = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)}</title></head><body><article>'
    page += f"<h1>{escape(title)}</h1>{text}</article></body></html>"
    label = said.get(listed.label, "") if listed.label else ""
    return Entry(address, title, day(said.get(listed.date, "")), label=label, body=page.encode())


def _stamp(link: str) -> str:
    return "".join(re.findall(r"\d", PurePosixPath(link).name))
