"""The source panel: the cited passage between its neighbours, as a piece of page that the script puts in place."""

from __future__ import annotations

from litestar import Controller, Response, get
from litestar.di import NamedDependency

from corpus.documents import Span
from service.api.contract.parameters import PassageId
from service.showing.links import anchor
from service.web.digest_sources import official_address
from service.web.marked_text import around, page_at
from service.web.parameters import Offset
from service.web.templating import page
from service.wiring import Services

NEIGHBOURS = 2


class SourcePanel(Controller):
    """One passage with what stands around it."""

    path = "/passages"
    include_in_schema = False

    @get("/{passage_id:str}", sync_to_thread=True)
    def passage(
        self,
        services: NamedDependency[Services],
        passage_id: PassageId,
        start: Offset = None,
        end: Offset = None,
    ) -> Response[str]:
        """The panel for `start` to `end` of the document's text, by default the whole passage."""
        registry = services.corpus.registry
        held = registry.passage(passage_id)
        document = registry.document(held.document_id, held.version)
        cited = Span(start, end) if start is not None and end is not None and start < end else held.span
        pages = registry.parsed(held.document_id, held.version).pages
        return page(
            "_source.html",
            cache="private, max-age=300",
            document=document,
            address=official_address(registry, document),
            passage=held,
            on_page=page_at(pages, cited.start) or held.page,
            anchor=anchor(cited),
            cited=cited,
            near=around(registry.passages_of(held.document_id, held.version), held.ordinal, cited, NEIGHBOURS),
        )
