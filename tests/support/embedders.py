"""A tiny real embedder: words hashed into a vector. Equal words give near vectors, and it needs no model file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


class HashingEmbedder:
    """Bag of hashed words, L2-normalised."""

    identity = "hashing-64"
    dimensions = 64
    max_tokens = 512

    def embed_query(self, text: str) -> npt.NDArray[np.float32]:
        """One vector."""
        return self.embed_passages([text])[0]

    def embed_passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One row a text."""
        return np.stack([self._one(text) for text in texts]) if texts else np.zeros((0, self.dimensions), np.float32)

    def count_tokens(self, text: str) -> int:
        """Words."""
        return len(text.split())

    def _one(self, text: str) -> npt.NDArray[np.float32]:
        vector = np.full(self.dimensions, 1e-3, np.float32)
        for word in re.findall(r"\w+", text.casefold()):
            vector[int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big") % self.dimensions] += 1
        return vector / np.linalg.norm(vector)
