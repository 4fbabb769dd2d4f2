"""When: the time that a question asks about, and the day as of which."""

from __future__ import annotations

import datetime as dt

import pytest

from service.answering.question import NameBook
from service.answering.question.names import Entry
from tests.support.asking import RESERVED, ask


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Fines in 2022", "2022-01-01", "2022-12-31"),
        ("Fines in March 2022", "2022-03-01", "2022-03-31"),
        ("Fines between 2019 and 2021", "2019-01-01", "2021-12-31"),
        ("Fines since 2020", "2020-01-01", None),
        ("Fines before 2020", None, "2019-12-31"),
        ("Fines until 2020", None, "2020-12-31"),
        ("Fines after 2020", "2021-01-01", None),
        ("Fines after 3 March 2024", "2024-03-04", None),
        ("Fines from 2020 on", "2020-01-01", None),
        ("Fines from the ICO in autumn 2020", "2020-08-01", "2020-12-31"),
        ("Fines from the CNIL in 2024", "2024-01-01", "2024-12-31"),
        ("Fines since spring 2025", "2025-02-01", None),
        ("Fines in the third quarter of 2025", "2025-07-01", "2025-09-30"),
        ("Fines in Q1 2025", "2025-01-01", "2025-03-31"),
        ("Fines in the first half of 2025", "2025-01-01", "2025-06-30"),
        ("Fines between March and June 2023", "2023-03-01", "2023-06-30"),
        ("Fines between 3 March and 10 June 2023", "2023-03-03", "2023-06-10"),
        ("Fines from November to February 2023", "2022-11-01", "2023-02-28"),
        ("Fines in March or April 2025", "2025-03-01", "2025-04-30"),
        ("Fines in 2019-21", "2019-01-01", "2021-12-31"),
        ("Fines in 2019/2020", "2019-01-01", "2020-12-31"),
        ("Fines last year", "2025-01-01", "2025-12-31"),
        ("Fines last month", "2026-10-01", "2026-10-31"),
        ("Fines this month", "2026-11-01", "2026-11-22"),
        ("Fines in the past six months", "2026-05-22", "2026-11-22"),
        ("Fines in the last two years", "2024-11-22", "2026-11-22"),
        ("Fines on 18 May 2022", "2022-05-18", "2022-05-18"),
    ],
)
def test_periods(text: str, first: str | None, last: str | None) -> None:
    """A year, a month, a day, a stretch and an open end."""
    period = ask(text).period
    assert period is not None
    assert period.first == (dt.date.fromisoformat(first) if first else None)
    assert period.last == (dt.date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("As of January 2024, is it in force?", "2024-01-31"),
        ("Was it in force as at 1 June 2022?", "2022-06-01"),
        ("If I had asked on 1 January 2025, what would Northwind have owed?", "2025-01-01"),
        ("Put yourself on 1 June 2023: was the fine alive?", "2023-06-01"),
        ("Suppose it is March 2024. Does the fine stand?", "2024-03-31"),
        ("As of 2030, is it final?", "2026-11-22"),
        ("The fine, as things stood on 30 June 2025?", "2025-06-30"),
        ("Where did matters stand between the ICO and Northwind on 1 July 2023?", "2023-07-01"),
        ("By 31 January 2023, had it got anywhere?", "2023-01-31"),
        ("Had Northwind won in court by 15 January 2024?", "2024-01-15"),
        ("In autumn 2020, had the ICO fined Northwind?", "2020-12-31"),
        ("What sum did Northwind owe on 31 January 2022?", "2022-01-31"),
        ("Was the fine under appeal on 1 January 2023?", "2023-01-01"),
    ],
)
def test_as_of(text: str, as_of: str) -> None:
    """The date as of which is asked; the end of a month or year, and never later than today."""
    query = ask(text)
    assert query.as_of == dt.date.fromisoformat(as_of)
    assert query.period is None


@pytest.mark.parametrize(
    "text",
    [
        "Is the determination of 2021 still binding?",
        "What had the ICO proposed in 2019?",
        "Was the fine imposed in October 2022 still in force?",
        "Northwind had to pay GBP 5,000 on 4 May 2022, why?",
    ],
)
def test_the_day_of_a_step_is_no_day_as_of_which_is_asked(text: str) -> None:
    """The present is asked, or what was done on that day."""
    assert ask(text).as_of is None


def test_a_month_in_a_title_is_no_name() -> None:
    """The months of titles lead to no matter."""
    book = NameBook([Entry(("Northwind plc",), "Northwind: order of July 2024", "x")], RESERVED)
    assert not book.find("What happened in July 2021?", lambda _: True)
