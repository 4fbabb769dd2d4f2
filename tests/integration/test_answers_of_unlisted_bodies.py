"""Authorities that the gazetteer does not list: what they decided is answered as what any other did, by their names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.filters import Filters
from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.shelf import open_shelf, text_item

FINE = """# Heron Sound Trustees fined

14 March 2025

The Cayman Islands Monetary Authority (CIMA) has imposed an administrative fine of US$312,000 on Heron Sound Trustees
Ltd for failing to verify the source of wealth of eleven clients. CIMA's inspection took place in May 2023.
"""

OTHER = """# Baltic Wallet UAB fined

2 June 2025

The Board of the Bank of Lithuania has imposed a fine of €370,000 on the electronic money institution Baltic Wallet UAB.
An inspection revealed that clients' funds were mixed with those of the institution between 2022 and 2024.
"""
NAME = "Cayman Islands Monetary Authority"


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    more = tuple(text_item(f"pages/{name}.md", text) for name, text in {"heron": FINE, "wallet": OTHER}.items())
    with open_shelf(tmp_path_factory.mktemp("unlisted"), "none-of-the-digests", more) as corpus:
        yield Answerer(corpus)


def said(answerer: Answerer, question: str) -> str:
    answer = answerer.answer(Ask(question))
    assert not answer.refused, answer.text
    return answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Which regulator fined Heron Sound Trustees?",
        "Who fined Heron Sound?",
        "how much was Heron Sound fined and by whom",
    ],
)
def test_the_authority_is_told_by_its_name_as_written(answerer: Answerer, question: str) -> None:
    """It is an answer like any other."""
    assert NAME in said(answerer, question)


@pytest.mark.parametrize(
    "question",
    [
        "Whom did the Cayman Islands Monetary Authority fine?",
        "List the fines of CIMA",
        "How much did CIMA fine Heron Sound Trustees?",
    ],
)
def test_a_question_finds_it_by_its_name_and_its_initials(answerer: Answerer, question: str) -> None:
    """And what other authorities did is none of it."""
    told = said(answerer, question)
    assert "312,000" in told
    assert "Baltic" not in told


def test_its_matter_has_a_standing_and_a_filter(answerer: Answerer) -> None:
    """The registry lists it as it lists any regulator."""
    answer = answerer.answer(Ask("Does the fine on Heron Sound Trustees still stand?"))
    assert [each.status for each in answer.standing] == ["in force"]
    corpus = answerer.corpus
    assert corpus.registry.regulators() == ("Bank of Lithuania", NAME)
    assert [matter.regulator for matter in corpus.records.matters(Filters(regulator=(NAME,)))] == [NAME]
