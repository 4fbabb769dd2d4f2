"""Markdown: headings, lists, tables and fenced text, with front matter kept as metadata.

A case digest keeps its body verbatim, as its records quote it to the letter. Other Markdown is read as a reader reads
it: emphasis, links and escapes gone, broken lines made whole. The only importer of markdown_it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.digest import is_digest, split_front_matter
from corpus.documents import Block, BlockKind, ParsedDocument, Span
from ingest.errors import ParseFailed, Reason
from ingest.parse.canonical import Particulars, Piece, compose, tidy, without_unseen
from ingest.parse.encoding import decode
from ingest.parse.formats.text import reflow
from ingest.parse.layout import structure
from ingest.parse.layout.numbering import mark_of
from ingest.parse.limits import ParseLimits
from ingest.parse.media import MARKDOWN

NESTING = 100  # lists and quotations within each other; what lies deeper is dropped by the reader of Markdown
LEADING_MARKS = re.compile(r"(?:\s{0,3}(?:#{1,6}|>|[-*+]|\d{1,9}[.)])\s+|\s+)*")
LEAVES = frozenset({"inline", "fence", "code_block", "html_block"})
HTML_TAG = re.compile(r"<[^>]{1,500}>")


def parse_markdown(data: bytes, *, limits: ParseLimits) -> ParsedDocument:
    """Read Markdown.

    Raises:
        ParseFailed: too large or empty.
        InvalidDigest: the front matter is not a YAML mapping.
    """
    text = without_unseen(decode(data).replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > limits.characters:
        raise ParseFailed(
            Reason.TOO_LARGE, f"The text has {len(text)} characters; at most {limits.characters} are read."
        )
    metadata, offset = split_front_matter(text)
    body = text[offset:]
    tokens = _reader().parse(body)
    declared = metadata.get("title")
    title = str(declared) if declared else _first_heading(tokens)
    particulars = Particulars(MARKDOWN, title=title, metadata=metadata)
    parsed = _verbatim(body, tokens, particulars) if is_digest(text) else compose(list(_pieces(tokens)), particulars)
    if not parsed.blocks:
        raise ParseFailed(Reason.NO_TEXT, "The file holds no text.")
    return parsed


@cache
def _reader() -> MarkdownIt:
    """The reader of all files; making one took as long as reading a third of a digest.

    It collects its rules with the first text, which must not be done by two threads at once: hence the empty one.
    """
    reader = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable("table")
    reader.parse("")
    return reader


def _first_heading(tokens: Sequence[Token]) -> str | None:
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            return tidy(_plain(token)) or None
    return None


def _leaves(tokens: Sequence[Token]) -> Iterator[tuple[Token, tuple[Token, ...]]]:
    """Tokens that hold text, each with the open tokens around it; a table row counts as one."""
    around: list[Token] = []
    for token in tokens:
        if token.nesting == 1:
            around.append(token)
        elif token.nesting == -1:
            around.pop()
        if token.type in LEAVES or token.type == "tr_open":
            yield token, tuple(around)


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    row: list[str] = []
    for token, around in _leaves(tokens):
        in_row = any(outer.type == "tr_open" for outer in around)
        if token.type == "tr_open" or not in_row:
            yield from _row(row)
            row = []
        if token.type in {"fence", "code_block"}:
            yield from structure.pieces(reflow(token.content), typed=False)
        elif token.type == "html_block":
            yield Piece(BlockKind.PARAGRAPH, tidy(HTML_TAG.sub(" ", token.content)))
        elif token.type == "inline" and in_row:
            row.append(tidy(_plain(token)))
        elif token.type == "inline":
            yield _piece(tidy(_plain(token)), around)
    yield from _row(row)


def _row(cells: Sequence[str]) -> Iterator[Piece]:
    if any(cells):
        yield Piece(BlockKind.TABLE_ROW, " | ".join(cell for cell in cells if cell))


def _piece(text: str, around: Sequence[Token]) -> Piece:
    if around and around[-1].type == "heading_open":
        return Piece(BlockKind.HEADING, text, int(around[-1].tag[1]))
    mark = mark_of(text)
    number = mark.number if mark else None
    item = next((outer for outer in reversed(around) if outer.type == "list_item_open"), None)
    if item is None:
        return Piece(BlockKind.PARAGRAPH, text, number=number)
    if item.info:
        return Piece(BlockKind.LIST_ITEM, f"{item.info}{item.markup} {text}", number=item.info)
    return Piece(BlockKind.LIST_ITEM, text if mark else f"• {text}", number=number)


def _plain(token: Token) -> str:
    """Inline content as text: link texts, code, no emphasis marks, no tags."""
    parts = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type == "image":
            parts.append(_plain(child))
    return "".join(parts)


def _verbatim(body: str, tokens: Sequence[Token], particulars: Particulars) -> ParsedDocument:
    """The body as it stands, with blocks over its headings, paragraphs, items and rows."""
    starts = [0]
    for line in body.split("\n"):
        starts.append(min(starts[-1] + len(line) + 1, len(body)))
    blocks = tuple(
        _block(body, Span(starts[token.map[0]], starts[token.map[1]]), around)
        for token, around in _leaves(tokens)
        if token.map and (token.type == "tr_open" or not any(outer.type == "tr_open" for outer in around))
    )
    return ParsedDocument(
        body, blocks, (), tidy(particulars.title or "") or None, MARKDOWN, dict(particulars.metadata or {})
    )


def _block(body: str, lines: Span, around: Sequence[Token]) -> Block:
    raw = lines.of(body)
    lead, end = LEADING_MARKS.match(raw), len(raw.rstrip())
    # a heading of no words is all mark, and its mark takes the line end too
    span = Span(lines.start + min(lead.end() if lead else 0, end), lines.start + end)
    mark = mark_of(span.of(body))
    number = mark.number if mark else None
    types = {outer.type for outer in around}
    if "heading_open" in types:
        return Block(BlockKind.HEADING, span, int(around[-1].tag[1]))
    if "tr_open" in types:
        return Block(BlockKind.TABLE_ROW, span)
    return Block(BlockKind.LIST_ITEM if "list_item_open" in types else BlockKind.PARAGRAPH, span, number=number)
