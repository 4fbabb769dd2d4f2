"""Which matter a question is about: the one its words fit, whatever else it names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.store import Corpus
from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.shelf import open_shelf


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with open_shelf(tmp_path_factory.mktemp("which")) as held:
        yield held


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        (
            "What did the FTC hold against the bankrupt consultancy that profiled voters by a Facebook app?",
            "us-ftc-cam",
        ),
        (
            "What does the report say of the home improvement chain that gave e-receipts to Facebook?",
            "ca-opc-home-depot",
        ),
        ("Did Meta get fined in Korea over friends' data?", "kr-pipc-meta-friends-data"),
    ],
)
def test_the_matter_is_the_one_that_speaks_of_what_is_asked(corpus: Corpus, question: str, matter: str) -> None:
    """A company may be described, and a name may be only where something happened."""
    answer = Answerer(corpus).answer(Ask(question))
    assert {citation.matter[: len(matter)] for citation in answer.citations} == {matter}


@pytest.mark.parametrize("question", ["How much did the AEPD fine Clearview?", "Did the DPC fine Grindr over sharing?"])
def test_an_authority_that_never_dealt_with_whom_is_named_is_no_other_matter(corpus: Corpus, question: str) -> None:
    """Its matters about others are no answer."""
    answer = Answerer(corpus).answer(Ask(question))
    assert answer.refused
    assert answer.refusal is not None
    assert answer.refusal.code == "wrong_regulator"
