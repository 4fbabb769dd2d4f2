"""The evaluation's memory of vectors."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from tests.evaluation.kept_vectors import KeptVectors
from tests.support.embedders import HashingEmbedder


def test_threads_that_embed_at_once_are_all_remembered(tmp_path: Path) -> None:
    """Ingest embeds by several threads, and a connection has one transaction at a time."""
    embedder = HashingEmbedder()
    kept = KeptVectors(embedder, tmp_path)
    calls = [[f"passage {call} of {row}" for row in range(40)] for call in range(120)]
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(kept.embed_passages, calls))
    again = KeptVectors(embedder, tmp_path)
    for call, vectors in zip(calls, made, strict=True):
        assert np.array_equal(again.embed_passages(call), vectors)
