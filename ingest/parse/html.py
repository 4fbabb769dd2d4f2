"""Web pages: the main content by trafilatura, without menus, banners, scripts and teasers.

The only importer of trafilatura.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from trafilatura import bare_extraction

from corpus.documents import BlockKind, ParsedDocument
from ingest.errors import ParseFailed, Reason
from ingest.parse.canonical import Particulars, Piece, compose, tidy
from ingest.parse.limits import ParseLimits
from ingest.parse.media import HTML
from ingest.parse.numbering import mark_of
from ingest.parse.text import decode

DECLARED = (
    "author",
    "url",
    "hostname",
    "description",
    "sitename",
    "date",
    "categories",
    "tags",
    "language",
    "pagetype",
)
CHARSET = re.compile(rb"<meta[^>]{0,200}charset", re.IGNORECASE)
LEAVES = frozenset({"p", "quote", "head", "item", "row", "ab", "code", "fw"})


def parse_html(data: bytes, *, limits: ParseLimits) -> ParsedDocument:
    """Read a web page.

    Raises:
        ParseFailed: too large, or no main content can be found.
    """
    if len(data) > limits.characters:
        raise ParseFailed(Reason.TOO_LARGE, f"The page has {len(data)} bytes; at most {limits.characters} are read.")
    page = data if CHARSET.search(data[:4_096]) else decode(data)
    found = bare_extraction(
        page,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": True, "max_date": "2100-01-01"},
    )
    if found is None or found.body is None:
        raise ParseFailed(Reason.NO_TEXT, "The page has no main content that can be told from its furniture.")
    return _document(found)


def _document(found: Any) -> ParsedDocument:
    pieces = list(_pieces(found.body))
    title = tidy(found.title or "")
    if title and not any(piece.text.casefold() == title.casefold() for piece in pieces[:4]):
        pieces.insert(0, Piece(BlockKind.HEADING, title, 1))
    metadata = {name: value for name in DECLARED if (value := getattr(found, name, None))}
    parsed = compose(pieces, Particulars(HTML, title=title or None, metadata=metadata))
    if not parsed.text:
        raise ParseFailed(Reason.NO_TEXT, "The page has no main content that can be told from its furniture.")
    return parsed


def _pieces(body: Any) -> Iterator[Piece]:
    """The blocks of trafilatura's tree: p, head, list/item, table/row/cell, quote; loose text between them too."""
    yield from _loose(body.text)
    for element in body:
        yield from _element(element)
        yield from _loose(element.tail)


def _element(element: Any) -> Iterator[Piece]:
    if element.tag == "head":
        yield Piece(BlockKind.HEADING, tidy(_words(element)), _level(element.get("rend")))
    elif element.tag == "row":
        cells = [tidy(_words(cell)) for cell in element.iter("cell")]
        yield Piece(BlockKind.TABLE_ROW, " | ".join(cell for cell in cells if cell))
    elif element.tag == "item":
        yield from _item(element)
    elif element.tag in LEAVES and not any(child.tag in {"p", "list", "table"} for child in element):
        yield from _lines(element)
    else:
        yield from _pieces(element)


def _item(element: Any) -> Iterator[Piece]:
    nested = [child for child in element if child.tag == "list"]
    for child in nested:
        child.tail = None
    own = tidy(" ".join([element.text or "", *(_words(c) + (c.tail or "") for c in element if c.tag != "list")]))
    mark = mark_of(own)
    yield Piece(BlockKind.LIST_ITEM, own if mark else f"• {own}" if own else "", number=mark.number if mark else None)
    for child in nested:
        yield from _pieces(child)


def _lines(element: Any) -> Iterator[Piece]:
    """A paragraph, parted where the page breaks lines twice; a single break is a space."""
    for text in re.split(r"\n\s*\n", _words(element)):
        yield from _loose(text)


def _loose(text: str | None) -> Iterator[Piece]:
    clean = tidy(text or "")
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
