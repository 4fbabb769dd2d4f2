"""What the API gives out besides answers: documents, passages, matters, pages of lists."""

from __future__ import annotations

import datetime as dt
from typing import Generic, TypeVar

import msgspec

from corpus.documents import Document, ParsedDocument, Passage

T = TypeVar("T")


class Listed(msgspec.Struct, Generic[T], frozen=True):
    """One page of a list. `total` counts all that meet the filters."""

    items: tuple[T, ...]
    total: int
    limit: int
    offset: int


class DocumentShape(msgspec.Struct, frozen=True):
    """A document without its text. Four dates: decided, published, effective, retrieved.

    `duplicate_of` is the document that says all that this one says, and stands for it in lists, search and totals.
    """

    id: str
    version: int
    title: str
    kind: str
    rank: str
    language: str
    regulator: str | None
    court: str | None
    jurisdiction: str | None
    respondents: tuple[str, ...]
    reference: str | None
    matter: str | None
    decided_on: dt.date | None
    published_on: dt.date | None
    effective_on: dt.date | None
    known_to: dt.date | None
    retrieved_at: dt.datetime
    source_url: str | None
    sha256: str
    media_type: str
    passages: int
    needs_ocr: bool
    duplicate_of: str | None
    viewer_url: str


class PageShape(msgspec.Struct, frozen=True):
    """One page of the original: its number from 1 and its span in the text."""

    number: int
    start: int
    end: int


class BlockShape(msgspec.Struct, frozen=True):
    """One structural unit: heading, paragraph, list item and so on, with the document's own paragraph number."""

    kind: str
    start: int
    end: int
    level: int
    number: str | None


class TextShape(msgspec.Struct, frozen=True):
    """The canonical text of one version. Offsets count Unicode code points, half-open."""

    document_id: str
    version: int
    text: str
    pages: tuple[PageShape, ...]
    blocks: tuple[BlockShape, ...]


class PassageShape(msgspec.Struct, frozen=True):
    """A passage. `text` is `text[start:end]` of its document version."""

    id: str
    document_id: str
    version: int
    start: int
    end: int
    text: str
    page: int | None
    paragraph: str | None
    heading_path: tuple[str, ...]


class PassagesShape(msgspec.Struct, frozen=True):
    """A passage among its neighbours, in the order of the document."""

    document: DocumentShape
    passages: tuple[PassageShape, ...]


def document_shape(document: Document, base_url: str) -> DocumentShape:
    """A document as the API shows it."""
    about, source = document.description, document.source
    return DocumentShape(
        id=document.id,
        version=document.version,
        title=about.title,
        kind=about.kind,
        rank=about.rank,
        language=about.language,
        regulator=about.regulator,
        court=about.court,
        jurisdiction=about.jurisdiction,
        respondents=about.respondents,
        reference=about.reference,
        matter=about.matter,
        decided_on=about.decided_on,
        published_on=about.published_on,
        effective_on=about.effective_on,
        known_to=about.known_to,
        retrieved_at=source.retrieved_at,
        source_url=source.url,
        sha256=source.sha256,
        media_type=source.media_type,
        passages=document.passages,
        needs_ocr=document.needs_ocr,
        duplicate_of=document.duplicate_of,
        viewer_url=f"{base_url}/documents/{document.id}",
    )


def text_shape(document_id: str, version: int, parsed: ParsedDocument) -> TextShape:
    """The text of a version with its structure."""
    pages = tuple(PageShape(page.number, page.span.start, page.span.end) for page in parsed.pages)
    blocks = tuple(
        BlockShape(block.kind, block.span.start, block.span.end, block.level, block.number) for block in parsed.blocks
    )
    return TextShape(document_id, version, parsed.text, pages, blocks)


def passage_shape(passage: Passage) -> PassageShape:
    """A passage as the API shows it."""
    return PassageShape(
        id=passage.id,
        document_id=passage.document_id,
        version=passage.version,
        start=passage.span.start,
        end=passage.span.end,
        text=passage.text,
        page=passage.page,
        paragraph=passage.paragraph,
        heading_path=passage.heading_path,
    )
