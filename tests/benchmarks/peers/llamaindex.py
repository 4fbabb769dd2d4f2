"""LlamaIndex as its Chroma example has it: `VectorStoreIndex.from_documents`, whose nodes are 1,024 tokens, 200 shared.

MiniLM reads the first 256 tokens of each.
"""

from __future__ import annotations

import os
from pathlib import Path

import chromadb
from llama_index.core import Document, StorageContext, VectorStoreIndex
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.vector_stores.chroma import ChromaVectorStore


class Contender:
    """See `serve.Adapter`."""

    packages = (
        "llama-index-core",
        "llama-index-vector-stores-chroma",
        "llama-index-embeddings-huggingface",
        "chromadb",
        "sentence-transformers",
        "torch",
    )

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def load(self, *, to_ingest: bool) -> None:  # noqa: ARG002 - the model is loaded for either
        self._embedding = HuggingFaceEmbedding(model_name=os.environ["MINILM"])

    def ingest(self, documents: list[tuple[str, str]]) -> int:
        held = [Document(text=text, id_=key) for key, text in documents]
        context = StorageContext.from_defaults(vector_store=self._store())
        self._index = VectorStoreIndex.from_documents(held, storage_context=context, embed_model=self._embedding)
        return int(self._collection.count())

    def passages(self) -> list[str]:
        return list(self._collection.get(include=["documents"])["documents"] or [])

    def open(self) -> None:
        self._index = VectorStoreIndex.from_vector_store(self._store(), embed_model=self._embedding)

    def search(self, text: str, limit: int) -> list[str]:
        found = self._index.as_retriever(similarity_top_k=limit).retrieve(text)
        return [str(each.node.ref_doc_id) for each in found]

    def close(self) -> None:
        pass

    def _store(self) -> ChromaVectorStore:
        client = chromadb.PersistentClient(path=self._folder)
        self._collection = client.get_or_create_collection("quickstart")
        return ChromaVectorStore(chroma_collection=self._collection)
