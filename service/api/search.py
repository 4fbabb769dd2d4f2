"""Search: passages, not answers."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import msgspec
from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from corpus.filters import Filters
from corpus.retrieval import Hit
from service.answering.wire import MAX_QUESTION_CHARACTERS
from service.api.contract.problems import problems
from service.api.contract.shapes import DocumentShape, PassageShape, document_shape, passage_shape
from service.showing.links import viewer_url
from service.wiring import Services

MAX_HITS = 50

Words = Annotated[
    str, QueryParameter(name="q", description="Words or a question.", min_length=1, max_length=MAX_QUESTION_CHARACTERS)
]
Limit = Annotated[int, QueryParameter(description="Passages to give.", ge=1, le=MAX_HITS)]


class HitShape(msgspec.Struct, frozen=True):
    """A passage that was found. Scores compare within one search only."""

    score: float
    passage: PassageShape
    document: DocumentShape
    viewer_url: str


class Hits(msgspec.Struct, frozen=True):
    """What was found, best first."""

    items: tuple[HitShape, ...]


class Search(Controller):
    """Find passages by words and by meaning."""

    path = "/v1/search"
    tags = ("documents",)

    @get(summary="Search passages", responses=problems(504))
    async def find(
        self, words: Words, narrowed: NamedDependency[Filters], services: NamedDependency[Services], limit: Limit = 10
    ) -> Hits:
        """The best passages for some words or a question. What is found is near, not verified."""
        search = partial(services.corpus.retriever.search, words, narrowed, limit)
        hits = await services.gate.run(search, services.settings.answer_seconds)
        return Hits(tuple(hit_shape(hit, services.settings.base_url) for hit in hits))


def hit_shape(hit: Hit, base_url: str) -> HitShape:
    """A hit as the API shows it."""
    passage = hit.passage
    url = viewer_url(base_url, passage.document_id, passage.version, passage.span)
    return HitShape(round(hit.score, 4), passage_shape(passage), document_shape(hit.document, base_url), url)
