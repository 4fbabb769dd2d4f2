"""Press releases of attorneys general: an authority that sues takes a step of its own, and no respondent's appeal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.answering.answer import Answerer
from service.answering.question import Premise
from service.answering.wire import Answer, Ask
from tests.support.asking import ask
from tests.support.shelf import open_shelf, text_item

CHIRP = """Attorney General Paxton Sues Chirp for Addicting Children

February 11, 2026

AUSTIN, Texas - The Texas Attorney General filed a lawsuit against Chirp, Inc. ("Chirpchat") for failing to warn parents
about inappropriate material on the platform and its addictive design. The lawsuit cites that the app shows profanity
and nudity to children. The Texas Attorney General asks the court for civil penalties under the laws of Texas.
"""
RENDERING = """Attorney General Paxton Sues Marrow Ingredients, Inc. over Odors

February 9, 2026

AUSTIN, Texas - The Texas Attorney General filed a lawsuit against Marrow Ingredients, Inc. for violations of Texas air
quality laws. The plant spread nuisance odors over the neighborhood.
"""
DRUGS = """Attorney General Announces Settlements with Landry and Bosch Totaling $17.85 Million

January 30, 2026

SALEM - The Oregon Attorney General announced settlements with Landry Company, Inc. and Bosch Health Inc. The two
companies pay $17.85 million over conspiracies to inflate the prices of generic drugs.
"""
GAS = """Drivers, Claim Your Money: Reminder of Gas Antitrust Settlement Deadline

December 17, 2024

OAKLAND - The California Attorney General reminded residents who purchased gas in Southern California in 2015 to submit
a claim for a payment under the antitrust settlement with the gas trading firm Vortol, Inc. for manipulating gas prices.
Claims must be submitted by January 8, 2025.
"""
CARS = """Attorney General Announces Settlement with Fjord Motor Company

May 24, 2022

OAKLAND - The California Attorney General announced a $19.2 million settlement with Fjord Motor Company. The company
misrepresented how far its cars drive on one tank of gas, whatever the price. The settlement resolves the claim.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    texts = {"chirp": CHIRP, "rendering": RENDERING, "drugs": DRUGS, "gas": GAS, "cars": CARS}
    items = tuple(text_item(f"lawsuits/{name}.txt", text) for name, text in texts.items())
    with open_shelf(tmp_path_factory.mktemp("lawsuits"), "uk-ico-marriott", items) as held:
        yield Answerer(held)


def sources(answerer: Answerer, answer: Answer) -> set[str]:
    held = {one.id: one.source.key for one in answerer.knowledge.documents()}
    return {held[citation.document_id].removeprefix("lawsuits/") for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("What is Texas suing Chirpchat for?", "chirp.txt"),
        ("Why did Texas sue Chirp?", "chirp.txt"),
        ("Who is suing Chirp?", "chirp.txt"),
        ("How much did Landry and Bosch settle for?", "drugs.txt"),
        ("By when can Californians claim the gas price settlement money?", "gas.txt"),
    ],
)
def test_what_an_authority_sues_or_settles_over_is_answered(answerer: Answerer, question: str, source: str) -> None:
    """A lawsuit and a settlement are spoken of in a text in other words than in a question."""
    answer = answerer.answer(Ask(question))
    assert not answer.refused, answer.text
    assert sources(answerer, answer) == {source}


def test_companies_that_were_sued_are_listed_where_no_step_is_recorded(answerer: Answerer) -> None:
    """One row a matter: a release about a lawsuit holds no step that ends anything."""
    answer = answerer.answer(Ask("Which companies were sued by Texas?"))
    assert [row.cells[0] for table in answer.tables for row in table.rows] == [
        "Chirp, Inc.",
        "Marrow Ingredients, Inc.",
    ]
    assert sources(answerer, answer) == {"chirp.txt", "rendering.txt"}


@pytest.mark.parametrize(
    ("text", "challenged"),
    [
        ("Did Northwind sue?", True),
        ("Has Northwind sued the regulator?", True),
        ("Why is the state suing Northwind?", False),
        ("Has Northwind been sued?", False),
        ("Why did the state sue the social media company?", False),
        ("Why did the state sue Tribunal Notice?", False),
    ],
)
def test_only_a_respondent_that_sues_challenges_what_was_decided(text: str, challenged: bool) -> None:  # noqa: FBT001
    """Whoever is sued takes no step against a decision."""
    assert any(one.premise is Premise.EVENT for one in ask(text).asked) is challenged
