"""The bundled digests in a whole corpus, indexes included, with an embedder that needs no model file or another."""

from __future__ import annotations

from pathlib import Path

from corpus.embedding import Embedder
from corpus.store import Corpus, StoreSettings
from ingest.engines.engine import Threads
from ingest.pipeline import ingest
from ingest.sources.folder import bundled
from ingest.sources.item import Item
from tests.support.embedders import HashingEmbedder


def open_shelf(folder: Path, names: str = "", more: tuple[Item, ...] = (), embedder: Embedder | None = None) -> Corpus:
    """A corpus in `folder` of the bundled digests whose file name holds `names`, and of further items."""
    corpus = Corpus.open(StoreSettings(folder, folder / "models"), embedder or HashingEmbedder())
    chosen = [item for item in bundled() if names in item.name]
    report = ingest(corpus, [*chosen, *more], engine=Threads(1))
    failed = [outcome for outcome in report.outcomes if outcome.reason]
    if failed:
        raise AssertionError(f"not every document was read: {failed}")
    return corpus


def text_item(key: str, text: str) -> Item:
    """A document given as text."""
    return Item(key, key.rsplit("/", 1)[-1], text.encode, trusted=True)
