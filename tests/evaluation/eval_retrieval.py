"""Known-item retrieval over the labelled decisions: `python -m tests.evaluation retrieval`.

Each decision's abstract, as it stands and masked, has to find that decision among all of them; only the bodies are
indexed. Our retriever stands beside what others would use, and beside itself with one part left out. The tuning half
chose the constants of `corpus/fusion.py`; what we claim is the reported half.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from corpus.embedding import Embedder, open_embedder
from corpus.fusion import fuse, rank
from corpus.lexical_index import LexicalQuery, Weights
from corpus.publishing import document_id_of
from corpus.retrieval import CANDIDATES, WEIGHTS, WHOLES, lexical_query, scores
from corpus.scored import Scored, document_of
from corpus.store import Corpus
from corpus.vector_index import VectorIndex, open_embedded
from tests.evaluation import floors
from tests.evaluation.kept_vectors import KeptVectors
from tests.evaluation.known_items import KnownItem, known_items
from tests.evaluation.recipe import split
from tests.evaluation.stores import CACHE, DECISIONS, decisions, decisions_present, key_of, open_kept, open_store
from tests.support.models import MODELS

GROUP = "retrieval"
DEPTHS = (1, 5, 10)
RRF = 60
"""The usual constant of reciprocal rank fusion."""

RECIPE_MODEL = "minilm"
ONLY_TEXT = Weights(text=1.0, heading=0.0, names=0.0)
BASELINES = ("BM25 alone", "embedder alone", "equal rank fusion", "LangChain recipe")
_WORD = re.compile(r"\w+")

System = Callable[[str], Iterable[str]]
"""Documents for a query, best first; a document may come again."""


@dataclass(frozen=True, slots=True)
class Found:
    """Shares of the queries whose document is among the first 1, 5 and 10, and the mean reciprocal rank."""

    recalls: tuple[float, ...]
    mrr: float


class Parts:
    """What each index says of a query, so that systems can be put together of it."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def plain(self, text: str) -> list[Scored]:
        """BM25 over the text of passages, for every word of the query."""
        query = LexicalQuery(tuple(dict.fromkeys(_WORD.findall(text.casefold()))))
        return self.corpus.indexes.by_words(query, CANDIDATES, None, ONLY_TEXT)

    def words(self, text: str) -> list[Scored]:
        """BM25 over passages as our retriever asks for it."""
        return self.corpus.indexes.by_words(lexical_query(text), CANDIDATES, None, WEIGHTS)

    def vectors(self, text: str) -> list[Scored]:
        """Chroma over passages."""
        return self.corpus.indexes.by_vector(self.corpus.embedder.embed_query(text), CANDIDATES, None)

    def wholes(self, text: str) -> Mapping[str, float]:
        """BM25 over documents."""
        return self.corpus.indexes.by_whole(lexical_query(text), WHOLES, None, WEIGHTS)

    def own(self, text: str) -> dict[str, float]:
        """Each passage's own score."""
        return fuse(scores(self.words(text)), scores(self.vectors(text)))


def systems(corpus: Corpus, recipe: System) -> dict[str, System]:
    """By name: what others would use, ours, and ours without one of its parts."""
    parts = Parts(corpus)
    return {
        "BM25 alone": lambda text: of(parts.plain(text)),
        "embedder alone": lambda text: of(parts.vectors(text)),
        "equal rank fusion": lambda text: of(reciprocal(parts.plain(text), parts.vectors(text))),
        "LangChain recipe": recipe,
        "ours": lambda text: [hit.document.id for hit in corpus.retriever.search(text, limit=CANDIDATES)],
        "  without names of authorities": lambda text: of(rank(parts.own(text), parts.wholes(text))),
        "  nor whole documents": lambda text: of(rank(parts.own(text), {})),
        "  nor second passages": lambda text: of(rank(best_of_each(parts.own(text)), {})),
        "  nor vectors": lambda text: of(rank(best_of_each(fuse(scores(parts.words(text)), {})), {})),
    }


def of(found: Iterable[Scored]) -> list[str]:
    """The documents of passages."""
    return [document_of(scored.passage_id) for scored in found]


def reciprocal(*lists: Sequence[Scored]) -> list[Scored]:
    """Equal reciprocal rank fusion."""
    total: dict[str, float] = defaultdict(float)
    for found in lists:
        for place, scored in enumerate(found, 1):
            total[scored.passage_id] += 1 / (RRF + place)
    return sorted((Scored(*item) for item in total.items()), key=lambda one: -one.score)


def best_of_each(own: Mapping[str, float]) -> dict[str, float]:
    """The best passage of each document, which then has no other to support it."""
    best: dict[str, str] = {}
    for key, score in own.items():
        held = best.setdefault(document_of(key), key)
        if score > own[held]:
            best[document_of(key)] = key
    return {key: own[key] for key in best.values()}


@contextmanager
def langchain() -> Iterator[System]:
    """The recipe over the same bodies."""
    embedder = KeptVectors(open_embedder(MODELS, model=RECIPE_MODEL), CACHE)
    chunks = {
        f"{document_id_of(item.key)}.{ordinal}": chunk
        for item in decisions()
        for ordinal, chunk in enumerate(split(item.load().decode()))
    }
    digest = hashlib.sha256("".join(chunks.values()).encode()).hexdigest()[:16]
    index = open_embedded(CACHE / f"recipe-{digest}")
    try:
        if index.count() != len(chunks):
            index.clear()
            index.add(list(chunks), embedder.embed_passages(list(chunks.values())))
        yield partial(_recipe, index, embedder)
    finally:
        index.close()


def _recipe(index: VectorIndex, embedder: Embedder, text: str) -> list[str]:
    return of(index.search(embedder.embed_query(text), CANDIDATES))


def measure(system: System, items: Iterable[KnownItem], *, masked: bool) -> Found:
    """How well a system finds the document of each query."""
    places = [_place(system(i.masked if masked else i.text), document_id_of(key_of(i.document))) for i in items]
    recalls = tuple(sum(0 < place <= depth for place in places) / len(places) for depth in DEPTHS)
    return Found(recalls, sum(1 / place for place in places if place) / len(places))


def _place(documents: Iterable[str], wanted: str) -> int:
    ordered = list(dict.fromkeys(documents))
    return ordered.index(wanted) + 1 if wanted in ordered else 0


def main() -> int:
    """Measure every system on both halves and compare ours with the floors."""
    if not decisions_present():
        print("Retrieval is not measured: the labelled decisions are not beside the checkout.")
        return 0
    items = known_items()
    measured: dict[str, float] = {}
    with langchain() as recipe, open_store(DECISIONS, open_kept()) as corpus:
        corpus.warm()
        for reported in (False, True):
            half = [item for item in items if item.reported == reported]
            name = "reported" if reported else "tuning"
            print(f"\n{name} half, {len(half)} queries{'as they stand':>37}{'masked':>31}")
            print(f"{'':32}" + "   ".join(["   R@1    R@5   R@10    MRR"] * 2))
            for system, search in systems(corpus, recipe).items():
                found = {masked: measure(search, half, masked=masked) for masked in (False, True)}
                cells = [(*one.recalls, one.mrr) for one in found.values()]
                print(f"{system:32}" + "   ".join("".join(f"{value:7.3f}" for value in row) for row in cells))
                measured[f"{name}.{system.strip()}.unmasked"] = found[False].mrr
                measured[f"{name}.{system.strip()}.masked"] = found[True].mrr
    return _verdict(measured)


def _verdict(measured: Mapping[str, float]) -> int:
    ours = {name.replace(".ours.", "."): value for name, value in measured.items() if ".ours." in name}
    best = max(measured[f"reported.{name}.masked"] for name in BASELINES)
    low = floors.below(GROUP, ours)
    if ours["reported.masked"] <= best:
        low.append("a simpler system finds more of the masked queries of the reported half")
    print("\n" + ("\n".join(low) or "No floor is broken."))
    return 1 if low else 0
