"""Plain text in any encoding, its broken lines made whole."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from charset_normalizer import from_bytes

from corpus.documents import ParsedDocument
from ingest.errors import ParseFailed, Reason
from ingest.parse import structure
from ingest.parse.canonical import Particulars, compose
from ingest.parse.layout import Line, Word, line_of
from ingest.parse.limits import ParseLimits
from ingest.parse.media import TEXT
from ingest.parse.paragraphs import Paragraph, paragraphs

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WORDS = re.compile(r"\S+")
SAMPLE = 262_144
WRAPPED = 130  # characters: no typed page is wider; a text with many longer lines has one paragraph a line
LONG_SHARE = 0.1
SHORT = 30  # characters: a text of shorter lines is a list or a form
FEW = 3


def decode(data: bytes) -> str:
    """Text of bytes in an unknown encoding: byte order mark, UTF-8, else the likeliest, never an error."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(data[:SAMPLE]).best()
        return data.decode(best.encoding if best else "cp1252", errors="replace")


def parse_text(data: bytes, *, limits: ParseLimits) -> ParsedDocument:
    """Read plain text.

    Raises:
        ParseFailed: too large, or nothing but white space.
    """
    text = decode(data)
    if len(text) > limits.characters:
        raise ParseFailed(
            Reason.TOO_LARGE, f"The text has {len(text)} characters; at most {limits.characters} are read."
        )
    parsed = compose(structure.pieces(reflow(text), typed=False), Particulars(TEXT))
    if not parsed.text:
        raise ParseFailed(Reason.NO_TEXT, "The file holds no text.")
    return parsed


def reflow(text: str) -> list[Paragraph]:
    """Paragraphs of a text whose lines may have been broken to a page width."""
    lines = _lines(text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(8))
    if not _is_wrapped(lines):
        return [Paragraph((line,), line.text) for line in lines]
    return paragraphs(lines, loose=True)


def _lines(text: str) -> list[Line]:
    """Each line that is not empty, in character cells."""
    rows = (unicodedata.normalize("NFC", row).rstrip() for row in text.replace("\f", "\n").split("\n"))
    return [_line(row, top) for top, row in enumerate(rows) if row.strip()]


def _line(row: str, top: int) -> Line:
    """A row of typed characters, each one unit wide; three spaces and more part cells."""
    words = [
        Word(found.group(), float(found.start()), float(found.end()), float(top), 1.0) for found in WORDS.finditer(row)
    ]
    return replace(line_of(words), top=float(top))


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether line ends are a page's and not the author's."""
    if len(lines) < FEW:
        return False
    widths = [line.right - line.left for line in lines]
    long = sum(width > WRAPPED for width in widths) / len(widths)
    return long < LONG_SHARE and median(widths) > SHORT
