"""Word documents by python-docx: body in order, numbering as printed, tables as rows.

The only importer of docx.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.table import Table
from lxml.etree import LxmlError

from corpus.documents import BlockKind, ParsedDocument
from ingest.errors import ParseFailed, Reason
from ingest.parse.canonical import Particulars, Piece, compose, tidy
from ingest.parse.limits import ParseLimits
from ingest.parse.media import DOCX
from ingest.parse.numbering import MarkKind, mark_of

# Text compresses about tenfold, and a docx of text and styles less than thirtyfold; a bomb, a thousandfold.
NUMBERED = qn("w:pPr") + "/" + qn("w:numPr")
RATIO = 200
SMALL = 10 * 1024 * 1024


def parse_docx(data: bytes, *, limits: ParseLimits) -> ParsedDocument:
    """Read a Word document.

    Raises:
        ParseFailed: damaged, empty, or unpacking to more than the limits allow.
    """
    _weigh(data, limits)
    try:
        document = docx.Document(BytesIO(data))
        pieces = [piece for block in document.iter_inner_content() for piece in _pieces(block)]
        metadata = _metadata(document.core_properties)
    except (OpcError, LxmlError, KeyError, ValueError, zipfile.BadZipFile, AttributeError) as error:
        raise ParseFailed(Reason.DAMAGED, f"The Word document is damaged: {error}.") from error
    title = metadata.get("title")
    parsed = compose(pieces, Particulars(DOCX, title=str(title) if title else None, metadata=metadata))
    if not parsed.text:
        raise ParseFailed(Reason.NO_TEXT, "The Word document holds no text.")
    return parsed


def _weigh(data: bytes, limits: ParseLimits) -> None:
    """Refuse an archive that unpacks to far more than it weighs, before anything is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise ParseFailed(Reason.DAMAGED, f"The Word document is damaged: {error}.") from error
    if unpacked > limits.bytes or unpacked > max(RATIO * len(data), SMALL):
        raise ParseFailed(Reason.TOO_LARGE, f"The Word document unpacks to {unpacked} bytes.")


def _metadata(properties: Any) -> dict[str, object]:
    found = {
        "title": properties.title,
        "author": properties.author,
        "subject": properties.subject,
        "created": properties.created.isoformat() if properties.created else None,
        "modified": properties.modified.isoformat() if properties.modified else None,
    }
    return {name: value for name, value in found.items() if value}


def _pieces(block: Any) -> Iterator[Piece]:
    if isinstance(block, Table):
        for row in block.rows:
            texts = [tidy(cell.text) for cell in dict.fromkeys(row.cells)]
            yield Piece(BlockKind.TABLE_ROW, " | ".join(text for text in texts if text))
        return
    text = tidy(block.text)
    style = (block.style.name if block.style is not None else "") or ""
    heading = re.fullmatch(r"(?:Heading|Überschrift|Titre|Título|Titolo) (\d)", style)
    if heading or style == "Title":
        yield Piece(BlockKind.HEADING, text, min(int(heading.group(1)), 6) if heading else 1)
        return
    mark = mark_of(text)
    listed = style.startswith("List") or block.paragraph_format.element.find(NUMBERED) is not None
    if (listed and not mark) or (mark and mark.kind is not MarkKind.PARAGRAPH):
        yield Piece(BlockKind.LIST_ITEM, text if mark else f"• {text}", number=mark.number if mark else None)
    else:
        yield Piece(BlockKind.PARAGRAPH, text, number=mark.number if mark else None)
