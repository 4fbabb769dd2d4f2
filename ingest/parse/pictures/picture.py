"""Image files of text: photographs and scans of letters, faxes in TIFF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus.documents import ParsedDocument
from ingest.errors import ParseFailed, Reason
from ingest.parse.canonical import Particulars, compose
from ingest.parse.layout.assembly import assemble
from ingest.parse.layout.lines import Line
from ingest.parse.limits import ParseLimits
from ingest.parse.pictures import scan, tesseract


def parse_picture(data: bytes, media_type: str, *, limits: ParseLimits, ocr: bool) -> ParsedDocument:
    """Read an image file by OCR, each frame a page; without OCR it is kept as needing it.

    Raises:
        ParseFailed: damaged, too large, or without any text.
    """
    frames = scan.pictures(data, limits.ocr_pages)
    lines, unread = _read(frames) if ocr and tesseract.available() else ([], list(range(1, len(frames) + 1)))
    warning = f"Pages that were not read by OCR: {', '.join(map(str, unread))}." if unread else ""
    particulars = Particulars(
        media_type,
        metadata={"unread_pages": unread} if unread else {},
        needs_ocr=bool(unread),
        warnings=(warning,) if unread else (),
    )
    parsed = compose(assemble(lines).pieces, particulars, pages=len(frames))
    if not parsed.text and not unread:
        raise ParseFailed(Reason.NO_TEXT, "No text can be read in the picture.")
    return parsed


def _read(frames: Sequence[Any]) -> tuple[list[list[Line]], list[int]]:
    """The lines of each frame, and the numbers of those that Tesseract could not read."""
    reader = scan.Reader()
    pages: list[list[Line]] = []
    unread: list[int] = []
    for page, frame in enumerate(frames, start=1):
        try:
            pages.append(reader.read(frame, page=page))
        except scan.Unread:
            pages.append([])
            unread.append(page)
    return pages, unread
