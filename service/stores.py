"""Opens the corpus that the settings name."""

from __future__ import annotations

from urllib.parse import urlsplit

from corpus.store import Corpus, StoreSettings
from corpus.vector_index import ChromaServer
from service.errors import InvalidSettings
from service.settings import Settings

PORTS = {"http": 8000, "https": 443}


def store_settings(settings: Settings) -> StoreSettings:
    """The part of the settings that the corpus understands. Raises `InvalidSettings` for an address that is none."""
    return StoreSettings(
        home=settings.home,
        models=settings.models_dir,
        database_url=settings.database_url,
        chroma=_chroma(settings),
        threads=settings.threads,
    )


def open_corpus(settings: Settings) -> Corpus:
    """Open the store. Raises what `Corpus.open` raises."""
    return Corpus.open(store_settings(settings))


def _chroma(settings: Settings) -> ChromaServer | None:
    if settings.chroma_url is None:
        return None
    address = urlsplit(settings.chroma_url)
    if address.scheme not in PORTS or not address.hostname:
        raise InvalidSettings(
            f"STANDING_CHROMA_URL={settings.chroma_url!r} is no address.", remedy="Write it as http://host:port."
        )
    return ChromaServer(
        host=address.hostname,
        port=address.port or PORTS[address.scheme],
        ssl=address.scheme == "https",
        token=settings.chroma_token,
        tenant=settings.chroma_tenant,
        database=settings.chroma_database,
        batch=settings.chroma_batch,
    )
