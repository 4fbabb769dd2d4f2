"""News as many houses write it, read as an ingest reads it: description, records and events."""

from __future__ import annotations

import datetime as dt

from corpus.documents import Description, Source
from corpus.gazetteer import Gazetteer
from corpus.matters import Event
from corpus.records import Records
from ingest.extract import extract
from ingest.parse import parse
from ingest.preparing.describe import describe

GAZETTEER = Gazetteer.load()
RETRIEVED = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def read(
    text: str, *, name: str = "news.txt", media_type: str = "text/plain"
) -> tuple[Description, Records, tuple[Event, ...]]:
    """What an ingest makes of one text."""
    parsed = parse(text.encode(), name=name, media_type=media_type)
    source = Source(name, "0" * 64, media_type, RETRIEVED)
    description = describe(parsed, source=source, gazetteer=GAZETTEER)
    records, matter = extract(parsed, description, GAZETTEER)
    return description, records, matter.events if matter else ()


def sums(records: Records) -> list[tuple[str, str, str, str | None]]:
    """Each penalty: amount, currency, how far it has come, and whose it is."""
    return [(f"{p.money.amount:f}", p.money.currency, p.stage.value, p.respondent) for p in records.penalties]


def days(events: tuple[Event, ...]) -> list[tuple[str, str]]:
    """Each event: what happened, and the day."""
    return [(event.kind.value, event.on.isoformat()) for event in events]
