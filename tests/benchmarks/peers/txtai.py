"""txtai as its documentation has it: text cut at blank lines, one embeddings database with its content.

Cut by sections, which other examples have, each decision would be one passage of which the model reads the beginning.
An embeddings database that several threads ask at once ends with wrong rows or a segmentation fault, so one asks at a
time.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

from txtai import Embeddings
from txtai.pipeline import Segmentation


class Contender:
    """See `serve.Adapter`."""

    packages = ("txtai", "faiss-cpu", "transformers", "torch")

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._alone = threading.Lock()

    def load(self, *, to_ingest: bool) -> None:  # noqa: ARG002 - the model is loaded for either
        self._embeddings = Embeddings(path=os.environ["MINILM"], content=True)
        self._segment = Segmentation(paragraphs=True)

    def ingest(self, documents: list[tuple[str, str]]) -> int:
        # an identifier may be any text: that of a passage is its document's and its own number
        self._rows = [(f"{key}#{n}", part) for key, text in documents for n, part in enumerate(self._segment(text))]
        self._embeddings.index(self._rows)
        self._embeddings.save(self._folder)
        return len(self._rows)

    def passages(self) -> list[str]:
        return [text for _, text in self._rows]

    def open(self) -> None:
        self._embeddings.load(self._folder)

    def search(self, text: str, limit: int) -> list[str]:
        with self._alone:
            found = self._embeddings.search(text, limit)
        return [each["id"].rpartition("#")[0] for each in found]

    def close(self) -> None:
        pass
