"""A matter to look at: where it stands, how it came there, what it cost and what it demands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from litestar import Controller, Response, get
from litestar.di import NamedDependency

from corpus.documents import Document, SourceRank
from corpus.filters import Filters
from corpus.matters import Event, Matter
from corpus.standing import Standing, fold, fold_parts
from corpus.store import Corpus
from service.answering.standing import doubted
from service.api.contract.parameters import MatterId
from service.api.orders import known, shown
from service.api.penalties import MoneyFilters, ledger
from service.showing.advice import Advice, advice_on
from service.web.digest_sources import Particulars, particulars
from service.web.names import authority_names
from service.web.parameters import AsOf, Word
from service.web.references import Reference, cite
from service.web.templating import page
from service.web.timeline import draw
from service.wiring import Services

MANY = 300
"""Matters listed on one page: 300 make 120 kB; beyond that the page offers the regulators first."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the history, with the word for the state it left and what proves it."""

    event: Event
    state: str
    proofs: tuple[Reference, ...]


class MatterPages(Controller):
    """Matters, one and all."""

    path = "/matters"
    include_in_schema = False

    @get("/", sync_to_thread=True)
    def matters(self, services: NamedDependency[Services], regulator: Word = "") -> Response[str]:
        """Every matter with its standing, by regulator; where there are very many, those of one regulator."""
        corpus = services.corpus
        held = sorted(corpus.records.matters(), key=lambda matter: (matter.regulator or "", matter.title.casefold()))
        names = authority_names(corpus.gazetteer, (matter.regulator for matter in held))
        groups = [(body, list(group)) for body, group in groupby(held, key=lambda matter: matter.regulator or "")]
        groups.sort(key=lambda group: names.get(group[0], "~"))
        advice = advice_on(corpus.records, held)
        listed = [
            (body, [(matter, advice.word(matter, fold(matter.events), None)) for matter in group])
            for body, group in groups
            if (body == regulator if regulator else len(held) <= MANY)
        ]
        counts = [(body, len(group)) for body, group in groups]
        return page("matters.html", groups=listed, counts=counts, count=len(held), names=names, regulator=regulator)

    @get("/{matter_id:str}", sync_to_thread=True)
    def matter(self, services: NamedDependency[Services], matter_id: MatterId, as_of: AsOf = None) -> Response[str]:
        """One matter, as of a date where one is given."""
        corpus = services.corpus
        matter = corpus.records.matter(matter_id)
        only = Filters(matter=(matter_id,))
        documents = corpus.records.documents_of(matter_id)
        standing = fold(matter.events, as_of)
        sums = ledger(services, only, MoneyFilters(), as_of or dt.datetime.now(dt.UTC).date())
        advice = advice_on(corpus.records, [matter])
        parts = fold_parts(matter.events, as_of)
        instruments = {instrument.id: instrument for instrument in matter.instruments}
        orders = known(services, only, None, None, as_of)
        provisions = corpus.records.provisions(only)
        return page(
            "matter.html",
            matter=matter,
            as_of=as_of,
            standing=standing,
            word=advice.word(matter, standing, as_of),
            doubt=doubted(standing, as_of),
            parts={each: advice.word_of(matter, instruments.get(each), part, as_of) for each, part in parts.items()},
            instruments=instruments,
            timeline=draw(matter, as_of, advice),
            history=_history(corpus, matter, standing, advice),
            penalties=[(line, cite(corpus, line.held.document_id, line.penalty.span)) for line in sums],
            orders=[
                (held, shown(held, state), cite(corpus, held.document_id, held.record.span)) for held, state in orders
            ],
            provisions=[(held, cite(corpus, held.document_id, held.record.span)) for held in provisions],
            documents=documents,
            particulars=_particulars(corpus, documents),
            names=authority_names(corpus.gazetteer, [matter.regulator]),
        )


def _history(corpus: Corpus, matter: Matter, standing: Standing, advice: Advice) -> list[Happening]:
    happenings = []
    for step in standing.steps:
        proofs = [cite(corpus, step.event.document_id, step.event.span)]
        proofs += [cite(corpus, proof.document_id, proof.span) for proof in step.event.further]
        word = advice.word_after(matter, step.state, step.event.on)
        happenings.append(Happening(step.event, word, tuple(proof for proof in proofs if proof)))
    return happenings


def _particulars(corpus: Corpus, documents: Iterable[Document]) -> Particulars:
    held = next((each for each in documents if each.description.rank is SourceRank.DIGEST), None)
    return particulars(corpus.registry, held) if held else Particulars()
