"""Documents, passages and texts as rows, and back. Pure conversions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from corpus.documents import (
    Block,
    BlockKind,
    Description,
    Detected,
    Document,
    InstrumentKind,
    Page,
    ParsedDocument,
    Passage,
    Source,
    SourceRank,
    Span,
)
from corpus.publication import PassageDraft, Publication, vector_key

Row = Mapping[Any, Any]
Values = dict[str, Any]


# decoders are made here because two threads that make msgspec learn one type at once crash the process
DETECTED = msgspec.json.Decoder(tuple[Detected, ...])
PAGES = msgspec.json.Decoder(list[tuple[int, int, int]])
BLOCKS = msgspec.json.Decoder(list[tuple[BlockKind, int, int, int, str | None]])


def to_json(value: object) -> str:
    """Compact JSON. What JSON has no word for is written as its text."""
    return msgspec.json.encode(value, enc_hook=str).decode()


def version_values(publication: Publication, document_id: str, version: int, now: dt.datetime) -> Values:
    """The row of `versions`."""
    source, description = publication.source, publication.description
    return {
        "document_id": document_id,
        "version": version,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "retrieved_at": source.retrieved_at,
        "url": source.url,
        "archive_key": source.archive_key,
        "pipeline": publication.pipeline,
        "stored_at": now,
        "title": description.title,
        "kind": description.kind.value,
        "rank": description.rank.value,
        "language": description.language,
        "regulator": description.regulator,
        "court": description.court,
        "jurisdiction": description.jurisdiction,
        "reference": description.reference,
        "matter": publication.matter.id if publication.matter else description.matter,
        "decided_on": description.decided_on,
        "published_on": description.published_on,
        "effective_on": description.effective_on,
        "known_to": description.known_to,
        "passages": len(publication.passages),
        "needs_ocr": publication.parsed.needs_ocr,
    }


def text_values(publication: Publication, document_id: str, version: int) -> Values:
    """The row of `texts`: structure as arrays, because a long document has thousands of blocks."""
    parsed = publication.parsed
    return {
        "document_id": document_id,
        "version": version,
        "text": parsed.text,
        "pages": to_json([(page.number, page.span.start, page.span.end) for page in parsed.pages]),
        "blocks": to_json([(b.kind, b.span.start, b.span.end, b.level, b.number) for b in parsed.blocks]),
        "detected": to_json(publication.description.detected),
        "warnings": to_json(parsed.warnings),
        "metadata": to_json(dict(parsed.metadata)),
    }


def respondent_values(names: Iterable[str], document_id: str, version: int) -> list[Values]:
    """The rows of `respondents`, in the order given."""
    return [
        {"document_id": document_id, "version": version, "ordinal": n, "name": name, "folded": fold_name(name)}
        for n, name in enumerate(names)
    ]


def fold_name(name: str) -> str:
    """A name without case and spare spaces, to compare by."""
    return " ".join(name.casefold().split())


def passage_values(draft: PassageDraft, document_id: str, version: int) -> Values:
    """The row of `passages`. The text is not repeated: the span finds it in the canonical text."""
    return {
        "id": f"{document_id}.{version}.{draft.ordinal}",
        "document_id": document_id,
        "version": version,
        "ordinal": draft.ordinal,
        "span_start": draft.span.start,
        "span_end": draft.span.end,
        "page": draft.page,
        "paragraph": draft.paragraph,
        "heading_path": to_json(draft.heading_path),
        "tokens": draft.tokens,
        "vector_key": vector_key(draft.text),
    }


def to_passage(row: Row, text: str) -> Passage:
    """A passage from its row and the canonical text of its version."""
    span = Span(row["span_start"], row["span_end"])
    return Passage(
        id=row["id"],
        document_id=row["document_id"],
        version=row["version"],
        ordinal=row["ordinal"],
        span=span,
        text=span.of(text),
        page=row["page"],
        paragraph=row["paragraph"],
        heading_path=tuple(msgspec.json.decode(row["heading_path"])),
        tokens=row["tokens"],
    )


def to_document(row: Row, respondents: tuple[str, ...], detected: tuple[Detected, ...] = ()) -> Document:
    """A document from its row of `versions` joined with its source key."""
    source = Source(
        key=row["source_key"],
        sha256=row["sha256"],
        media_type=row["media_type"],
        retrieved_at=row["retrieved_at"],
        url=row["url"],
        archive_key=row["archive_key"],
    )
    return Document(
        id=row["document_id"],
        version=row["version"],
        source=source,
        description=_description(row, respondents, detected),
        passages=row["passages"],
        needs_ocr=row["needs_ocr"],
        duplicate_of=row["duplicate_of"],
    )


def _description(row: Row, respondents: tuple[str, ...], detected: tuple[Detected, ...]) -> Description:
    return Description(
        title=row["title"],
        kind=InstrumentKind(row["kind"]),
        rank=SourceRank(row["rank"]),
        language=row["language"],
        regulator=row["regulator"],
        court=row["court"],
        jurisdiction=row["jurisdiction"],
        respondents=respondents,
        reference=row["reference"],
        matter=row["matter"],
        decided_on=row["decided_on"],
        published_on=row["published_on"],
        effective_on=row["effective_on"],
        known_to=row["known_to"],
        detected=detected,
    )


def to_detected(text: str) -> tuple[Detected, ...]:
    """The described values with their evidence."""
    return DETECTED.decode(text)


def to_parsed(row: Row) -> ParsedDocument:
    """The parsed document from its rows of `texts` and `versions`."""
    pages = PAGES.decode(row["pages"])
    blocks = BLOCKS.decode(row["blocks"])
    return ParsedDocument(
        text=row["text"],
        blocks=tuple(Block(kind, Span(start, end), level, number) for kind, start, end, level, number in blocks),
        pages=tuple(Page(number, Span(start, end)) for number, start, end in pages),
        title=row["title"],
        media_type=row["media_type"],
        metadata=msgspec.json.decode(row["metadata"]),
        needs_ocr=row["needs_ocr"],
        warnings=tuple(msgspec.json.decode(row["warnings"])),
    )
