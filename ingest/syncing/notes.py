"""What the mark of an address remembers besides its validators, so that it can be followed again without its list."""

from __future__ import annotations

import datetime as dt

import msgspec

from corpus.sync_store import SyncMark
from ingest.fetching import ANY_DOCUMENT, PDF_ONLY
from ingest.sources.site import Lead


class Note(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A lead and what came of it.

    `at` is the address that the page moved to for good; `words` the sha256 of what a reader reads of a web page;
    `opening` says that not all documents it links have been followed; `inline` that it has no address to be asked at;
    `passing` that its failure may be gone the next time.
    """

    keep: bool = True
    open: bool = False
    pdf: bool = False
    inline: bool = False
    opening: bool = False
    passing: bool = False
    said: dict[str, str] = {}
    at: str = ""
    media_type: str = ""
    words: str = ""
    had_at: dt.datetime | None = None


_DECODER = msgspec.json.Decoder(Note)


def note_of(mark: SyncMark) -> Note:
    """What a mark remembers."""
    return _DECODER.decode(mark.note) if mark.note else Note()


def note_for(lead: Lead, **more: object) -> str:
    """What to remember of a lead."""
    inline = lead.body is not None
    note = Note(keep=lead.keep, open=lead.open, pdf=lead.accept == PDF_ONLY, inline=inline, said=dict(lead.said))
    return written(msgspec.structs.replace(note, **more))


def written(note: Note) -> str:
    """A note as a mark keeps it."""
    return msgspec.json.encode(note).decode()


def lead_from(mark: SyncMark) -> Lead:
    """The lead that a mark remembers."""
    note = note_of(mark)
    return Lead(mark.url, note.keep, open=note.open, accept=PDF_ONLY if note.pdf else ANY_DOCUMENT, said=note.said)
