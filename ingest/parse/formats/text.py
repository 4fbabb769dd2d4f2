"""Plain text in any encoding, its broken lines made whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.documents import ParsedDocument
from ingest.errors import ParseFailed, Reason
from ingest.parse.canonical import Particulars, compose
from ingest.parse.encoding import decode
from ingest.parse.formats import text_furniture
from ingest.parse.layout import structure
from ingest.parse.layout.lines import Cell, Line, Word, line_of
from ingest.parse.layout.paragraphs import Paragraph, paragraphs
from ingest.parse.limits import ParseLimits
from ingest.parse.media import TEXT

WORDS = re.compile(r"\S+")
RETURN = re.compile(r"&#(?:13|x0?d);", re.IGNORECASE)  # what a copied web page leaves of the ends of its lines
WRAPPED = 130.0  # characters: no typed page is wider; a longer line is a paragraph of its own
PAIR = 2
LETTER = 3  # characters: no longer "word" is a letter of a letter-spaced word, with what may follow it
MANY = 0.25  # share of the lines of a text that are wider than a page where none was broken
SHORT = 30  # characters: a text of shorter lines is a list or a form


def parse_text(data: bytes, *, limits: ParseLimits) -> ParsedDocument:
    """Read plain text.

    Raises:
        ParseFailed: too large, or nothing but white space.
    """
    text = RETURN.sub("", decode(data))
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
    widths = sorted(line.right - line.left for line in lines)
    if not lines or widths[3 * len(widths) // 4] <= SHORT or _is_never_broken(lines):
        return [Paragraph((line,), line.text) for line in lines]
    return paragraphs(lines, loose=True, widest=WRAPPED)


def _is_never_broken(lines: Sequence[Line]) -> bool:
    """Whether each line is a paragraph of its own: all stand apart, and many are wider than a page."""
    apart = all(after.top - before.top > 1 for before, after in pairwise(lines))
    return apart and sum(line.right - line.left > WRAPPED for line in lines) >= len(lines) * MANY


def _lines(text: str) -> list[Line]:
    """Each line that is not empty, in character cells."""
    rows = [unicodedata.normalize("NFC", row).rstrip() for row in text.replace("\f", "\n").split("\n")]
    return [_line(row, top) for top, row in enumerate(text_furniture.clear(rows)) if row.strip()]


def _line(row: str, top: int) -> Line:
    """A row of typed characters, each one unit wide; three spaces and more part cells."""
    plain = _plain(row, float(top))
    if plain is not None:
        return plain
    words = [
        Word(found.group(), float(found.start()), float(found.end()), float(top), 1.0) for found in WORDS.finditer(row)
    ]
    return replace(line_of(words), top=float(top))


def _plain(row: str, top: float) -> Line | None:
    """What `line_of` makes of words that stand one space apart, as most rows' do, in a third of the time; else None."""
    words = row.split()
    text = " ".join(words)
    left = len(row) - len(row.lstrip())
    spelled_out = all(len(word) <= LETTER for word in words)
    if spelled_out or len(text) != len(row.rstrip()) - left or not any(map(str.isalnum, text)):
        return None
    # as in `line_of`, the one space of two words has no other to be compared with, so that "1. Facts" is set off
    set_off = len(words) == PAIR
    return Line((Cell(text, float(left), float(left + len(text))),), top, 1.0, float(len(words[0])), tab=set_off)
