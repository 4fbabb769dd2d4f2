"""What is held: how much of which regulator, how new, when last read, and what could not be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from litestar import Controller, Response, get
from litestar.di import NamedDependency

from corpus.documents import Description, Document, SourceRank
from corpus.store import Corpus
from service.web.names import authority_names, place_names
from service.web.templating import page
from service.wiring import Services

NEWEST = 10
"""Documents named as the newest, and jobs named as the last: what fits on a screen beside the table."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What is held of one regulator. `newest` is the latest date that a document is about, `read` when one was read."""

    regulator: str | None
    documents: int
    by_rank: dict[str, int]
    matters: int
    passages: int
    newest: dt.date | None
    read: dt.datetime


class CorpusPage(Controller):
    """The reach of every answer."""

    path = "/corpus"
    include_in_schema = False

    @get(sync_to_thread=True)
    def corpus(self, services: NamedDependency[Services]) -> Response[str]:
        """Counts by regulator, the newest documents, sources, jobs and failures."""
        corpus = services.corpus
        holdings = corpus.registry.cached.get("holdings", lambda: holdings_of(corpus.registry.documents()))
        newest = corpus.registry.documents(limit=NEWEST)
        return page(
            "corpus.html",
            holdings=_by_name(corpus, holdings),
            ranks=[rank for rank in SourceRank if any(rank in each.by_rank for each in holdings)],
            names=authority_names(corpus.gazetteer, (each.regulator for each in holdings)),
            places=_places(corpus, holdings),
            newest=[(document, dated(document.description)) for document in newest],
            version=corpus.version,
            sources=sorted(corpus.sync.last_checked().items()),
            jobs=corpus.jobs.recent(NEWEST),
            failures=corpus.failures.all(),
        )


def holdings_of(documents: Iterable[Document]) -> tuple[Holding, ...]:
    """Documents counted by regulator."""
    of: dict[str | None, list[Document]] = {}
    for document in documents:
        of.setdefault(document.description.regulator, []).append(document)
    return tuple(_holding(regulator, held) for regulator, held in of.items())


def dated(about: Description) -> dt.date | None:
    """The latest date that a document speaks of itself: decided, published, or known to."""
    return max((date for date in (about.decided_on, about.published_on, about.known_to) if date), default=None)


def _holding(regulator: str | None, documents: list[Document]) -> Holding:
    by_rank: dict[str, int] = {}
    for document in documents:
        by_rank[document.description.rank] = by_rank.get(document.description.rank, 0) + 1
    return Holding(
        regulator=regulator,
        documents=len(documents),
        by_rank=by_rank,
        matters=len({document.description.matter for document in documents if document.description.matter}),
        passages=sum(document.passages for document in documents),
        newest=max((date for document in documents if (date := dated(document.description))), default=None),
        read=max(document.source.retrieved_at for document in documents),
    )


def _by_name(corpus: Corpus, holdings: Iterable[Holding]) -> list[Holding]:
    names = authority_names(corpus.gazetteer, (each.regulator for each in holdings))
    return sorted(holdings, key=lambda each: (each.regulator is None, names.get(each.regulator or "", "")))


def _places(corpus: Corpus, holdings: Iterable[Holding]) -> dict[str, str]:
    """Where each regulator sits."""
    bodies = {each.regulator: corpus.gazetteer.authority(each.regulator) for each in holdings if each.regulator}
    codes = {regulator: body.jurisdiction for regulator, body in bodies.items() if body}
    names = place_names(corpus.gazetteer, codes.values())
    return {regulator: names[code] for regulator, code in codes.items()}
