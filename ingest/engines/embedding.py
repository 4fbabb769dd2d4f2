"""Passages on their way through the embedder: a few calls under way at once, so that it always has the next at hand."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from corpus.publication import Vectors
from ingest.engines.engine import Embeds

CALLS = 2
"""Calls at once. Between two calls the embedder cut 256 passages into tokens and was handed the next group, with all
cores idle: 20 to 50 ms of the 3.4 s that embedding them took."""

SLICE = 128
"""Passages in a call: what an interruption waits for, twice, since a call cannot be broken off."""

Made = dict[bytes, tuple[Future[Vectors], int]]
"""By its key, the call that makes each vector, and the row of it."""


class Embedding:
    """Embeds in threads of its own; close it after use, which drops what has not begun."""

    def __init__(self, embedder: Embeds, embedders: int = 1) -> None:
        self._embedder = embedder
        self._slice = SLICE * embedders
        self._loaded = False
        self._calls = ThreadPoolExecutor(CALLS, thread_name_prefix="embedding")

    def start(self, texts: Mapping[bytes, str]) -> Made:
        """Have texts embedded, by their keys. Those of like length share a call, so that little of it is padding."""
        keys = sorted(texts, key=lambda key: -len(texts[key]))
        made: Made = {}
        for start in range(0, len(keys), self._slice):
            part = keys[start : start + self._slice]
            call = self._calls.submit(self._embed, [texts[key] for key in part])
            made |= {key: (call, row) for row, key in enumerate(part)}
        return made

    def _embed(self, texts: Sequence[str]) -> Vectors:
        made = self._embedder.embed_passages(texts)
        if not self._loaded:
            self._loaded = True
            gc.freeze()  # what the embedder loaded for its first passages, see `pipeline`
        return made

    def close(self) -> None:
        """Wait for the calls under way."""
        self._calls.shutdown(cancel_futures=True)
