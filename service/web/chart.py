"""Amounts by regulator and year, a panel for each currency: nothing is converted, so nothing is compared across them.

Pure layout: sums in, coordinates out. Areas, not widths, are in proportion, and every circle bears its amount.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from service.web.wording import short

NAMES = 118.0
COLUMN = 61.0
ROW = 27.0
OVERHANG = 12.0
"""Room for the amount beside a large circle in the last column."""
HEAD = 22.0
LETTERS = 17
"""A name is cut to this: 17 letters of the chart's sans are at most 115 units wide. Its circles say it whole."""

LARGEST = 10.5
SMALLEST = 2.0
"""Radii. The largest leaves a gap between rows; the smallest is still seen where one sum is 500 times another."""
NARROWEST = 4
"""Columns drawn at least, so that a panel of one year has room for its caption."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One sum to draw."""

    currency: str
    regulator: str
    year: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Circle:
    """The sums of one regulator in one year."""

    x: float
    y: float
    radius: float
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """One regulator."""

    y: float
    name: str


@dataclass(frozen=True, slots=True)
class Year:
    """One column."""

    x: float
    year: int


@dataclass(frozen=True, slots=True)
class Panel:
    """One currency, in units of its own view box; `cells` are the same figures for the table beside the drawing."""

    currency: str
    width: float
    height: float
    years: tuple[Year, ...]
    rows: tuple[Row, ...]
    circles: tuple[Circle, ...]
    total: Decimal
    count: int


def panels(amounts: Iterable[Amount], names: Mapping[str, str]) -> tuple[Panel, ...]:
    """One panel a currency, those with most sums first; all share their years, so that columns line up."""
    held = list(amounts)
    if not held:
        return ()
    years = range(min(each.year for each in held), max(each.year for each in held) + 1)
    of: dict[str, list[Amount]] = {}
    for each in held:
        of.setdefault(each.currency, []).append(each)
    ordered = sorted(of.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(_panel(currency, found, years, names) for currency, found in ordered)


def _panel(currency: str, amounts: list[Amount], years: range, names: Mapping[str, str]) -> Panel:
    sums: dict[tuple[str, int], Decimal] = {}
    counts: dict[tuple[str, int], int] = {}
    for each in amounts:
        key = each.regulator, each.year
        sums[key] = sums.get(key, Decimal(0)) + each.amount
        counts[key] = counts.get(key, 0) + 1
    largest = max(sums.values()) or Decimal(1)
    regulators = sorted({regulator for regulator, _ in sums}, key=lambda each: -sum(_row(sums, each)))
    rows = {each: HEAD + (place + 0.5) * ROW for place, each in enumerate(regulators)}
    columns = {year: NAMES + (place + 0.25) * COLUMN for place, year in enumerate(years)}
    circles = tuple(
        Circle(
            round(columns[year], 1),
            rows[regulator],
            round(max(SMALLEST, LARGEST * math.sqrt(amount / largest)), 1),
            short(amount),
            f"{names.get(regulator, regulator)}, {year}: {currency} {amount:,.0f} in {counts[regulator, year]}",
        )
        for (regulator, year), amount in sorted(sums.items())
    )
    return Panel(
        currency=currency,
        width=NAMES + max(len(years), NARROWEST) * COLUMN + OVERHANG,
        height=HEAD + len(rows) * ROW,
        years=tuple(Year(round(columns[year], 1), year) for year in years),
        rows=tuple(Row(y, _fitted(names.get(regulator, regulator))) for regulator, y in rows.items()),
        circles=circles,
        total=sum((each.amount for each in amounts), Decimal(0)),
        count=len(amounts),
    )


def _fitted(name: str) -> str:
    return name if len(name) <= LETTERS else name[: LETTERS - 1].rstrip() + "…"


def _row(sums: Mapping[tuple[str, int], Decimal], regulator: str) -> list[Decimal]:
    return [amount for (each, _), amount in sums.items() if each == regulator]
