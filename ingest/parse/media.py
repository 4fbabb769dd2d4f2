"""What kind of file this is, told from its bytes first and its name second.

A server's Content-Type and a file's suffix are often wrong; a signature is not.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import PurePosixPath

from ingest.errors import ParseFailed, Reason

PDF = "application/pdf"
HTML = "text/html"
MARKDOWN = "text/markdown"
TEXT = "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"
IMAGES = frozenset({PNG, JPEG, TIFF})

SUFFIXES = {
    ".pdf": PDF,
    ".htm": HTML,
    ".html": HTML,
    ".xhtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".txt": TEXT,
    ".text": TEXT,
    ".docx": DOCX,
    ".png": PNG,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".tif": TIFF,
    ".tiff": TIFF,
}
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls, .ppt)"),
    (b"\x1f\x8b", "a gzip archive inside another one"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"{\\rtf", "a rich text file (.rtf)"),
    (b"%!PS", "a PostScript file"),
)
HEAD = 1_024
SAMPLE = 65_536
HTML_MARK = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|article|div|p|h1|table)\b", re.IGNORECASE)
# C0 controls other than tab, newline, form feed, carriage return and escape stand in no text of an encoding we read.
BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
BINARY_SHARE = 0.02
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def sniff(data: bytes, *, name: str, media_type: str | None = None) -> str:
    """The media type of a file.

    Args:
        data: the file.
        name: its name or the last part of its address.
        media_type: what a server or a sidecar declared, used only where bytes and name leave it open.

    Raises:
        ParseFailed: for a type that cannot be read, naming what it is.
    """
    return _signed(data, _suffix(name)) or _textual(data, declared(name, media_type), name)


def declared(name: str, media_type: str | None) -> str | None:
    """What a file is by its name, or else by what a server said; None where neither tells."""
    return SUFFIXES.get(_suffix(name)) or _bare(media_type)


def _suffix(name: str) -> str:
    return PurePosixPath(name.lower().split("?")[0]).suffix


def _bare(media_type: str | None) -> str | None:
    bare = (media_type or "").split(";")[0].strip().lower()
    aliases = {"application/xhtml+xml": HTML, "text/x-markdown": MARKDOWN, "application/x-pdf": PDF}
    known = aliases.get(bare, bare)
    return known if known in SUFFIXES.values() else None


def _signed(data: bytes, suffix: str) -> str | None:
    head = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if b"%PDF-" in data[:HEAD]:
        return PDF
    for signature, kind in SIGNATURES:
        if head.startswith(signature):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data)
    for signature, what in FOREIGN:
        if head.startswith(signature):
            raise _unknown(f"This is {what}, which cannot be read.")
    if suffix == ".pdf" and not HTML_MARK.search(head):
        return PDF
    return None


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ParseFailed(Reason.DAMAGED, f"The file is a damaged zip archive: {error}.") from error
    if "word/document.xml" in names:
        return DOCX
    raise _unknown("This is a zip archive and not a Word document.")


def _textual(data: bytes, said: str | None, name: str) -> str:
    sample = data[:SAMPLE]
    if not sample.strip():
        raise ParseFailed(Reason.NO_TEXT, "The file is empty.")
    wide = sample.startswith(WIDE_MARKS)
    if not wide and len(BINARY.findall(sample)) > BINARY_SHARE * len(sample):
        raise _unknown(f"{name!r} is neither text nor a kind of document that can be read.")
    if said in {MARKDOWN, HTML}:
        return said
    return HTML if HTML_MARK.search(sample[:HEAD]) else TEXT


def _unknown(message: str) -> ParseFailed:
    return ParseFailed(
        Reason.UNKNOWN_TYPE,
        message,
        remedy="Give it as PDF, Word (.docx), HTML, Markdown, plain text, PNG, JPEG or TIFF, gzipped or not.",
    )
