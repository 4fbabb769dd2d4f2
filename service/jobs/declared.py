"""What the sender of a document says of it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import msgspec

from corpus.web_addresses import WEB_ADDRESS

Url = Annotated[str, msgspec.Meta(pattern=WEB_ADDRESS, max_length=2000)]


class Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the sender knows of a document. It is believed before what is read in the text."""

    title: Annotated[str, msgspec.Meta(max_length=500)] | None = None
    kind: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    language: Annotated[str, msgspec.Meta(max_length=20)] | None = None
    regulator: Annotated[str, msgspec.Meta(max_length=120)] | None = None
    jurisdiction: Annotated[str, msgspec.Meta(max_length=20)] | None = None
    respondents: tuple[Annotated[str, msgspec.Meta(max_length=200)], ...] = ()
    reference: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    matter: Annotated[str, msgspec.Meta(pattern="^[a-z0-9][a-z0-9.-]{0,199}$")] | None = None
    decided_on: dt.date | None = None
    published_on: dt.date | None = None
    source_url: Url | None = None


DECLARATION = msgspec.json.Decoder(Declared)
