"""Whether a decision says by when a sum is to be paid."""

from __future__ import annotations

import pytest

from corpus.documents import SourceRank, Span
from service.answering.held.dossier import Dossier, Proof, Sentence
from service.answering.held.timed import lacks_time_to_pay
from service.answering.question import Intent, Query
from service.answering.wording.words import stems

DUE = "By what date does the college have to pay the fine?"


def said(text: str) -> Sentence:
    proof = Proof("d0", 1, Span(0, len(text)))
    return Sentence(proof, text, "d0.1.0", "", SourceRank.PRIMARY, frozenset(stems(text)), 0, text)


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        (DUE, "The college may appeal within 30 days of receipt of this decision.", True),
        (DUE, "The fine of 4 May 2021 is to be paid to the state.", True),
        (DUE, "The fine must be paid within 14 days of this decision becoming final.", False),
        (DUE, "The amount is payable no later than 3 June 2021.", False),
        (DUE, "The deadline for the payment is the 20th of the month after.", False),
        ("Within how many days must the college pay?", "It has 30 days to object.", True),
        ("How long may the college keep the photos?", "It may appeal within 30 days.", False),
        ("Had the college to pay by the end of May?", "It may appeal within 30 days.", False),
    ],
)
def test_a_time_to_pay_is_one_that_speaks_of_paying(question: str, text: str, *, lacking: bool) -> None:
    """The time for an appeal and the day of a fine are not by when it is due."""
    query = Query(question, (Intent.DEADLINE,), yes_no=question.startswith("Had"))
    assert lacks_time_to_pay(query, Dossier("m0", "", ()), [said(text)]) is lacking
