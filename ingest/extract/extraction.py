"""The whole of extraction: from a described document to its records and what it says of its matter."""

from __future__ import annotations

from corpus.documents import Description, ParsedDocument
from corpus.gazetteer import Gazetteer
from corpus.matters import Instrument
from corpus.publication import MatterDraft
from corpus.records import Records
from ingest.extract.operative import operative_parts
from ingest.extract.penalties import find_penalties
from ingest.extract.reading import read_sentences


def extract(
    parsed: ParsedDocument, description: Description, gazetteer: Gazetteer
) -> tuple[Records, MatterDraft | None]:
    """Read the records of one document; a draft of its matter comes with them where the matter is known.

    Args:
        parsed: The document.
        description: What `describe` made of it.
        gazetteer: Says in which country a regulator sits, for currencies that several countries call alike.
    """
    read = read_sentences(parsed)
    operative = operative_parts(parsed.text)
    regulator = gazetteer.authority(description.regulator or "")
    jurisdiction = description.jurisdiction or (regulator.jurisdiction if regulator else None)
    penalties = find_penalties(read, operative, respondents=description.respondents, jurisdiction=jurisdiction)
    return Records(penalties=penalties), _draft(description)


def _draft(description: Description) -> MatterDraft | None:
    if description.matter is None:
        return None
    instrument = Instrument(
        id="decision",
        kind=description.kind.value,
        reference=description.reference,
        decided_on=description.decided_on,
        published_on=description.published_on,
        effective_on=description.effective_on,
    )
    return MatterDraft(description.matter, description.title, (instrument,))
