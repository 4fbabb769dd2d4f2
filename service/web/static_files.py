"""Style, script and icon, served from an address that changes whenever one of them does."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from litestar import Response, Router, get
from litestar.datastructures import CacheControlHeader
from litestar.static_files import create_static_files_router

FOLDER = Path(__file__).parent / "static"
YEAR = 365 * 24 * 3600
OPEN = {"scope": None}
"""Style and script need no key: the sign-in page is drawn with them."""


@lru_cache(maxsize=1)
def stamp() -> str:
    """16 hex digits over every file's name and bytes.

    Script modules import each other relatively: one stamp for all keeps an old module from meeting a new one.
    """
    digest = hashlib.sha256()
    for path in sorted(FOLDER.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def static(name: str) -> str:
    """The address of one file. Raises `FileNotFoundError` for a name that is not there."""
    if not (FOLDER / name).is_file():
        raise FileNotFoundError(name)
    return f"/static/{stamp()}/{name}"


@get("/worker.js", include_in_schema=False, sync_to_thread=True, opt=OPEN)
def worker() -> Response[str]:
    """The service worker: it must come from the root to keep pages of the whole site readable offline."""
    script = (FOLDER / "worker.js").read_text(encoding="utf-8").replace("{{stamp}}", stamp())
    return Response(script, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


def static_files() -> Router:
    """The route that serves them. They may be kept for a year: a changed file has another address."""
    return create_static_files_router(
        path=f"/static/{stamp()}",
        directories=[FOLDER],
        opt=OPEN,
        cache_control=CacheControlHeader(public=True, max_age=YEAR, immutable=True),
    )
