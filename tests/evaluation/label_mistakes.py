"""Labels that contradict the text they stand above, each with its reason: `label_mistakes*.toml`.

Those of the development part were found while reading it. Those of the reported part were found by two readers, one
after the other, who held every label of it against its text and neither work on ingest nor know what it reads there.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

import msgspec

from tests.evaluation.labelled import DEVELOPMENT, REPORTED

FILES = {
    DEVELOPMENT: Path(__file__).with_name("label_mistakes.toml"),
    REPORTED: Path(__file__).with_name("label_mistakes_reported.toml"),
}


class Mistake(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One label: the file of its decision, its field as `ingest_fields` names it, and what the text says instead."""

    name: str
    field: str
    reason: Annotated[str, msgspec.Meta(min_length=1)]


def read(part: str) -> dict[tuple[str, str], str]:
    """The reasons by file and field. Raises `msgspec.ValidationError` naming what is wrong in a file."""
    rows = tomllib.loads(FILES[part].read_text(encoding="utf-8"))["mistake"]
    return {(each.name, each.field): each.reason for each in msgspec.convert(rows, list[Mistake])}
