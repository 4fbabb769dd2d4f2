"""Whether somebody won, got something undone or was fined: told by the sentence of a decision that decides it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.shelf import open_shelf, text_item

TICKED = """# Austrian Data Protection Authority, decision 2023-0.111.222: Fabrikam Post AG

## Ruling

The Austrian Data Protection Authority decides on the data protection complaint of Bruno B. against Fabrikam Post AG:

The complaint is dismissed.

## Reasons

Bruno B. complained of a box for newsletters that Fabrikam Post AG had ticked on its terminal for parcel lockers.

Fabrikam Post AG submits that the complaint must be rejected because no newsletter was ever sent.

The Austrian Data Protection Authority finds that a box ticked beforehand processes no data of its own.
"""
SWITCH = """# District Court of Midden-Nederland, judgment of 4 March 2021: Proseware Health

## The course of the proceedings

The Dutch Data Protection Authority rejected the plaintiff's request to take enforcement action against Proseware.

The plaintiff has appealed against that decision.

## Assessment

According to the plaintiff, Proseware Health registers patients without the required consent.

The court finds that the way in which Proseware Health registers patients is lawful.

## Decision

The court declares the appeal unfounded.

There are no grounds for an order as to costs.
"""
REVIEW = """# Court of Appeal in Stockholm, judgment of 9 May 2022: Contoso Gym AB

## Background

The Swedish Authority for Privacy Protection decided that Contoso Gym AB must pay for the cameras in its changing rooms.

The administrative court set the decision aside. The Swedish Authority for Privacy Protection has appealed.

## Ruling

The Court of Appeal rejects the appeal.
"""
WINDOW = """# Decision of the Finnish Data Protection Ombudsman: Northwind Press

## Reasoning

Northwind Press asked people to come to its office with a photo identity card before it gave them access to their data.

A subscriber wrote to Northwind Press by electronic mail and was told to come to the office on a working day.

The office is open from nine to four, and a subscriber who lives far away has to travel to it for a whole day.

A card shows more than is needed to know who somebody is.

The Deputy Data Protection Ombudsman gives Northwind Press an order in accordance with Article 58(2)(d) of the GDPR to
change the way in which it identifies people.
"""
LETTERS = """# Privacy Appeals Board, decision of 12 November 2021: Lucerne Bank

## The complaint

The Norwegian Data Protection Authority ordered Lucerne Bank to write the name of a customer with a small letter.

Lucerne Bank complained about the order to write the name with a small letter.

## Assessment

The board finds that a capital letter in a name is not incorrect information about a customer.

## Conclusion

The bank has been upheld in its complaint.

The Norwegian Data Protection Authority's decision is reversed so that Lucerne Bank is not ordered to change the name.
"""
HALVES = """# First-tier Tribunal, decision of 3 May 2023: Trey Leads Ltd

## Decision

1. The appeal against the monetary penalty notice is dismissed.

2. The monetary penalty notice is confirmed.

3. The tribunal will decide on the enforcement notice after it has received further evidence on consent statements.

## Reasons

Trey Leads Ltd sent 40,000 messages to people who had entered a competition.
"""

UNREAD = """# Supreme Court of Cassation, judgment of 2 February 2023: Margie Travel S.p.A.

## Facts

With a decision of 4 May 2020 the Garante imposed a fine of EUR 30,000 on Margie Travel S.p.A. for keeping the passports
of its customers.

## Reasons

The third ground complains of a wrong reading of the law on the keeping of documents. That ground is to be followed, and
what this entails for the decision on the merits and for the costs of all instances is for another hearing.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    texts = {
        "ticked": TICKED,
        "switch": SWITCH,
        "review": REVIEW,
        "window": WINDOW,
        "letters": LETTERS,
        "halves": HALVES,
        "unread": UNREAD,
    }
    items = tuple(text_item(f"endings/{name}.md", text) for name, text in texts.items())
    with open_shelf(tmp_path_factory.mktemp("endings"), "uk-ico-marriott", items) as held:
        yield Answerer(held)


@pytest.mark.parametrize(
    ("question", "opens", "told"),
    [
        ("Bruno B. complained about a ticked box at Fabrikam Post. Did he win?", "No.", "The complaint is dismissed."),
        ("Was the complaint of Bruno B. against Fabrikam Post dismissed?", "Yes.", "The complaint is dismissed."),
        (
            "Does the Dutch AP have to take action against Proseware Health after the judgment?",
            "No.",
            "The court declares the appeal unfounded.",
        ),
        (
            "Was Lucerne Bank ordered to write the name of a customer with a small letter?",
            "No.",
            "is not ordered to change the name",
        ),
        (
            "Did Lucerne Bank's complaint to the Privacy Appeals Board succeed?",
            "Yes.",
            "has been upheld in its complaint",
        ),
        (
            "Did the appeal of Trey Leads succeed?",
            "No.",
            "The appeal against the monetary penalty notice is dismissed.",
        ),
        ("Was Northwind Press fined for asking for a photo identity card?", "No.", "an order in accordance with"),
    ],
)
def test_the_sentence_that_decides_comes_first(answerer: Answerer, question: str, opens: str, told: str) -> None:
    """With the word that it bears out."""
    first = answerer.answer(Ask(question)).claims[0].text
    assert first.startswith(opens)
    assert told in first


def test_the_failure_of_an_authority_is_no_failure_of_whom_it_pursued(answerer: Answerer) -> None:
    """Who appealed is not told by "the appeal is rejected"; the sentence is, without a word of ours."""
    text = answerer.answer(Ask("Contoso Gym went to court over its cameras. Did it win?")).text
    assert not text.startswith(("Yes", "No"))
    assert "rejects the appeal" in text


@pytest.mark.parametrize(
    "question",
    [
        "Was the customer's complaint against Lucerne Bank upheld?",
        "A customer complained about a small letter at Lucerne Bank. Did he win?",
    ],
)
def test_the_success_of_one_is_not_told_of_another(answerer: Answerer, question: str) -> None:
    """The bank was right before the board, not the customer."""
    assert not answerer.answer(Ask(question)).text.startswith(("Yes", "No."))


def test_a_further_point_that_speaks_of_what_is_asked_is_told(answerer: Answerer) -> None:
    """An operative part decides one notice and leaves the other to later."""
    text = answerer.answer(
        Ask("Did the tribunal rule in its outcome on the enforcement notice against Trey Leads?")
    ).text
    assert "after it has received further evidence" in text


def test_another_denial_says_no_to_nothing(answerer: Answerer) -> None:
    """That no order as to costs is made says nothing of what patients must do."""
    answer = answerer.answer(Ask("Must patients of Proseware Health consent in writing?"))
    assert not answer.text.startswith(("Yes", "No."))


@pytest.mark.parametrize(
    "question",
    ["Does Margie Travel still owe EUR 30,000?", "Is Margie Travel now fined EUR 30,000?"],
)
def test_no_fine_is_said_to_be_owed_after_a_judgment_of_which_no_outcome_was_read(
    answerer: Answerer, question: str
) -> None:
    answer = answerer.answer(Ask(question))
    assert not answer.text.startswith("Yes"), answer.text
