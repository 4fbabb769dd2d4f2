"""Questions about somebody who has several matters: a list and one of them, and what is asked of each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.embedding import open_embedder
from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.models import MODELS, needs
from tests.support.shelf import open_shelf
from tests.support.tables import rows

pytestmark = needs("bge-small-en-v1.5/model_quantized.onnx")


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with open_shelf(tmp_path_factory.mktemp("several"), embedder=open_embedder(MODELS)) as corpus:
        yield Answerer(corpus)


@pytest.mark.parametrize(
    ("question", "listed", "told"),
    [
        ("Which regulators fined Clearview, and is the UK fine still in force?", 5, "Not finally decided. "),
        ("How much was Meta fined in total, and has it paid the Irish fine?", 5, "No. The fine of EUR 1,200,000,000"),
        ("Which fines did Google get from the CNIL, and was the 2019 fine upheld?", 3, "Yes. On 19 June 2020"),
        ("List all the fines on Amazon, and what became of the Luxembourg one?", 4, "annulled the CNPD's fine"),
        ("Which was Amazon's biggest fine, and has it been annulled?", 4, "Yes. On 12 March 2026"),
    ],
)
def test_the_list_is_told_and_then_the_one(answerer: Answerer, question: str, listed: int, told: str) -> None:
    """The words that choose the one do not shorten the list."""
    answer = answerer.answer(Ask(question))
    assert len(rows(answer)) == listed
    assert answer.text.index("| Respondent |" if "| Respondent |" in answer.text else "\n| ") < answer.text.index(told)


def test_reasons_are_told_of_the_rows_of_a_list(answerer: Answerer) -> None:
    """Of those who fined, and of no other matter."""
    answer = answerer.answer(Ask("Which regulators fined Clearview, and why?"))
    assert {claim.matter for claim in answer.claims} == rows(answer)
    assert (
        "The CNIL found that Clearview AI processed the data of people in France without a legal basis." in answer.text
    )


def test_what_is_asked_of_the_rows_stays_with_the_list(answerer: Answerer) -> None:
    """It is told by records."""
    answer = answerer.answer(Ask("Which fines did Google get, and which of them were upheld?"))
    assert len(answer.tables) == 1
    assert not any(claim.opens for claim in answer.claims)


def test_where_the_second_part_is_not_told_the_list_is(answerer: Answerer) -> None:
    """With a note that says so."""
    answer = answerer.answer(Ask("Which fines did Uber get, and why was the one over transfers annulled?"))
    assert len(rows(answer)) == 2
    assert any("takes for granted (“annulled”)" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("question", "least", "said"),
    [
        ("Why was Clearview fined?", 5, "The ICO found that Clearview AI used"),
        ("Why was Google fined?", 4, "Article 82 of the Loi Informatique et Libertés requires"),
        ("Which articles did Clearview infringe?", 6, "infringed Articles 6, 12, 15, 17 and 31"),
        ("Which laws did Meta break?", 5, "(PIPA)"),
    ],
)
def test_reasons_and_provisions_are_told_of_each(answerer: Answerer, question: str, least: int, said: str) -> None:
    """In few words, and no table of sums instead."""
    answer = answerer.answer(Ask(question))
    assert not answer.tables
    assert len({claim.matter for claim in answer.claims}) >= least
    assert said in answer.text


def test_matters_that_are_not_told_are_counted_and_named(answerer: Answerer) -> None:
    """What more there is stays no secret."""
    answer = answerer.answer(Ask("What did Clearview do wrong?"))
    assert len({claim.matter for claim in answer.claims}) == 6
    (note,) = [one for one in answer.notes if "not told here" in one]
    assert note.startswith("The question fits 9 more matters")


def test_what_became_of_a_fine_is_told_of_each(answerer: Answerer) -> None:
    """One that was upheld says nothing of the others."""
    answer = answerer.answer(Ask("Was Amazon's fine upheld?"))
    assert answer.claims[0].text.startswith("Yes. ")
    assert any(claim.text.startswith("Not finally decided. ") for claim in answer.claims)
    assert "annulled the CNPD's fine" in answer.text
    of_clearview = answerer.answer(Ask("Was Clearview's fine appealed?"))
    assert [one.matter for one in of_clearview.claims if one.text.startswith(("Yes. ", "No. "))] == [
        "uk-ico-clearview",
        "nl-ap-clearview",
    ]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Why did Mercadona pay less?", "20 per cent for early payment"),
        ("Why was it cheaper for Mercadona?", "20 per cent for early payment"),
        ("Why does the Cabinet Office owe only GBP 50,000?", "announced an agreement"),
        ("Why does Amazon owe less in France?", "could rest on legitimate interests"),
    ],
)
def test_why_less_was_paid_is_told(answerer: Answerer, question: str, said: str) -> None:
    """By what the digest tells of the reduction, whoever made it."""
    assert said in answerer.answer(Ask(question)).text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Why did Uber pay less?", "takes for granted"),
        ("Why did Interserve pay only GBP 4,400,000?", "No proposed or reduced sum"),
    ],
)
def test_where_nothing_was_reduced_that_is_said(answerer: Answerer, question: str, said: str) -> None:
    """The question takes it for granted; where the digest says that it is not known, that is the reason."""
    refusal = answerer.answer(Ask(question)).refusal
    assert refusal is not None
    assert said in refusal.reason
