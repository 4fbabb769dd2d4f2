"""From pieces of clean text to one canonical text with its blocks and pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.documents import Block, BlockKind, Page, ParsedDocument, Span

# Ligatures are a printer's shapes, not letters; NFC leaves them, and nobody searches for them.
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Symbol and Wingdings bullets as PDF and Word carry them in the private use area.
BULLETS = dict.fromkeys(
    "\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d\uf0a8\uf071\u2023\u25aa\u25cf\u25cb\u25e6\u25a0\u25a1", "•"
)
DROPPED = dict.fromkeys(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff",
    "",
) | {chr(code): "" for code in (*range(32), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\v\f\r\x85"}
UNPAIRED = dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd")
TRANSLATION = str.maketrans({**LIGATURES, **BULLETS, **DROPPED, **UNPAIRED})
UNSEEN = str.maketrans({**DROPPED, **UNPAIRED})
# Any character that is translated: few texts hold one, and looking for it takes a tenth of the time of translating.
ODD = re.compile(f"[{re.escape(''.join((*LIGATURES, *BULLETS, *DROPPED)))}\ud800-\udfff]")
TIGHT = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.CONTENTS})


def tidy(text: str) -> str:
    """One line of clean text: NFC, no ligatures, soft hyphens or controls, single spaces, none at the ends."""
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", text.translate(TRANSLATION) if ODD.search(text) else text)
    return " ".join(text.split())


def without_unseen(text: str) -> str:
    """A text whose lines matter, without the signs that nobody sees: controls, soft hyphens, turns of direction."""
    return text.translate(UNSEEN) if ODD.search(text) else text


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before it has a place: tidy text of one line.

    `page` is the page of its first character. `turns` are (offset, page) pairs where it runs on to further pages.
    """

    kind: BlockKind
    text: str
    level: int = 0
    number: str | None = None
    page: int | None = None
    turns: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a parser knows of a file besides its words."""

    media_type: str
    title: str | None = None
    metadata: Mapping[str, object] | None = None
    needs_ocr: bool = False
    warnings: tuple[str, ...] = ()


def compose(pieces: Sequence[Piece], particulars: Particulars, *, pages: int = 0) -> ParsedDocument:
    """Lay pieces out as canonical text.

    List items, table rows and contents lines follow each other on consecutive lines; all else is parted by an empty
    line. With `pages` > 0 the pages tile the text, those without text as empty spans.
    """
    laid: list[str] = []
    blocks: list[Block] = []
    starts: dict[int, int] = {}
    offset, before = 0, None
    for piece in (piece for piece in pieces if piece.text):
        gap = "" if before is None else "\n" if before == piece.kind and piece.kind in TIGHT else "\n\n"
        start = offset + len(gap)
        laid += [gap, piece.text]
        offset = start + len(piece.text)
        blocks.append(Block(piece.kind, Span(start, offset), piece.level, piece.number))
        if piece.page is not None:
            starts.setdefault(piece.page, start)
        for turn, page in piece.turns:
            starts.setdefault(page, start + turn)
        before = piece.kind
    return ParsedDocument(
        text="".join(laid),
        blocks=tuple(blocks),
        pages=tile(starts, pages, offset),
        title=tidy(particulars.title) if particulars.title else None,
        media_type=particulars.media_type,
        metadata=dict(particulars.metadata or {}),
        needs_ocr=particulars.needs_ocr,
        warnings=particulars.warnings,
    )


def tile(starts: Mapping[int, int], pages: int, length: int) -> tuple[Page, ...]:
    """Pages 1 to `pages` as consecutive spans over a text of `length`, from where each known page starts."""
    tiled: list[Page] = []
    end = length
    for number in range(pages, 0, -1):
        start = 0 if number == 1 else min(starts.get(number, end), end)
        tiled.append(Page(number, Span(start, end)))
        end = start
    return tuple(reversed(tiled))
