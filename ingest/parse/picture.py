"""Image files of text: photographs and scans of letters, faxes in TIFF."""

from __future__ import annotations

from corpus.documents import ParsedDocument
from ingest.errors import ParseFailed, Reason
from ingest.parse import scan
from ingest.parse.assembly import assemble
from ingest.parse.canonical import Particulars, compose
from ingest.parse.limits import ParseLimits


def parse_picture(data: bytes, media_type: str, *, limits: ParseLimits, ocr: bool) -> ParsedDocument:
    """Read an image file by OCR, each frame a page; without OCR it is kept as needing it.

    Raises:
        ParseFailed: damaged, too large, or without any text.
    """
    frames = scan.pictures(data, limits.ocr_pages)
    if not (ocr and scan.available()):
        warning = "The picture was not read by OCR."
        return compose([], Particulars(media_type, needs_ocr=True, warnings=(warning,)), pages=len(frames))
    reader = scan.Reader()
    pages = [reader.read(frame, page=page) for page, frame in enumerate(frames, start=1)]
    parsed = compose(assemble(pages).pieces, Particulars(media_type), pages=len(frames))
    if not parsed.text:
        raise ParseFailed(Reason.NO_TEXT, "No text can be read in the picture.")
    return parsed
