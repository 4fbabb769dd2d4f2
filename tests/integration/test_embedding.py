"""The embedder through sentence-transformers is the model run bare."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from corpus.embedding import open_embedder
from corpus.errors import AssetError, AssetUnavailable
from corpus.onnx_encoder import OnnxModel, OnnxTokenizer
from tests.support.models import MODELS, ROOT, needs

BGE = "bge-small-en-v1.5/model_quantized.onnx"
PROMPT = "Represent this sentence for searching relevant passages: "
PASSAGES = [
    "The Commissioner ordered the company to delete the data.",
    "Fine.",
    "The court of appeal upheld the fine in part. " * 80,
]


def bare(text: str) -> np.ndarray:
    """The model's published recipe without any of our code: CLS of the last layer, L2-normalised."""
    tokenizer = Tokenizer.from_file(str(MODELS / "bge-small-en-v1.5/tokenizer.json"))
    tokenizer.enable_truncation(512)
    tokens = np.array([tokenizer.encode(text).ids])
    inputs = {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": np.zeros_like(tokens)}
    session = onnxruntime.InferenceSession(MODELS / BGE, providers=["CPUExecutionProvider"])
    state = session.run(None, inputs)[0][0, 0]
    return np.asarray(state / np.linalg.norm(state))


@needs(BGE)
def test_passages_equal_the_bare_model() -> None:
    """Cosine 1 to a direct run, for short, ordinary and cut passages."""
    vectors = open_embedder(MODELS).embed_passages(PASSAGES)
    for vector, passage in zip(vectors, PASSAGES, strict=True):
        assert vector @ bare(passage) == pytest.approx(1, abs=1e-5)


@needs(BGE)
def test_a_query_carries_the_models_prompt() -> None:
    """A question is embedded with the prompt its authors trained with, a passage without."""
    embedder = open_embedder(MODELS)
    assert embedder.embed_query(PASSAGES[0]) @ bare(PROMPT + PASSAGES[0]) == pytest.approx(1, abs=1e-5)
    assert embedder.embed_passages([PASSAGES[0]])[0] @ bare(PROMPT + PASSAGES[0]) < 0.999


ODD = st.sampled_from("\n\t\x0b\x0c\x1c\x1f\x85\xa0\u2028\u200b\xad\u0301\ufffd\x00\u3000中,.'-éİ")
WRITTEN = st.text(st.one_of(st.sampled_from(" abcdefgh"), ODD, st.characters(codec="utf-8")), max_size=60)


@cache
def tokenizers() -> tuple[OnnxTokenizer, Tokenizer]:
    path = MODELS / "bge-small-en-v1.5/tokenizer.json"
    return OnnxTokenizer(path, window=512), Tokenizer.from_file(str(path))


@needs(BGE)
@settings(deadline=None)
@given(st.lists(WRITTEN, max_size=4))
def test_tokens_by_word_are_those_of_the_whole_text(texts: list[str]) -> None:
    """Whatever parts the words, and whatever the model's tokenizer drops or takes for a space."""
    ours, whole = tokenizers()
    wanted = [encoding.ids for encoding in whole.encode_batch(texts)]
    assert ours.tokenise(texts).ids == wanted
    assert ours.count(texts) == [len(ids) - 2 for ids in wanted]


@needs(BGE)
def test_the_identity_names_the_weights() -> None:
    """The identity changes with the weights' sha256."""
    assert open_embedder(MODELS).identity == "bge-small-en-v1.5@6c9c6101a956"


@needs(BGE)
def test_opening_does_not_import_the_engine() -> None:
    """Opening and counting tokens must not wait seconds for sentence-transformers and torch."""
    code = (
        "import sys; from pathlib import Path; from corpus.embedding import open_embedder;"
        f"print(open_embedder(Path({str(MODELS)!r})).count_tokens(['a fine']), 'torch' in sys.modules,"
        " 'sentence_transformers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "[2] False False"


@needs(BGE)
def test_a_question_is_embedded_without_the_engine() -> None:
    """A service must not wait seconds for imports that only passages need."""
    code = (
        "import sys; from pathlib import Path; from corpus.embedding import open_embedder;"
        f"embedder = open_embedder(Path({str(MODELS)!r})); embedder.warm(); print(embedder.embed_query('Who?').shape,"
        " 'torch' in sys.modules, 'sentence_transformers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "(384,) False False"


@needs(BGE)
def test_a_question_has_the_vector_that_sentence_transformers_gives() -> None:
    """The shorter way of a question and the engine's way of a passage give the same text one vector."""
    embedder = open_embedder(MODELS)
    for text in ("Who was fined, and how much?", PASSAGES[2]):
        through = embedder.embed_passages([PROMPT + text])[0]
        np.testing.assert_allclose(embedder.embed_query(text), through, atol=1e-6)


def test_absent_models_say_how_to_fetch_them(tmp_path: Path) -> None:
    """Without the files there is a clear error before anything heavy is loaded."""
    with pytest.raises(AssetUnavailable, match="standing models fetch"):
        open_embedder(tmp_path)


def test_an_unknown_model_lists_the_known_ones(tmp_path: Path) -> None:
    """A misspelt model is answered with what there is."""
    with pytest.raises(AssetUnavailable, match=r"bge-small-en-v1\.5, minilm"):
        open_embedder(tmp_path, model="bge-smal")


def test_a_model_onnxruntime_cannot_read_is_ours_to_explain(tmp_path: Path) -> None:
    """The engine's own error is translated."""
    (tmp_path / "model.onnx").write_bytes(b"not a model")
    with pytest.raises(AssetError, match="cannot load"):
        OnnxModel(tmp_path / "model.onnx", pooling="cls", threads=1)
