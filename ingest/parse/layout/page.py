"""One page of a PDF: its tables, then its lines in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.parse.layout.columns import read
from ingest.parse.layout.lines import Line, Rule, Word
from ingest.parse.layout.tables import aligned_rows, filled, ruled_rows


def read_page(words: Sequence[Word], rules: Sequence[Rule], *, page: int) -> list[Line]:
    """The lines of a page in the order they are read, table rows among them."""
    lines: list[Line] = []
    held: set[int] = set()
    table: list[Line] = []
    for ruled in ruled_rows(rules):
        members = [word for word in words if ruled.holds(word) and id(word) not in held]
        row = filled(ruled, members, page=page)
        if row is not None:
            table.append(row)
            held.update(map(id, members))
    free = read([word for word in words if id(word) not in held], page=page)
    for row in table:
        above = [line for line in free if line.top < row.top]
        free = [line for line in free if line.top >= row.top]
        lines += [*aligned_rows(above), row]
    return [*lines, *aligned_rows(free)]
