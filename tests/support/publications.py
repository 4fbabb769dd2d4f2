"""Small publications to fill a store with."""

from __future__ import annotations

import datetime as dt
import hashlib

import numpy as np

from corpus.documents import (
    Block,
    BlockKind,
    Description,
    InstrumentKind,
    Page,
    ParsedDocument,
    Source,
    SourceRank,
    Span,
)
from corpus.publication import MatterDraft, PassageDraft, Publication
from corpus.records import Records
from tests.support.embedders import HashingEmbedder

RETRIEVED = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)


def parsed(text: str) -> ParsedDocument:
    """One page; every line is a paragraph."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(BlockKind.PARAGRAPH, Span(start, start + len(line))))
        start += len(line) + 1
    return ParsedDocument(text, tuple(blocks), (Page(1, Span(0, len(text))),))


def drafts(document: ParsedDocument) -> tuple[PassageDraft, ...]:
    """One passage a block."""
    return tuple(
        PassageDraft(n, block.span, block.span.of(document.text), 1, None, ("Title",), 5)
        for n, block in enumerate(document.blocks)
    )


def description(title: str = "A decision", **more: object) -> Description:
    """A decision in English, primary."""
    fields = {"kind": InstrumentKind.DECISION, "rank": SourceRank.PRIMARY, "language": "en"} | more
    return Description(title=title, **fields)  # type: ignore[arg-type]


def publication(
    key: str,
    text: str,
    about: Description | None = None,
    records: Records | None = None,
    matter: MatterDraft | None = None,
) -> Publication:
    """A publication of `text`, one passage a line, embedded by the hashing embedder."""
    document = parsed(text)
    passages = drafts(document)
    embedder = HashingEmbedder()
    return Publication(
        source=Source(key, hashlib.sha256(text.encode()).hexdigest(), "text/plain", RETRIEVED),
        parsed=document,
        description=about or description(),
        passages=passages,
        vectors=embedder.embed_passages([draft.text for draft in passages])
        if passages
        else np.zeros((0, embedder.dimensions), np.float32),
        model=embedder.identity,
        records=records or Records(),
        matter=matter,
        pipeline="test",
    )
