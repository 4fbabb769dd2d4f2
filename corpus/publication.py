"""What ingest hands to the store: one document, wholly worked out, to become visible at once or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from corpus.documents import Description, ParsedDocument, Source, Span
from corpus.matters import Event, Instrument
from corpus.records import Records

Vector = npt.NDArray[np.float32]
Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PassageDraft:
    """A passage before it has an identifier. Fields as in `corpus.documents.Passage`."""

    ordinal: int
    span: Span
    text: str
    page: int | None
    paragraph: str | None
    heading_path: tuple[str, ...]
    tokens: int


@dataclass(frozen=True, slots=True)
class MatterDraft:
    """What one document says of its matter. The events' `document_id` is filled in at publication."""

    id: str
    title: str
    instruments: tuple[Instrument, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """One document version, ready to publish.

    `vectors` has one row of `embedder.dimensions` float32 values per passage, in passage order, L2-normalised, made by
    the model named `model`. `pipeline` names what worked the document out, so that a
    later run can tell whether doing it again would give anything else. `over` is the version held when that was done, 0
    where there was none: when somebody else has published the same bytes by the same pipeline since, they are not
    published again.
    """

    source: Source
    parsed: ParsedDocument
    description: Description
    passages: tuple[PassageDraft, ...]
    vectors: Vectors
    model: str
    records: Records = field(default_factory=Records)
    matter: MatterDraft | None = None
    pipeline: str = ""
    over: int | None = None


@lru_cache(maxsize=1024)  # asked five times of each passage that is ingested
def vector_key(text: str) -> bytes:
    """The sha256 under which the vector of a passage is kept. Passages with equal text share one vector."""
    return hashlib.sha256(text.encode()).digest()
