"""A canonical text as a reader sees it: its own pages, headings and paragraphs, with one span marked. Pure code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.documents import Block, BlockKind, Page, ParsedDocument, Passage, Span
from service.showing.links import anchor

DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. `anchor` is set on the first cited stretch."""

    text: str
    cited: bool = False
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One block with its pieces. `page` is set where a new page of the original begins with it.

    `depth` is the rank of a heading on the page: 2 below the page's own, and never two below the one before.
    """

    kind: BlockKind
    depth: int
    number: str | None
    anchor: str
    pieces: tuple[Piece, ...]
    page: int | None = None


def pieces(text: str, within: Span, cited: Span | None) -> tuple[Piece, ...]:
    """`text[within]` cut at the borders of the cited span. Joined, the pieces are `within` again."""
    if cited is None or cited.end <= within.start or within.end <= cited.start:
        return (Piece(within.of(text)),)
    start, end = max(within.start, cited.start), min(within.end, cited.end)
    name = anchor(cited) if start == cited.start else None
    cut = (
        Piece(text[within.start : start]),
        Piece(text[start:end], cited=True, anchor=name),
        Piece(text[end : within.end]),
    )
    return tuple(piece for piece in cut if piece.text)


def shown(parsed: ParsedDocument, cited: Span | None = None, title: str = "") -> Iterator[Shown]:
    """Every block in order, and what lies between blocks where it holds words, so that no text is hidden.

    Only a first heading that says the page's own `title` again is left out.
    """
    pages = list(parsed.pages)
    seen: set[str] = set()
    outline: list[int] = []
    for ordinal, block in enumerate(_whole(parsed)):
        if ordinal == 0 and block.kind is BlockKind.HEADING and block.span.of(parsed.text).strip() == title:
            continue
        page = _page_begun(pages, block)
        name = f"p-{block.number}" if block.number else f"b-{ordinal}"
        if name in seen or any(mark.isspace() for mark in name):
            name = f"b-{ordinal}"
        seen.add(name)
        depth = _depth(outline, block) if block.kind is BlockKind.HEADING else 0
        yield Shown(block.kind, depth, block.number, name, pieces(parsed.text, block.span, cited), page)


def _whole(parsed: ParsedDocument) -> Iterator[Block]:
    at = 0
    for block in (*parsed.blocks, Block(BlockKind.PARAGRAPH, Span(len(parsed.text), len(parsed.text)))):
        gap = Span(at, block.span.start)
        if any(letter.isalnum() for letter in gap.of(parsed.text)):
            yield Block(BlockKind.PARAGRAPH, gap)
        if block.span.start < block.span.end:
            yield block
        at = block.span.end


def _depth(outline: list[int], heading: Block) -> int:
    """Documents skip heading levels; a page must not. `outline` holds the levels of the headings around this one."""
    while outline and outline[-1] >= heading.level:
        outline.pop()
    outline.append(heading.level)
    return min(len(outline) + 1, DEEPEST)


def _page_begun(pages: list[Page], block: Block) -> int | None:
    """The last of the pages that begin at or before the block and were not announced yet; they are taken off."""
    begun = None
    while pages and pages[0].span.start <= block.span.start:
        begun = pages.pop(0).number
    return begun


def page_at(pages: Iterable[Page], offset: int) -> int | None:
    """The page that a character stands on."""
    return next((page.number for page in pages if page.span.start <= offset < page.span.end), None)


@dataclass(frozen=True, slots=True)
class Near:
    """A passage in the source panel: the cited one, or a neighbour."""

    pieces: tuple[Piece, ...]
    cited: bool


def around(passages: tuple[Passage, ...], at: int, cited: Span, neighbours: int) -> tuple[Near, ...]:
    """The passage with ordinal `at` and up to `neighbours` on each side, with the cited words marked."""
    near = passages[max(0, at - neighbours) : at + neighbours + 1]
    return tuple(_near(passage, cited) for passage in near)


def _near(passage: Passage, cited: Span) -> Near:
    inside = Span(max(cited.start - passage.span.start, 0), max(cited.end - passage.span.start, 0))
    cut = pieces(passage.text, Span(0, len(passage.text)), inside if inside.end > inside.start else None)
    return Near(cut, any(piece.cited for piece in cut))
