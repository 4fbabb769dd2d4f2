"""What happens to one file on its way in: loaded, parsed, described, read for records, cut into passages.

Pure functions of what they are given. `PIPELINE` is raised whenever they would make something else of the same bytes,
so that a later run works every document out again.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import msgspec

from corpus.documents import Description, ParsedDocument, Source
from corpus.gazetteer import Gazetteer
from corpus.matters import Matter
from corpus.publication import MatterDraft, PassageDraft, Publication, Vectors
from corpus.records import Records
from ingest.errors import ParseFailed, Reason
from ingest.extract import extract
from ingest.parse import parse
from ingest.preparing import digests
from ingest.preparing.chunking import chunk
from ingest.preparing.describe import describe, joined_to
from ingest.sources.item import Item

PIPELINE = "40"

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
    """A file's bytes, where they came from, what its sidecar says, and the pipeline that will work it out."""

    item: Item
    data: bytes
    source: Source
    sidecar: Mapping[str, object]
    pipeline: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with all but its vectors."""

    source: Source
    parsed: ParsedDocument
    description: Description
    passages: tuple[PassageDraft, ...]
    records: Records
    matter: MatterDraft | None
    pipeline: str

    def publication(self, vectors: Vectors, model: str, over: int) -> Publication:
        """The document, ready to publish over the version that is held: one row of vectors a passage."""
        return Publication(
            source=self.source,
            parsed=self.parsed,
            description=self.description,
            passages=self.passages,
            vectors=vectors,
            model=model,
            records=self.records,
            matter=self.matter,
            pipeline=self.pipeline,
            over=over,
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
    """Read the bytes and the sidecar. Raises `OSError` and `ParseFailed`."""
    data = item.load()
    sidecar = item.sidecar() if item.sidecar else {}
    source = Source(
        key=item.key,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=item.media_type or "",
        retrieved_at=item.retrieved_at or now,
        url=item.url,
        archive_key=item.archive_key,
    )
    return Loaded(item, data, source, sidecar, _pipeline(sidecar))


def prepare(loaded: Loaded, parser: Parser, knowledge: Knowledge, window: Window) -> Prepared:
    """Work one file out. Raises `ParseFailed` and `InvalidDigest`."""
    parsed = parser.parse(loaded.data, name=loaded.item.name, media_type=loaded.item.media_type)
    parsed = _with_claims(parsed, loaded)
    source = dataclasses.replace(loaded.source, media_type=parsed.media_type)
    # what was fetched from elsewhere may say that it is a digest, and is not ours
    if digests.is_digest(parsed) and loaded.item.url is None:
        digest = digests.read(parsed)
        source = dataclasses.replace(source, url=source.url or digest.url)
        worked = _Worked(parsed, digest.description, digest.records, digest.matter)
    else:
        worked = _work_out(parsed, source, knowledge)
    passages = _passages(parsed, window)
    if not passages and not parsed.needs_ocr:
        raise ParseFailed(Reason.NO_TEXT, "The file holds no text that could be cited, at most headings.")
    return Prepared(
        source=source,
        parsed=worked.parsed,
        description=worked.description,
        passages=passages,
        records=worked.records,
        matter=worked.matter,
        pipeline=loaded.pipeline,
    )


def join(prepared: Prepared, knowledge: Knowledge) -> Prepared:
    """The same, joined to the matter it is about: for a document prepared where the matters held are not known."""
    parsed, about = prepared.parsed, prepared.description
    joined = joined_to(knowledge.matters(), about, parsed.text)
    if joined is about:
        return prepared
    worked = _read(parsed, joined, knowledge.gazetteer)
    return dataclasses.replace(
        prepared, parsed=worked.parsed, description=joined, records=worked.records, matter=worked.matter
    )


@dataclass(frozen=True, slots=True)
class _Worked:
    parsed: ParsedDocument
    description: Description
    records: Records
    matter: MatterDraft | None


def _work_out(parsed: ParsedDocument, source: Source, knowledge: Knowledge) -> _Worked:
    description = describe(parsed, source=source, gazetteer=knowledge.gazetteer, known_matters=knowledge.matters())
    return _read(parsed, description, knowledge.gazetteer)


def _read(parsed: ParsedDocument, description: Description, gazetteer: Gazetteer) -> _Worked:
    known = gazetteer.with_unlisted((description.regulator, description.court))
    try:
        return _Worked(parsed, description, *extract(parsed, description, known))
    except Exception as error:  # noqa: BLE001 - a text that can be read and cited is worth having without its records
        said = f"No records were read: {type(error).__name__}: {error}"
        return _Worked(
            dataclasses.replace(parsed, warnings=tuple(dict.fromkeys((*parsed.warnings, said)))),
            description,
            Records(),
            None,
        )


def _pipeline(sidecar: Mapping[str, object]) -> str:
    if not sidecar:
        return PIPELINE
    said = msgspec.json.encode(sidecar, order="sorted", enc_hook=str)
    return f"{PIPELINE}+{hashlib.sha256(said).hexdigest()[:12]}"


def _with_claims(parsed: ParsedDocument, loaded: Loaded) -> ParsedDocument:
    """The document with what a person and its source say of it, where `describe` looks for both."""
    said = {"sidecar": loaded.sidecar, "source": dict(loaded.item.said)}
    claims = {name: claim for name, claim in said.items() if claim}
    return dataclasses.replace(parsed, metadata={**parsed.metadata, **claims}) if claims else parsed


def _passages(parsed: ParsedDocument, window: Window) -> tuple[PassageDraft, ...]:
    count, most = window.count_tokens, window.max_tokens
    return tuple(chunk(parsed, count_tokens=count, max_tokens=most, target_tokens=TARGET_TOKENS))
