"""What a file says of itself: a sidecar, front matter, the metadata of its format. Declared values beat detected ones.

A sidecar (`<file>.meta.yaml`) comes in as `metadata["sidecar"]`, Markdown front matter as the metadata itself, and what
the regulator's site says beside its link as `metadata["source"]`, which the other two overrule. What HTML and PDF
declare is the publisher's, not the reader's: it only fills gaps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from corpus.documents import Detected, ParsedDocument
from ingest.parse.canonical import tidy

_NAMES = {
    "title": ("title",),
    "kind": ("kind", "instrument"),
    "rank": ("rank",),
    "language": ("language", "lang"),
    "regulator": ("regulator", "authority"),
    "court": ("court",),
    "jurisdiction": ("jurisdiction",),
    "respondents": ("respondents", "respondent"),
    "reference": ("reference",),
    "matter": ("matter",),
    "decided_on": ("decided_on", "decided"),
    "published_on": ("published_on", "published"),
    "effective_on": ("effective_on", "effective"),
}
_FRONT_MATTER = "text/markdown"


def declared(parsed: ParsedDocument) -> dict[str, Detected]:
    """The values a person declared, by field. Several respondents are joined with a line feed; dates are ISO dates."""
    values: dict[str, Detected] = {}
    source = parsed.metadata.get("source")
    if isinstance(source, Mapping):
        values |= _read(source, "source")
    if parsed.media_type == _FRONT_MATTER:
        values |= _read(parsed.metadata, "front_matter")
    sidecar = parsed.metadata.get("sidecar")
    if isinstance(sidecar, Mapping):
        values |= _read(sidecar, "sidecar")
    return values


def published_by_format(parsed: ParsedDocument) -> Detected | None:
    """The date an HTML page declares, as a last resort for the day of publication."""
    value = parsed.metadata.get("date")
    on = _date(value) if parsed.media_type == "text/html" else None
    return Detected("published_on", on.isoformat(), "metadata", 0.6) if on else None


def _read(table: Mapping[str, Any], origin: str) -> dict[str, Detected]:
    found = {}
    for field, names in _NAMES.items():
        value = next((table[name] for name in names if table.get(name) not in (None, "", [])), None)
        text = _text(field, value)
        if text:
            found[field] = Detected(field, text, origin, 1.0)
    return found


def _text(field: str, value: Any) -> str | None:
    if value is None or isinstance(value, Mapping):
        return None
    if field.endswith("_on"):
        on = _date(value)
        return on.isoformat() if on else None
    if isinstance(value, list | tuple):
        return "\n".join(said for item in value if (said := tidy(str(item)))) or None
    return tidy(str(value)) or None


def _date(value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
