"""What happens to one file on its way in: loaded, parsed, described, read for records, cut into passages.

Pure functions of what they are given. `PIPELINE` is raised whenever they would make something else of the same bytes,
so that a later run works every document out again.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from corpus.documents import Description, InstrumentKind, ParsedDocument, Source, SourceRank
from corpus.gazetteer import Gazetteer
from corpus.matters import Matter
from corpus.publication import MatterDraft, PassageDraft, Publication, Vectors
from corpus.records import Records
from ingest import digests
from ingest.chunking import chunk
from ingest.parse import parse
from ingest.sources.item import Item

PIPELINE = "1"

TARGET_TOKENS = 200


class Parser(Protocol):
    """Bytes into a parsed document, in this process or in a guarded one."""

    def parse(self, data: bytes, *, name: str, media_type: str | None = None) -> ParsedDocument:
        """Raises `ParseFailed`."""


class InProcess:
    """Parses in this process: for files that are ours."""

    def parse(self, data: bytes, *, name: str, media_type: str | None = None) -> ParsedDocument:
        """See `Parser`."""
        return parse(data, name=name, media_type=media_type)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file's bytes and where they came from."""

    item: Item
    data: bytes
    source: Source


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with all but its vectors."""

    source: Source
    parsed: ParsedDocument
    description: Description
    passages: tuple[PassageDraft, ...]
    records: Records
    matter: MatterDraft | None

    def publication(self, vectors: Vectors, model: str) -> Publication:
        """The document, ready to publish: one row of vectors a passage."""
        return Publication(
            source=self.source,
            parsed=self.parsed,
            description=self.description,
            passages=self.passages,
            vectors=vectors,
            model=model,
            records=self.records,
            matter=self.matter,
            pipeline=PIPELINE,
        )


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the stages know besides the file: authorities and places, and the matters held already."""

    gazetteer: Gazetteer
    matters: Callable[[], Iterable[Matter]]


@dataclass(frozen=True, slots=True)
class Window:
    """How long passages may be, in the embedder's tokens without special ones."""

    count_tokens: Callable[[list[str]], list[int]]
    max_tokens: int


def load(item: Item, now: dt.datetime) -> Loaded:
    """Read the bytes. Raises `OSError`."""
    data = item.load()
    source = Source(
        key=item.key,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=item.media_type or "",
        retrieved_at=item.retrieved_at or now,
        url=item.url,
        archive_key=item.archive_key,
    )
    return Loaded(item, data, source)


def prepare(loaded: Loaded, parser: Parser, knowledge: Knowledge, window: Window) -> Prepared:
    """Work one file out. Raises `ParseFailed` and `InvalidDigest`."""
    parsed = parser.parse(loaded.data, name=loaded.item.name, media_type=loaded.item.media_type)
    source = dataclasses.replace(loaded.source, media_type=parsed.media_type)
    if digests.is_digest(parsed):
        digest = digests.read(parsed)
        source = dataclasses.replace(source, url=source.url or digest.url)
        return Prepared(source, parsed, digest.description, _passages(parsed, window), digest.records, digest.matter)
    del knowledge
    description = Description(parsed.title or loaded.item.name, InstrumentKind.OTHER, SourceRank.PRIMARY, "und")
    return Prepared(source, parsed, description, _passages(parsed, window), Records(), None)


def _passages(parsed: ParsedDocument, window: Window) -> tuple[PassageDraft, ...]:
    drafts = chunk(parsed, count_tokens=window.count_tokens, max_tokens=window.max_tokens, target_tokens=TARGET_TOKENS)
    return tuple(PassageDraft(d.ordinal, d.span, d.text, d.page, d.paragraph, d.heading_path, d.tokens) for d in drafts)
