"""Passages: stretches of a document along its own paragraphs and headings, of a size that the embedder can read.

Blocks of one section are joined up to a target; a block beyond the limit is parted at sentence ends, a sentence
beyond it at spaces. A passage never reaches over a heading. Headings and tables of contents stand in no passage; each
passage carries its heading path instead.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.documents import CITABLE, Block, BlockKind, ParsedDocument, Span
from corpus.publication import PassageDraft
from corpus.sentences import sentences

CountTokens = Callable[[list[str]], list[int]]
SPECIAL_TOKENS = 2  # what BERT-like embedders put around a passage
SMALL = 4  # a share of the target: a smaller rest joins its neighbour rather than standing alone


@dataclass(frozen=True, slots=True)
class _Unit:
    """The smallest stretch that is not parted: a block, or a piece of a long one."""

    span: Span
    tokens: int
    path: tuple[str, ...]
    number: str | None
    section: int


def chunk(
    parsed: ParsedDocument, *, count_tokens: CountTokens, max_tokens: int, target_tokens: int = 200
) -> list[PassageDraft]:
    """Cut a document into passages.

    Args:
        parsed: the document.
        count_tokens: lengths of texts in the embedder's tokens, without special tokens.
        max_tokens: the embedder's window, special tokens included.
        target_tokens: the size to join blocks up to.

    Returns:
        Passages in order. They do not overlap, and what lies between them is white space, headings and contents.
    """
    limit = max(1, max_tokens - SPECIAL_TOKENS)
    target = min(target_tokens, limit)
    units = _units(parsed, count_tokens, limit, target)
    sections = [list(section) for _, section in groupby(units, key=lambda unit: unit.section)]
    joined = [group for section in sections for group in _join(section, target, limit)]
    fitted = _fitted(parsed.text, joined, count_tokens, limit)
    return [_draft(parsed, ordinal, group, tokens) for ordinal, (group, tokens) in enumerate(fitted)]


def _units(parsed: ParsedDocument, count: CountTokens, limit: int, target: int) -> list[_Unit]:
    placed = list(_sections(parsed))
    if not placed:
        return []
    lengths = count([block.span.of(parsed.text) for block, _, _ in placed])
    long = [block.span for (block, _, _), tokens in zip(placed, lengths, strict=True) if tokens > _roomy(target, limit)]
    parts = _parted(parsed.text, long, count, limit)
    units: list[_Unit] = []
    for (block, path, section), tokens in zip(placed, lengths, strict=True):
        for span, size in parts.get(block.span, [(block.span, tokens)]):
            units.append(_Unit(span, size, path, block.number, section))
    return units


def _roomy(target: int, limit: int) -> int:
    """Up to here a block stays whole."""
    return min(target + target // 2, limit)


def _sections(parsed: ParsedDocument) -> Iterator[tuple[Block, tuple[str, ...], int]]:
    """Citable blocks with their heading path and the number of their section."""
    path: list[tuple[int, str]] = []
    title = (parsed.title,) if parsed.title else ()
    section = 0
    for block in parsed.blocks:
        words = block.span.of(parsed.text)
        if block.kind is BlockKind.HEADING:
            path = [(level, text) for level, text in path if level < block.level] + [(block.level, words)]
        if block.kind not in CITABLE:
            section += 1
        elif words.strip():
            headings = tuple(text for _, text in path)
            yield block, headings if headings[:1] == title else title + headings, section


def _parted(text: str, blocks: Iterable[Span], count: CountTokens, limit: int) -> dict[Span, list[tuple[Span, int]]]:
    """Long blocks as sentences that each fit the limit."""
    pieces = {block: sentences(text, block) for block in blocks}
    flat = [span for spans in pieces.values() for span in spans]
    sizes = dict(zip(flat, count([span.of(text) for span in flat]), strict=True)) if flat else {}
    return {
        block: [fit for span in spans for fit in _cut(text, span, sizes[span], count, limit)]
        for block, spans in pieces.items()
    }


def _cut(text: str, span: Span, tokens: int, count: CountTokens, limit: int) -> list[tuple[Span, int]]:
    """A stretch in as few parts as fit the limit, cut at the spaces nearest to even parts."""
    if tokens <= limit or span.end - span.start <= 1:
        return [(span, tokens)]
    halves = _halves(text, span)
    sizes = count([half.of(text) for half in halves])
    return [part for half, size in zip(halves, sizes, strict=True) for part in _cut(text, half, size, count, limit)]


def _halves(text: str, span: Span) -> list[Span]:
    middle = (span.start + span.end) // 2
    spaces = [text.rfind(" ", span.start + 1, middle), text.find(" ", middle, span.end - 1)]
    at = min((place for place in spaces if place > span.start), key=lambda place: abs(place - middle), default=middle)
    first = Span(span.start, at)
    start = at
    while start < span.end - 1 and text[start].isspace():
        start += 1
    return [first, Span(start, span.end)]


def _join(units: Sequence[_Unit], target: int, limit: int) -> list[list[_Unit]]:
    """Units of one section in groups near the target; a small rest joins the group before it."""
    groups: list[list[_Unit]] = []
    size = 0
    for unit in units:
        small = size < target // SMALL
        if groups and size + unit.tokens <= (_roomy(target, limit) if small else target):
            groups[-1].append(unit)
            size += unit.tokens
        else:
            groups.append([unit])
            size = unit.tokens
    if len(groups) > 1 and size < target // SMALL:
        rest = groups.pop()
        if size + sum(unit.tokens for unit in groups[-1]) <= _roomy(target, limit):
            groups[-1] += rest
        else:
            groups.append(rest)
    return groups


def _fitted(
    text: str, groups: Iterable[list[_Unit]], count: CountTokens, limit: int
) -> Iterator[tuple[list[_Unit], int]]:
    """Groups that fit the limit, with their tokens.

    Word-piece tokens never reach over white space, so that a group is as long as its units together; a tokenizer of
    another kind may take a token more at each seam. Only groups that this could lift over the limit are counted as a
    whole, and parted when it does: counting every group again was a third of the time that cutting took.
    """
    for group in groups:
        size = sum(unit.tokens for unit in group)
        if len(group) > 1 and size + len(group) > limit:
            (size,) = count([_span(group).of(text)])
        if size <= limit or len(group) == 1:
            yield group, size
        else:
            half = len(group) // 2
            yield from _fitted(text, [group[:half], group[half:]], count, limit)


def _span(group: Sequence[_Unit]) -> Span:
    return Span(group[0].span.start, group[-1].span.end)


def _draft(parsed: ParsedDocument, ordinal: int, group: Sequence[_Unit], tokens: int) -> PassageDraft:
    span = _span(group)
    page = bisect_right(parsed.pages, span.start, key=lambda page: page.span.start) or None
    number = next((unit.number for unit in group if unit.number), None)
    return PassageDraft(ordinal, span, span.of(parsed.text), page, number, group[0].path, tokens)
