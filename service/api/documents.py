"""Documents: what is held, and its text."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import anyio.to_thread
from litestar import Controller, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, QueryParameter

from corpus.filters import Filters
from service.api.contract.parameters import DocumentId, Paging
from service.api.contract.problems import problems
from service.api.contract.reading import undecodable_form
from service.api.contract.shapes import DocumentShape, Listed, TextShape, document_shape, text_shape
from service.api.jobs import JobShape
from service.api.uploads import Upload, original, take
from service.jobs.deleting import delete_document
from service.wiring import Services

Version = Annotated[int | None, QueryParameter(description="A version; by default the current one.", ge=1, le=999_999)]


class Documents(Controller):
    """What is held."""

    path = "/v1/documents"
    tags = ("documents",)

    @get(summary="List documents", responses=problems(), sync_to_thread=True)
    def list_all(
        self, narrowed: NamedDependency[Filters], paging: NamedDependency[Paging], services: NamedDependency[Services]
    ) -> Listed[DocumentShape]:
        """Current documents that meet the filters, newest decision first."""
        registry, base = services.corpus.registry, services.settings.base_url
        found = registry.documents(narrowed, paging.limit, paging.offset)
        total = len(registry.document_ids(narrowed))
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
        """Take a document out of every list, index and later answer, its older versions and archived file too."""
        delete_document(services.corpus, services.archive, document_id)

    @post(
        status_code=202,
        summary="Upload a document",
        responses=problems(413, 415),
        opt={"scope": "ingest"},
        exception_handlers={UnicodeDecodeError: undecodable_form, LookupError: undecodable_form},
    )
    async def upload(
        self,
        data: Annotated[Upload, Body(media_type=RequestEncodingType.MULTI_PART)],
        services: NamedDependency[Services],
    ) -> Response[JobShape]:
        """Archive a PDF, web page, Word file, Markdown or text and read it in the background.

        `about` is a JSON object of what you know of it: title, kind, language, regulator, jurisdiction, respondents,
        reference, matter, decided_on, published_on, source_url. The same file sent again is no new document.
        """
        content = await data.file.read()
        kind = data.file.content_type
        return await anyio.to_thread.run_sync(partial(take, services, content, data.file.filename, kind, data.about))

    @get(
        "/{document_id:str}/original",
        summary="The file as it came",
        media_type="application/octet-stream",
        responses=problems(404),
        sync_to_thread=True,
    )
    def original(self, document_id: DocumentId, services: NamedDependency[Services]) -> Response[bytes]:
        """The archived bytes, to be saved. Files read from folders of this machine are not archived."""
        return original(services, document_id)
