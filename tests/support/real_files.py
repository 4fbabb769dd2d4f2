"""All real documents in ../shared/data, as they are ingested: decisions without their headers, labels left out."""

from __future__ import annotations

from pathlib import Path

from ingest.sources import folder
from ingest.sources.item import Item
from tests.evaluation.labelled import DATA, read_all

LABELS = ("README.md", "articles/ground-truth.json", "scans/linn.txt")
"""Files that tell about the documents and are none."""

DECISIONS = "decisions"


def items() -> list[Item]:
    """Every document; a decision is what stands in its fence, since its header and summary are labels."""
    whole = [item for item in folder.items([DATA]) if _inner(item) not in LABELS]
    others = [item for item in whole if not _inner(item).startswith(f"{DECISIONS}/")]
    return others + [
        Item(f"{DATA.name}/{DECISIONS}/{each.country}/{Path(each.name).stem}.txt", f"{each.name}.txt", each.body.encode)
        for each in read_all()
    ]


def _inner(item: Item) -> str:
    return item.key.partition("/")[2]
