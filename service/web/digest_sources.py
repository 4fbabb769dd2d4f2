"""What only our own digest tells of a matter: where it is published, who says otherwise, what no source states."""

from __future__ import annotations

import msgspec

from corpus.digest import DigestSource
from corpus.documents import Document, SourceRank
from corpus.registry import Registry

OFFICIAL = ("official", "court")


class Particulars(msgspec.Struct, frozen=True):
    """The part of a digest's front matter that is not read into records."""

    sources: tuple[DigestSource, ...] = ()
    not_stated: tuple[str, ...] = ()

    @property
    def official(self) -> str | None:
        """The address of the official text, an opened page before one that was not."""
        listed = [source for source in self.sources if source.kind in OFFICIAL]
        listed.sort(key=lambda source: not source.checked)
        return listed[0].url if listed else None


# msgspec learns a type when it first meets it, and two threads that meet it at once crash the process
msgspec.json.Decoder(Particulars)


def particulars(registry: Registry, document: Document) -> Particulars:
    """The particulars of a document; empty for one that is no digest."""
    if document.description.rank is not SourceRank.DIGEST:
        return Particulars()
    return msgspec.convert(dict(registry.parsed(document.id, document.version).metadata), Particulars)


def official_address(registry: Registry, document: Document) -> str | None:
    """Where the official text is: where the document was retrieved, or what our digest of it points to."""
    return document.source.url or particulars(registry, document).official
