"""Word documents: body in order, automatic numbers as printed, tables as rows, footnotes behind their paragraph.

python-docx opens the package; the text is read from its XML, as its own properties leave out inserted text, content
controls and footnotes. The only importer of docx.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from corpus.documents import BlockKind, ParsedDocument
from ingest.errors import ParseFailed, Reason
from ingest.parse.canonical import Particulars, Piece, compose, tidy
from ingest.parse.formats.docx_numbering import BULLET, VALUE, Numbers, W
from ingest.parse.layout.lines import SUPERSCRIPTS
from ingest.parse.layout.numbering import MarkKind, mark_of
from ingest.parse.limits import ParseLimits
from ingest.parse.media import DOCX

HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|nagłówek|nadpis)\s*(\d)", re.IGNORECASE)
SKIPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}footnotes"})
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PARTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
# Text compresses about tenfold, and a docx of text and styles less than thirtyfold; a bomb, a thousandfold.
RATIO = 200
FAULTS = (
    *(OpcError, etree.LxmlError, zipfile.BadZipFile, zlib.error, EOFError),
    # what python-docx and zipfile raise for parts that are not there, of another kind, locked or packed in a rare way
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, RuntimeError),
)
SMALL = 10 * 1024 * 1024


def parse_docx(data: bytes, *, limits: ParseLimits) -> ParsedDocument:
    """Read a Word document.

    Raises:
        ParseFailed: damaged, empty, or unpacking to more than the limits allow.
    """
    _weigh(data, limits)
    try:
        document = docx.Document(BytesIO(data))
        pieces = list(_Reader(document).pieces())
        metadata = _metadata(document.core_properties)
    except FAULTS as error:
        raise ParseFailed(Reason.DAMAGED, f"The Word document is damaged: {error}.") from error
    length = sum(len(piece.text) for piece in pieces)
    if length > limits.characters:
        raise ParseFailed(
            Reason.TOO_LARGE, f"The document has {length} characters; at most {limits.characters} are read."
        )
    declared = str(metadata.get("title", "")) or None
    heading = next((piece.text for piece in pieces if piece.kind is BlockKind.HEADING), None)
    parsed = compose(pieces, Particulars(DOCX, title=declared or heading, metadata=metadata))
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


class _Reader:
    """Reads the body of one document, counting numbers and footnotes as it goes."""

    def __init__(self, document: Any) -> None:
        self._body = document.element.body
        self._numbers = Numbers(_part(document, "numbering"), _part(document, "styles"))
        self._styles = {style.style_id: style.name or "" for style in document.styles}
        notes = _part(document, "footnotes")
        self._notes = {note.get(f"{W}id"): note for note in notes} if notes is not None else {}
        self._cited: list[str] = []

    def pieces(self) -> Iterator[Piece]:
        """The blocks of the body in order."""
        yield from self._blocks(self._body)

    def _blocks(self, parent: Any) -> Iterator[Piece]:
        for element in parent:
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._rows(element)
            elif element.tag not in SKIPPED:
                yield from self._blocks(element)

    def _paragraph(self, paragraph: Any) -> Iterator[Piece]:
        seen = len(self._cited)
        text = tidy(self._text(paragraph))
        number = self._numbers.number(paragraph) if text else None
        yield self._piece(text, number, self._style(paragraph))
        for at, cited in enumerate(self._cited[seen:], start=seen + 1):
            note = self._notes.get(cited)
            words = tidy(self._text(note)) if note is not None else ""
            if words:
                yield Piece(BlockKind.FOOTNOTE, f"{_raised(at)} {words}")

    def _piece(self, text: str, number: str | None, style: str) -> Piece:
        heading = HEADING.match(style)
        if heading or style == "Title":
            words = f"{number} {text}" if number and number != BULLET else text
            return Piece(BlockKind.HEADING, words, min(int(heading.group(1)), 6) if heading else 1)
        words = f"{number} {text}" if number else text
        mark = mark_of(words)
        listed = number == BULLET or style.startswith("List") or (mark and mark.kind is not MarkKind.PARAGRAPH)
        if listed and not mark:
            words = f"{BULLET} {words}"
        printed = mark.number if mark else number.rstrip(".") if number else None
        return Piece(BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH, words, number=printed)

    def _rows(self, table: Any) -> Iterator[Piece]:
        """What stands in a table within a cell is the cell's."""
        for row in _own(table, "tr"):
            cells = (tidy(" ".join(self._text(part) for part in cell.iter(f"{W}p"))) for cell in _own(row, "tc"))
            yield Piece(BlockKind.TABLE_ROW, " | ".join(cell for cell in cells if cell))

    def _style(self, paragraph: Any) -> str:
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._styles.get(found.get(VALUE), "") if found is not None else ""

    def _text(self, element: Any) -> str:
        """The words under an element, inserted ones too, deleted ones not; footnote marks raised."""
        parts: list[str] = []
        for child in element:
            if child.tag == f"{W}t":
                parts.append(child.text or "")
            elif child.tag in {f"{W}tab", f"{W}br", f"{W}cr"}:
                parts.append(" ")
            elif child.tag == f"{W}noBreakHyphen":
                parts.append("-")
            elif child.tag == f"{W}footnoteReference":
                self._cited.append(child.get(f"{W}id"))
                parts.append(_raised(len(self._cited)))
            elif child.tag not in SKIPPED and child.tag != FALLBACK:
                parts.append(self._text(child))
        return "".join(parts)


def _own(parent: Any, name: str) -> Iterator[Any]:
    """The parts of that name below an element that are not within another of its own kind."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag not in {parent.tag, *SKIPPED}:
            yield from _own(child, name)


def _raised(number: int) -> str:
    return str(number).translate(SUPERSCRIPTS)


def _part(document: Any, name: str) -> Any:
    """The root of a part of the package, None where the document has none."""
    for relation in document.part.rels.values():
        if relation.reltype == PARTS + name and not relation.is_external:
            return etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
    return None
