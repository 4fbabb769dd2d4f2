"""A tiny real embedder: words hashed into a vector. Equal words give near vectors, and it needs no model file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


class HashingEmbedder:
    """Bag of hashed words, L2-normalised."""

    def __init__(self, dimensions: int = 64, max_tokens: int = 510) -> None:
        self.identity = f"hashing-{dimensions}"
        self.dimensions = dimensions
        self.max_tokens = max_tokens
        self.truncated = 0
        self.embedded = 0

    def warm(self) -> None:
        """Nothing to load."""

    def embed_query(self, text: str) -> npt.NDArray[np.float32]:
        """One vector."""
        return self._one(text)

    def embed_passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One row a text. Counts them, so that a test can tell that nothing was embedded again."""
        self.embedded += len(texts)
        self.truncated += sum(count > self.max_tokens for count in self.count_tokens(texts))
        return np.stack([self._one(text) for text in texts]) if texts else np.zeros((0, self.dimensions), np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Words of each text."""
        return [len(self.token_spans(text)) for text in texts]

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """Where each word is."""
        return [match.span() for match in re.finditer(r"\w+", text)]

    def _one(self, text: str) -> npt.NDArray[np.float32]:
        vector = np.full(self.dimensions, 1e-3, np.float32)
        for start, end in self.token_spans(text)[: self.max_tokens]:
            digest = hashlib.sha256(text[start:end].casefold().encode()).digest()
            vector[int.from_bytes(digest[:4], "big") % self.dimensions] += 1
        return vector / np.linalg.norm(vector)
