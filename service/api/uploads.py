"""Documents sent over HTTP: archived as they came, then read in the parsing process that has nothing of ours."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass

import msgspec
from litestar import Response
from litestar.datastructures import UploadFile

from corpus.errors import NotFound
from corpus.web_addresses import host_of
from service.api.jobs import JobShape, accepted
from service.errors import BadRequest
from service.jobs.declared import DECLARATION, Declared
from service.wiring import Services

MAX_NAME = 120
UNSAFE = re.compile(r"[^\w.() -]+")


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
    if declared.source_url is not None and not host_of(declared.source_url):
        raise BadRequest(f"`source_url` {declared.source_url!r} is no address.", remedy="Send the whole address.")
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
    request = {
        "name": name,
        "sha256": sha256,
        "key": key,
        "retrieved_at": now.isoformat(),
        "declared": msgspec.to_builtins(declared),
    }
    return accepted(services.desk.submit("upload", request), services)


def _ascii_name(key: str) -> str:
    return safe_name(key).encode("ascii", "replace").decode().replace("?", "_")
