"""The words of a document that prove a record or an event, as the API shows them."""

from __future__ import annotations

import datetime as dt

import msgspec

from corpus.documents import Span
from corpus.errors import NotFound
from corpus.matters import Event
from corpus.record_store import Held
from corpus.records import Order, Penalty
from corpus.registry import Registry
from service.showing.links import viewer_url


class ProofShape(msgspec.Struct, frozen=True):
    """Where it is written. `quote` is byte for byte `text[start:end]` of that document version."""

    document_id: str
    version: int
    title: str
    rank: str
    decided_on: dt.date | None
    start: int
    end: int
    quote: str
    source_url: str | None
    viewer_url: str


def record_proof(held: Held[Penalty] | Held[Order], registry: Registry, base_url: str) -> ProofShape:
    """The words that say a record."""
    return _proof(registry, base_url, held.document_id, held.version, held.record.span)


def event_proofs(event: Event, registry: Registry, base_url: str) -> tuple[ProofShape, ...]:
    """The words that say an event, best source first. A document deleted meanwhile proves nothing any more."""
    places = [(event.document_id, event.span), *((proof.document_id, proof.span) for proof in event.further)]
    held = registry.documents_by_id({document_id for document_id, _ in places})
    return tuple(
        _proof(registry, base_url, document_id, held[document_id].version, span)
        for document_id, span in places
        if document_id in held
    )


def _proof(registry: Registry, base_url: str, document_id: str, version: int, span: Span) -> ProofShape:
    documents = registry.documents_by_id([document_id])
    if document_id not in documents:
        raise NotFound(f"There is no document {document_id}.")
    document = documents[document_id]
    about = document.description
    return ProofShape(
        document_id=document_id,
        version=version,
        title=about.title,
        rank=about.rank,
        decided_on=about.decided_on,
        start=span.start,
        end=span.end,
        quote=span.of(registry.text(document_id, version)),
        source_url=document.source.url,
        viewer_url=viewer_url(base_url, document_id, version, span),
    )
