"""The default recipe of LangChain's tutorials over the labelled decisions: its splitter, MiniLM, one Chroma search.

The splitter is LangChain's own; vectors go into a Chroma collection as its integration puts them there. The model is
the int8 export, whose vectors have a cosine of 0.9995 to the original's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from langchain_text_splitters import RecursiveCharacterTextSplitter

from corpus.embedding import Embedder, open_embedder
from corpus.publishing import document_id_of
from corpus.retrieval import CANDIDATES
from corpus.scored import document_of
from corpus.vector_index import VectorIndex, open_embedded
from tests.evaluation.kept_vectors import KeptVectors
from tests.evaluation.stores import CACHE, decisions
from tests.support.models import MODELS

MODEL = "minilm"
SIZE = 1000
OVERLAP = 200


@contextmanager
def langchain() -> Iterator[Callable[[str], list[str]]]:
    """Documents for a query, best first, over the same bodies as ours. Embeds them where that was not done before."""
    embedder = KeptVectors(open_embedder(MODELS, model=MODEL), CACHE)
    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
    chunks = {
        f"{document_id_of(item.key)}.{ordinal}": chunk
        for item in decisions()
        for ordinal, chunk in enumerate(splitter.split_text(item.load().decode()))
    }
    digest = hashlib.sha256("".join(chunks.values()).encode()).hexdigest()[:16]
    index = open_embedded(CACHE / f"recipe-{digest}")
    try:
        if index.count() != len(chunks):
            index.clear()
            index.add(list(chunks), embedder.embed_passages(list(chunks.values())))
        yield lambda text: _documents(index, embedder, text)
    finally:
        index.close()


def _documents(index: VectorIndex, embedder: Embedder, text: str) -> list[str]:
    found = index.search(embedder.embed_query(text), CANDIDATES)
    return [document_of(scored.passage_id) for scored in found]
