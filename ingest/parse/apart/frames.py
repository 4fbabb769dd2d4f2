"""What the parsing process and its owner say to each other: frames of a length and pickled bytes.

The owner trusts the parsing process with nothing: `unpack` builds the few value types of an answer and refuses all
else, so that a parser taken over by a hostile file cannot make its owner run code.

A parsed document travels as lists of plain values, which pickle reads and writes by itself: as a thousand blocks, each
an object with a span, it took three times as long on both sides.
"""

from __future__ import annotations

import dataclasses
import io
import os
import pickle
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from corpus.documents import Block, BlockKind, Page, ParsedDocument, Span
from ingest.errors import IngestError, ParseFailed
from ingest.parse.limits import ParseLimits

HEADER = struct.Struct(">Q")
CHUNK = 1 << 20
MOST = 1 << 31
ALLOWED = frozenset(
    {
        ("ingest.errors", "rebuild_parse_failed"),
        ("ingest.errors", "Reason"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
    }
)


class BrokenAnswer(IngestError):
    """The parsing process sent something that is no answer."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to parse."""

    data: bytes
    name: str
    media_type: str | None
    limits: ParseLimits
    ocr: bool


def write_frame(sink: int, payload: bytes) -> None:
    """Write one frame to a file descriptor."""
    for part in (HEADER.pack(len(payload)), payload):
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(sink, rest[:CHUNK]) :]


def read_frame(source: int) -> bytes | None:
    """Read one frame from a file descriptor; None at its end or in the middle of a frame."""
    header = _read(source, HEADER.size)
    if header is None:
        return None
    (length,) = HEADER.unpack(header)
    return _read(source, length) if length <= MOST else None


def _read(source: int, length: int) -> bytes | None:
    parts, left = [], length
    while left:
        part = os.read(source, min(left, CHUNK))
        if not part:
            return None
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def pack(value: Job | ParsedDocument | ParseFailed) -> bytes:
    """The payload of a job or an answer."""
    return pickle.dumps(_taken_apart(value) if isinstance(value, ParsedDocument) else value, protocol=5)


def unpack_job(payload: bytes) -> Job:
    """A job, as its owner packed it."""
    job = pickle.loads(payload)  # noqa: S301 - jobs come from the owner, who is trusted
    if not isinstance(job, Job):
        raise BrokenAnswer("That is no job.")
    return job


def unpack(payload: bytes) -> ParsedDocument | ParseFailed:
    """An answer of the parsing process.

    Raises:
        BrokenAnswer: it holds anything but the types of an answer.
    """
    try:
        answer = _Answers(io.BytesIO(payload)).load()
        if isinstance(answer, dict):
            return _put_together(**answer)
    except BrokenAnswer:
        raise
    except Exception as error:
        raise BrokenAnswer("The parsing process sent no readable answer.") from error
    if not isinstance(answer, ParseFailed):
        raise BrokenAnswer("The parsing process sent something else than an answer.")
    return answer


def _taken_apart(parsed: ParsedDocument) -> dict[str, Any]:
    """The fields of a document, its blocks and pages as rows of plain values."""
    fields = {each.name: getattr(parsed, each.name) for each in dataclasses.fields(parsed)}
    blocks = [(each.kind.value, each.span.start, each.span.end, each.level, each.number) for each in parsed.blocks]
    pages = [(each.number, each.span.start, each.span.end) for each in parsed.pages]
    return {**fields, "metadata": dict(parsed.metadata), "blocks": blocks, "pages": pages}


def _put_together(*, blocks: Iterable[Any], pages: Iterable[Any], **fields: Any) -> ParsedDocument:
    return ParsedDocument(
        blocks=tuple(
            Block(BlockKind(kind), Span(start, end), level, number) for kind, start, end, level, number in blocks
        ),
        pages=tuple(Page(number, Span(start, end)) for number, start, end in pages),
        **fields,
    )


class _Answers(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in ALLOWED:
            raise BrokenAnswer(f"The parsing process sent a {module}.{name}.")
        return super().find_class(module, name)
