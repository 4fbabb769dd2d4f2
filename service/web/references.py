"""Links into the viewer, with the words they lead to."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.documents import Span
from corpus.store import Corpus
from service.showing.links import viewer_url


@dataclass(frozen=True, slots=True)
class Reference:
    """Where something is written, and the words."""

    href: str
    title: str
    rank: str
    quote: str


def cite(corpus: Corpus, document_id: str, span: Span) -> Reference | None:
    """The words of a current document; None when it is held no more."""
    document = corpus.registry.documents_by_id([document_id]).get(document_id)
    if document is None:
        return None
    quote = span.of(corpus.registry.text(document.id, document.version))
    about = document.description
    return Reference(viewer_url("", document.id, document.version, span), about.title, about.rank, quote)
