"""Several things asked of one matter at once, and what a sum is made up of or could have been."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.embedding import open_embedder
from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.models import MODELS, needs
from tests.support.shelf import open_shelf, text_item

pytestmark = needs("bge-small-en-v1.5/model_quantized.onnx")

FERRY = """# Danish Data Protection Authority, decision 2022-14-0031 of 9 May 2022: Adatum Ferries A/S

Adatum Ferries A/S sails between two islands and sells its tickets in a booth at the quay.

The booth has kept a film of everybody who queues since 3 April 2019.

The film shows the queue and the window, and the skippers look at it in the evening.

The recordings were wiped after forty days, unless somebody had asked for one.

A passenger complained when he saw his picture on the wall of the canteen.

The skippers said that the picture was hung up to warn colleagues of a man who never pays.

The Authority finds that a picture on a wall is no way to warn anybody.

The rules allow a fine of up to DKK 900,000 for an undertaking of this size.

For the film the Authority imposes a fine of DKK 40,000 for each of three infringements, in all DKK 120,000.

The ferries run from March to October, and the quay belongs to the town.

The town has no camera of its own there.

The canteen is open to crew and guests, and coffee is free.

An appeal against this decision may be brought within four weeks of its receipt.

The appeal is heard by the City Court of Esbjerg.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    items = (text_item("decisions/ferry.md", FERRY),)
    with open_shelf(tmp_path_factory.mktemp("parts"), more=items, embedder=open_embedder(MODELS)) as corpus:
        yield Answerer(corpus)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Since when has Adatum Ferries filmed its queue, and how long were the recordings kept?", "3 April 2019"),
        ("Since when has Adatum Ferries filmed its queue, and how long were the recordings kept?", "forty days"),
        ("How long does Adatum Ferries have to appeal, and which court hears it?", "within four weeks"),
        ("How long does Adatum Ferries have to appeal, and which court hears it?", "City Court of Esbjerg"),
        ("What did Avast sell, and how much must it pay?", "browsing data"),
        ("What did Avast sell, and how much must it pay?", "16,500,000"),
    ],
)
def test_both_parts_are_told(answerer: Answerer, question: str, told: str) -> None:
    """What the words of the whole question miss is told of the part that asks it."""
    assert told in answerer.answer(Ask(question)).text


def test_the_parts_of_a_sum_and_the_most_that_it_could_be(answerer: Answerer) -> None:
    """A digest tells of what parts a penalty is made, a decision the ceiling and what each deed cost."""
    parts = answerer.answer(Ask("Break down the penalty on Australian Clinical Labs: what is each part for?")).text
    assert "AUD 4,200,000 for the failure to protect data" in parts
    most = answerer.answer(Ask("What is the most that Adatum Ferries could have been fined?")).text
    assert "DKK 900,000" in most
    total = answerer.answer(Ask("What total fine did Adatum Ferries get?"))
    assert "DKK 120,000" in total.text
    assert "160,000" not in total.text


def test_sums_of_one_respondent_are_added_up_whatever_they_are_called(answerer: Answerer) -> None:
    """Surcharges are fines, and what they come to is a total."""
    answer = answerer.answer(Ask("What do Meta's Korean surcharges come to together?"))
    assert answer.tables
    assert "KRW 59,120,000,000" in answer.text


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("Did Amazon concede that it broke the law over Alexa?", "No."),
        ("Did Capita admit liability?", "Yes."),
        ("Did Rite Aid accept the FTC's allegations?", "No."),
    ],
)
def test_what_was_admitted_is_told(answerer: Answerer, question: str, opens: str) -> None:
    """By the sentence that says so, whatever word the question has for it."""
    assert answerer.answer(Ask(question)).text.startswith(opens)


def test_an_admission_that_nobody_tells_of_is_not_stated(answerer: Answerer) -> None:
    """That a case was settled says nothing of it."""
    refusal = answerer.answer(Ask("Did Everalbum admit any wrongdoing?")).refusal
    assert refusal is not None
    assert refusal.code == "not_stated"


def test_decisions_that_a_court_dealt_with_were_taken_there(answerer: Answerer) -> None:
    """Also where no record holds the day of the challenge."""
    answer = answerer.answer(Ask("How many of the OAIC's determinations were taken to a tribunal, and by whom?"))
    named = " ".join(cell for table in answer.tables for row in table.rows for cell in row.cells)
    assert all(name in named for name in ("Kmart", "Bunnings", "Clearview"))


def test_who_asks_why_is_told_no_table_of_sums(answerer: Answerer) -> None:
    """A law that is milder than another is no comparison of fines."""
    answer = answerer.answer(Ask("Why was the CNIL's fine of Amazon France Logistique lower in the end than at first?"))
    assert not answer.tables
