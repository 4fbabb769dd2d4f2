"""CSV that a spreadsheet opens without harm."""

from __future__ import annotations

import csv

from service.showing.tabular import to_csv


def test_cells_survive_the_round_trip() -> None:
    """Commas, quotes, line breaks and letters of any script come back as they were."""
    cells = ("a,b", 'say "x"', "two\nlines", "Αρχή 🙂", "", "20,000")
    assert [tuple(row) for row in csv.reader(to_csv(("c",) * 6, [cells]).splitlines(keepends=True))][1] == cells


def test_formulas_are_disarmed() -> None:
    """A name that would run as a formula is text."""
    for evil in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1"):
        assert f"'{evil}" in to_csv(("c",), [(evil,)])
