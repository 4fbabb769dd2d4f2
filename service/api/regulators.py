"""The authorities and courts that documents are held of."""

from __future__ import annotations

import datetime as dt

import msgspec
from litestar import Controller, get
from litestar.di import NamedDependency

from corpus.filters import Filters
from corpus.gazetteer import Authority
from corpus.store import Corpus
from service.api.contract.parameters import Paging
from service.api.contract.problems import problems
from service.api.contract.shapes import Listed
from service.wiring import Services


class RegulatorShape(msgspec.Struct, frozen=True):
    """An authority and how much is held of it."""

    id: str
    name: str
    native_name: str
    kind: str
    jurisdiction: str
    website: str
    documents: int
    matters: int
    newest: dt.date | None


class Regulators(Controller):
    """Who decided."""

    path = "/v1/regulators"
    tags = ("regulators",)

    @get(summary="List regulators", responses=problems(), sync_to_thread=True)
    def list_all(
        self,
        narrowed: NamedDependency[Filters],
        paging: NamedDependency[Paging],
        services: NamedDependency[Services],
    ) -> Listed[RegulatorShape]:
        """The regulators of the documents that meet the filters, most documents first."""
        corpus = services.corpus
        named = {document.description.regulator for document in corpus.registry.documents(narrowed)}
        held = [body for body in map(corpus.gazetteer.authority, sorted(filter(None, named))) if body]
        found = sorted((_shape(body, corpus) for body in held), key=lambda each: (-each.documents, each.id))
        return Listed(tuple(paging.of(found)), len(found), paging.limit, paging.offset)


def _shape(body: Authority, corpus: Corpus) -> RegulatorShape:
    filters = Filters(regulator=(body.id,))
    coverage = corpus.registry.coverage(filters)
    return RegulatorShape(
        id=body.id,
        name=body.name,
        native_name=body.native_name,
        kind=body.kind,
        jurisdiction=body.jurisdiction,
        website=body.website,
        documents=coverage.documents,
        matters=len(corpus.records.matters(filters)),
        newest=coverage.known_to,
    )
