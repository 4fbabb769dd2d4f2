"""What a document is: its canonical text, its structure, its description and its passages.

All offsets are Unicode code points into the canonical text of one document version, half-open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class SourceRank(StrEnum):
    """How near a text is to the authority's own words. Nearer wins where two conflict."""

    PRIMARY = "primary"
    PRESS_RELEASE = "press_release"
    PRESS = "press"
    DIGEST = "digest"

    @property
    def weight(self) -> int:
        """3 for primary text down to 0 for our own digest."""
        return 3 - list(SourceRank).index(self)


class InstrumentKind(StrEnum):
    """The kinds of instrument, in the field's words (see docs/domain.md)."""

    NOTICE_OF_INTENT = "notice of intent"
    PRELIMINARY_NOTICE = "preliminary notice"
    FORMAL_NOTICE = "formal notice"
    MONETARY_PENALTY_NOTICE = "monetary penalty notice"
    ENFORCEMENT_NOTICE = "enforcement notice"
    REPRIMAND = "reprimand"
    WARNING = "warning"
    DETERMINATION = "determination"
    DECLARATION = "declaration"
    DECISION = "decision"
    BINDING_ORDER = "binding order"
    UNDERTAKING = "undertaking"
    CONSENT_ORDER = "consent order"
    STIPULATED_ORDER = "stipulated order"
    SETTLEMENT = "settlement"
    ASSURANCE = "assurance"
    REPORT_OF_FINDINGS = "report of findings"
    RECOMMENDATION = "recommendation"
    JUDGMENT = "judgment"
    COMPLAINT = "complaint"
    OPINION = "opinion"
    PRESS_RELEASE = "press release"
    NEWS_ARTICLE = "news article"
    DIGEST = "digest"
    OTHER = "other"


class Voice(StrEnum):
    """Who speaks in a passage. A representation is never reported as a finding."""

    FINDING = "finding"
    ORDER = "order"
    RECOMMENDATION = "recommendation"
    ALLEGATION = "allegation"
    REPRESENTATION = "representation"
    SETTLEMENT = "settlement"
    BACKGROUND = "background"
    PRESS = "press"


class BlockKind(StrEnum):
    """The role of a block of text. Only some blocks may be cited (see `CITABLE`)."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    FOOTNOTE = "footnote"
    CONTENTS = "contents"


CITABLE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.FOOTNOTE})


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]` of a canonical text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}:{self.end} is not a span")

    def of(self, text: str) -> str:
        """The words the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the original: its number as a reader counts (from 1) and its span."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A structural unit of the canonical text.

    `level` is the heading depth (1 is the title) and 0 for what is not a heading; `number` is the document's own
    paragraph number as printed ("14", "3.2", "(a)") or None.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    number: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """What a parser makes of one file: canonical text with its structure.

    Laws: blocks are ordered and do not overlap; pages are ordered, do not overlap and cover every block; the text
    holds no carriage return and no NUL. `metadata` is what the file declares (front matter, HTML meta, PDF info).
    `needs_ocr` says that pages hold images without text and no OCR was there to read them.
    """

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    title: str | None = None
    media_type: str = "text/plain"
    metadata: Mapping[str, object] = field(default_factory=dict)
    needs_ocr: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Detected:
    """One described value, where it was read and how sure we are.

    `origin` is "front_matter", "sidecar", "source", "text" or "metadata"; `span` is set when it was read in the text;
    `confidence` is 0 to 1.
    """

    field: str
    value: str
    origin: str
    confidence: float
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """What a document is about. Identifiers are those of the gazetteer; unknown is None or empty, never guessed.

    The regulator may also be a body that the gazetteer does not list: then its name, as written, is its identifier.

    Dates are four things: decided (signed, adopted), published (announced), effective (when it bites), retrieved.
    """

    title: str
    kind: InstrumentKind
    rank: SourceRank
    language: str
    regulator: str | None = None
    court: str | None = None
    jurisdiction: str | None = None
    respondents: tuple[str, ...] = ()
    reference: str | None = None
    matter: str | None = None
    decided_on: dt.date | None = None
    published_on: dt.date | None = None
    effective_on: dt.date | None = None
    known_to: dt.date | None = None
    detected: tuple[Detected, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from. `key` identifies it for ever (a URL, or a path relative to the ingested root)."""

    key: str
    sha256: str
    media_type: str
    retrieved_at: dt.datetime
    url: str | None = None
    archive_key: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrievable stretch of one document version.

    `ordinal` counts from 0; `page` is the page its first character stands on (None without pages); `paragraph` is
    the number of the first numbered block; `heading_path` runs from the title down; `tokens` is counted with the
    embedder's own tokenizer.
    """

    id: str
    document_id: str
    version: int
    ordinal: int
    span: Span
    text: str
    page: int | None
    paragraph: str | None
    heading_path: tuple[str, ...]
    tokens: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the registry holds it, without its text.

    `duplicate_of` is the document that says all that this one says, and stands for it in lists, search and totals.
    """

    id: str
    version: int
    source: Source
    description: Description
    passages: int
    needs_ocr: bool = False
    duplicate_of: str | None = None
