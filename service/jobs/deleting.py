"""Deleting a document for good: from the corpus, and its archived bytes where no other document came as the same."""

from __future__ import annotations

from corpus.store import Corpus
from ingest.keeping.archive import Archive


def delete_document(corpus: Corpus, archive: Archive, document_id: str) -> None:
    """Take a document with every version out of the corpus and out of the archive. Raises `NotFound`."""
    keys = {version.source.archive_key for version in corpus.registry.history(document_id)}
    corpus.delete(document_id)
    kept = {held.sha256 for held in corpus.registry.sources().values()}
    for key in keys - kept - {None}:
        archive.remove(str(key))
