"""Amounts of money in every notation, and what is no amount."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.sums.money import find_amounts

NOTATIONS = [
    ("a penalty of £7,552,800", "GBP 7,552,800"),
    ("a penalty of GBP 7.5m", "GBP 7,500,000"),
    ("a fee of NOK 1,600,000 million six hundred thousand kroner", "NOK 1,600,000"),
    ("Zu 1): € 2.400,00", "EUR 2,400"),
    ("two thousand (2,000.00) euros", "EUR 2,000"),
    ("fined EUR 20 million", "EUR 20,000,000"),
    ("una multa de 20.000.000 €", "EUR 20,000,000"),
    ("eine Geldbuße von 2,5 Mio. EUR", "EUR 2,500,000"),
    ("une amende de 20 millions d'euros", "EUR 20,000,000"),
    ("une amende de 20 millions d’euros", "EUR 20,000,000"),
    ("sanzione di 1.500.000,00 euro", "EUR 1,500,000"),
    ("20 milioni di euro", "EUR 20,000,000"),
    ("een boete van € 725.000,-", "EUR 725,000"),
    ("πρόστιμο 15.000 ευρώ", "EUR 15,000"),
    ("20 εκατομμύρια ευρώ", "EUR 20,000,000"),
    ("a sanction fee of SEK 2.5 million", "SEK 2,500,000"),
    ("22 739,50 zł", "PLN 22,739.50"),
    ("500 000 Ft", "HUF 500,000"),
    ("1.250,00 лв.", "BGN 1,250"),
    ("10,146 lei", "RON 10,146"),
    ("CZK 500,000", "CZK 500,000"),
    ("€156.8 million20", "EUR 156,800,000"),
    ("EUR 1,200 million", "EUR 1,200,000,000"),
    ("two thousand euros (2,000.00) euros", "EUR 2,000"),
    ("30,000.00 (thirty thousand) euros", "EUR 30,000"),
    ("US$ 5 million", "USD 5,000,000"),
    ("$575,000", "USD 575,000"),
    ("₹2,91,00,000 (Rupees Two Crore Ninety-One Lakh only)", "INR 29,100,000"),
    ("₹3.4 crore", "INR 34,000,000"),
    ("Rs. 5 lakh", "INR 500,000"),
    ("₦555.8 million", "NGN 555,800,000"),
    ("Kshs. 500,000", "KES 500,000"),
    ("RM20,000.00", "MYR 20,000"),
    ("8.026 billion yuan", "CNY 8,026,000,000"),
    ("1.4 trillion won", "KRW 1,400,000,000,000"),
]


@pytest.mark.parametrize(("text", "expected"), NOTATIONS)
def test_reads_every_notation(text: str, expected: str) -> None:
    """Signs, codes and words, before or after the figure, in the decimal habits of each country."""
    assert [str(amount.money) for amount in find_amounts(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Regulation (EU) 2016/679",
        "32,0000 euros",
        "Article 83(5)",
        "EUR 0",
        "kr 500",
        "5 of us",
        "article R5 million",
        "N500 million",
    ],
)
def test_leaves_what_is_no_amount(text: str) -> None:
    """Numbers of laws, misprints, zero, and a crown of no known country are not read as money."""
    assert find_amounts(text) == ()


@pytest.mark.parametrize(
    ("jurisdiction", "text", "expected"),
    [
        ("NO", "a fee of 300,000 kroner", "NOK 300,000"),
        ("SE", "300 000 kr", "SEK 300,000"),
        ("DK", "kr. 400.000", "DKK 400,000"),
        ("AU", "$50,000", "AUD 50,000"),
        ("CA-QC", "$50,000", "CAD 50,000"),
        ("ZA", "R5 million", "ZAR 5,000,000"),
        ("ZA", "R10 000 000", "ZAR 10,000,000"),
        ("ZA", "5 million rand", "ZAR 5,000,000"),
        ("NG", "N500 million", "NGN 500,000,000"),
        ("KE", "500,000/=", "KES 500,000"),
    ],
)
def test_a_shared_sign_takes_the_currency_of_the_country(jurisdiction: str, text: str, expected: str) -> None:
    """Crowns and dollars belong to several countries; the regulator's decides."""
    assert [str(amount.money) for amount in find_amounts(text, jurisdiction=jurisdiction)] == [expected]


def test_knows_an_amount_that_is_called_inexact() -> None:
    """A sum "just over GBP 17m" is kept, and marked."""
    assert [amount.approximate for amount in find_amounts("just over £17 million, then £20 million")] == [True, False]


@given(st.text(alphabet="0123456789.,' €£$krEURmillions()-\n", max_size=120))
def test_spans_hold_the_figure(text: str) -> None:
    """Whatever the text, spans lie in it, in order, and hold a digit each; nothing is raised."""
    amounts = find_amounts(text, jurisdiction="NO")
    assert all(any(c.isdigit() for c in amount.span.of(text)) for amount in amounts)
    assert all(one.span.end <= other.span.start for one, other in pairwise(amounts))


def test_millions_and_thousands_told_apart_are_one_sum() -> None:
    """As Italian releases write them."""
    (amount,) = find_amounts("una sanzione di 3 milioni 200 mila euro", jurisdiction="IT")
    assert str(amount.money) == "EUR 3,200,000"
