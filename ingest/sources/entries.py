"""What a list of documents says: its entries, what of it could not be understood, and where it goes on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

SAFE = "/%:=&?~+!$,;'@()*[]|"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list.

    `date` is the day that the list shows; `modified` the moment of the page's last change; `label` other words beside
    the entry, such as its category; `authority` a code for whose decision it is; `body` is set where the line itself,
    or a file within a bundle, is the document.
    """

    url: str
    title: str = ""
    date: dt.date | None = None
    modified: dt.datetime | None = None
    label: str = ""
    authority: str = ""
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, read. `onward` are addresses where the list goes on; `troubles` are for a person to read."""

    entries: tuple[Entry, ...] = ()
    onward: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()


def absolute(base: str, link: str) -> str | None:
    """A link as an address of its own, in one spelling; None for what is no address of the web."""
    if not link.strip():
        return None
    try:
        url, _ = urldefrag(urljoin(base, link.strip()))
        parts = urlsplit(url)
        port = parts.port
        # what is already escaped stays so; a space or an accent is escaped once
        path, query = quote(parts.path or "/", safe=SAFE), quote(parts.query, safe=SAFE)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        return None
    standing_port = {"http": 80, "https": 443}[parts.scheme]
    host = parts.hostname if port in (None, standing_port) else f"{parts.hostname}:{port}"
    return urlunsplit((parts.scheme, host, path, query, ""))
