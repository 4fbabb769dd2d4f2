"""LangChain as its retrieval tutorial has it: recursive splitter of 1,000 characters with 200 shared, and Chroma."""

from __future__ import annotations

import os
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter


class Contender:
    """See `serve.Adapter`."""

    packages = ("langchain", "langchain-chroma", "langchain-huggingface", "chromadb", "sentence-transformers", "torch")

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def load(self, *, to_ingest: bool) -> None:  # noqa: ARG002 - the model is loaded for either
        self._embeddings = HuggingFaceEmbeddings(model_name=os.environ["MINILM"])

    def ingest(self, documents: list[tuple[str, str]]) -> int:
        held = [Document(page_content=text, metadata={"source": key}) for key, text in documents]
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True)
        self._splits = splitter.split_documents(held)
        self._store = Chroma.from_documents(self._splits, self._embeddings, persist_directory=self._folder)
        return len(self._splits)

    def passages(self) -> list[str]:
        return [split.page_content for split in self._splits]

    def open(self) -> None:
        self._store = Chroma(embedding_function=self._embeddings, persist_directory=self._folder)

    def search(self, text: str, limit: int) -> list[str]:
        return [found.metadata["source"] for found in self._store.similarity_search(text, k=limit)]

    def close(self) -> None:
        pass
