"""How much of a file is read before it counts as too large."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ParseLimits:
    """Bounds on one document.

    The longest decisions known (the Irish DPC's on Meta, about 900 pages and 3 MB of text) stay below a third of each.
    `bytes` bound a gzipped file as it lies and as it unpacks. `ocr_seconds` come on top for each page that needs OCR
    (3 s a page measured on one core). `seconds` and `memory` are enforced by the parsing process, the others while
    reading.
    """

    bytes: int = 200 * MEGABYTE
    pages: int = 3_000
    characters: int = 20_000_000
    ocr_pages: int = 300
    seconds: float = 120.0
    ocr_seconds: float = 30.0
    memory: int = 2_048 * MEGABYTE


DEFAULT_LIMITS = ParseLimits()
