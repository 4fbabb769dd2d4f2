"""PDF: words and places from PDFium, the file's own description from pypdf, and pypdf's text where PDFium gives up."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from io import BytesIO

import pypdf
from pypdf.errors import PyPdfError

from corpus.documents import ParsedDocument
from ingest.errors import ParseFailed, Reason
from ingest.parse import furniture, structure
from ingest.parse.canonical import Particulars, compose, tidy
from ingest.parse.columns import read
from ingest.parse.layout import Line
from ingest.parse.limits import ParseLimits
from ingest.parse.media import PDF
from ingest.parse.paragraphs import paragraphs
from ingest.parse.pdfium import Pages, opened

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs each oddity of a file it reads all the same
INFO = {
    "/Title": "title",
    "/Author": "author",
    "/Subject": "subject",
    "/CreationDate": "created",
    "/ModDate": "modified",
}


def parse_pdf(data: bytes, *, limits: ParseLimits) -> ParsedDocument:
    """Read a PDF.

    Raises:
        ParseFailed: encrypted, damaged, too large, or without any text.
    """
    with opened(data) as pages:
        if len(pages) > limits.pages:
            raise ParseFailed(Reason.TOO_LARGE, f"The PDF has {len(pages)} pages; at most {limits.pages} are read.")
        lines = [read(pages.words(index), page=index + 1) for index in range(len(pages))]
        return _document(data, pages, lines)


def _document(data: bytes, pages: Pages, lines: Sequence[Sequence[Line]]) -> ParsedDocument:
    cleared = furniture.clear(lines)
    flow = [line for page in cleared.pages for line in page]
    metadata = describe(data)
    if cleared.taken:
        metadata["running_heads"] = list(cleared.taken)
    title = metadata.get("title")
    parsed = compose(
        structure.pieces(paragraphs(flow)),
        Particulars(PDF, title=str(title) if title else None, metadata=metadata),
        pages=len(pages),
    )
    if not parsed.text:
        raise ParseFailed(Reason.NO_TEXT, "The PDF holds no text.")
    return parsed


def describe(data: bytes) -> dict[str, object]:
    """What the file says of itself: title, author, subject, dates. Empty where pypdf cannot read it."""
    try:
        info: Mapping[str, object] = pypdf.PdfReader(BytesIO(data)).metadata or {}
        found = {name: tidy(str(info[key])) for key, name in INFO.items() if info.get(key)}
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError, OSError):
        return {}
    return {name: value for name, value in found.items() if value}
