"""Passages: what a citation opens."""

from __future__ import annotations

from typing import Annotated

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from service.api.contract.parameters import PassageId
from service.api.contract.problems import problems
from service.api.contract.shapes import PassagesShape, document_shape, passage_shape
from service.wiring import Services

MAX_NEIGHBOURS = 10

Neighbours = Annotated[
    int, QueryParameter(description="Passages to show before and after it.", ge=0, le=MAX_NEIGHBOURS)
]


class Passages(Controller):
    """Read one stretch of a document."""

    path = "/v1/passages"
    tags = ("documents",)

    @get("/{passage_id:str}", summary="Read a passage", responses=problems(404), sync_to_thread=True)
    def show(
        self, passage_id: PassageId, services: NamedDependency[Services], neighbours: Neighbours = 0
    ) -> PassagesShape:
        """The passage and as many neighbours as asked on each side, of the version that was cited."""
        return around(services, passage_id, neighbours)


def around(services: Services, passage_id: str, neighbours: int) -> PassagesShape:
    """A passage among its neighbours. Raises `NotFound`."""
    registry = services.corpus.registry
    passage = registry.passage(passage_id)
    document = registry.document(passage.document_id, passage.version)
    ordinals = range(max(0, passage.ordinal - neighbours), passage.ordinal + neighbours + 1)
    found = registry.passages(f"{passage.document_id}.{passage.version}.{ordinal}" for ordinal in ordinals)
    return PassagesShape(
        document_shape(document, services.settings.base_url),
        tuple(passage_shape(each) for each in found.values()),
    )
