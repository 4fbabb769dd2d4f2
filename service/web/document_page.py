"""The viewer: a whole document as it was read, with the cited words marked."""

from __future__ import annotations

from litestar import Controller, Response, get
from litestar.di import NamedDependency

from corpus.documents import Document, SourceRank, Span
from corpus.errors import NotFound
from corpus.store import Corpus
from service.api.contract.parameters import DocumentId
from service.showing.links import anchor
from service.web.digest_sources import official_address
from service.web.marked_text import page_at, shown
from service.web.parameters import Offset, Version
from service.web.templating import page
from service.wiring import Services


class DocumentPages(Controller):
    """Documents to read."""

    path = "/documents"
    include_in_schema = False

    @get("/{document_id:str}", sync_to_thread=True)
    def document(
        self,
        services: NamedDependency[Services],
        document_id: DocumentId,
        version: Version = None,
        start: Offset = None,
        end: Offset = None,
    ) -> Response[str]:
        """The canonical text of one version, the current one by default; `start` and `end` are marked."""
        library = services.corpus
        registry = library.registry
        document = registry.document(document_id, version)
        parsed = registry.parsed(document.id, document.version)
        cited = _cited(start, end, len(parsed.text))
        return page(
            "document.html",
            document=document,
            address=official_address(registry, document),
            versions=registry.history(document.id),
            copies=registry.duplicates_of(document.id),
            blocks=shown(parsed, cited, document.description.title),
            cited=cited,
            anchor=anchor(cited) if cited else None,
            on_page=page_at(parsed.pages, cited.start) if cited else None,
            regulator=_name(library, document),
            unnamed=_unnamed(document),
            is_digest=document.description.rank is SourceRank.DIGEST,
            matter=_matter(library, document),
        )


def _cited(start: int | None, end: int | None, length: int) -> Span | None:
    if start is None or end is None or not start < end <= length:
        return None
    return Span(start, end)


def _name(library: Corpus, document: Document) -> str | None:
    about = document.description
    body = library.gazetteer.authority(about.court or about.regulator or "")
    return body.name if body else about.court or about.regulator


def _unnamed(document: Document) -> str | None:
    """The words that stand where the respondent's name was taken out."""
    words = (each.value for each in document.description.detected if each.field == "respondents_anonymised")
    return next((" ".join(each.split()) for each in words), None)


def _matter(library: Corpus, document: Document) -> tuple[str, str] | None:
    if document.description.matter is None:
        return None
    try:
        matter = library.records.matter(document.description.matter)
    except NotFound:
        return None
    return matter.id, matter.title
