"""One file, whatever its type, into a parsed document.

The libraries of all parsers take half a second of processor time to import, so each is imported with the first file of
its kind: a process that reads text alone never loads what reads PDFs.
"""

from __future__ import annotations

from importlib import import_module

from corpus.documents import ParsedDocument
from corpus.errors import InvalidDigest
from ingest.errors import ParseFailed, Reason
from ingest.parse import gzipped, media
from ingest.parse.limits import DEFAULT_LIMITS, ParseLimits

# ruff: noqa: PLC0415 - see above

_MODULES = {
    media.PDF: "ingest.parse.formats.pdf",
    media.HTML: "ingest.parse.formats.html",
    media.DOCX: "ingest.parse.formats.docx",
    media.MARKDOWN: "ingest.parse.formats.markdown",
    media.TEXT: "ingest.parse.formats.text",
}


def parse(
    data: bytes, *, name: str, media_type: str | None = None, limits: ParseLimits = DEFAULT_LIMITS, ocr: bool = True
) -> ParsedDocument:
    """Read one file, gzipped or not, in this process. For files from strangers use `ingest.parse.apart.sandbox`.

    Args:
        data: the file.
        name: its name or address, for its suffix.
        media_type: the type a server declared.
        limits: how much is read.
        ocr: read pictures of text with Tesseract, where it is installed; else keep them as `needs_ocr`.

    Raises:
        ParseFailed: the file cannot be made into text; says why.
    """
    if len(data) > limits.bytes:
        raise ParseFailed(Reason.TOO_LARGE, f"The file has {len(data)} bytes; at most {limits.bytes} are read.")
    if gzipped.is_gzip(data):
        data, name = gzipped.unpack(data, most=limits.bytes), gzipped.name_inside(name)
    kind = media.sniff(data, name=name, media_type=media_type)
    if kind == media.PDF:
        from ingest.parse.formats.pdf import parse_pdf

        return parse_pdf(data, limits=limits, ocr=ocr)
    if kind == media.HTML:
        from ingest.parse.formats.html import parse_html

        return parse_html(data, limits=limits)
    if kind == media.DOCX:
        from ingest.parse.formats.docx import parse_docx

        return parse_docx(data, limits=limits)
    if kind == media.MARKDOWN:
        return _markdown(data, limits)
    if kind in media.IMAGES:
        from ingest.parse.pictures.picture import parse_picture

        return parse_picture(data, kind, limits=limits, ocr=ocr)
    from ingest.parse.formats.text import parse_text

    return parse_text(data, limits=limits)


def ready(kind: str | None) -> None:
    """Import what reads files of a kind, so that processes forked from now on need not."""
    import_module(_MODULES.get(kind or media.TEXT, "ingest.parse.pictures.picture"))


def _markdown(data: bytes, limits: ParseLimits) -> ParsedDocument:
    from ingest.parse.formats.markdown import parse_markdown

    try:
        return parse_markdown(data, limits=limits)
    except InvalidDigest as error:
        raise ParseFailed(Reason.DAMAGED, error.message) from error
