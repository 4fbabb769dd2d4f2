"""An embedder that remembers: the vectors of passages are kept beside the evaluation's stores, by text and model."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.embedding import Embedder
from corpus.onnx_encoder import Vectors

AT_ONCE = 500
"""Keys in one query: well below SQLite's limit of parameters."""


class KeptVectors:
    """An `Embedder` that embeds each passage text once per model, however often stores are made again."""

    def __init__(self, inner: Embedder, folder: Path) -> None:
        self._inner = inner
        self._writing = threading.Lock()
        """A connection has one transaction at a time, and passages are embedded by several threads."""
        folder.mkdir(parents=True, exist_ok=True)
        name = inner.identity.replace("/", "-").replace("@", "-")
        self._kept = sqlite3.connect(folder / f"vectors-{name}.sqlite", check_same_thread=False, timeout=60)
        self._kept.execute("CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")

    @property
    def identity(self) -> str:
        """See `Embedder`."""
        return self._inner.identity

    @property
    def dimensions(self) -> int:
        """See `Embedder`."""
        return self._inner.dimensions

    @property
    def max_tokens(self) -> int:
        """See `Embedder`."""
        return self._inner.max_tokens

    @property
    def truncated(self) -> int:
        """See `Embedder`."""
        return self._inner.truncated

    def warm(self) -> None:
        """See `Embedder`."""
        self._inner.warm()

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder`. Questions are not kept: the time they take is measured."""
        return self._inner.embed_query(text)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        keys = [hashlib.sha256(text.encode()).digest() for text in texts]
        held = self._held(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in held}
        made = self._inner.embed_passages(list(missing.values()))
        fresh = dict(zip(missing, np.asarray(made, np.float32), strict=True))
        with self._writing, self._kept:
            self._kept.executemany(
                "INSERT OR IGNORE INTO vectors VALUES (?, ?)", [(key, row.tobytes()) for key, row in fresh.items()]
            )
        rows = [held[key] if key in held else fresh[key] for key in keys]
        return np.stack(rows) if rows else np.empty((0, self.dimensions), np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """See `Embedder`."""
        return self._inner.count_tokens(texts)

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """See `Embedder`."""
        return self._inner.token_spans(text)

    def _held(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        found: dict[bytes, Vectors] = {}
        for start in range(0, len(keys), AT_ONCE):
            part = keys[start : start + AT_ONCE]
            marks = ",".join("?" * len(part))
            for key, blob in self._kept.execute(f"SELECT * FROM vectors WHERE text IN ({marks})", part):
                found[key] = np.frombuffer(blob, np.float32)
        return found
