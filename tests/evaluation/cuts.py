"""The labelled decisions cut and embedded one way, searched in memory: to try out what whole stores are too slow for.

Words go through the program's own lexical index; vectors are compared with every passage, which Chroma's graph finds
to 0.99.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from corpus.documents import Document, ParsedDocument
from corpus.embedding import DEFAULT_MODEL, Embedder, open_embedder
from corpus.lexical_index import LexicalEntry, LexicalQuery, Weights
from corpus.publication import PassageDraft, Vector, Vectors
from corpus.publishing import document_id_of
from corpus.scored import Scope, Scored
from corpus.sqlite_words import SqliteLexicalIndex
from corpus.store import Corpus
from ingest.parse import parse
from ingest.preparing.chunking import chunk
from ingest.preparing.stages import TARGET_TOKENS
from tests.evaluation.stores import decisions, open_kept
from tests.support.models import MODELS


@dataclass(frozen=True, slots=True)
class Cut:
    """How to cut and embed. `headings`: the vector of a passage hears its headings."""

    target: int = TARGET_TOKENS
    model: str = DEFAULT_MODEL
    headings: bool = False


class CutSearch:
    """The searches of `corpus.retrieval.Search`, without a scope."""

    def __init__(self, lexical: SqliteLexicalIndex, ids: list[str], texts: Mapping[str, str], vectors: Vectors) -> None:
        self.texts = texts
        self._lexical = lexical
        self._ids = ids
        self._vectors = vectors

    def by_words(self, query: LexicalQuery, limit: int, scope: Scope | None, weights: Weights) -> list[Scored]:
        """See `Search`."""
        del scope
        return self._lexical.search(query, limit, weights=weights)

    def by_whole(self, query: LexicalQuery, limit: int, scope: Scope | None, weights: Weights) -> dict[str, float]:
        """See `Search`."""
        del scope
        return self._lexical.search_wholes(query, limit, weights=weights)

    def by_vector(self, vector: Vector, limit: int, scope: Scope | None = None) -> list[Scored]:
        """See `Search`."""
        del scope
        near = self._vectors @ vector
        return [Scored(self._ids[n], float(near[n])) for n in np.argsort(-near)[:limit]]


@contextmanager
def searched(cut: Cut, corpus: Corpus) -> Iterator[tuple[CutSearch, Embedder]]:
    """The search, and the embedder for its queries. What is known of each decision is taken from the store."""
    embedder = open_kept(open_embedder(MODELS, model=cut.model))
    window = open_kept()
    documents: dict[str, Document] = corpus.registry.documents_by_id({document_id_of(i.key) for i in decisions()})
    drafts: dict[str, PassageDraft] = {}
    for document_id, parsed in _parsed().items():
        for draft in chunk(
            parsed, count_tokens=window.count_tokens, max_tokens=window.max_tokens, target_tokens=cut.target
        ):
            drafts[f"{document_id}.1.{draft.ordinal}"] = draft
    with tempfile.TemporaryDirectory(prefix="cut-") as folder:
        lexical = SqliteLexicalIndex(Path(folder) / "lexical.sqlite")
        try:
            lexical.add(_entry(key, draft, documents[key.partition(".")[0]]) for key, draft in drafts.items())
            vectors = embedder.embed_passages([_heard(draft, cut) for draft in drafts.values()])
            texts = {key: draft.text for key, draft in drafts.items()}
            yield CutSearch(lexical, list(drafts), texts, vectors), embedder
        finally:
            lexical.close()


@cache
def _parsed() -> dict[str, ParsedDocument]:
    return {document_id_of(i.key): parse(i.load(), name=i.name, media_type=i.media_type) for i in decisions()}


def _heard(draft: PassageDraft, cut: Cut) -> str:
    path = " > ".join(draft.heading_path[-2:])
    return f"{path}\n{draft.text}" if cut.headings and path else draft.text


def _entry(key: str, draft: PassageDraft, document: Document) -> LexicalEntry:
    about = document.description
    names = " | ".join((about.title, *about.respondents))
    return LexicalEntry(key, document.id, draft.text, " | ".join(draft.heading_path), names)
