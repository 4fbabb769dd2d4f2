"""Notes on cases, openings of judgments and news: yes or no off their own words, and no unstated detail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.shelf import open_shelf, text_item

NOTE = """Datatilsynet (Norway) - 22/00117

Authority: Datatilsynet (Norway)
Jurisdiction: Norway
Outcome: Violation Found
Decided: 04.05.2022
Fine: 300,000 NOK
Parties: Fjellheim Municipality

Fjellheim Municipality was fined 300,000 NOK by the Norwegian DPA because cameras filmed the yard of a school.

English Summary

Facts

The municipality hung up four cameras above the yard. One of its caretakers watched the pictures on a tablet.

Holding

The DPA fined the municipality 300,000 NOK. It explained that an order to take the cameras down was not needed, for the
municipality had taken them down itself. The infringement was not intentional.
"""

CRITICISM = """Datatilsynet (Denmark) - 2023-31-0815

Authority: Datatilsynet (Denmark)
Jurisdiction: Denmark
Outcome: Violation Found
Decided: 03.06.2024
Parties: Birkelund Books ApS

A customer complained that Birkelund Books ApS recorded sound in its shop.

The Danish DPA found grounds for expressing serious criticism that the processing by Birkelund Books ApS had not been in
accordance with Article 5 GDPR.
"""

LENT = """Charity Commission fines trustees of Ravel Mill Trust

The Charity Commission has fined Ravel Mill Trust £12,000 for failing to keep accounts.

Its trustees lent £415,000 of the charity's money to a stud farm that one of them owned. The loan was never repaid, and
no paper was signed for it.

Ravel Mill Trust said that it accepted the findings and that two trustees had resigned.
"""

REDUCED = """Datatilsynet (Norway) - 20/00951

Authority: Datatilsynet (Norway)
Jurisdiction: Norway
Outcome: Violation Found
Decided: 09.02.2021
Fine: 200,000 NOK
Parties: Lyngstad Bakery AS

Lyngstad Bakery AS was fined 200,000 NOK by the Norwegian DPA on 9 February 2021 for sharing a film of a customer.

The Privacy Appeals Board saw the matter differently and brought the fine down to nothing.
"""

JUDGMENT = """First-tier Tribunal (General Regulatory Chamber)

Neutral citation number: [2024] UKFTT 1999 (GRC)

Decision given on: 14 March 2024

Between:

MORTIMER LEAFLETS LTD
Appellant

and

THE INFORMATION COMMISSIONER
Respondent

Decision:

1. the Tribunal refused to let the Appeal be withdrawn

2. the Tribunal dismissed the Appeal

REASONS

1. The Information Commissioner issued a Monetary Penalty Notice of £40,000 to Mortimer Leaflets Ltd on 3 May 2023.

2. The Appellant says that its director, who has since left the company, knew nothing of the calls.
"""

PART = """Quarry Plant Hire Ltd v The Information Commissioner

[2023] UKFTT 1777 (GRC)

Decision: 6 June 2023.

Result: Penalty reduced; appeal allowed in part.

REASONS

1. The Information Commissioner served a penalty notice of £600 on Quarry Plant Hire Ltd for an unpaid fee.
"""

NEWS = """# Harrow Telecom goes to court

The Information Commissioner's Office ordered Harrow Telecom Ltd in April to pay a fine of £90,000.

On Monday Harrow Telecom Ltd went to court to have the fine cancelled and called it unfair.
"""

PAYS = """# Brightwater Maps to Pay Oregon $4 Million over Location Histories

Oregon Department of Justice press release

May 6, 2023

Brightwater Maps, Inc. will pay $4 million to end an inquiry of the Attorney General into its location histories. It
kept them although people had switched them off.

Some 52,000 passengers of ferries were among them.
"""

ORCHARD = """ICO reprimand

To: Orchard Vale Clinics NHS Trust

Date: 9 October 2024

The Information Commissioner issues a reprimand to Orchard Vale Clinics NHS Trust, whose staff sent letters about
operations to old addresses.

It infringed Article 32 of the UK GDPR. It did not infringe the storage limitation principle.

The Commissioner has decided that no fine will be imposed in this case. The Trust may ask a court to review this.
"""

TWO = """# Tribunal trims Harland Cement's fine

28 March 2025

The Information Commissioner's Office had fined Harland Cement Ltd £300,000 and Brook Gravel Ltd £120,000 over marketing
calls.

On 27 March 2025 the First-tier Tribunal reduced the fine of Harland Cement Ltd to £200,000.

The fine of Brook Gravel Ltd stays as it is.
"""

TEXTS = {
    "pays": PAYS,
    "criticism": CRITICISM,
    "orchard": ORCHARD,
    "two": TWO,
    "note": NOTE,
    "lent": LENT,
    "reduced": REDUCED,
    "judgment": JUDGMENT,
    "part": PART,
    "news": NEWS,
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    items = tuple(text_item(f"{name}.md", text) for name, text in TEXTS.items())
    with open_shelf(tmp_path_factory.mktemp("short"), "serco", items) as corpus:
        yield Answerer(corpus)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Did Datatilsynet order Fjellheim to take the cameras down?", "No. "),
        ("Was the penalty on Quarry Plant Hire upheld in full?", "No. "),
        ("Was the penalty on Quarry Plant Hire upheld?", "In part. "),
        ("Is Harrow Telecom challenging the privacy fine?", "Yes. "),
    ],
)
def test_what_a_short_text_decides_gives_yes_or_no(answerer: Answerer, question: str, opening: str) -> None:
    """An order that was not made, a penalty that stands in part, a challenge under way."""
    answer = answerer.answer(Ask(question))
    assert answer.text.startswith(opening), answer.text


def test_words_that_leave_something_out_give_no_yes(answerer: Answerer) -> None:
    """Who asks for more than the sentence says gets its words alone."""
    answer = answerer.answer(Ask("Did all the caretakers watch the pictures on a tablet?"))
    assert not answer.text.startswith("Yes")


@pytest.mark.parametrize("question", ["Does the fine on Lyngstad Bakery still stand?", "Is Lyngstad's fine in force?"])
def test_an_outcome_without_a_day_leaves_the_standing_open(answerer: Answerer, question: str) -> None:
    """A fine that an appeals board brought to nothing is not in force because it was once issued."""
    answer = answerer.answer(Ask(question))
    assert not answer.text.startswith("Yes")
    assert "In force" not in answer.text
    assert all(one.status != "in force" for one in answer.standing)


@pytest.mark.parametrize(
    "question",
    [
        "To what exact amount did the tribunal reduce the penalty of Quarry Plant Hire?",
        "What was Fjellheim Municipality's annual budget when Datatilsynet fined it?",
        "Why did the board dismiss the appeal of Fjellheim Municipality?",
        "What is the name of the caretaker of Fjellheim Municipality who watched the pictures?",
    ],
)
def test_a_detail_that_no_sentence_gives_is_refused(answerer: Answerer, question: str) -> None:
    """A sum that a step did not bring about and a person without a name answer nothing."""
    assert answerer.answer(Ask(question)).refused


def test_a_figure_of_what_is_counted_is_told(answerer: Answerer) -> None:
    """How many is answered by the sentence that counts them."""
    answer = answerer.answer(Ask("How many people had their location histories kept by Brightwater Maps?"))
    assert "52,000 passengers" in answer.text


def test_how_much_somebody_paid_is_told_by_what_they_are_to_pay(answerer: Answerer) -> None:
    """That a payment is only promised is no reason to be silent about it; its words say that it is promised."""
    answer = answerer.answer(Ask("How much did Brightwater Maps pay Oregon over location histories?"))
    assert "will pay $4 million" in answer.text


def test_criticism_is_what_was_done_instead_of_a_fine(answerer: Answerer) -> None:
    """The Danish authority expresses criticism where others reprimand."""
    answer = answerer.answer(Ask("Was Birkelund Books fined?"))
    assert answer.text.startswith("No.")
    assert "expressing serious criticism" in answer.text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Did Orchard Vale Clinics infringe the storage limitation principle?", "did not infringe"),
        ("Was Orchard Vale Clinics fined?", "no fine will be imposed"),
    ],
)
def test_what_one_sentence_denies_in_all_its_words_gets_a_no(answerer: Answerer, question: str, words: str) -> None:
    """No record holds what was not found or not imposed."""
    answer = answerer.answer(Ask(question))
    assert answer.text.startswith("No.")
    assert words in answer.text


def test_what_is_denied_of_somebody_else_gets_no_no(answerer: Answerer) -> None:
    """The sentence must speak of all that is asked about."""
    answer = answerer.answer(Ask("Did Orchard Vale Clinics infringe the purpose limitation principle?"))
    assert not answer.text.startswith(("No.", "Yes."))


@pytest.mark.parametrize(
    "question",
    [
        "What did the Supreme Court decide about Orchard Vale Clinics?",
        "On what date did an English court quash the reprimand of Orchard Vale Clinics?",
    ],
)
def test_what_no_court_is_told_to_have_decided_is_refused(answerer: Answerer, question: str) -> None:
    """That a court may be asked is nothing that it decided."""
    assert answerer.answer(Ask(question)).refused


def test_what_befell_another_respondent_of_the_matter_gets_no_yes(answerer: Answerer) -> None:
    """Of two who were fined, one had the fine reduced."""
    assert answerer.answer(Ask("Was the fine on Harland Cement reduced?")).text.startswith("Yes.")
    assert not answerer.answer(Ask("Was the fine on Brook Gravel reduced?")).text.startswith("Yes.")


def test_another_sum_than_the_fine_is_told_by_the_sentence_that_has_it(answerer: Answerer) -> None:
    """What was lent is not answered by the fine; what was fined is."""
    lent = answerer.answer(Ask("How much did the trustees of Ravel Mill Trust lend to the stud farm?"))
    assert "£415,000" in lent.text.split("[2]")[0]
    assert "imposed" not in lent.text
    fined = answerer.answer(Ask("How much was Ravel Mill Trust fined?"))
    assert "12,000" in fined.text.split("[2]")[0]
