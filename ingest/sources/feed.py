"""RSS and Atom feeds. The only importer of feedparser."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import feedparser

from ingest.errors import SourceUnreadable
from ingest.sources.dating import day
from ingest.sources.entries import Entry, Listing, absolute


def read_feed(data: bytes, url: str) -> Listing:
    """The entries of a feed, as it orders them.

    A feed that is not well formed is read as far as it can be, and says so in `troubles`.

    Raises:
        SourceUnreadable: it is no feed, or nothing of it can be read.
    """
    # given bytes themselves, feedparser would take a short feed for the name of a file and open that
    read = feedparser.parse(BytesIO(data), response_headers={"content-location": url})
    if not read.get("version") and not read.entries:
        raise SourceUnreadable(f"{url} is no RSS or Atom feed.")
    troubles = [f"The feed is not well formed: {read.bozo_exception}."] if read.bozo and _serious(read) else []
    entries = []
    for number, raw in enumerate(read.entries, start=1):
        # feedparser's own dictionary gives the day of publication for a missing day of change, and warns
        entry = _entry(dict(raw), url)
        if entry is None:
            troubles.append(f"Entry {number} ({raw.get('title', 'without a title')}) has no link.")
        else:
            entries.append(entry)
    if troubles and not entries:
        raise SourceUnreadable(f"{url}: {troubles[0]}")
    return Listing(tuple(entries), troubles=tuple(troubles))


def _entry(raw: Mapping[str, Any], base: str) -> Entry | None:
    link = absolute(base, raw.get("link") or "") if raw.get("link") else None
    if link is None:
        return None
    published = str(raw.get("published") or raw.get("updated") or "")
    return Entry(
        url=link,
        title=str(raw.get("title", "")).strip(),
        date=day(published),
        modified=_moment(raw.get("updated_parsed")),
        label=", ".join(str(tag.get("term") or "") for tag in raw.get("tags", ())),
    )


def _moment(parsed: time.struct_time | None) -> dt.datetime | None:
    try:
        return dt.datetime(*parsed[:6], tzinfo=dt.UTC) if parsed else None
    except ValueError:  # feedparser reads the year 0 and the year 10000
        return None


def _serious(read: Mapping[str, Any]) -> bool:
    # a wrongly declared encoding or media type takes nothing away from the entries
    mild = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    return not isinstance(read.get("bozo_exception"), mild)
