"""What each step of retrieval is worth: `python -m tests.evaluation steps` prints the table of docs/retrieval.md.

Each row is one way of searching, measured as `eval_retrieval` measures: from single searches over ways of fusing them
to the whole, then the whole with one thing changed. Nothing here is held against a floor.
"""

from __future__ import annotations

import dataclasses
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from statistics import fmean, median

from corpus.fusion import Shares, fuse, rank, standardised
from corpus.lexical_index import LexicalQuery, Weights
from corpus.publication import Vector
from corpus.retrieval import CANDIDATES, TUNED, WEIGHTS, WHOLES, Retriever, Search, Tuning, lexical_query, scores
from corpus.scored import Scope, Scored, document_of
from corpus.store import Corpus
from tests.evaluation.cross_encoder import CrossEncoder
from tests.evaluation.cuts import Cut, CutSearch, searched
from tests.evaluation.eval_retrieval import ONLY_TEXT, System, every_word, measure, of, reciprocal
from tests.evaluation.known_items import KnownItem, known_items
from tests.evaluation.stores import DECISIONS, decisions_present, open_kept, open_store
from tests.support.models import MODELS

RERANKED = 10
"""Documents whose best passage the cross-encoder reads."""

SYNONYMS = (
    ("fine", "penalty", "sanction"),
    ("erase", "delete", "destroy", "remove"),
    ("infringement", "violation", "breach", "contravention"),
    ("camera", "cctv", "surveillance"),
    ("employee", "worker", "staff"),
    ("complainant", "applicant", "subject"),
    ("disclose", "publish", "share", "transmit"),
    ("company", "controller", "undertaking"),
)
"""Words of the field that documents use for each other; a query that has one is searched for all."""

STEM = 5
"""Letters by which a word of a query is known as one of these."""


class Remembered:
    """A search that is asked the same again and again: each answer is looked up once."""

    def __init__(self, inner: CutSearch) -> None:
        self.texts = inner.texts
        self.by_words = cache(inner.by_words)
        self.by_whole = cache(inner.by_whole)
        self._inner = inner
        self._near: dict[tuple[bytes, int], list[Scored]] = {}

    def by_vector(self, vector: Vector, limit: int, scope: Scope | None = None) -> list[Scored]:
        """See `Search`."""
        key = (vector.tobytes(), limit)
        if key not in self._near:
            self._near[key] = self._inner.by_vector(vector, limit, scope)
        return self._near[key]


class WithSynonyms:
    """A search that hears the other words for what a query says."""

    def __init__(self, inner: Search, groups: Sequence[Sequence[str]] = SYNONYMS) -> None:
        self._inner = inner
        self._heard = {stem[:STEM]: group for group in groups for stem in group}
        self.by_vector = inner.by_vector

    def by_words(self, query: LexicalQuery, limit: int, scope: Scope | None, weights: Weights) -> list[Scored]:
        """See `Search`."""
        return self._inner.by_words(self._expanded(query), limit, scope, weights)

    def by_whole(self, query: LexicalQuery, limit: int, scope: Scope | None, weights: Weights) -> dict[str, float]:
        """See `Search`."""
        return self._inner.by_whole(self._expanded(query), limit, scope, weights)

    def _expanded(self, query: LexicalQuery) -> LexicalQuery:
        more = [word for term in query.terms for word in self._heard.get(term[:STEM], ())]
        return dataclasses.replace(query, terms=tuple(dict.fromkeys([*query.terms, *more])))


def single(search: Search, embed: Callable[[str], Vector]) -> Iterator[tuple[str, System]]:
    """The searches by themselves, then two of them put together."""

    def plain(text: str) -> list[Scored]:
        return search.by_words(every_word(text), CANDIDATES, None, ONLY_TEXT)

    def words(text: str, weights: Weights = WEIGHTS) -> list[Scored]:
        return search.by_words(lexical_query(text), CANDIDATES, None, weights)

    def vectors(text: str) -> list[Scored]:
        return search.by_vector(embed(text), CANDIDATES, None)

    def fused(text: str, share: float) -> dict[str, float]:
        return fuse(scores(words(text)), scores(vectors(text)), Shares(vector=share))

    yield "BM25 over text, every word of the query", lambda text: of(plain(text))
    yield "... telling words only", lambda text: of(words(text, ONLY_TEXT))
    for heading, names in ((0.5, 0.0), (0.0, 0.5), (0.5, 0.5), (1.0, 1.0), (0.5, 2.0)):
        weights = Weights(1.0, heading, names)
        yield f"... headings {heading}, names {names}", lambda text, w=weights: of(words(text, w))
    yield "bge-small alone", lambda text: of(vectors(text))
    yield "ranks, equal", lambda text: of(reciprocal(words(text), vectors(text)))
    for share in (0.3, 0.5):
        yield f"ranks, vectors {share}", lambda text, s=share: of(reciprocal(words(text), vectors(text), shares=(1, s)))
    for share in (0.3, 0.5, 0.8, 1.0):
        yield f"scores, vectors {share}", lambda text, s=share: of(rank(fused(text, s), {}, (), NOTHING))
    for best in (2, 3):
        yield f"... mean of the best {best} passages", lambda text, b=best: by_mean(fused(text, 0.5), b)


NOTHING = Shares(support=0.0, whole=0.0, named=0.0)


def by_mean(own: Mapping[str, float], best: int) -> list[str]:
    """Documents by the mean of their best passages; what is missing counts as the lowest of all."""
    lowest = min(own.values(), default=0)
    held: dict[str, list[float]] = defaultdict(list)
    for key, score in own.items():
        held[document_of(key)].append(score)
    value = {d: fmean(sorted([*found, *[lowest] * best], reverse=True)[:best]) for d, found in held.items()}
    return sorted(value, key=lambda document: -value[document])


def whole(retriever: Retriever) -> System:
    """Documents as the program's retriever ranks them."""
    return lambda text: of(retriever.rank(text).passages)


def tunings() -> Iterator[tuple[str, Tuning]]:
    """The program's own evidence taken in one kind after the other; then other values than those chosen."""
    for name, shares in (
        ("+ second passages", Shares(whole=0, named=0)),
        ("+ whole documents", Shares(named=0)),
        ("+ authorities named: **ours**", Shares()),
        ("ours, vectors 0", Shares(vector=0)),
        ("ours, second passages 0", Shares(support=0)),
        ("ours, whole documents 0", Shares(whole=0)),
        ("ours, whole documents 1.5", Shares(whole=1.5)),
        ("ours, authorities 1", Shares(named=1)),
        ("ours, authorities 4", Shares(named=4)),
    ):
        yield name, dataclasses.replace(TUNED, shares=shares)
    for candidates in (50, 100, 400):
        yield f"ours, {candidates} candidates", dataclasses.replace(TUNED, candidates=candidates)


class Reranking:
    """Ours, the first documents put in order by the cross-encoder, by itself or mixed with ours."""

    def __init__(self, retriever: Retriever, texts: Mapping[str, str]) -> None:
        self._retriever = retriever
        self._texts = texts
        self._model = CrossEncoder(MODELS)
        self._read = cache(self._scored)
        self.seconds: list[float] = []

    def system(self, share: float | None) -> System:
        """`share` of the cross-encoder beside ours; None is the cross-encoder alone."""
        return lambda text: self._order(text, share)

    def _order(self, text: str, share: float | None) -> list[str]:
        ours, theirs, rest = self._read(text)
        mine, read = standardised(ours), standardised(theirs)
        value = {key: read[key] if share is None else mine[key] + share * read[key] for key in ours}
        return [document_of(key) for key in sorted(value, key=lambda key: -value[key])] + rest

    def _scored(self, text: str) -> tuple[dict[str, float], dict[str, float], list[str]]:
        best: dict[str, Scored] = {}
        for scored in self._retriever.rank(text).passages:
            best.setdefault(document_of(scored.passage_id), scored)
        first = list(best.values())[:RERANKED]
        started = time.perf_counter()
        read = self._model.scores(text, [self._texts[one.passage_id] for one in first])
        self.seconds.append(time.perf_counter() - started)
        keys = [one.passage_id for one in first]
        return scores(first), dict(zip(keys, read, strict=True)), list(best)[RERANKED:]


def rows(corpus: Corpus) -> Iterator[tuple[str, System]]:
    """Every step, each with what it needs open while it is measured."""
    with searched(Cut(), corpus) as (inner, embedder):
        search, embed = Remembered(inner), cache(embedder.embed_query)
        made = partial(Retriever, corpus.registry, embed_query=embed, gazetteer=lambda: corpus.gazetteer)
        yield from single(search, embed)
        for name, tuning in tunings():
            yield name, whole(made(search, tuning=tuning))
        yield "ours, synonyms", whole(made(WithSynonyms(search)))
        yield "ours, synonyms of fines and erasure only", whole(made(WithSynonyms(search, SYNONYMS[:2])))
        reranking = Reranking(made(search), search.texts)
        yield f"ours, cross-encoder over the first {RERANKED}", reranking.system(None)
        for share in (0.3, 1.0):
            yield f"ours, cross-encoder at {share:g} over the first {RERANKED}", reranking.system(share)
        print(f"(the cross-encoder took {median(reranking.seconds):.2f} s a query)")
    yield from cuts(corpus)


def cuts(corpus: Corpus) -> Iterator[tuple[str, System]]:
    """The vectors of others, and passages of other sizes."""
    for name, cut in (
        ("vectors of passages with their headings", Cut(headings=True)),
        ("vectors of MiniLM", Cut(model="minilm")),
        *((f"passages of {target} tokens", Cut(target=target)) for target in (128, 192, 256, 384)),
    ):
        with searched(cut, corpus) as (inner, embedder):
            search, embed = Remembered(inner), cache(embedder.embed_query)
            if cut.target == Cut().target:
                yield f"{name}, alone", lambda text, s=search, e=embed: of(s.by_vector(e(text), WHOLES, None))
            yield f"ours, {name}", whole(Retriever(corpus.registry, search, embed, lambda: corpus.gazetteer))


def main() -> int:
    """Print a row for every step; 0 always."""
    if not decisions_present():
        print("Steps are not measured: the labelled decisions are not beside the checkout.")
        return 0
    items = known_items()
    halves = [[item for item in items if item.reported == reported] for reported in (False, True)]
    print("| Step | tuning R@1 | R@10 | MRR | masked R@1 | R@10 | MRR | reported MRR | masked MRR |")
    print("|---|" + "--:|" * 8)
    with open_store(DECISIONS, open_kept()) as corpus:
        for name, system in rows(corpus):
            print(f"| {name} | " + " | ".join(f"{value:.3f}" for value in _cells(system, *halves)) + " |", flush=True)
    return 0


def _cells(system: System, tuning: Sequence[KnownItem], reported: Sequence[KnownItem]) -> Iterator[float]:
    for masked in (False, True):
        found = measure(system, tuning, masked=masked)
        yield from (found.recalls[0], found.recalls[2], found.mrr)
    for masked in (False, True):
        yield measure(system, reported, masked=masked).mrr
