"""A matter to look at: where it stands, how it came there, what it cost and what it demands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import msgspec
from litestar import Controller, Response, get
from litestar.di import NamedDependency

from corpus.digest import DigestSource
from corpus.documents import Document, SourceRank, Span
from corpus.filters import Filters
from corpus.matters import Event, Matter
from corpus.standing import Standing, fold, fold_parts
from corpus.store import Corpus
from service.api.parameters import MatterId
from service.web.marked_text import anchor_of
from service.web.parameters import AsOf
from service.web.templating import page
from service.web.timeline import draw
from service.wiring import Services


@dataclass(frozen=True, slots=True)
class Reference:
    """A link into the viewer, and the words it leads to."""

    href: str
    document_id: str
    title: str
    rank: str
    quote: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the history, with the state it left and what proves it."""

    event: Event
    state: str
    proofs: tuple[Reference, ...]


class Particulars(msgspec.Struct, frozen=True):
    """What only our own digest tells: further sources with their conflicts, and what no source states."""

    sources: tuple[DigestSource, ...] = ()
    not_stated: tuple[str, ...] = ()


# msgspec learns a type when it first meets it, and two threads that meet it at once crash the process
msgspec.json.Decoder(Particulars)


class MatterPages(Controller):
    """Matters, one and all."""

    path = "/matters"
    include_in_schema = False

    @get("/", sync_to_thread=True)
    def matters(self, services: NamedDependency[Services]) -> Response[str]:
        """Every matter with its standing."""
        library = services.corpus
        held = sorted(library.records.matters(), key=lambda matter: (matter.regulator or "", matter.title.casefold()))
        names = _authorities(library, held)
        groups = [
            (regulator, [(matter, fold(matter.events).state) for matter in group])
            for regulator, group in groupby(held, key=lambda matter: matter.regulator)
        ]
        groups.sort(key=lambda group: names.get(group[0] or "", "~"))
        return page("matters.html", groups=groups, count=len(held), names=names)

    @get("/{matter_id:str}", sync_to_thread=True)
    def matter(self, services: NamedDependency[Services], matter_id: MatterId, as_of: AsOf = None) -> Response[str]:
        """One matter, as of a date where one is given."""
        library = services.corpus
        records = library.records
        matter = records.matter(matter_id)
        only = Filters(matter=(matter_id,))
        documents = records.documents_of(matter_id)
        standing = fold(matter.events, as_of)
        return page(
            "matter.html",
            matter=matter,
            as_of=as_of,
            standing=standing,
            parts=fold_parts(matter.events, as_of),
            instruments={instrument.id: instrument for instrument in matter.instruments},
            timeline=draw(matter, as_of),
            history=_history(library, standing),
            penalties=[(held, _cite(library, held.document_id, held.record.span)) for held in records.penalties(only)],
            orders=[(held, _cite(library, held.document_id, held.record.span)) for held in records.orders(only)],
            provisions=[
                (held, _cite(library, held.document_id, held.record.span)) for held in records.provisions(only)
            ],
            documents=documents,
            particulars=_particulars(library, documents),
            names=_authorities(library, [matter]),
        )


def _authorities(library: Corpus, matters: Iterable[Matter]) -> dict[str, str]:
    ids = {matter.regulator for matter in matters if matter.regulator}
    found = {body: library.gazetteer.authority(body) for body in ids}
    return {body: authority.name if authority else body for body, authority in found.items()}


def _history(library: Corpus, standing: Standing) -> list[Happening]:
    happenings = []
    for step in standing.steps:
        proofs = [_cite(library, step.event.document_id, step.event.span)]
        proofs += [_cite(library, proof.document_id, proof.span) for proof in step.event.further]
        happenings.append(Happening(step.event, step.state, tuple(proof for proof in proofs if proof)))
    return happenings


def _cite(library: Corpus, document_id: str, span: Span) -> Reference | None:
    document = library.registry.documents_by_id([document_id]).get(document_id)
    if document is None:
        return None
    quote = span.of(library.registry.text(document.id, document.version))
    href = f"/documents/{document.id}?version={document.version}&start={span.start}&end={span.end}#{anchor_of(span)}"
    return Reference(href, document.id, document.description.title, document.description.rank, quote)


def _particulars(library: Corpus, documents: Iterable[Document]) -> Particulars:
    held = next((each for each in documents if each.description.rank is SourceRank.DIGEST), None)
    if held is None:
        return Particulars()
    return msgspec.convert(dict(library.registry.parsed(held.id, held.version).metadata), Particulars)
