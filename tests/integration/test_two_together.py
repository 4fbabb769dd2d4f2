"""Two matters in one question: what they come to, what lies between them, and which is meant by a description.

With the model that the program comes with: whoever is described in other words is found by nearness too.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.embedding import open_embedder
from corpus.store import Corpus
from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.models import MODELS, needs
from tests.support.shelf import open_shelf

pytestmark = needs("bge-small-en-v1.5/model_quantized.onnx")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with open_shelf(tmp_path_factory.mktemp("two"), embedder=open_embedder(MODELS)) as held:
        yield held


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "The airline and the hotel group, both fined by the ICO in October 2020: how much together?",
            "Together they come to GBP 38,400,000.",
        ),
        (
            "How much did Amazon owe the FTC in May 2023 for its speaker and its doorbells, taken together?",
            "Together they come to USD 30,800,000.",
        ),
        (
            "How much did France fine the search giant and the clothes seller on 1 September 2025?",
            "Together they come to EUR 475,000,000.",
        ),
        ("Google or Meta: who is paying Texas more, and what is the gap?", "The difference is USD 25,000,000."),
        (
            "Who had to pay California's privacy agency more, the car maker or the farm shops, by how many dollars?",
            "The difference is USD 717,500.",
        ),
        (
            "By how many pounds did the NHS software supplier come down from the provisional figure?",
            "The difference is GBP 3,013,680 from what was provisionally proposed.",
        ),
    ],
)
def test_sums_of_two_are_reckoned_and_cited(corpus: Corpus, question: str, said: str) -> None:
    """What is reckoned is a claim of its own and cites both amounts."""
    answer = Answerer(corpus).answer(Ask(question))
    found = [claim for claim in answer.claims if said in claim.text]
    assert len(found) == 1
    cited = {answer.citations[number - 1].quote for number in found[0].citations}
    assert len(cited) > 1


def test_each_of_two_is_told_how_far_it_came_down(corpus: Corpus) -> None:
    """One difference for each, and none between the two."""
    both = "the NHS software supplier and the DNA tester"
    answer = Answerer(corpus).answer(Ask(f"By how many pounds did {both} each come down from the provisional sum?"))
    told = [claim.text for claim in answer.claims if claim.text.startswith("The difference")]
    assert [text.split(" from ")[0] for text in told] == [
        "The difference is GBP 3,013,680",
        "The difference is GBP 2,280,000",
    ]


def test_equal_sums_are_called_equal(corpus: Corpus) -> None:
    """There is no difference to tell."""
    answer = Answerer(corpus).answer(Ask("By how many euros did the French and the Italian fines on Clearview differ?"))
    assert answer.claims[0].text == "Both are EUR 20,000,000."


def test_sums_of_different_kinds_are_called_so(corpus: Corpus) -> None:
    """A civil penalty and refunds come to a number, and are not the same thing."""
    answer = Answerer(corpus).answer(Ask("How many dollars did GoodRx and BetterHelp pay together?"))
    assert "Together they come to USD 9,300,000." in answer.claims[0].text
    assert any("different kinds" in note for note in answer.notes)


def test_where_one_of_two_has_no_sum_that_is_said(corpus: Corpus) -> None:
    """Nothing is added up with what is not recorded."""
    answer = Answerer(corpus).answer(
        Ask("How much did the drugstore chain and the antivirus maker pay the FTC together?")
    )
    assert "Together" not in answer.text
    assert any("No sum that was set is recorded" in note and "Rite Aid" in note for note in answer.notes)


def test_nothing_is_added_up_where_a_side_may_mean_several(corpus: Corpus) -> None:
    """Italy fined the riders' firm twice and the energy company twice."""
    answer = Answerer(corpus).answer(
        Ask("How much in all did Italy fine the food delivery firm of the riders and the energy company?")
    )
    assert "Together" not in answer.text


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("Which court put the Swedish pay-later bank's fine back to where it had started?", "se-imy-klarna"),
        ("Why did the French regulator order nothing of the ultra fast fashion site?", "fr-cnil-shein"),
        ("antivirus maker selling surfing histories, through which daughter company?", "us-ftc-avast"),
        ("What happened when parents wanted recordings by the talking speaker wiped?", "us-ftc-amazon-alexa"),
    ],
)
def test_whoever_is_described_in_other_words_is_found(corpus: Corpus, question: str, matter: str) -> None:
    """The documents call it by another word of its sort, and the question is about nothing else."""
    answer = Answerer(corpus).answer(Ask(question))
    assert {citation.matter for citation in answer.citations} == {matter}


@pytest.mark.parametrize(
    "question",
    [
        "Will it rain in Dublin tomorrow?",
        "Which flights go from London to Rome tomorrow?",
        "How many calories does a coffee have?",
        "Best smartphone for hiking trips?",
    ],
)
def test_what_no_matter_is_about_stays_off_topic(corpus: Corpus, question: str) -> None:
    """One word of the sort of a matter makes no question about it."""
    answer = Answerer(corpus).answer(Ask(question))
    assert answer.refusal is not None
    assert answer.refusal.code == "off_topic"
