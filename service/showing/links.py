"""Addresses of pages: one place says how they look."""

from __future__ import annotations

from corpus.documents import Span


def anchor(span: Span) -> str:
    """The fragment under which a document's page marks the words cited."""
    return f"c{span.start}-{span.end}"


def viewer_url(base_url: str, document_id: str, version: int, span: Span) -> str:
    """The page that opens a document version at the words cited, marked and in view."""
    place = f"version={version}&start={span.start}&end={span.end}#{anchor(span)}"
    return f"{base_url}/documents/{document_id}?{place}"
