"""Settings into the settings of the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.vector_index import ChromaServer
from service.errors import InvalidSettings
from service.settings import load
from service.stores import store_settings


def test_by_default_everything_is_embedded() -> None:
    """One folder, one process."""
    made = store_settings(load({"STANDING_HOME": "/srv/standing"}))
    assert (made.home, made.models, made.database_url) == (Path("/srv/standing"), Path("/srv/standing/models"), None)
    assert made.embedded


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("http://chroma", ChromaServer("chroma", 8000, token="t", tenant="acme")),
        ("http://127.0.0.1:9000", ChromaServer("127.0.0.1", 9000, token="t", tenant="acme")),
        ("https://api.example.org", ChromaServer("api.example.org", 443, ssl=True, token="t", tenant="acme")),
    ],
)
def test_a_chroma_server_is_named_by_its_address(url: str, server: ChromaServer) -> None:
    """Scheme, host and port come from the address, the rest from settings of their own."""
    environ = {"STANDING_CHROMA_URL": url, "STANDING_CHROMA_TOKEN": "t", "STANDING_CHROMA_TENANT": "acme"}
    made = store_settings(load(environ))
    assert made.chroma == server
    assert not made.embedded


@pytest.mark.parametrize("url", ["chroma:8000", "ftp://chroma", "http://"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    """The error names the setting."""
    with pytest.raises(InvalidSettings, match="STANDING_CHROMA_URL"):
        store_settings(load({"STANDING_CHROMA_URL": url}))
