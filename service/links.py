"""Addresses of pages: one place says how they look."""

from __future__ import annotations

from corpus.documents import Span


def viewer_url(base_url: str, document_id: str, version: int, span: Span) -> str:
    """The page that opens a document version at the words cited."""
    return f"{base_url}/documents/{document_id}?version={version}&start={span.start}&end={span.end}"
