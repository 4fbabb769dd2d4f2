"""Rows as CSV that a spreadsheet can open without harm."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA_SIGNS = (*"=+-@\t\r\n", *"＝＋－＠")
"""A cell that begins so is a formula to a spreadsheet, and names in documents are strangers' words;
the wide signs are those of spreadsheets in Japanese and Chinese."""


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A header line and one line a row (RFC 4180)."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([_harmless(column) for column in columns])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return written.getvalue()


def _harmless(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
