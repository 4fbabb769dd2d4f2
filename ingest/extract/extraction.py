"""The whole of extraction: from a described document to its records and what it says of its matter."""

from __future__ import annotations

from corpus.documents import Description, ParsedDocument
from corpus.gazetteer import Gazetteer
from corpus.matters import Event, Instrument
from corpus.publication import MatterDraft
from corpus.records import Records
from ingest.extract.events import find_events, instrument_id
from ingest.extract.operative import operative_parts
from ingest.extract.orders import find_orders
from ingest.extract.penalties import find_penalties
from ingest.extract.provisions import find_provisions
from ingest.extract.reading import Reading


def extract(
    parsed: ParsedDocument, description: Description, gazetteer: Gazetteer
) -> tuple[Records, MatterDraft | None]:
    """Read the records of one document; a draft of its matter comes with them where the matter is known.

    Args:
        parsed: The document.
        description: What `describe` made of it.
        gazetteer: Authorities and courts: whose currency "kr" is, and which bodies act in events.
    """
    reading = Reading(parsed)
    operative = operative_parts(parsed.text)
    regulator = gazetteer.authority(description.regulator or "")
    jurisdiction = description.jurisdiction or (regulator.jurisdiction if regulator else None)
    records = Records(
        penalties=find_penalties(reading, operative, respondents=description.respondents, jurisdiction=jurisdiction),
        orders=find_orders(reading, operative, respondents=description.respondents),
        provisions=find_provisions(reading, operative),
    )
    if description.matter is None:
        return records, None
    return records, _draft(description, find_events(reading, operative, description, gazetteer))


def _draft(description: Description, events: tuple[Event, ...]) -> MatterDraft:
    instrument = Instrument(
        id=instrument_id(description.kind),
        kind=description.kind.value,
        reference=description.reference,
        decided_on=description.decided_on,
        published_on=description.published_on,
        effective_on=description.effective_on,
    )
    return MatterDraft(description.matter or "", description.title, (instrument,), events)
