"""Haystack as its Chroma pages have it: split, embed and write in one pipeline, embed and retrieve in another.

`DocumentSplitter` keeps its defaults: 200 words, none shared.
"""

from __future__ import annotations

import os
from pathlib import Path

from haystack import Document, Pipeline
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.writers import DocumentWriter
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)
from haystack_integrations.components.retrievers.chroma import ChromaEmbeddingRetriever
from haystack_integrations.document_stores.chroma import ChromaDocumentStore


class Contender:
    """See `serve.Adapter`."""

    packages = (
        "haystack-ai",
        "chroma-haystack",
        "sentence-transformers-haystack",
        "chromadb",
        "sentence-transformers",
        "torch",
    )

    def __init__(self, folder: Path) -> None:
        store = ChromaDocumentStore(persist_path=str(folder))
        self._store = store
        self._indexing = Pipeline()
        self._indexing.add_component("splitter", DocumentSplitter())
        self._indexing.add_component("embedder", SentenceTransformersDocumentEmbedder(model=os.environ["MINILM"]))
        self._indexing.add_component("writer", DocumentWriter(store))
        self._indexing.connect("splitter", "embedder")
        self._indexing.connect("embedder", "writer")
        self._querying = Pipeline()
        self._querying.add_component("embedder", SentenceTransformersTextEmbedder(model=os.environ["MINILM"]))
        self._querying.add_component("retriever", ChromaEmbeddingRetriever(store))
        self._querying.connect("embedder.embedding", "retriever.query_embedding")

    def load(self, *, to_ingest: bool) -> None:  # noqa: ARG002 - the model is loaded for either
        self._querying.warm_up()
        self._indexing.warm_up()

    def ingest(self, documents: list[tuple[str, str]]) -> int:
        held = [Document(content=text, meta={"source": key}) for key, text in documents]
        return int(self._indexing.run({"splitter": {"documents": held}})["writer"]["documents_written"])

    def passages(self) -> list[str]:
        return [str(document.content) for document in self._store.filter_documents()]

    def open(self) -> None:
        self._store.count_documents()

    def search(self, text: str, limit: int) -> list[str]:
        asked = {"embedder": {"text": text}, "retriever": {"top_k": limit}}
        return [str(found.meta["source"]) for found in self._querying.run(asked)["retriever"]["documents"]]

    def close(self) -> None:
        pass
