"""A penalty notice made up for tests, and any text described as an ingest describes it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from corpus.documents import Description, ParsedDocument, Source
from corpus.gazetteer import Gazetteer
from corpus.matters import Matter
from ingest.parse import parse
from ingest.preparing.describe import describe

GAZETTEER = Gazetteer.load()
RETRIEVED = dt.datetime(2025, 6, 1, tzinfo=dt.UTC)
NOTICE = """DATA PROTECTION ACT 2018

INFORMATION COMMISSIONER

MONETARY PENALTY NOTICE

To: Acme Parcels Limited
Of: 1 High Street, Leeds

1. The Information Commissioner has decided to issue Acme Parcels Limited with a penalty of £140,000.

2. The company delivers parcels and kept the addresses of its customers longer than it needed them.

Dated the 4th day of March 2024
"""


def parsed(text: str, **metadata: object) -> ParsedDocument:
    """A plain text with what was declared of it beside."""
    document = parse(text.encode(), name="notice.txt", media_type="text/plain")
    return replace(document, metadata={**document.metadata, **metadata})


def described(document: ParsedDocument, *known: Matter, url: str | None = None) -> Description:
    """What an ingest reads off it where these matters are held."""
    source = Source("notice.txt", "0" * 64, "text/plain", RETRIEVED, url=url)
    return describe(document, source=source, gazetteer=GAZETTEER, known_matters=known)


def letter(opening: str, *, ending: str = "") -> Description:
    """What is read off a letter that opens, and perhaps ends, like this."""
    text = f"{opening}\n\nThe customer complained that the company did not answer his letters.\n\n{ending}\n"
    return described(parsed(text))
