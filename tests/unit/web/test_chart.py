"""The drawing of amounts by regulator and year."""

from __future__ import annotations

import math
from decimal import Decimal

from service.web.chart import LARGEST, SMALLEST, Amount, panels

EUR = [
    Amount("EUR", "dpc", 2021, Decimal(225)),
    Amount("EUR", "dpc", 2023, Decimal(900)),
    Amount("EUR", "dpc", 2023, Decimal(300)),
    Amount("EUR", "cnil", 2023, Decimal(300)),
]
GBP = [Amount("GBP", "ico", 2022, Decimal(20_000_000))]


def test_currencies_are_never_drawn_together() -> None:
    """Each currency has a panel of its own with its own total, the one with most sums first."""
    euro, pound = panels([*GBP, *EUR], {})
    assert (euro.currency, euro.total, euro.count) == ("EUR", 1725, 4)
    assert (pound.currency, pound.total) == ("GBP", 20_000_000)


def test_panels_share_their_years() -> None:
    """Columns line up from one currency to the next, and years without a sum keep their place."""
    euro, pound = panels([*EUR, *GBP], {})
    assert [year.year for year in euro.years] == [2021, 2022, 2023]
    assert euro.years == pound.years


def test_areas_are_in_proportion() -> None:
    """Sums of one regulator and year are added; a quarter of the sum has half the radius."""
    (euro,) = panels(EUR, {})
    radii = {circle.label: circle.radius for circle in euro.circles}
    assert radii["1.2k"] == LARGEST
    assert math.isclose(radii["300"], LARGEST / 2, abs_tol=0.06)


def test_the_smallest_sum_is_still_seen() -> None:
    """A sum that is nothing beside the largest keeps a visible circle, inside the drawing."""
    (panel,) = panels([Amount("EUR", "dpc", 2023, Decimal(10**9)), Amount("EUR", "cnil", 2023, Decimal(1))], {})
    assert min(circle.radius for circle in panel.circles) == SMALLEST
    assert all(0 < circle.x < panel.width and 0 < circle.y < panel.height for circle in panel.circles)


def test_a_long_name_is_cut_in_its_row_and_whole_in_its_circle() -> None:
    """The name does not run into the first year."""
    name = "Hamburg Commissioner for Data Protection"
    (panel,) = panels([Amount("EUR", "hmbbfdi", 2020, Decimal(35))], {"hmbbfdi": name})
    assert panel.rows[0].name.endswith("…")
    assert panel.circles[0].title.startswith(name)


def test_nothing_to_draw_is_no_panel() -> None:
    """No sums, no chart."""
    assert panels([], {}) == ()
