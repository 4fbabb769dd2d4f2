"""PaperQA2 without a language model: documents are added with their citation given, and the passages are retrieved.

What a model would do is left out: writing citations, looking details up, weighing the passages and wording the answer.
Kept as its README says, by pickling `Docs`.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import tempfile
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from lmi import embedding_model_factory
from paperqa import Docs, Settings


class Contender:
    """See `serve.Adapter`. One event loop for all askers."""

    packages = ("paper-qa", "fhlmi", "sentence-transformers", "torch")

    def __init__(self, folder: Path) -> None:
        self._kept = folder / "docs.pickle"
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    def load(self, *, to_ingest: bool) -> None:  # noqa: ARG002 - the model is loaded for either
        name = f"st-{os.environ['MINILM']}"
        self._settings = Settings(embedding=name, parsing={"use_doc_details": False})
        self._embedding = embedding_model_factory(name)

    def ingest(self, documents: list[tuple[str, str]]) -> int:
        self._docs = Docs()
        with tempfile.TemporaryDirectory() as folder:
            for n, (key, text) in enumerate(documents):
                path = Path(folder) / f"{n}.txt"
                path.write_text(text, encoding="utf-8")
                self._wait(self._docs.aadd(path, key, key, dockey=key, settings=self._settings, **self._model()))
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        self._kept.write_bytes(pickle.dumps(self._docs))
        return len(self._docs.texts)

    def passages(self) -> list[str]:
        return [each.text for each in self._docs.texts]

    def open(self) -> None:
        self._docs = pickle.loads(self._kept.read_bytes())

    def search(self, text: str, limit: int) -> list[str]:
        found = self._wait(self._docs.retrieve_texts(text, limit, self._settings, **self._model()))
        return [str(each.doc.dockey) for each in found]

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _model(self) -> dict[str, Any]:
        return {"embedding_model": self._embedding}

    def _wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()
