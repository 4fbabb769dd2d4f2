"""Press releases and short pages of authorities: what they say, since when, and nothing of the page around them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.shelf import open_shelf, text_item

PENALTY = """# Breach of the Protection Obligation by Marina Ferries

Personal Data Protection Commission, Singapore

14 May 2021

A financial penalty of $12,000 was imposed on Marina Ferries for failing to protect the data of 3,400 passengers.
Click here to find out more.
"""

SUIT = """# Attorney General Ken Paxton Sues Lumen Toys

Texas Attorney General press release

February 3, 2025

Attorney General Ken Paxton filed a lawsuit against Lumen Toys, Inc. for recording children through its dolls.

The lawsuit alleges that Lumen Toys sold the recordings to advertisers. To read the lawsuit, click here.
"""

SETTLED = """# AG Bonta Announces Settlement with Harbor Gyms

California Attorney General press release

March 12, 2024

Attorney General Rob Bonta today announced that his office had reached a settlement with Harbor Gyms, LLC.

Harbor Gyms settled the case and will pay $2 million in civil penalties.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    pages = {"ferries": PENALTY, "toys": SUIT, "gyms": SETTLED}
    more = tuple(text_item(f"pages/{name}.md", text) for name, text in pages.items())
    with open_shelf(tmp_path_factory.mktemp("pages"), "none-of-the-digests", more) as corpus:
        yield Answerer(corpus)


def test_a_detail_of_a_short_page_is_told_and_its_links_are_not(answerer: Answerer) -> None:
    """A page of three sentences is read as a digest is; what leads on to another page is no evidence."""
    answer = answerer.answer(Ask("How many passengers' data did Marina Ferries leave open?"))
    assert "3,400 passengers" in answer.text
    assert "lick here" not in answer.text


def test_a_sum_of_a_release_is_dated_by_the_release(answerer: Answerer) -> None:
    """A list gives the day on which a penalty was announced where no other day is known."""
    answer = answerer.answer(Ask("Which companies did the Singapore commission fine?"))
    (row,) = answer.tables[0].rows
    assert "14 May 2021" in row.cells


def test_a_settled_case_says_what_ended_it(answerer: Answerer) -> None:
    """That a settlement ended the dispute is said, not a list of the ways in which matters end."""
    answer = answerer.answer(Ask("Does the case against Harbor Gyms still stand?"))
    assert answer.standing[0].text.startswith("Ended by settlement: what was agreed took its place.")
