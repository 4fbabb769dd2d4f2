"""What is asked for and given by no sentence of a real document."""

from __future__ import annotations

import pytest

from corpus.documents import SourceRank, Span
from service.answering.held.dossier import Proof, Sentence
from service.answering.question import Asked, Intent, Premise, Query
from service.answering.question.premises import asked_of
from service.answering.weighing.lacking import lacks
from service.answering.weighing.wanted import counts_plainly
from service.answering.wording.words import stems


def said(text: str, rank: SourceRank = SourceRank.PRIMARY) -> Sentence:
    proof = Proof("d0", 1, Span(0, len(text)))
    return Sentence(proof, text, "d0.1.0", "", rank, frozenset(stems(text)), 0, text)


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("How much was she awarded?", "She seeks damages between $10,000 and $20,000.", True),
        ("How much was she awarded?", "The court awards her $2,000.", False),
        ("How much was she awarded?", "No compensation is awarded.", False),
        ("How much did she claim?", "She seeks damages of $10,000.", False),
        ("How much time did the bank get?", "The bank has to answer.", False),
        (
            "What is the name of the clerk who opened the file?",
            "A clerk opened the file of the Data Protection Act.",
            True,
        ),
        ("What is the name of the clerk who opened the file?", "The file was opened by Mr Carey.", False),
        ("Who was the appellant?", "The appellant asked for the file.", True),
        ("Who was the appellant?", "The appellant, Jane Carey, asked for the file.", False),
        ("What was Acme's annual turnover when it was fined?", "Acme was fined EUR 5,000.", True),
        ("What was Acme's annual turnover when it was fined?", "Its turnover was EUR 9 million.", False),
        ("What did the complainant get for the delay?", "The complainant is paid EUR 30 for it.", False),
        ("What was Acme's excuse for it?", "Acme said that nothing is stored.", False),
        ("Why did the board reject the offer?", "The offer was accepted by the board.", True),
        ("Why did the board reject the offer?", "The board refused the offer as too low.", False),
    ],
)
def test_what_no_sentence_gives_is_lacking(question: str, text: str, *, lacking: bool) -> None:
    """A sum, a person, a property or a step that is asked for must be given, and not by a claimant alone."""
    query = Query(question, (Intent.SUMMARY,), called=("Acme",))
    assert lacks(query, ("Acme Ltd",), [said(text)]) is lacking
    assert not lacks(query, ("Acme Ltd",), [said(text, SourceRank.DIGEST)])


def test_a_sum_stands_with_the_step_that_brought_it_about() -> None:
    """The sum that was imposed is not the one to which it was reduced."""
    question = "To what exact amount did the court reduce the fine?"
    query = Query(question, (Intent.MONEY,), asked=asked_of(question))
    assert lacks(query, (), [said("A fine of EUR 600 was imposed."), said("The fine was reduced.")])
    assert not lacks(query, (), [said("The court reduced the fine to EUR 400.")])


def test_the_fine_of_a_party_is_not_that_of_somebody_else_named() -> None:
    """Who is only mentioned has no share in the sum that befell the party."""
    query = Query(
        "How much was Globex fined?", (Intent.MONEY,), names=("Globex",), asked=(Asked(Premise.FINED, "fined"),)
    )
    assert lacks(query, ("Acme Ltd",), [said("Acme was fined EUR 5,000."), said("Globex is looked into.")])
    assert not lacks(query, ("Acme Ltd",), [said("Globex was fined EUR 7,000.")])


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Some 1,700 employees were filmed.", True),
        ("For two years employees were filmed.", False),
        ("The fine of €10,400,000 concerns employees.", False),
        ("Under section 11 employees must be told.", False),
    ],
)
def test_a_sum_a_time_or_a_section_counts_nobody(text: str, *, counted: bool) -> None:
    """A figure that is followed by the noun counts it only if it is a figure of things."""
    assert counts_plainly("How many employees were filmed?", [said(text)], frozenset()) is counted
