"""Known-item retrieval over the labelled decisions: `python -m tests.evaluation retrieval [--full]`.

Each decision's abstract, as it stands and masked, has to find that decision among all of them; only the bodies are
indexed. Our retriever stands beside what others would use and, with `--full`, beside LangChain's recipe (whose vectors
take minutes the first time) and itself with one part left out. The tuning half chose the constants of
`corpus/fusion.py`; what we claim is the reported half.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from corpus.fusion import fuse, rank
from corpus.lexical_index import LexicalQuery, Weights
from corpus.publishing import document_id_of
from corpus.retrieval import CANDIDATES, WEIGHTS, WHOLES, lexical_query, scores
from corpus.scored import Scored, document_of
from corpus.store import Corpus
from tests.evaluation import floors
from tests.evaluation.known_items import KnownItem, known_items
from tests.evaluation.recipe import langchain
from tests.evaluation.stores import DECISIONS, decisions, decisions_present, hash_of, key_of, open_kept, open_store

GROUP = "retrieval"
DEPTHS = (1, 5, 10, 20)
RRF = 60
"""The usual constant of reciprocal rank fusion."""

OURS = "ours"
ONLY_TEXT = Weights(text=1.0, heading=0.0, names=0.0)
_WORD = re.compile(r"\w+")

System = Callable[[str], Iterable[str]]
"""Documents for a query, best first; a document may come again."""


@dataclass(frozen=True, slots=True)
class Found:
    """Shares of the queries whose document is among the first `DEPTHS`, the mean reciprocal rank, and milliseconds."""

    recalls: tuple[float, ...]
    mrr: float
    p50_ms: float
    p95_ms: float


class Parts:
    """What each index says of a query, so that systems can be put together of it."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def plain(self, text: str) -> list[Scored]:
        """BM25 over the text of passages, for every word of the query."""
        return self.corpus.indexes.by_words(every_word(text), CANDIDATES, None, ONLY_TEXT)

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


def simple(corpus: Corpus) -> dict[str, System]:
    """What others would use, over our own passages."""
    parts = Parts(corpus)
    return {
        "BM25 alone": lambda text: of(parts.plain(text)),
        "embedder alone": lambda text: of(parts.vectors(text)),
        "equal rank fusion": lambda text: of(reciprocal(parts.plain(text), parts.vectors(text))),
    }


def ours(corpus: Corpus) -> System:
    """The program's retriever, asked for all that it finds."""
    return lambda text: [hit.document.id for hit in corpus.retriever.search(text, limit=CANDIDATES)]


def reduced(corpus: Corpus) -> dict[str, System]:
    """Ours without one of its parts after the other."""
    parts = Parts(corpus)
    return {
        "ours without names of authorities": lambda text: of(rank(parts.own(text), parts.wholes(text))),
        "... nor whole documents": lambda text: of(rank(parts.own(text), {})),
        "... nor second passages": lambda text: of(rank(best_of_each(parts.own(text)), {})),
        "... nor vectors": lambda text: of(rank(best_of_each(fuse(scores(parts.words(text)), {})), {})),
    }


def every_word(text: str) -> LexicalQuery:
    """A query as a search engine takes it that knows nothing of questions."""
    return LexicalQuery(tuple(dict.fromkeys(_WORD.findall(text.casefold()))))


def of(found: Iterable[Scored]) -> list[str]:
    """The documents of passages."""
    return [document_of(scored.passage_id) for scored in found]


def reciprocal(*lists: Sequence[Scored], shares: Sequence[float] = (1, 1)) -> list[Scored]:
    """Reciprocal rank fusion, equal unless `shares` say otherwise."""
    total: dict[str, float] = defaultdict(float)
    for found, share in zip(lists, shares, strict=True):
        for place, scored in enumerate(found, 1):
            total[scored.passage_id] += share / (RRF + place)
    return sorted((Scored(*item) for item in total.items()), key=lambda one: -one.score)


def best_of_each(own: Mapping[str, float]) -> dict[str, float]:
    """The best passage of each document, which then has no other to support it."""
    best: dict[str, str] = {}
    for key, score in own.items():
        held = best.setdefault(document_of(key), key)
        if score > own[held]:
            best[document_of(key)] = key
    return {key: own[key] for key in best.values()}


def measure(system: System, items: Iterable[KnownItem], *, masked: bool) -> Found:
    """How well and how fast a system finds the document of each query."""
    places: list[int] = []
    times: list[float] = []
    for item in items:
        started = time.perf_counter()
        found = list(system(item.masked if masked else item.text))
        times.append((time.perf_counter() - started) * 1000)
        places.append(_place(found, document_id_of(key_of(item.document))))
    recalls = tuple(sum(0 < place <= depth for place in places) / len(places) for depth in DEPTHS)
    late = sorted(times)[min(len(times) - 1, int(0.95 * len(times)))]
    return Found(recalls, sum(1 / place for place in places if place) / len(places), median(times), late)


def _place(documents: Iterable[str], wanted: str) -> int:
    ordered = list(dict.fromkeys(documents))
    return ordered.index(wanted) + 1 if wanted in ordered else 0


@contextmanager
def opened(*, full: bool) -> Iterator[dict[str, System]]:
    """The systems to measure, by name."""
    with open_store(DECISIONS, open_kept()) as corpus:
        corpus.warm()
        held = simple(corpus) | {OURS: ours(corpus)}
        if full:
            with langchain() as recipe:
                yield {"LangChain recipe": recipe} | held | reduced(corpus)
        else:
            yield held


def main(*, full: bool = False) -> int:
    """Measure every system on both halves and compare ours with the floors."""
    if not decisions_present():
        print("Retrieval is not measured: the labelled decisions are not beside the checkout.")
        return 0
    items = known_items()
    with opened(full=full) as systems:
        _print_half("tuning", _measured(systems, [item for item in items if not item.reported]))
        reported = _measured(systems, [item for item in items if item.reported])
        _print_half("reported", reported)
    if not full:
        print("\nLangChain's recipe and what each part is worth are left out: add --full.")
    return floors.verdict(GROUP, _floored(reported), {DECISIONS: hash_of(decisions())})


def _measured(systems: Mapping[str, System], half: Sequence[KnownItem]) -> dict[tuple[str, bool], Found]:
    return {
        (name, masked): measure(system, half, masked=masked)
        for name, system in systems.items()
        for masked in (False, True)
    }


def _print_half(half: str, measured: Mapping[tuple[str, bool], Found]) -> None:
    for masked in (False, True):
        print(f"\nKnown items, {half} half, {'masked' if masked else 'as they stand'}")
        print(f"{'':36}" + "".join(f"{f'R@{depth}':>8}" for depth in DEPTHS) + "     MRR   p50 ms   p95 ms")
        for (name, covered), one in measured.items():
            if covered == masked:
                cells = "".join(f"{value:8.3f}" for value in (*one.recalls, one.mrr))
                print(f"{name:36}{cells}{one.p50_ms:9.1f}{one.p95_ms:9.1f}")


def _floored(reported: Mapping[tuple[str, bool], Found]) -> dict[str, float]:
    """What floors hold: ours, and how far it stands above the best of the others on masked queries."""
    figures: dict[str, float] = {}
    for masked in (False, True):
        one = reported[OURS, masked]
        name = f"reported.{'masked' if masked else 'unmasked'}"
        figures |= {f"{name}.mrr": one.mrr, f"{name}.recall_at_10": one.recalls[DEPTHS.index(10)]}
    others = [one.mrr for (name, masked), one in reported.items() if masked and not name.startswith((OURS, "..."))]
    return figures | {"reported.masked.above_others": figures["reported.masked.mrr"] - max(others)}
