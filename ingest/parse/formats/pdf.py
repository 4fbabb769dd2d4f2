"""PDF: words and places from PDFium, the file's own description from pypdf, and pypdf's text where PDFium gives up."""

from __future__ import annotations

import contextlib
import logging
import re
import unicodedata
from collections.abc import Mapping, Sequence
from io import BytesIO

import pypdf
from pypdf.errors import PyPdfError

from corpus.documents import BlockKind, ParsedDocument
from ingest.errors import ParseFailed, Reason
from ingest.parse.canonical import Particulars, Piece, compose, tidy
from ingest.parse.formats.pdfium import Pages, opened
from ingest.parse.layout.assembly import assemble
from ingest.parse.layout.lines import Line, Word
from ingest.parse.layout.page import read_page
from ingest.parse.limits import ParseLimits
from ingest.parse.media import PDF
from ingest.parse.pictures import scan, tesseract

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs each oddity of a file it reads all the same
WORD = re.compile(r"[^\W_]+")
PROGRAM = re.compile(r"^Microsoft \w+ - |\.(?:docx?|pdf|odt)$", re.IGNORECASE)
BORNE_OUT = 0.6
STAMP = 150  # letters: a court's filing stamp has up to 90; a page of text has more
MEANINGLESS = frozenset({"Co", "Cn", "Cc"})
GARBAGE = 0.2
READABLE = 0.5
INFO = {
    "/Title": "title",
    "/Author": "author",
    "/Subject": "subject",
    "/CreationDate": "created",
    "/ModDate": "modified",
}


def parse_pdf(data: bytes, *, limits: ParseLimits, ocr: bool) -> ParsedDocument:
    """Read a PDF. Pages without readable text are read by OCR, or the document is kept as needing it.

    Raises:
        ParseFailed: encrypted, damaged, too large, or without any text.
    """
    with opened(data) as pages:
        if len(pages) > limits.pages:
            raise ParseFailed(Reason.TOO_LARGE, f"The PDF has {len(pages)} pages; at most {limits.pages} are read.")
        found = [pages.read(index) for index in range(len(pages))]
        unread = [index for index, (words, _) in enumerate(found) if _is_picture(pages, index, words)]
        lines = {
            index: read_page(words, rules, page=index + 1)
            for index, (words, rules) in enumerate(found)
            if index not in unread
        }
        scanned = unread[: limits.ocr_pages] if ocr and tesseract.available() else []
        reader = scan.Reader()
        for index in scanned:
            with contextlib.suppress(scan.Unread):
                picture = pages.render(index, dots_per_inch=scan.DOTS_PER_INCH)
                lines[index] = reader.read(picture, page=index + 1)
        left = [index + 1 for index in unread if index not in lines]
        parsed = _document(data, [lines.get(index, []) for index in range(len(pages))], unread=left)
    if not parsed.text and not left:
        held = "its pages are pictures in which no text can be read" if scanned else "its pages are blank"
        raise ParseFailed(Reason.NO_TEXT, f"The PDF holds no text: {held}.")
    return parsed


def _is_picture(pages: Pages, index: int, words: Sequence[Word]) -> bool:
    """Whether a page shows what its text does not say: no text, unreadable text, or a stamp upon a picture."""
    text = "".join(word.text for word in words)
    if len(text) > STAMP and not _is_garbage(text):
        return False
    return pages.is_inked(index) if not text or _is_garbage(text) else pages.has_picture(index)


def _is_garbage(text: str) -> bool:
    """Whether the text is no words: too many signs without a meaning, or, leaders apart, too few letters and digits."""
    lost = sum(unicodedata.category(letter) in MEANINGLESS or letter == "\ufffd" for letter in text)
    signs = [letter for letter in text if letter not in ".…_-–"]
    return lost > GARBAGE * len(text) or sum(map(str.isalnum, signs)) < READABLE * len(signs)


def _document(data: bytes, lines: Sequence[Sequence[Line]], *, unread: Sequence[int]) -> ParsedDocument:
    assembled = assemble(lines)
    metadata = describe(data)
    if assembled.running_heads:
        metadata["running_heads"] = list(assembled.running_heads)
    if unread:
        metadata["unread_pages"] = list(unread)
    title = _title(str(metadata.get("title", "")), assembled.pieces)
    warning = f"Pages without text that were not read by OCR: {', '.join(map(str, unread))}." if unread else ""
    return compose(
        assembled.pieces,
        Particulars(PDF, title, metadata, bool(unread), (warning,) if warning else ()),
        pages=len(lines),
    )


def _title(declared: str, pieces: Sequence[Piece]) -> str | None:
    """The declared title where the first page bears it out (templates leave wrong ones), else the first heading."""
    opening = {word.casefold() for piece in pieces if piece.page == 1 for word in WORD.findall(piece.text)}
    declared = PROGRAM.sub("", declared)
    words = [word.casefold() for word in WORD.findall(declared)]
    if len(words) > 1 and sum(word in opening for word in words) > BORNE_OUT * len(words):
        return declared
    return next((piece.text for piece in pieces if piece.kind is BlockKind.HEADING and piece.page == 1), None)


def describe(data: bytes) -> dict[str, object]:
    """What the file says of itself: title, author, subject, dates. Empty where pypdf cannot read it."""
    try:
        info: Mapping[str, object] = pypdf.PdfReader(BytesIO(data)).metadata or {}
        found = {name: tidy(str(info[key])) for key, name in INFO.items() if info.get(key)}
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError, OSError):
        return {}
    return {name: value for name, value in found.items() if value}
