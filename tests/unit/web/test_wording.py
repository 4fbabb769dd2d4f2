"""How the pages write things."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from corpus.matters import State
from service.answering.wire import HistoryStep
from service.web import wording
from service.web.examples import short_name
from service.web.shapes import SHAPES, shape

DAY = dt.date(2022, 5, 8)
AMOUNTS = [("7552800", "7.55m"), ("1200000000", "1.2bn"), ("40000", "40k"), ("900", "900"), ("58000000", "58m")]
NAMES = [("Clearview AI Inc.", "Clearview AI"), ("Enel Energia S.p.A.", "Enel Energia"), ("Inc", "Inc")]


@pytest.mark.parametrize(
    ("precision", "written"),
    [
        ("day", "8 May 2022"),
        ("month", "May 2022"),
        ("year", "2022"),
        ("by", "by 8 May 2022"),
        ("after", "after 8 May 2022"),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(precision: str, written: str) -> None:
    """No day is invented for a date known to the month or year."""
    assert wording.day(DAY, precision) == written


@pytest.mark.parametrize(("amount", "written"), AMOUNTS)
def test_amounts_are_shortened_for_charts(amount: str, written: str) -> None:
    """Three significant figures and a scale."""
    assert wording.short(Decimal(amount)) == written


@pytest.mark.parametrize(
    ("url", "media_type", "page", "address"),
    [
        ("https://a.example/x.pdf", "application/pdf", 3, "https://a.example/x.pdf#page=3"),
        ("https://a.example/x", "text/html", 3, "https://a.example/x"),
        ("javascript:alert(1)", "text/html", None, None),
        ("http://[x", "text/html", None, None),
        ("http://\u2100.example/", "text/html", None, None),
        ("https://a.example:x/", "text/html", None, None),
        (None, "text/html", 1, None),
    ],
)
def test_only_addresses_of_the_web_are_linked(
    url: str | None, media_type: str, page: int | None, address: str | None
) -> None:
    """A PDF opens at its page; an address that is none of the web's is no link."""
    assert wording.original(url, media_type, page) == address
    assert wording.host(url or "") in {"a.example", url, ""}


def test_a_history_in_one_line_says_nothing_twice() -> None:
    """Announcements are left out, two notices of one year are one step."""
    kinds = ("issued", "issued", "announced", "annulled")
    assert wording.path(HistoryStep(DAY, kind, ()) for kind in kinds) == ["2022 issued", "2022 annulled"]


def test_every_state_has_a_shape_of_its_own() -> None:
    """Two states never look alike without colour, and an unknown word is shown as unknown."""
    assert set(SHAPES) == set(State)
    assert len({each.drawing for each in SHAPES.values()}) == len(SHAPES)
    assert shape("no such state") is SHAPES[State.UNKNOWN]


@pytest.mark.parametrize(("name", "called"), NAMES)
def test_companies_are_called_without_their_legal_form(name: str, called: str) -> None:
    """A name that is nothing but a legal form stays."""
    assert short_name(name) == called
