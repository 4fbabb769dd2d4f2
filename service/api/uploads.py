"""Documents sent over HTTP: archived as they came, then read in the parsing process that has nothing of ours."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated

import msgspec
from litestar import Response
from litestar.datastructures import UploadFile

from corpus.errors import NotFound
from ingest.archive import Archive
from ingest.sources.item import Item
from service.api.jobs import JobShape, accepted
from service.errors import BadRequest
from service.wiring import Services

MAX_NAME = 120
UNSAFE = re.compile(r"[^\w.() -]+")

Url = Annotated[str, msgspec.Meta(pattern=r"^https?://", max_length=2000)]


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


@dataclass
class Upload:
    """The form: the file, and optionally what is known of it as a JSON object."""

    file: UploadFile
    about: str = "{}"


def safe_name(name: str) -> str:
    """A file name without folders or signs of other systems; its ending stays, because it hints at the type."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return UNSAFE.sub("_", last)[-MAX_NAME:].strip(". ") or "document"


def take(services: Services, content: bytes, name: str, media_type: str | None, about: str) -> Response[JobShape]:
    """Archive a file and hand it in as a job. Raises `BadRequest` for a declaration that cannot be read."""
    try:
        declared = DECLARATION.decode(about)
    except msgspec.DecodeError as error:
        raise BadRequest(f"`about` cannot be read: {error}.", remedy="Send a JSON object.") from error
    if not content:
        raise BadRequest("The file is empty.", remedy="Send a document with text.")
    return _take(services, content, safe_name(name), media_type, declared)


def original(services: Services, document_id: str) -> Response[bytes]:
    """The archived bytes of a document. Raises `NotFound` when they were not archived."""
    source = services.corpus.registry.document(document_id).source
    if source.archive_key is None:
        where = f"It is at {source.url}." if source.url else "It lies where it was read from."
        raise NotFound("The original of this document is not archived.", remedy=where)
    headers = {
        "Content-Disposition": f'attachment; filename="{_ascii_name(source.key)}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return Response(services.archive.read(source.archive_key), media_type=source.media_type, headers=headers)


def _take(
    services: Services, content: bytes, name: str, media_type: str | None, declared: Declared
) -> Response[JobShape]:
    archive, now = services.archive, dt.datetime.now(dt.UTC)
    key = f"upload:{hashlib.sha256(content).hexdigest()[:16]}/{name}"
    sha256 = archive.put(content, url=declared.source_url or key, retrieved_at=now, media_type=media_type or "")
    item = _item(archive, key, name, sha256, now, declared)
    return accepted(services.desk.submit("upload", {"name": name, "sha256": sha256}, lambda: [item]), services)


def _item(archive: Archive, key: str, name: str, sha256: str, now: dt.datetime, declared: Declared) -> Item:
    known: Mapping[str, object] = msgspec.to_builtins(declared, builtin_types=(dt.date,))
    return Item(
        key,
        name,
        partial(archive.read, sha256),
        url=declared.source_url,
        archive_key=sha256,
        retrieved_at=now,
        sidecar=(lambda: known) if known else None,
    )


def _ascii_name(key: str) -> str:
    return safe_name(key).encode("ascii", "replace").decode().replace("?", "_")
