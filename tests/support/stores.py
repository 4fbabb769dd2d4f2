"""A store in a temporary folder, with the hashing embedder."""

from __future__ import annotations

from pathlib import Path

from corpus.embedding import Embedder
from corpus.store import Corpus, StoreSettings
from tests.support.embedders import HashingEmbedder


def open_store(folder: Path, embedder: Embedder | None = None) -> Corpus:
    """Open or make it."""
    return Corpus.open(StoreSettings(home=folder, models=folder / "models"), embedder or HashingEmbedder())
