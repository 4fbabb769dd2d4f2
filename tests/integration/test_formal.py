"""Who bears the costs, how a decision may be challenged, and what several named have each: told of whole decisions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.shelf import open_shelf, text_item

GARDEN = """# District Court of Midden-Nederland, judgment of 4 March 2021, case 31XY/2021: Proseware Gardens

## The dispute

The plaintiff complains of a camera that Proseware Gardens has pointed at the path of her garden.

Proseware Gardens argued that the camera protects its greenhouse, and that nobody may be recognised in its pictures.

According to the plaintiff, Proseware Gardens must pay the costs of the lawsuit she brought.

## Assessment

The court finds that faces may be recognised in the pictures, so that the argument of Proseware Gardens is rejected.

The camera has been there since 2019 and was paid for by the neighbours.

The greenhouse was broken into twice in the year before.

## Decision

The court orders Proseware Gardens to take the camera down within a week.

The court compensates the costs of the proceedings between the parties, so that each party bears its own costs.

An appeal against this judgment may be lodged with the Court of Appeal of Arnhem within six weeks of its delivery.
"""
HIRE = """# Spanish Data Protection Agency, decision PS/00999/2021: Tailspin Hire SL

The Spanish Data Protection Agency imposed a fine of EUR 20,000 on Tailspin Hire SL for reading the phones it lent out.

The claimant handed a phone back at the counter in Malaga and found his photographs on the next one he hired.

Tailspin Hire SL wipes the phones since then before it lends them out again.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    items = (text_item("formal/garden.md", GARDEN), text_item("formal/hire.md", HIRE))
    with open_shelf(tmp_path_factory.mktemp("formal"), "uk-ico-marriott", items) as corpus:
        yield Answerer(corpus)


@pytest.mark.parametrize(
    ("question", "told", "never"),
    [
        (
            "Who bears the costs of the proceedings against Proseware Gardens?",
            "bears its own costs",
            "must pay the costs",
        ),
        (
            "Within how many weeks can the judgment on Proseware Gardens be appealed?",
            "within six weeks",
            "within a week",
        ),
        ("Before which court may the judgment on Proseware Gardens be challenged?", "Court of Appeal of Arnhem", ""),
        (
            "What did Proseware Gardens argue about recognising people, and did the court accept that?",
            "argument of Proseware Gardens is rejected",
            "",
        ),
    ],
)
def test_what_stands_at_the_end_of_a_decision_is_told(answerer: Answerer, question: str, told: str, never: str) -> None:
    """Costs and ways to appeal by the decision's own sentence, and an argument with what came of it."""
    answer = answerer.answer(Ask(question))
    assert told in answer.text
    assert not never or never not in answer.text


def test_a_number_leads_to_its_decision_whoever_else_is_named(answerer: Answerer) -> None:
    """Tailspin Hire is a party elsewhere; the number is that of one decision."""
    answer = answerer.answer(Ask("What was decided in 31XY/2021, where Tailspin Hire was not a party?"))
    assert "camera" in answer.text
    assert all(cited.document_id.endswith("garden") or "garden" in cited.title.casefold() for cited in answer.citations)


def test_the_very_thing_asked_for_must_be_spoken_of(answerer: Answerer) -> None:
    """The fine is no answer to the turnover it was reckoned from, where no document speaks of any."""
    answer = answerer.answer(Ask("Which turnover of Tailspin Hire was the fine reckoned from?"))
    assert answer.refusal is not None
    assert answer.refusal.code == "not_stated"
