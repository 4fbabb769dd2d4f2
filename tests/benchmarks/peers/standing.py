"""Standing as it is in use: the store, the ingest and the answers of the program, nothing turned off."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from corpus.store import Corpus
from ingest.pipeline import ingest
from ingest.sources.item import Item
from service.answering.answer import Answerer
from service.answering.wire import Ask
from service.settings import load as load_settings
from service.stores import store_settings


class Contender:
    """See `serve.Adapter`. Documents are parsed in a process of their own, as any that is not ours."""

    packages = ("standing", "chromadb", "sentence-transformers", "onnxruntime", "torch")

    def __init__(self, folder: Path) -> None:
        self._settings = store_settings(load_settings({**os.environ, "STANDING_HOME": str(folder)}))

    def load(self, *, to_ingest: bool) -> None:
        self._corpus = Corpus.open(self._settings)
        self._corpus.embedder.warm()
        if to_ingest:
            # what the peers' modules import before anything is timed
            self._corpus.embedder.embed_passages(["warm"])
            self._corpus.indexes.open()

    def ingest(self, documents: list[tuple[str, str]]) -> int:
        items = [Item(key, Path(key).name, partial(bytes, text.encode()), "text/plain") for key, text in documents]
        report = ingest(self._corpus, items)
        if report.failed:
            raise RuntimeError(f"{len(report.failed)} documents failed, the first with {report.failed[0]}")
        return len(self._corpus.registry.current_passage_ids())

    def passages(self) -> list[str]:
        held = self._corpus.registry.passages(self._corpus.registry.current_passage_ids())
        return [passage.text for passage in held.values()]

    def open(self) -> None:
        self._corpus.indexes.open()
        self._answerer = Answerer(self._corpus)

    def search(self, text: str, limit: int) -> list[str]:
        return [hit.document.source.key for hit in self._corpus.retriever.search(text, limit=limit)]

    def answer(self, text: str) -> bool:
        """The whole answer, verified and stored; gives whether it was refused."""
        return self._answerer.answer(Ask(text)).refused

    def close(self) -> None:
        self._corpus.close()
