"""A sentence encoder in ONNX: text to token ids, token ids to one vector a text.

One session with one thread an inference, and as many inferences at once as there are threads: a text is never padded to
the length of another, and no thread waits for a matrix multiplication to be divided. Measured on 2 cores with
`tests/benchmarks/bench_embedder.py` (178 tokens a passage, passages/s): this 49, two threads inside one inference 45,
padded batches of 8 sorted by length 40, of 32 sorted 26, of 32 as they come 16, a session for each thread 50.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from corpus.errors import AssetError

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Tokenised:
    """Token ids with the special ones, no longer than the model's window, and how many texts had to be cut for that."""

    ids: list[list[int]]
    cut: int


class OnnxTokenizer:
    """Counts and cuts by the model's own tokens; loads in milliseconds, without the model."""

    def __init__(self, path: Path, *, window: int) -> None:
        """Opens a `tokenizer.json` of a model that reads `window` tokens, its special tokens included."""
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._window = window
        self.max_tokens = window - self._tokenizer.num_special_tokens_to_add(is_pair=False)

    def count(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text before any cut, without special tokens."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding.ids) for encoding in encodings]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where each token of the text starts and ends, in characters; without the special tokens."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).offsets)

    def tokenise(self, texts: Sequence[str]) -> Tokenised:
        """Token ids of each text; a text beyond the window keeps its beginning and its closing special token."""
        whole = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        ids = [i if len(i) <= self._window else [*i[: self._window - 1], i[-1]] for i in whole]
        return Tokenised(ids, sum(len(i) > self._window for i in whole))


class OnnxModel:
    """The forward pass and the pooling, not normalised."""

    def __init__(self, path: Path, *, pooling: Literal["cls", "mean"], threads: int) -> None:
        """Loads the model.

        Args:
            path: A BERT-like model with `input_ids`, `attention_mask` and `token_type_ids`, giving token vectors first.
            pooling: The first token's vector, or the mean of all tokens' vectors.
            threads: Inferences at once.

        Raises:
            AssetError: onnxruntime cannot load the file.
        """
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        try:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            # onnxruntime's errors have no root of their own below Exception.
            raise AssetError(
                f"onnxruntime {onnxruntime.__version__} cannot load {path}: {error}.",
                remedy="Run `standing models verify`, and install the pinned onnxruntime.",
            ) from error
        self._pooling = pooling
        self._threads = threads

    def encode(self, ids: Sequence[Sequence[int]]) -> Vectors:
        """One vector a text, shape (n, d).

        Args:
            ids: Token ids of each text; longest first keeps all threads busy to the end.
        """
        if len(ids) == 1 or self._threads == 1:
            return np.stack([self._one(one) for one in ids])
        with ThreadPoolExecutor(self._threads, thread_name_prefix="embed") as pool:
            return np.stack(list(pool.map(self._one, ids)))

    def _one(self, ids: Sequence[int]) -> Vectors:
        tokens = np.asarray([ids], dtype=np.int64)
        inputs = {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": np.zeros_like(tokens)}
        states = self._session.run(None, inputs)[0][0]
        pooled: Vectors = states[0] if self._pooling == "cls" else states.mean(axis=0)
        return pooled
