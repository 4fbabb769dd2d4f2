"""Releases of our own writing, in releases_read.toml, read as describing would hand them over.

What describing makes of a text is measured elsewhere: here the authority, the respondents and the day are given, so
that what is measured is what is read of sums, orders and events.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.documents import Description, Detected, InstrumentKind, ParsedDocument, Source, SourceRank
from corpus.gazetteer import Gazetteer
from corpus.matters import Event
from corpus.records import Records
from ingest.extract import extract
from ingest.parse import parse
from ingest.preparing.describe import describe
from ingest.wording.dates import find_dates

READ = Path(__file__).with_name("releases_read.toml")
RETRIEVED = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Release:
    """A text, what describing would have told of it, and the facts that a person reads in it."""

    name: str
    text: str
    told: dict[str, Any]

    def found(self, parsed: ParsedDocument, gazetteer: Gazetteer) -> Description:
        """What `describe` makes of it."""
        source = Source(self.name, "0" * 64, "text/plain", RETRIEVED)
        return describe(parsed, source=source, gazetteer=gazetteer)

    def description(self, parsed: ParsedDocument, gazetteer: Gazetteer) -> Description:
        """What `describe` makes of it, put right where this file says otherwise."""
        found = self.found(parsed, gazetteer)
        regulator = gazetteer.authority(self.told.get("regulator", ""))
        rank = SourceRank(self.told.get("rank", "press_release" if "kind" not in self.told else "primary"))
        kind = InstrumentKind(self.told.get("kind", "press release"))
        announces = self.told.get("announces", "other" if "kind" not in self.told else None)
        detected = tuple(each for each in found.detected if each.field not in {"announces", "published_on"})
        american = regulator is not None and regulator.jurisdiction.startswith("US")
        written = {date.on: date.span for date in find_dates(parsed.text, habit="mdy" if american else "dmy")}
        if announces:
            detected += (Detected("announces", announces, "text", 0.9, None),)
        if self.told.get("published") is not None:
            span = written.get(self.told["published"])
            detected += (Detected("published_on", str(self.told["published"]), "text", 0.9, span),)
        return replace(
            found,
            rank=rank,
            kind=kind,
            regulator=regulator.id if regulator else None,
            jurisdiction=regulator.jurisdiction if regulator else None,
            respondents=tuple(self.told.get("respondents", ())),
            matter="a-matter",
            decided_on=None if rank is SourceRank.PRESS_RELEASE else found.decided_on,
            published_on=self.told.get("published"),
            known_to=self.told.get("published"),
            detected=detected,
        )

    def read(self, gazetteer: Gazetteer, *, described: bool = False) -> tuple[Records, tuple[Event, ...]]:
        """What is read of it; `described`: with no more than what `describe` itself makes of the text."""
        parsed = parse(self.text.encode(), name=f"{self.name}.txt", media_type="text/plain")
        given = self.found(parsed, gazetteer) if described else self.description(parsed, gazetteer)
        records, matter = extract(parsed, given, gazetteer)
        return records, matter.events if matter else ()


def releases() -> Iterator[Release]:
    """Each of them."""
    for name, told in tomllib.loads(READ.read_text(encoding="utf-8")).items():
        yield Release(name, told["text"], told)
