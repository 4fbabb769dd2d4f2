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

NOTICE = """# Monetary penalty notice

To: Dial and Dash Limited

Information Commissioner

1. The Information Commissioner has decided to issue Dial and Dash Limited with a monetary penalty under section 55A of
the Data Protection Act 1998.

2. The Commissioner has decided that a penalty in the sum of £80,000 is reasonable for calls that could be heard by all.

3. If the Commissioner receives full payment of the monetary penalty by 30 April 2020 the Commissioner will reduce the
monetary penalty by 20% to £64,000.

4. You may wish to consult an adviser before deciding whether or not to appeal. Any notice of appeal should be received
by the Tribunal within 28 days of the date of this notice.

Dated the 27th day of March 2020.
"""

SHARED = """---
respondents: [Birch Insurance Pte Ltd, Copper Printing Pte Ltd]
regulator: pdpc-sg
---
# Decision on Birch Insurance and Copper Printing

Personal Data Protection Commission, Singapore

Birch Insurance Pte Ltd and Copper Printing Pte Ltd

21 September 2019

1. The Commission investigated a mailing of Birch Insurance Pte Ltd that Copper Printing Pte Ltd had printed.

2. Birch Insurance Pte Ltd was not in breach of section 24.

3. The Commission directs that a financial penalty of S$25,000 be imposed on Copper Printing Pte Ltd.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    pages = {"ferries": PENALTY, "toys": SUIT, "gyms": SETTLED, "dial": NOTICE, "birch": SHARED}
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
    assert any({"Marina Ferries", "14 May 2021"} <= set(row.cells) for row in answer.tables[0].rows)


def test_a_settled_case_says_what_ended_it(answerer: Answerer) -> None:
    """That a settlement ended the dispute is said, not a list of the ways in which matters end."""
    answer = answerer.answer(Ask("Does the case against Harbor Gyms still stand?"))
    assert answer.standing[0].text.startswith("Ended by settlement: what was agreed took its place.")


def test_the_fine_of_another_respondent_is_no_fine(answerer: Answerer) -> None:
    """Of two companies in one matter only the one that was fined was fined."""
    assert answerer.answer(Ask("Was Birch Insurance fined?")).text.startswith("No. ")
    fined = answerer.answer(Ask("Was Copper Printing fined?"))
    assert fined.text.startswith("Yes. ")
    assert "SGD 25,000" in fined.claims[0].text


def test_a_discount_that_was_offered_reduces_nothing(answerer: Answerer) -> None:
    """What would be owed on early payment is no second sum, and leaves the penalty as it stands."""
    answer = answerer.answer(Ask("List the ICO's fines"))
    (row,) = answer.tables[0].rows
    assert {"GBP 80,000", "fine", "in force"} <= set(row.cells)


def test_whether_one_may_appeal_is_no_question_of_whether_one_did(answerer: Answerer) -> None:
    """The way to the tribunal is told with its time, without a yes or no that no record bears out."""
    answer = answerer.answer(Ask("Can Dial and Dash appeal, and until when?"))
    assert "28 days" in answer.text
    assert not answer.text.startswith(("No", "Yes"))


def test_a_deadline_that_no_sentence_gives_is_refused(answerer: Answerer) -> None:
    """Sentences without a time do not answer by when something is to be done."""
    answer = answerer.answer(Ask("What is the deadline for Copper Printing?"))
    assert answer.refused
