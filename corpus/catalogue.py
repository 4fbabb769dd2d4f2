"""The bundled digests, and the catalogue of official pages that they give for each matter.

The catalogue is read out of the digests' own sources: there is one list to keep, and it cannot disagree with itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.digest import Digest, read_digest

DIGESTS = Path(__file__).parent / "data" / "digests"


@dataclass(frozen=True, slots=True)
class OfficialPage:
    """An official address for a matter. `checked` is False where it was not opened when the digest was written."""

    matter: str
    regulator: str
    jurisdiction: str
    url: str
    checked: bool


def bundled_digests(directory: Path = DIGESTS) -> Iterator[tuple[Path, Digest]]:
    """Every digest with its file, in the order of the file names.

    Raises `InvalidDigest` for the first one that breaks the schema.
    """
    for path in sorted(directory.glob("*.md")):
        yield path, read_digest(path.read_text(encoding="utf-8"))


def official_pages(directory: Path = DIGESTS) -> tuple[OfficialPage, ...]:
    """The official and court pages of every matter: matters by name, pages in the digest's own order."""
    return tuple(
        OfficialPage(digest.head.matter, digest.head.regulator, digest.head.jurisdiction, source.url, source.checked)
        for _, digest in bundled_digests(directory)
        for source in digest.head.sources
        if source.kind in ("official", "court")
    )
