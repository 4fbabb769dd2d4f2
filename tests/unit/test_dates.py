"""Written dates in many languages, numbers in the order the text betrays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.wording.dates import find_dates, may_hold_date, numeric_order


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dated the 24th day of May 2021", "2021-05-24"),
        ("Dated the 3rdday of June 2021", "2021-06-03"),
        ("15th March 2022", "2022-03-15"),
        ("November 18, 2020", "2020-11-18"),
        ("final decision 2022-03-29, no.", "2022-03-29"),
        ("2022.12.27 12:45", "2022-12-27"),
        ("3 de diciembre de 2020", "2020-12-03"),
        ("Roma, 3 dicembre 2020", "2020-12-03"),
        ("le 1er juillet 2021", "2021-07-01"),
        ("am 12. März 2019", "2019-03-12"),
        ("24 maart 2020", "2020-03-24"),
        ("17 Φεβρουαρίου 2021", "2021-02-17"),
        ("26 de Junho de 2020", "2020-06-26"),
        ("2021. április 28.", "2021-04-28"),
        ("2016 April 27", "2016-04-27"),
        ("8August 2023", "2023-08-08"),
        ("5.7.2021.", "2021-07-05"),
        ("13.12.2021", "2021-12-13"),
    ],
)
def test_reads_a_written_date(text: str, expected: str) -> None:
    """Day first, month first, year first, ordinals, Greek, and what a scan made of a space."""
    assert [date.on.isoformat() for date in find_dates(text)] == [expected]


def test_a_month_alone_is_its_last_day() -> None:
    """The words "May 2021" are known to the month only, and says so."""
    (date,) = find_dates("in May 2021")
    assert (date.on.isoformat(), date.precision) == ("2021-05-31", "month")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("opened 05/25/2018, closed 04/05/2019", "mdy"),
        ("opened 25/05/2018, closed 04/05/2019", "dmy"),
        ("decision date 09/01/2020, that is September 1, 2020", "mdy"),
        ("closed 04/05/2019", "dmy"),
    ],
)
def test_the_text_betrays_its_numeric_order(text: str, expected: str) -> None:
    """A date that can be only one thing, or that is repeated in words, settles the rest; the default is day first."""
    assert numeric_order(text) == expected


def test_dots_are_always_day_first() -> None:
    """Nobody writes the month first with dots, even where slashes are American."""
    assert [date.on.isoformat() for date in find_dates("05/25/2018 and 04.05.2019")] == ["2018-05-25", "2019-05-04"]


@given(st.text(alphabet="0123456789./- ,JanuarymyofdMFebth\n", max_size=150))
def test_spans_lie_in_the_text(text: str) -> None:
    """Whatever the text, spans lie in it and hold the year that was read."""
    for date in find_dates(text):
        assert str(date.on.year) in date.span.of(text)


@pytest.mark.parametrize(
    "text",
    [
        "on 3 May 2022",
        "the fourth of May of the year two thousand and twenty",
        "veintisiete de junio de dos mil veinte",
        "1.2.2019",
    ],
)
def test_what_may_hold_a_date_is_told_before_it_is_read(text: str) -> None:
    """Wherever a date is found there was a year, in figures or in words."""
    assert find_dates(text)
    assert may_hold_date(text)
    assert not may_hold_date("Acme appealed against the decision of the authority on 3 May.")
