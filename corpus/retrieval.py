"""Passages for a question: their words, their vectors, what their documents say as wholes, and whom the question names.

What each part is worth, step by step, is in docs/retrieval.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

from corpus.documents import Document, Passage
from corpus.filters import Filters
from corpus.fusion import SHARES, Shares, fuse, rank
from corpus.gazetteer import Gazetteer
from corpus.lexical_index import LexicalQuery, Weights
from corpus.publication import Vector
from corpus.registry import NO_FILTERS, Registry
from corpus.scored import Scope, Scored, document_of

CANDIDATES = 200
"""Passages taken from each index before fusion; 100 find the same documents a little less often, 400 no more."""

WHOLES = 200
"""Documents taken for what they say as wholes."""

WEIGHTS = Weights(text=1.0, heading=0.5, names=0.5)
"""Headings and names at half weight: at none the masked and at one the unmasked queries lose."""

_COMMON = """
a about an and any are as at be been by can could did do does for from had has have how i if in into is it its me must
of on or shall should so than that the their them then there these they this those to under was were what when where
which who whom whose why will with would you
"""
_FIELD = "dpa gdpr"
STOP_WORDS = frozenset((_COMMON + _FIELD).split())
"""Words that stand in every passage: leaving them out changes no order and saves scoring the whole corpus. The field's
own two are how questions speak of authorities and of the law, and not how decisions in thirty languages do."""

_WORD = re.compile(r"\w+")
_COMPOUND = re.compile(r"\d[\w.,/-]*(?:\(\w+\))+|\d+(?:[.,/-]\d+)+")


@dataclass(frozen=True, slots=True)
class Tuning:
    """What may be turned: where words count, what each kind of evidence counts, and how deep is looked."""

    weights: Weights = WEIGHTS
    shares: Shares = SHARES
    candidates: int = CANDIDATES
    wholes: int = WHOLES


TUNED = Tuning()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its document. `lexical` and `vector` are the raw scores, None where that index had no say."""

    passage: Passage
    document: Document
    score: float
    lexical: float | None = None
    vector: float | None = None

    @property
    def matter(self) -> str:
        """The id of the document's matter, or of the document where it has none: what dossiers go by."""
        return self.document.description.matter or self.document.id


@dataclass(frozen=True, slots=True)
class Ranked:
    """Passages, best first, and the raw scores of words and vectors by passage."""

    passages: Sequence[Scored]
    words: Mapping[str, float]
    vectors: Mapping[str, float]


class Search(Protocol):
    """The searches that retrieval fuses, each within a scope (None is everything)."""

    def by_words(self, query: LexicalQuery, limit: int, scope: Scope | None, weights: Weights) -> list[Scored]:
        """Best BM25 first."""

    def by_whole(self, query: LexicalQuery, limit: int, scope: Scope | None, weights: Weights) -> dict[str, float]:
        """Documents by BM25 over all that they say."""

    def by_vector(self, vector: Vector, limit: int, scope: Scope | None) -> list[Scored]:
        """Nearest first."""


class Retriever:
    """Search over current passages. Safe to share between threads."""

    def __init__(
        self,
        registry: Registry,
        search: Search,
        embed_query: Callable[[str], Vector],
        gazetteer: Callable[[], Gazetteer],
        tuning: Tuning = TUNED,
        threads: int = 2,
    ) -> None:
        self._registry = registry
        self._search = search
        self._embed_query = embed_query
        self._gazetteer = gazetteer
        self._tuning = tuning
        self._beside = ThreadPoolExecutor(threads, thread_name_prefix="words")

    def search(self, text: str, filters: Filters = NO_FILTERS, limit: int = 10) -> list[Hit]:
        """The best passages first. Raises `InvalidFilter`."""
        scope = self._scope(filters) if filters else None
        if limit < 1 or (scope and not scope.documents):
            return []
        return self._hits(self.rank(text, scope), limit)

    def rank(self, text: str, scope: Scope | None = None) -> Ranked:
        """Every passage that a search found, best first, current or not."""
        # words and meaning take about as long as each other, and both leave Python alone meanwhile
        by_words = self._beside.submit(self._by_words, lexical_query(text), scope)
        vectors = scores(self._search.by_vector(self._embed_query(text), self._tuning.candidates, scope))
        words, wholes = by_words.result()
        own = fuse(words, vectors, self._tuning.shares)
        named = self._named(text, map(document_of, own))
        return Ranked(rank(own, wholes, named, self._tuning.shares), words, vectors)

    def close(self) -> None:
        """Let the threads go."""
        self._beside.shutdown(wait=True, cancel_futures=True)

    def _by_words(self, query: LexicalQuery, scope: Scope | None) -> tuple[dict[str, float], dict[str, float]]:
        tuning = self._tuning
        words = scores(self._search.by_words(query, tuning.candidates, scope, tuning.weights))
        return words, self._search.by_whole(query, tuning.wholes, scope, tuning.weights)

    def _scope(self, filters: Filters) -> Scope:
        return Scope(self._registry.document_ids(filters), self._registry.coverage(filters).passages)

    def _named(self, text: str, document_ids: Iterable[str]) -> Collection[str]:
        """Those of the documents that are by an authority or court that the text names or describes."""
        gazetteer = self._gazetteer()
        mentions = gazetteer.find_authorities(text, loose=text.islower()) + gazetteer.resolve_descriptions(text)
        named = {mention.id for mention in mentions}
        if not named:
            return ()
        documents = self._registry.documents_by_id(set(document_ids)).values()
        return {d.id for d in documents if {d.description.regulator, d.description.court} & named}

    def _hits(self, ranked: Ranked, limit: int) -> list[Hit]:
        hits: list[Hit] = []
        for start in range(0, len(ranked.passages), limit):
            part = ranked.passages[start : start + limit]
            documents = self._registry.documents_by_id({document_of(scored.passage_id) for scored in part})
            passages = self._registry.passages([scored.passage_id for scored in part])
            for scored in part:
                passage = passages.get(scored.passage_id)
                document = documents.get(document_of(scored.passage_id))
                # an index may be a moment ahead of the registry or behind it: the registry decides what is current
                if passage and document and not document.duplicate_of and passage.version == document.version:
                    key = scored.passage_id
                    hits.append(Hit(passage, document, scored.score, ranked.words.get(key), ranked.vectors.get(key)))
            if len(hits) >= limit:
                break
        return hits[:limit]


def lexical_query(text: str) -> LexicalQuery:
    """The words of a question that can tell passages apart, and its numbers as written."""
    words = list(dict.fromkeys(_WORD.findall(text.casefold())))
    telling = [word for word in words if word not in STOP_WORDS]
    return LexicalQuery(tuple(telling or words), tuple(dict.fromkeys(_COMPOUND.findall(text.casefold()))))


def scores(found: Sequence[Scored]) -> dict[str, float]:
    """Scores by passage."""
    return {scored.passage_id: scored.score for scored in found}
