"""From trafilatura's simplified tree (head, p, list/item, table/row/cell, quote, lb) to pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus.documents import BlockKind
from ingest.parse.canonical import Piece, tidy
from ingest.parse.layout.numbering import mark_of

BLOCKS = frozenset({"p", "list", "table", "quote", "head", "div"})
TWO_BREAKS = re.compile(r"\n\s*\n")


def pieces(body: Any) -> list[Piece]:
    """The blocks under an element in order, also the loose text between them; ornaments ("# # #") left out."""
    return [piece for piece in _pieces(body) if any(map(str.isalnum, piece.text))]


def _pieces(element: Any) -> Iterator[Piece]:
    yield from _paragraph(element.text or "")
    for child in element:
        yield from _element(child)
        yield from _paragraph(child.tail or "")


def _element(element: Any) -> Iterator[Piece]:
    if element.tag == "head":
        yield Piece(BlockKind.HEADING, tidy(_words(element)), _level(element.get("rend")))
    elif element.tag == "row":
        cells = [tidy(_words(cell)) for cell in element.iter("cell")]
        yield Piece(BlockKind.TABLE_ROW, " | ".join(cell for cell in cells if cell))
    elif element.tag == "item":
        yield from _item(element)
    elif any(child.tag in BLOCKS for child in element) or element.tag in {"list", "table"}:
        yield from _pieces(element)
    else:
        for text in TWO_BREAKS.split(_words(element)):
            yield from _paragraph(text)


def _item(element: Any) -> Iterator[Piece]:
    """An item's own words, then the items of a list within it."""
    own = [element.text or ""]
    for child in element:
        own += [] if child.tag == "list" else [" ", _words(child)]
        own.append(child.tail or "")
    text = tidy("".join(own))
    mark = mark_of(text)
    if text:
        yield Piece(BlockKind.LIST_ITEM, text if mark else f"• {text}", number=mark.number if mark else None)
    for child in element:
        if child.tag == "list":
            yield from _pieces(child)


def _paragraph(text: str) -> Iterator[Piece]:
    clean = tidy(text)
    if clean:
        mark = mark_of(clean)
        yield Piece(BlockKind.PARAGRAPH, clean, number=mark.number if mark else None)


def _words(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        parts.append("\n" if child.tag == "lb" else _words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _level(rend: str | None) -> int:
    found = re.fullmatch(r"h([1-6])", rend or "")
    return int(found.group(1)) if found else 2
