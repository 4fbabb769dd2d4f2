"""What every embedder promises, asked of the fake and of the real one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
import pytest

from corpus.embedding import Embedder, open_embedder
from tests.support.embedders import HashingEmbedder
from tests.support.models import MODELS, needs

TEXTS = [
    "The authority imposed a fine of EUR 20 million on the company.",
    "Apples ripen in autumn.",
    "The company must delete the personal data of residents.",
    "",
    "Η Αρχή επέβαλε πρόστιμο · naïve café – 個人情報 🙂",
]


@cache
def real() -> Embedder:
    return open_embedder(MODELS)


@pytest.fixture(params=["fake", pytest.param("real", marks=needs("bge-small-en-v1.5/model_quantized.onnx"))])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    return HashingEmbedder() if request.param == "fake" else real()


def test_passages_become_unit_rows(embedder: Embedder) -> None:
    """One float32 row of the stated size and length 1 for each passage, the empty one included."""
    vectors = embedder.embed_passages(TEXTS)
    assert (vectors.shape, vectors.dtype) == ((len(TEXTS), embedder.dimensions), np.float32)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_query_becomes_one_unit_vector(embedder: Embedder) -> None:
    """One float32 vector of the stated size and length 1."""
    vector = embedder.embed_query("Who was fined?")
    assert (vector.shape, vector.dtype) == ((embedder.dimensions,), np.float32)
    np.testing.assert_allclose(np.linalg.norm(vector), 1, atol=1e-5)


def test_no_passages_become_no_rows(embedder: Embedder) -> None:
    """An empty list is answered with an empty array of the right width."""
    assert embedder.embed_passages([]).shape == (0, embedder.dimensions)


def test_rows_keep_the_order_and_do_not_depend_on_company(embedder: Embedder) -> None:
    """Each row is the vector the passage has alone, wherever it stood in the list."""
    together = embedder.embed_passages(TEXTS)
    alone = np.stack([embedder.embed_passages([text])[0] for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-6)


def test_the_related_passage_is_nearer(embedder: Embedder) -> None:
    """A question lies nearer to the passage about its subject."""
    scores = embedder.embed_passages(TEXTS[:3]) @ embedder.embed_query("Which fine was imposed on the company?")
    assert scores.argmax() == 0


def test_a_long_passage_is_cut_and_counted(embedder: Embedder) -> None:
    """Beyond the window only the beginning counts, and the cut is counted."""
    before = embedder.truncated
    long = "fine " * (2 * embedder.max_tokens)
    assert embedder.count_tokens([long])[0] > embedder.max_tokens
    tail = embedder.embed_passages([long + "apples", long + "pears"])
    np.testing.assert_allclose(tail[0], tail[1], atol=1e-6)
    assert embedder.truncated == before + 2


def test_a_passage_that_fills_the_window_is_read_whole(embedder: Embedder) -> None:
    """A passage of exactly `max_tokens` is not cut."""
    before = embedder.truncated
    full = "fine " * embedder.max_tokens
    assert embedder.count_tokens([full]) == [embedder.max_tokens]
    embedder.embed_passages([full])
    assert embedder.truncated == before


def test_token_spans_are_the_tokens_that_are_counted(embedder: Embedder) -> None:
    """Spans run forward inside the text, and there are as many as tokens."""
    for text, count in zip(TEXTS, embedder.count_tokens(TEXTS), strict=True):
        spans = embedder.token_spans(text)
        assert len(spans) == count
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert spans == sorted(spans)


def test_threads_may_share_it(embedder: Embedder) -> None:
    """Four threads at once get the vectors that one gets."""
    expected = embedder.embed_passages(TEXTS)
    with ThreadPoolExecutor(4) as pool:
        for vectors in pool.map(lambda _: embedder.embed_passages(TEXTS), range(8)):
            np.testing.assert_allclose(vectors, expected, atol=1e-6)
