"""Documents: what is held, and its text."""

from __future__ import annotations

from typing import Annotated

from litestar import Controller, delete, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from corpus.filters import Filters
from service.api.parameters import DocumentId, Paging
from service.api.problems import problems
from service.api.shapes import DocumentShape, Listed, TextShape, document_shape, text_shape
from service.wiring import Services

Version = Annotated[int | None, QueryParameter(description="A version; by default the current one.", ge=1, le=999_999)]


class Documents(Controller):
    """What is held."""

    path = "/v1/documents"
    tags = ("documents",)

    @get(summary="List documents", responses=problems(), sync_to_thread=True)
    def list_all(
        self, filters: NamedDependency[Filters], paging: NamedDependency[Paging], services: NamedDependency[Services]
    ) -> Listed[DocumentShape]:
        """Current documents that meet the filters, newest decision first."""
        registry, base = services.corpus.registry, services.settings.base_url
        found = registry.documents(filters, paging.limit, paging.offset)
        total = len(registry.document_ids(filters))
        return Listed(tuple(document_shape(each, base) for each in found), total, paging.limit, paging.offset)

    @get("/{document_id:str}", summary="Show a document", responses=problems(404), sync_to_thread=True)
    def show(
        self, document_id: DocumentId, services: NamedDependency[Services], version: Version = None
    ) -> DocumentShape:
        """What a document is about and where it came from."""
        return document_shape(services.corpus.registry.document(document_id, version), services.settings.base_url)

    @get("/{document_id:str}/text", summary="Read a document", responses=problems(404), sync_to_thread=True)
    def text(self, document_id: DocumentId, services: NamedDependency[Services], version: Version = None) -> TextShape:
        """The canonical text that citations point into, with its pages and structure."""
        registry = services.corpus.registry
        held = registry.document(document_id, version)
        return text_shape(held.id, held.version, registry.parsed(held.id, held.version))

    @delete(
        "/{document_id:str}",
        summary="Delete a document",
        responses=problems(404),
        opt={"scope": "ingest"},
        sync_to_thread=True,
    )
    def remove(self, document_id: DocumentId, services: NamedDependency[Services]) -> None:
        """Take a document out of every list, index and later answer, its older versions too."""
        services.corpus.delete(document_id)
