"""One file to ingest, wherever it lies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Item:
    """A file and where it is from.

    `key` identifies it for ever: a changed file under the same key is a new version of the same document. `name` is
    its file name, whose suffix hints at its type. `load` gives its bytes and may raise `OSError`. `retrieved_at` is
    when a fetched file was had; None means now. `trusted` files are ours and are parsed in this process. `sidecar`
    gives what a person says of it (title, regulator, dates ...), which wins over what its text shows; `said` is what
    the regulator's site says of it beside its link, in the same words, which wins over the text and not over a person.
    """

    key: str
    name: str
    load: Callable[[], bytes]
    media_type: str | None = None
    url: str | None = None
    archive_key: str | None = None
    retrieved_at: dt.datetime | None = None
    trusted: bool = False
    sidecar: Callable[[], Mapping[str, object]] | None = None
    said: Mapping[str, str] = field(default_factory=dict)
