"""The bundled digests in a real registry, without indexes: enough to show pages and to cite from."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.answer_store import AnswerStore
from corpus.database import Database, open_database, sqlite_url
from corpus.digest import Digest, DigestHead, read_digest
from corpus.documents import Description, InstrumentKind, ParsedDocument, Source, SourceRank, Span, Voice
from corpus.gazetteer import Gazetteer
from corpus.job_store import JobStore
from corpus.matters import Event, Instrument
from corpus.publication import MatterDraft, PassageDraft, Publication
from corpus.publishing import write_publication
from corpus.record_store import RecordStore
from corpus.records import Deadline, Money, Order, Penalty, Provision, Records
from corpus.registry import Registry
from ingest.chunking import chunk
from ingest.parse import parse

DIGESTS = Path(__file__).parents[2] / "corpus" / "data" / "digests"
READ = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Library:
    """What the pages read from."""

    registry: Registry
    records: RecordStore
    answers: AnswerStore
    jobs: JobStore
    gazetteer: Gazetteer
    database: Database

    def close(self) -> None:
        """Close the file."""
        self.database.close()


def open_library(folder: Path, names: str = "*") -> Library:
    """A registry in `folder` that holds the bundled digests whose file name matches."""
    database = open_database(sqlite_url(folder / "registry.sqlite"))
    registry = Registry(database)
    if not registry.documents(limit=1):
        for publication in publications(names):
            with database.write() as connection:
                write_publication(connection, publication, READ)
    return Library(
        registry, RecordStore(registry), AnswerStore(database), JobStore(database), Gazetteer.load(), database
    )


def publications(names: str) -> Iterator[Publication]:
    """One publication a digest, with a vector of zeros for each passage: nothing here searches."""
    for path in sorted(DIGESTS.glob(f"{names}.md")):
        data = path.read_bytes()
        digest = read_digest(data.decode())
        parsed = parse(data, name=path.name)
        drafts = chunk(parsed, count_tokens=lambda texts: [len(t.split()) for t in texts], max_tokens=400)
        official = next((source.url for source in digest.head.sources if source.kind in ("official", "court")), None)
        yield Publication(
            source=Source(f"digest:{path.name}", hashlib.sha256(data).hexdigest(), "text/markdown", READ, official),
            parsed=parsed,
            description=_description(digest.head),
            passages=tuple(PassageDraft(**{name: getattr(d, name) for name in d.__slots__}) for d in drafts),
            vectors=np.zeros((len(drafts), 1), np.float32),
            model="none",
            records=_records(digest, parsed),
            matter=_matter(digest.head, parsed),
        )


def _description(head: DigestHead) -> Description:
    main = head.instruments[-1]
    return Description(
        title=head.title,
        kind=InstrumentKind.DIGEST,
        rank=SourceRank.DIGEST,
        language=head.language,
        regulator=head.regulator,
        jurisdiction=head.jurisdiction,
        respondents=head.respondents,
        matter=head.matter,
        decided_on=main.decided_on,
        published_on=main.published_on,
        known_to=head.known_to,
    )


def _span(parsed: ParsedDocument, quote: str) -> Span:
    start = parsed.text.index(quote)
    return Span(start, start + len(quote))


def _records(digest: Digest, parsed: ParsedDocument) -> Records:
    head = digest.head
    penalties = tuple(
        Penalty(
            Money(p.value, p.currency),
            p.kind,
            p.stage,
            _span(parsed, p.quote),
            Voice.FINDING,
            p.respondent,
            p.instrument,
            p.date,
            p.approximate,
            p.note,
        )
        for p in head.penalties
    )
    orders = tuple(
        Order(
            o.verb,
            o.object,
            _span(parsed, o.quote),
            o.voice,
            o.addressee,
            o.instrument,
            Deadline(o.deadline.text, o.deadline.by, o.deadline.runs_from) if o.deadline else None,
            o.sanction,
            o.gains,
        )
        for o in head.orders
    )
    provisions = tuple(
        Provision(p.law, article, p.infringed, _span(parsed, p.quote), Voice.FINDING)
        for p in head.provisions
        for article in p.articles
    )
    return Records(penalties, orders, provisions)


def _matter(head: DigestHead, parsed: ParsedDocument) -> MatterDraft:
    events = tuple(
        Event(
            e.kind,
            e.date,
            e.body,
            e.body_rank,
            "",
            _span(parsed, e.quote),
            SourceRank.DIGEST,
            e.precision,
            e.last_instance,
            e.applies_to,
            e.effect,
        )
        for e in head.events
    )
    instruments = tuple(
        Instrument(i.id, i.kind, i.reference, i.decided_on, i.published_on, i.effective_on) for i in head.instruments
    )
    return MatterDraft(head.matter, head.title, instruments, events)
