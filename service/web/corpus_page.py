"""What is held: how much of which regulator, how new, when last read, and what could not be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from litestar import Controller, Response, get
from litestar.di import NamedDependency

from corpus.documents import Description, SourceRank
from corpus.holdings import Holding, holdings
from corpus.store import Corpus
from service.web.job_lines import job_line
from service.web.names import authority_names, place_names
from service.web.templating import page
from service.wiring import Services

NEWEST = 10
"""Documents named as the newest, and jobs named as the last: what fits on a screen beside the table."""

_UNLISTED = "not in the gazetteer"


class CorpusPage(Controller):
    """The reach of every answer."""

    path = "/corpus"
    include_in_schema = False

    @get(sync_to_thread=True)
    def corpus(self, services: NamedDependency[Services]) -> Response[str]:
        """Counts by regulator, the newest documents, sources, jobs and failures."""
        corpus = services.corpus
        held = corpus.registry.cached.get("holdings", lambda: holdings(corpus.registry.database))
        names = authority_names(corpus.gazetteer, (each.regulator for each in held))
        newest = corpus.registry.documents(limit=NEWEST)
        return page(
            "corpus.html",
            holdings=sorted(held, key=lambda each: (each.regulator is None, names.get(each.regulator or "", ""))),
            ranks=[rank for rank in SourceRank if any(rank in each.by_rank for each in held)],
            names=names,
            places=_places(corpus, held),
            newest=[(document, dated(document.description)) for document in newest],
            version=corpus.version,
            sources=sorted(corpus.sync.last_checked().items()),
            jobs=[(job, job_line(job)) for job in corpus.jobs.recent(NEWEST)],
            failures=corpus.failures.all(),
        )


def dated(about: Description) -> dt.date | None:
    """The latest date that a document speaks of itself: decided, published, or known to."""
    return max((date for date in (about.decided_on, about.published_on, about.known_to) if date), default=None)


def _places(corpus: Corpus, held: Iterable[Holding]) -> dict[str, str]:
    """Where each regulator sits; of one that the gazetteer does not list that is said instead."""
    bodies = {each.regulator: corpus.gazetteer.authority(each.regulator) for each in held if each.regulator}
    codes = {regulator: body.jurisdiction for regulator, body in bodies.items() if body}
    names = place_names(corpus.gazetteer, codes.values())
    return {regulator: names.get(code, _UNLISTED) for regulator, code in codes.items()}
