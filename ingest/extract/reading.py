"""A parsed document as the sentences outside its table of contents, each with its exact span."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents import BlockKind, ParsedDocument, Span
from corpus.sentences import sentences as sentence_spans

_LONGEST = 2400


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or heading; `text` is exactly `span.of(canonical)`, and `kind` that of the block it stands in."""

    span: Span
    text: str
    kind: BlockKind


def read_sentences(parsed: ParsedDocument) -> tuple[Sentence, ...]:
    """Every sentence outside a table of contents, in order.

    A text without any full stop is still read in bounded steps: what is longer than 2,400 characters is cut.
    """
    return tuple(
        Sentence(piece, piece.of(parsed.text), block.kind)
        for block in parsed.blocks
        if block.kind is not BlockKind.CONTENTS
        for span in sentence_spans(parsed.text, block.span)
        for piece in _pieces(span)
    )


def _pieces(span: Span) -> Iterator[Span]:
    for start in range(span.start, span.end, _LONGEST):
        yield Span(start, min(span.end, start + _LONGEST))
