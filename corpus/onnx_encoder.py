"""A sentence encoder in ONNX: text to token ids, token ids to one vector a text.

One session with one thread an inference, and as many inferences at once as there are threads: a text is never padded to
the length of another, and no thread waits for a matrix multiplication to be divided. Measured on 2 cores with
`tests/benchmarks/bench_embedder.py` (178 tokens a passage, passages/s): this 49, two threads inside one inference 45,
padded batches of 8 sorted by length 40, of 32 sorted 26, of 32 as they come 16, a session for each thread 50.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from corpus.errors import AssetError

Vectors = npt.NDArray[np.float32]

WORDS = 100_000
"""Words whose tokens are remembered, some 25 MB; 390 documents in ten languages hold 65,000."""

_NO_SPACE = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
"""What parts words for Python and is nothing at all to BERT's tokenizer, which joins the words around it."""


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
        self._first, self._last = self._tokenizer.encode("").ids
        self._known: dict[str, Sequence[int]] = {}
        self.max_tokens = window - self._tokenizer.num_special_tokens_to_add(is_pair=False)

    def count(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text before any cut, without special tokens."""
        return [sum(map(len, words)) for words in self._by_word(texts)]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where each token of the text starts and ends, in characters; without the special tokens."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).offsets)

    def tokenise(self, texts: Sequence[str]) -> Tokenised:
        """Token ids of each text; a text beyond the window keeps its beginning and its closing special token."""
        whole = [[self._first, *chain.from_iterable(words), self._last] for words in self._by_word(texts)]
        ids = [i if len(i) <= self._window else [*i[: self._window - 1], i[-1]] for i in whole]
        return Tokenised(ids, sum(len(i) > self._window for i in whole))

    def _by_word(self, texts: Sequence[str]) -> list[Iterable[Sequence[int]]]:
        """The token ids of each word of each text, in order, without special tokens.

        Tokens of BERT-like models never reach over white space, so that a word's are the same in every text, and most
        words were met before. Of 390 documents this counts the tokens in 0.4 s and cuts the passages into them in 0.2,
        where tokenising text by text took 1.4 s and 1.6.
        """
        known = self._known
        parted = [[text] if _NO_SPACE.search(text) else text.split() for text in texts]
        known.update(self._read(list(set().union(*parted).difference(known))))
        if len(known) > WORDS:
            self._known = {}
        return [map(known.__getitem__, words) for words in parted]

    def _read(self, words: Sequence[str]) -> Iterator[tuple[str, Sequence[int]]]:
        """Each word with its token ids, tokenised all at once."""
        encoding = self._tokenizer.encode(" ".join(words), add_special_tokens=False)
        ids, starts = encoding.ids, [start for start, _ in encoding.offsets]
        token = end = 0
        for word in words:
            end += len(word) + 1
            first = token
            while token < len(starts) and starts[token] < end:
                token += 1
            yield word, tuple(ids[first:token])


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
        self._at_once = threads
        # one for all calls: the passages of the next call follow those of the one before without a pause
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="embed")

    def encode(self, ids: Sequence[Sequence[int]]) -> Vectors:
        """One vector a text, shape (n, d).

        Args:
            ids: Token ids of each text; longest first keeps all threads busy to the end.
        """
        if len(ids) == 1:
            return np.stack([self._one(ids[0])])
        rest = iter(enumerate(ids))
        shares = [self._threads.submit(self._some, rest) for _ in range(self._at_once)]
        made = dict(chain.from_iterable(share.result() for share in shares))
        return np.stack([made[place] for place in range(len(ids))])

    def _some(self, rest: Iterator[tuple[int, Sequence[int]]]) -> list[tuple[int, Vectors]]:
        """One thread's share of a call: whatever text comes next, until none is left.

        A piece of work for each text woke the thread that waits for all of them each time: 2 % of the processor time.
        """
        return [(place, self._one(ids)) for place, ids in rest]

    def _one(self, ids: Sequence[int]) -> Vectors:
        tokens = np.asarray([ids], dtype=np.int64)
        inputs = {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": np.zeros_like(tokens)}
        states = self._session.run(None, inputs)[0][0]
        pooled: Vectors = states[0] if self._pooling == "cls" else states.mean(axis=0)
        return pooled
