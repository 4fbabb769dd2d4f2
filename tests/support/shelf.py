"""The bundled digests in a whole corpus, indexes included, with an embedder that needs no model file or another.

All of them are read once a run and embedder; whoever asks for them again gets a copy of that store.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from corpus.embedding import Embedder
from corpus.store import Corpus, StoreSettings
from ingest.engines.engine import Threads
from ingest.pipeline import ingest
from ingest.sources.folder import bundled
from ingest.sources.item import Item
from tests.support.embedders import HashingEmbedder

READ: dict[str, Path] = {}
"""Closed stores of all bundled digests, by the embedder's identity."""


def open_shelf(folder: Path, names: str = "", more: tuple[Item, ...] = (), embedder: Embedder | None = None) -> Corpus:
    """A corpus in `folder` of the bundled digests whose file name holds `names`, and of further items."""
    embedder = embedder or HashingEmbedder()
    if not names:
        shutil.copytree(_all_digests(embedder), folder, dirs_exist_ok=True)
    corpus = _opened(folder, embedder)
    _read(corpus, [*(item for item in bundled() if names and names in item.name), *more])
    return corpus


def _all_digests(embedder: Embedder) -> Path:
    if embedder.identity not in READ:
        made = Path(tempfile.mkdtemp(prefix="shelf-"))
        atexit.register(shutil.rmtree, made, ignore_errors=True)
        with _opened(made, embedder) as corpus:
            _read(corpus, bundled())
        READ[embedder.identity] = made
    return READ[embedder.identity]


def _opened(folder: Path, embedder: Embedder) -> Corpus:
    return Corpus.open(StoreSettings(folder, folder / "models"), embedder)


def _read(corpus: Corpus, items: Iterable[Item]) -> None:
    report = ingest(corpus, list(items), engine=Threads(1))
    failed = [outcome for outcome in report.outcomes if outcome.reason]
    if failed:
        raise AssertionError(f"not every document was read: {failed}")


def text_item(key: str, text: str) -> Item:
    """A document given as text."""
    return Item(key, key.rsplit("/", 1)[-1], text.encode, trusted=True)
