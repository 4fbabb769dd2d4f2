"""The ms-marco cross-encoder: how well a passage answers a query, read together. Tried, and no part of the program."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

FOLDER = "ms-marco-MiniLM-L-12-v2-int8"
WINDOW = 384
"""Tokens of a query and a passage together; passages have 200 on average."""


class CrossEncoder:
    """One inference a pair, two at once; longer pairs lose the end of the longer one."""

    def __init__(self, models: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(models / FOLDER / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(models / FOLDER / "tokenizer.json"))
        self._tokenizer.enable_truncation(WINDOW, strategy="longest_first")
        self._tokenizer.no_padding()
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="pairs")

    def scores(self, query: str, passages: Sequence[str]) -> list[float]:
        """One number a passage, higher is better."""
        return list(self._pool.map(lambda passage: self._score(query, passage), passages))

    def _score(self, query: str, passage: str) -> float:
        encoding = self._tokenizer.encode(query, passage)
        inputs = {
            "input_ids": np.asarray([encoding.ids], np.int64),
            "attention_mask": np.asarray([encoding.attention_mask], np.int64),
            "token_type_ids": np.asarray([encoding.type_ids], np.int64),
        }
        return float(self._session.run(None, inputs)[0].ravel()[0])
