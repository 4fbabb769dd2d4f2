"""Vectors of passages and questions, through sentence-transformers: the only module that imports it.

sentence-transformers and torch take seconds to import (3.9 s of processor time measured), so they wait for the first
passage. A question is one text and one forward pass of the same model, which needs neither: it is embedded without them
to the same vector, so that a service answers seconds after its start and holds 250 MB less. Counting tokens, the
identity and the size of the vectors are there at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np

from corpus import asset_lock
from corpus.assets import require
from corpus.errors import AssetUnavailable
from corpus.onnx_encoder import OnnxModel, OnnxTokenizer, Vectors

DEFAULT_MODEL = "bge-small-en-v1.5"
# The end of each batch leaves threads idle for half a passage: at 256 passages that is well below 1 % of the time, and
# the ids of a batch stay below a megabyte.
BATCH = 256


class Embedder(Protocol):
    """Turns passages and questions into unit vectors of one space. Safe to use from several threads."""

    @property
    def identity(self) -> str:
        """Name and weights of the model; vectors of different identities must not be compared."""

    @property
    def dimensions(self) -> int:
        """The length of every vector."""

    @property
    def max_tokens(self) -> int:
        """The longest text that is read whole, in tokens as `count_tokens` counts them."""

    @property
    def truncated(self) -> int:
        """How many texts so far were longer than that, and therefore cut."""

    def warm(self) -> None:
        """Loads what the first question would load; the first passage may load more."""

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, shape (d,), with the model's own prompt for questions."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of passages, shape (n, d), in their order. A passage beyond `max_tokens` is cut and counted."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text as the model counts them, without its special tokens."""

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """Where each token of the text starts and ends, in characters; without special tokens."""


@dataclass(frozen=True)
class _Model:
    weights: str
    tokenizer: str
    pooling: Literal["cls", "mean"]
    dimensions: int
    window: int
    query_prompt: str


# Pooling, window and prompt as each model's authors publish them.
_MODELS = {
    "bge-small-en-v1.5": _Model(
        weights="bge-small-en-v1.5/model_quantized.onnx",
        tokenizer="bge-small-en-v1.5/tokenizer.json",
        pooling="cls",
        dimensions=384,
        window=512,
        query_prompt="Represent this sentence for searching relevant passages: ",
    ),
    "minilm": _Model(
        weights="all-MiniLM-L6-v2-int8/model.onnx",
        tokenizer="all-MiniLM-L6-v2-int8/tokenizer.json",
        pooling="mean",
        dimensions=384,
        window=256,
        query_prompt="",
    ),
}


def open_embedder(directory: Path, *, threads: int = 2, model: str = DEFAULT_MODEL) -> Embedder:
    """Opens an embedder of the models directory, without loading the model yet.

    Args:
        directory: Where `standing models fetch` put the files.
        threads: Passages embedded at once; the number of cores is best.
        model: `bge-small-en-v1.5`, or `minilm` as a baseline.

    Raises:
        AssetUnavailable: a file is absent, or no such model is known.
        AssetMismatch: a file is not the pinned one.
    """
    if model not in _MODELS:
        raise AssetUnavailable(f"No embedder is called {model}.", remedy=f"Choose from: {', '.join(_MODELS)}.")
    return _SentenceTransformersEmbedder(model, _MODELS[model], directory, threads)


class _SentenceTransformersEmbedder:
    def __init__(self, name: str, model: _Model, directory: Path, threads: int) -> None:
        self._model = model
        self._weights = require(directory, model.weights)
        self._tokenizer = OnnxTokenizer(require(directory, model.tokenizer), window=model.window)
        self._threads = threads
        self._loading = threading.Lock()
        self._importing = threading.Lock()  # of its own, so that no question waits for the imports of an ingest
        self._onnx: OnnxModel | None = None
        self._pipeline: Any = None
        self.truncated = 0
        self.identity = f"{name}@{asset_lock.bundled().file(model.weights).sha256[:12]}"
        self.dimensions = model.dimensions
        self.max_tokens = self._tokenizer.max_tokens

    def warm(self) -> None:
        self._loaded()

    def embed_query(self, text: str) -> Vectors:
        vector: Vectors = self._loaded().encode(self._tokenise([f"{self._model.query_prompt}{text}"]))[0]
        return vector / np.linalg.norm(vector)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        vectors: Vectors = self._through().encode_document(list(texts), batch_size=BATCH, show_progress_bar=False)
        return vectors

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._tokenizer.count(texts)

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        return self._tokenizer.spans(text)

    def _loaded(self) -> OnnxModel:
        with self._loading:
            if self._onnx is None:
                self._onnx = OnnxModel(self._weights, pooling=self._model.pooling, threads=self._threads)
        return self._onnx

    def _through(self) -> Any:
        with self._importing:
            if self._pipeline is None:
                prompts = {"query": self._model.query_prompt, "document": ""}
                self._pipeline = _pipeline(self._tokenise, self._loaded(), prompts)
        return self._pipeline

    def _tokenise(self, texts: Sequence[str]) -> list[list[int]]:
        tokenised = self._tokenizer.tokenise(texts)
        with self._loading:
            self.truncated += tokenised.cut
        return tokenised.ids


def _pipeline(tokenise: Callable[[Sequence[str]], list[list[int]]], model: OnnxModel, prompts: dict[str, str]) -> Any:
    """A SentenceTransformer of our ONNX model and normalisation. The imports take seconds, hence in here."""
    import torch  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from sentence_transformers.base.modules import InputModule  # noqa: PLC0415
    from sentence_transformers.sentence_transformer.modules import Normalize  # noqa: PLC0415

    # All that torch does here is to bring vectors to length one, in no time; but with more threads each call woke them,
    # and they stayed awake for 5 to 10 ms of a core each: in an ingest of 1,400 passages 0.1 s.
    torch.set_num_threads(1)

    class OnnxModule(InputModule):  # type: ignore[misc]
        def preprocess(self, inputs: Sequence[str], prompt: str | None = None, **_options: Any) -> dict[str, Any]:
            return {"tokens": tokenise([f"{prompt or ''}{text}" for text in inputs])}

        def forward(self, features: dict[str, Any], **_options: Any) -> dict[str, Any]:
            return {"sentence_embedding": torch.from_numpy(model.encode(features["tokens"]))}

        def save(self, output_path: str, *_arguments: Any, **_options: Any) -> None:
            raise TypeError(f"The model is pinned by the model lock and is not saved to {output_path}.")

    return SentenceTransformer(modules=[OnnxModule(), Normalize()], prompts=prompts, device="cpu")
