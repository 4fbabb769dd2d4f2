"""What a document is called where nobody gave it a title."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.documents import Source
from corpus.gazetteer import Gazetteer
from ingest.parse import parse
from ingest.preparing.describe import describe

GAZETTEER = Gazetteer.load()
SOURCE = Source("notice.txt", "0" * 64, "text/plain", dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
NOTICE = (
    "The Information Commissioner imposes a monetary penalty of £45,000 on Northwind Umbrellas Limited under section "
    "155 of the Data Protection Act 2018.\n\nDated 3 May 2024\n\nReference: ENF0931405\n"
)


@pytest.mark.parametrize(
    "heading",
    [
        "Information Commissioner's Office",
        "Wycliffe House, Water Lane, Wilmslow SK9 5AF Tel. 0303 123 1113",
        "Case No.: ENF0931405",
        "FINAL DECISION",
        "INTERNAL USE ONLY",
        "Northwind Umbrellas Limited 1 High Street Leeds",
        "The Commissioner exists to help everybody with information rights.",
    ],
)
def test_a_heading_that_tells_nothing_gives_way_to_what_is_known(heading: str) -> None:
    """Letterheads, addresses, file numbers, slogans."""
    assert _title(f"{heading}\n\n{NOTICE}") == "Northwind Umbrellas Limited: ICO decision ENF0931405 (3 May 2024)"


@pytest.mark.parametrize(
    "heading",
    [
        "Umbrella maker fined for keeping photographs of its customers",
        "Serious criticism of the Family Court",
        "Complaint about search function on the municipality's website",
    ],
)
def test_a_heading_that_says_what_it_is_about_stays(heading: str) -> None:
    """In the authority's own words."""
    assert _title(f"{heading}\n\n{NOTICE}") == heading


def test_where_nobody_is_known_the_first_line_is_all_there_is() -> None:
    """Better than the name of a file."""
    assert _title("A page of a notebook\n\nIt rained.\n") == "A page of a notebook"


def _title(text: str) -> str:
    parsed = parse(text.encode(), name="notice.txt", media_type="text/plain")
    return describe(parsed, source=SOURCE, gazetteer=GAZETTEER).title
