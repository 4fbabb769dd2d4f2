"""Questions for a detail of a digest: told where a sentence gives it in other words, refused where none does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.shelf import open_shelf


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with open_shelf(tmp_path_factory.mktemp("doubted")) as corpus:
        yield Answerer(corpus)


@pytest.mark.parametrize(
    "question",
    [
        "Which journalist first reported on Tim Hortons' app?",
        "What is the name of the employee who leaked the New Year Honours list?",
        "Who at Experian decided to sell the data?",
        "Which reporter found out about Rite Aid's cameras?",
        "Does Reddit ask users for an ID today?",
        "How many managers did H&M dismiss over the notes?",
        "How many days did the ICO give Clearview to obey?",
        "How many riders worked for Deliveroo in Italy when it was fined?",
        "How many of SK Telecom's subscribers changed their provider after the penalty?",
        "Did Spotify hand a compensation to whoever complained?",
        "What new fine did Luxembourg set for Amazon after the court sent the case back?",
        "On what grounds did the judge reject the first sum that Facebook offered in Illinois?",
    ],
)
def test_a_detail_that_no_sentence_gives_is_not_stated(answerer: Answerer, question: str) -> None:
    """The sentences that share most with the question say something else."""
    refusal = answerer.answer(Ask(question)).refusal
    assert refusal is not None
    assert refusal.code == "not_stated"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who got in touch with the Brazilian regulator to report Telekall?", "public prosecutor"),
        ("What had the school in Essex left out before starting face recognition?", "had not made the assessment"),
        ("What part of the Clearview settlement goes to the lawyers?", "39.1%"),
        ("What were the H&M managers scribbling down after sick leave?", "symptoms and diagnoses"),
        ("How many Finnish officers used Clearview, and how often?", "Four people"),
        ("How many trusts got the notice with Serco?", "seven leisure trusts"),
        ("How many owners of Ring cameras got money back?", "117,044"),
        ("On what ground did the court in Rome cancel Enel Energia's fine?", "out of time"),
        ("What did Amazon France Logistique's fine come to once it had been cut?", "EUR 15,000,000"),
    ],
)
def test_the_sentence_that_answers_in_other_words_is_told(answerer: Answerer, question: str, told: str) -> None:
    """The reader finds it among those that say other things of the same matter."""
    assert told in answerer.answer(Ask(question)).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many bosses at H&M had access to the notes?", "Up to 50 managers"),
        ("How many working days did the ANPD give Meta?", "five working days"),
        ("How long had Glovo's firm to look into its algorithms?", "90 more days"),
        ("For how long may Rite Aid not scan faces?", "five years"),
    ],
)
def test_a_figure_that_surely_answers_is_told_in_other_words(answerer: Answerer, question: str, told: str) -> None:
    """No word of the question stands beside the figure, or another time is said not to be known."""
    assert told in answerer.answer(Ask(question)).text
