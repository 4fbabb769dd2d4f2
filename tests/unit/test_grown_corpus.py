"""Made passages are as true as real ones: every passage is the text under its span, and no two copies are alike."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from tests.benchmarks.grown_corpus import Copies, Original
from tests.support.publications import description, drafts, parsed

TEXT = "\n".join(
    f"The authority imposed a fine of {n},000 euros on the company because personal data were kept too long."
    for n in range(1, 40)
)


@pytest.fixture
def copies() -> Copies:
    document = parsed(TEXT)
    passages = drafts(document)
    vectors = np.random.default_rng(1).normal(size=(len(passages), 384))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return Copies([Original("a.txt", document, description(), passages, vectors)], "model")


def test_each_passage_is_the_text_under_its_span(copies: Copies) -> None:
    """The store refuses any other, and a figure is never changed."""
    one = next(iter(copies))
    assert all(draft.span.of(one.parsed.text) == draft.text for draft in one.passages)
    assert len(one.parsed.text) == len(TEXT)
    assert "39,000" in one.parsed.text


def test_copies_differ_in_some_words_and_are_the_same_each_time(copies: Copies) -> None:
    """A tenth of the words or so, by the number of the copy alone."""
    first, second = islice(copies, 2)
    again = next(iter(copies))
    assert first.parsed.text == again.parsed.text
    assert first.source.key != second.source.key
    pairs = list(zip(first.parsed.text.split(), second.parsed.text.split(), strict=True))
    assert 0.05 < sum(one != other for one, other in pairs) / len(pairs) < 0.4


def test_vectors_are_turned_a_little(copies: Copies) -> None:
    """Unit length, and a cosine of about 0.9 with the original's."""
    one, other = islice(copies, 2)
    assert np.allclose(np.linalg.norm(one.vectors, axis=1), 1, atol=1e-5)
    cosines = np.sum(one.vectors * other.vectors, axis=1)
    assert 0.78 < cosines.mean() < 0.84  # two steps apart: 0.9 squared
