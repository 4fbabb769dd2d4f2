"""A store in a temporary folder, with the hashing embedder."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.embedding import Embedder
from corpus.store import Corpus, StoreSettings
from corpus.vector_index import ChromaServer
from tests.support.embedders import HashingEmbedder
from tests.support.postgres_server import PostgresServer


def open_store(folder: Path, embedder: Embedder | None = None) -> Corpus:
    """Open or make it."""
    return Corpus.open(StoreSettings(home=folder, models=folder / "models"), embedder or HashingEmbedder())


def on_servers(folder: Path, postgres: PostgresServer, chroma: ChromaServer) -> StoreSettings:
    """An empty store on both servers, for any number of processes; `folder` is this one's own."""
    elsewhere = dataclasses.replace(chroma, database=f"t{uuid.uuid4().hex[:12]}")
    return StoreSettings(folder, folder / "models", postgres.new_database(), elsewhere)


@contextmanager
def embedded_or_on_servers(request: pytest.FixtureRequest, folder: Path) -> Iterator[Corpus]:
    """The store that the fixture's parameter names: `embedded` in the folder, or `servers`, which are asked for."""
    if request.param == "embedded":
        with open_store(folder) as opened:
            yield opened
        return
    settings = on_servers(folder, *map(request.getfixturevalue, ("postgres", "chroma")))
    with Corpus.open(settings, HashingEmbedder()) as opened:
        yield opened
