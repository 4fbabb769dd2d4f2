"""How likely each sentence bears the answer to a question, affirms it or denies it, as a small network reads them.

Sentences are read in windows, the question before each of them, so that what "it" or "the company" means may stand in
the sentence before. Weights and tokens are data of this package.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

FOLDER = Path(__file__).parent
OF_SHORT, OF_LONG = FOLDER / "reader.onnx", FOLDER / "reader_of_long.onnx"
"""One for digests and short documents, and one that was fitted on to long decisions."""
WINDOW = 230
"""Tokens of the question and the sentences of one window, as it was fitted."""
OF_QUESTION, OF_SENTENCE = 60, 120
"""Tokens of each that are read."""
FIRST, LAST, MARK = 101, 102, 1
"""Tokens before the question, after it and after the text, and before each sentence, where its numbers are read."""
_THREADS = 2
_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Read:
    """What the network makes of one sentence, as logarithms of odds.

    `answered` is that of its window: whether anything in it answers.
    """

    bears: float
    affirms: float
    denies: float
    answered: float


class Reader:
    """One inference a window, as many at once as there are threads. Safe to share between threads."""

    def __init__(self, network: Path) -> None:
        """Loads weights and tokens, in some tenths of a second."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(FOLDER / "tokens.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._tokens = lru_cache(_REMEMBERED)(self._tokens_of)
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="reader")

    def read(self, question: str, sentences: Sequence[str]) -> list[Read]:
        """One of each sentence, in their order."""
        return self.read_each(question, [sentences])[0]

    def read_each(self, question: str, texts: Sequence[Sequence[str]]) -> list[list[Read]]:
        """The same of several texts, each in windows of its own, all of which the threads share."""
        asked = [FIRST, *self._tokens(question)[:OF_QUESTION], LAST]
        parts = [list(windows(asked, [self._tokens(one)[:OF_SENTENCE] for one in said])) for said in texts]
        found = self._pool.map(lambda one: self._infer(len(asked), *one), chain.from_iterable(parts))
        return [list(chain.from_iterable(islice(found, len(part)))) for part in parts]

    def _tokens_of(self, text: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def _infer(self, asked: int, ids: Sequence[int], marks: Sequence[int]) -> list[Read]:
        inputs = {
            "input_ids": np.array([ids], np.int64),
            "token_type_ids": np.array([[0] * asked + [1] * (len(ids) - asked)], np.int64),
        }
        odds = self._session.run(None, inputs)[0][0]
        answered = float(odds[0, 3])
        return [
            Read(bears=float(odds[at, 0]), affirms=float(odds[at, 1]), denies=float(odds[at, 2]), answered=answered)
            for at in marks
        ]


def windows(asked: Sequence[int], sentences: Sequence[Sequence[int]]) -> Iterator[tuple[list[int], list[int]]]:
    """The tokens of each window, and where its sentences begin."""
    ids, marks = list(asked), list[int]()
    for sentence in sentences:
        if marks and len(ids) + len(sentence) + 1 > WINDOW - 1:
            yield [*ids, LAST], marks
            ids, marks = list(asked), []
        marks.append(len(ids))
        ids += [MARK, *sentence]
    if marks:
        yield [*ids, LAST], marks
