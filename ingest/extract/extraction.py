"""The whole of extraction: from a described document to its records and what it says of its matter."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from corpus.documents import Description, InstrumentKind, ParsedDocument, SourceRank, Voice
from corpus.gazetteer import Gazetteer
from corpus.matters import Event, Instrument
from corpus.publication import MatterDraft
from corpus.records import MoneyStage, Records
from ingest.extract.operative import operative_parts
from ingest.extract.orders.cues import Genre
from ingest.extract.orders.orders import find_orders
from ingest.extract.provisions.provisions import find_provisions
from ingest.extract.reading import Reading
from ingest.extract.releases import LONGEST, Telling
from ingest.extract.steps.events import find_events, instrument_id, instrument_kind
from ingest.extract.sums.abroad import country_of
from ingest.extract.sums.money import COUNTRIES, may_hold_local_sums
from ingest.extract.sums.penalties import find_penalties
from ingest.extract.sums.undone import left_by_judgment


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
    jurisdiction = jurisdiction_of(parsed, description, gazetteer)
    telling = Telling.of(reading, operative, description, gazetteer)
    records = Records(
        penalties=find_penalties(
            reading,
            operative,
            respondents=description.respondents,
            jurisdiction=jurisdiction,
            decided_on=description.decided_on if _imposes(description) else None,
            telling=telling,
            language=description.language,
            day=description.published_on or description.decided_on,
        ),
        orders=find_orders(
            reading,
            operative,
            respondents=description.respondents,
            genre=_genre(description, len(parsed.text)),
            telling=telling,
        ),
        provisions=find_provisions(reading, operative),
    )
    if description.rank is SourceRank.PRESS:
        records = _in_press_voice(records)
    if description.matter is None:
        return records, None
    lays = any(each.stage is MoneyStage.IMPOSED for each in records.penalties)
    events = find_events(reading, operative, description, gazetteer, telling, lays=lays)
    if description.kind is InstrumentKind.JUDGMENT:
        left = left_by_judgment(records.penalties, events, parsed.text, operative, description.decided_on)
        records = replace(records, penalties=left)
    return records, _draft(description, events)


def jurisdiction_of(parsed: ParsedDocument, description: Description, gazetteer: Gazetteer) -> str:
    """Whose dollars and crowns a document counts; "" where nothing tells."""
    regulator = gazetteer.authority(description.regulator or "")
    told = description.jurisdiction or (regulator.jurisdiction if regulator else "") or country_of(description.language)
    return told or (_country_named(parsed.text[:LONGEST], gazetteer) if description.language == "en" else "")


def _country_named(text: str, gazetteer: Gazetteer) -> str:
    """The country that a text names most often, it or a body of it: whose dollars it counts; "" where it names none."""
    if not may_hold_local_sums(text):
        return ""
    bodies = (gazetteer.authority(mention.id) for mention in gazetteer.find_authorities(text))
    named = Counter(mention.id[:2] for mention in gazetteer.find_jurisdictions(text))
    named.update(body.jurisdiction[:2] for body in bodies if body)
    known = [code for code in named if code in COUNTRIES]
    return max(known or named, key=lambda code: named[code], default="")


def _imposes(description: Description) -> bool:
    """Whether the document itself can impose: a court or an announcement tells of what another instrument imposed."""
    return description.rank is SourceRank.PRIMARY and description.kind is not InstrumentKind.JUDGMENT


def _genre(description: Description, length: int) -> Genre:
    """How the document tells of orders; a short text is a summary and tells of them as an announcement does."""
    if description.kind is InstrumentKind.JUDGMENT:
        return "judgment"
    primary = description.rank is SourceRank.PRIMARY and length > LONGEST
    return "decision" if primary else "announcement"


def _in_press_voice(records: Records) -> Records:
    """What a newspaper reports is the newspaper's: it neither finds nor orders anything."""
    return Records(
        penalties=tuple(replace(penalty, voice=Voice.PRESS) for penalty in records.penalties),
        orders=tuple(replace(order, voice=Voice.PRESS) for order in records.orders),
        provisions=tuple(replace(provision, voice=Voice.PRESS) for provision in records.provisions),
    )


def _draft(description: Description, events: tuple[Event, ...]) -> MatterDraft:
    kind = instrument_kind(description)
    instrument = Instrument(
        id=instrument_id(kind),
        kind=kind.value,
        reference=description.reference,
        decided_on=description.decided_on,
        published_on=description.published_on,
        effective_on=description.effective_on,
    )
    return MatterDraft(description.matter or "", description.title, (instrument,), events)
