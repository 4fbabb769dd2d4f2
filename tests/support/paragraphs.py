"""Passages of a sort, without an ingest: the paragraphs of the bundled digests."""

from __future__ import annotations

from corpus.catalogue import bundled_digests
from corpus.lexical_index import LexicalEntry


def paragraphs() -> list[LexicalEntry]:
    """The paragraphs of the bundled digests, each under the heading and the title it stands under."""
    found = []
    for number, (path, _) in enumerate(bundled_digests()):
        heading = ""
        for n, block in enumerate(path.read_text().split("\n\n")):
            heading = block if block.startswith("#") else heading
            found.append(LexicalEntry(f"d{number}.1.{n}", f"d{number}", block, heading, path.stem.replace("-", " ")))
    return found
