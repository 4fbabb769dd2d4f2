"""A site's own search interface as a list: JSON, one object an entry."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from ingest.errors import SourceUnreadable
from ingest.sources.dating import day
from ingest.sources.entries import Entry, Listing, absolute
from ingest.sources.site_schema import PAGE, JsonList


def read_json_list(data: bytes, url: str, listed: JsonList, number: int) -> Listing:
    """The entries of one page of a search; `onward` is the same address when there is a page after this `number`.

    Raises:
        SourceUnreadable: it is no JSON, or holds no list where one should be.
    """
    try:
        answer = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SourceUnreadable(f"{url} is no JSON: {error}.") from error
    items = at(answer, listed.items)
    if not isinstance(items, list):
        raise SourceUnreadable(f"{url} has no list under {listed.items!r}.")
    found = [(_entry(item, url, listed), item) for item in items]
    troubles = tuple(
        f"An entry has no link under {listed.link!r}: {str(item)[:80]}." for entry, item in found if not entry
    )
    more = bool(items) and (listed.more is None or bool(at(answer, listed.more)))
    onward = (url,) if more and number + 1 < listed.first + listed.pages else ()
    return Listing(tuple(entry for entry, _ in found if entry), onward, troubles)


def question(listed: JsonList, number: int) -> Mapping[str, object] | None:
    """What to post for a page of the list."""
    if listed.post is None:
        return None
    return {name: number if value == PAGE else value for name, value in listed.post.items()}


def at(value: object, path: str) -> object:
    """What lies under a path of keys; None where it does not go so far."""
    for key in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def _entry(item: object, url: str, listed: JsonList) -> Entry | None:
    link = at(item, listed.link)
    address = absolute(url, link) if isinstance(link, str) and link else None
    if address is None:
        return None
    return Entry(
        url=address,
        title=_words(item, listed.title),
        date=day(_words(item, listed.date)),
        label=_words(item, listed.label),
    )


def _words(item: object, path: str | None) -> str:
    value = at(item, path) if path else None
    return str(value).strip() if value is not None else ""
