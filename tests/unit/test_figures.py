"""Figures are read alike however they are written, and a figure that the facts lack is noticed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.figures import missing, read_figures


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GBP 7,552,800", "GBP 7552800"),
        ("EUR 20 million", "EUR 20m"),
        ("USD 250,000", "USD 250k"),
        ("on 18 May 2022", "2022-05-18"),
        ("within two months", "2 months"),
        ("from 9 to 11 June 2025", "9-11 Jun 2025"),
        ("13 July 2022 and 15 July 2022", "13 Jul 2022 (published 15 Jul)"),
        ("May 18, 2022", "18 May 2022"),
        ("April 2023 and September 2023", "Apr-Sep 2023"),
        ("June 2025 and 13 November 2025", "June + 13 Nov 2025"),
        ("13 January 2026 or 14 January 2026", "2026-01-13/14"),
        ("Articles 5(1)(b) and 14(2)", "5(1)(a),(b),(e), 14(1)(2)"),
        ("60 days, then 90 days", "(60/90 days)"),
    ],
)
def test_one_figure_written_in_two_ways_is_the_same(one: str, other: str) -> None:
    """Dates, sums and periods compare by value."""
    assert missing(read_figures(one), read_figures(other)) == []


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("GBP 7,552,900", "GBP 7,552,800"),
        ("EUR 7,552,800", "GBP 7,552,800"),
        ("18 May 2023", "18 May 2022"),
        ("19 May 2022", "18 May 2022"),
        ("June 2022", "18 May 2022"),
        ("three months", "3 of 4 grounds"),
        ("Article 13", "Article 14"),
        ("Article 5(2)(a)", "Articles 5(1)(a), 2"),
        ("in 2021", "18 May 2022"),
    ],
)
def test_a_wrong_figure_is_missing_from_the_facts(said: str, known: str) -> None:
    """A wrong amount, currency, day, month, year, period or article does not pass."""
    assert missing(read_figures(said), read_figures(known))


def test_addresses_hold_no_figures() -> None:
    """A number inside a web address proves nothing."""
    assert read_figures("see https://example.org/2023/17/fine-20m-euros").numbers == frozenset()


def test_a_range_of_articles_names_all_of_them() -> None:
    """Articles 12-17 include Article 15."""
    assert Decimal(15) in read_figures("GDPR 6(1), 12-17, 21").numbers
