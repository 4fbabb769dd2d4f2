"""The bundled corpus in a store of its own, read by the real pipeline."""

from __future__ import annotations

from pathlib import Path

from corpus.embedding import Embedder
from corpus.store import Corpus
from ingest.pipeline import ingest
from ingest.sources import folder
from tests.support.stores import open_store


def open_bundled(home: Path, embedder: Embedder | None = None) -> Corpus:
    """The store in `home`, filled first when it is empty; embedded by hashing unless an embedder is given."""
    corpus = open_store(home, embedder)
    if not corpus.registry.documents(limit=1):
        ingest(corpus, folder.bundled())
    return corpus
