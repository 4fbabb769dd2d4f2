"""What a document says is not known is told where that is asked, in whatever words, and not where something else is."""

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
    with open_shelf(tmp_path_factory.mktemp("unsaid"), embedder=open_embedder(MODELS)) as held:
        yield held


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Could Meta still have gone to the judges over the Korean sanction of November 2024?", "challenged"),
        ("Did Grindr go on to Norway's highest court?", "Supreme Court"),
        ("Is the suspension of TikTok's China transfers being obeyed?", "The sources held do not say"),
        ("Did LinkedIn's Irish fine survive in court?", "outcome"),
        ("How many users did the Everalbum case concern?", "how many users"),
    ],
)
def test_what_is_not_known_is_said_where_it_is_asked(corpus: Corpus, question: str, said: str) -> None:
    """Beside what is known, or in the refusal where nothing else is."""
    answer = Answerer(corpus).answer(Ask(question))
    told = [claim.text for claim in answer.claims] + ([answer.text] if answer.refused else [])
    assert any(said in text and "not" in text for text in told)


@pytest.mark.parametrize(
    "question",
    [
        "How much did the Greek authority fine Clearview?",
        "On which day did Korea's PIPC decide against SK Telecom?",
        "Which articles did H&M infringe in Hamburg?",
        "How many people in Britain did the 23andMe breach concern?",
    ],
)
def test_what_is_not_known_is_not_said_beside_something_else(corpus: Corpus, question: str) -> None:
    """A sum, a day or an article is told without what nobody asked about."""
    told = [claim.text for claim in Answerer(corpus).answer(Ask(question)).claims]
    assert told
    assert not [text for text in told if text.startswith(("The sources held do not", "No source"))]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How did Ticketmaster's appeal against the ICO end?", "The sources held do not confirm"),
        ("How much money did each Avast customer get back?", "The sources held do not state how much each"),
        ("Why was Marriott fined GBP 99.2 million by the ICO?", "was never imposed"),
        ("Did Amazon France Logistique pay the lowered fine?", "The sources held do not say whether and when"),
        ("When did CaixaBank's six months start running?", "do not say from which day"),
    ],
)
def test_what_is_surely_not_known_or_not_so_is_said_first(corpus: Corpus, question: str, said: str) -> None:
    """Before what records tell, and without a yes that is one to something else."""
    (first, *_) = Answerer(corpus).answer(Ask(question)).claims
    assert said in first.text
    assert not first.text.startswith("Yes")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What was the outcome of Chelmer Valley High School's appeal?", "brought no appeal"),
        ("How many days did Cambridge Analytica get to delete the data?", "how much time"),
        ("Which tribunal halved the Interserve fine?", "No proposed or reduced sum"),
    ],
)
def test_a_refusal_gives_what_is_not_known_or_not_so_as_its_reason(corpus: Corpus, question: str, said: str) -> None:
    """A refusal says what the documents say of the very thing."""
    answer = Answerer(corpus).answer(Ask(question))
    assert answer.refusal
    assert said in answer.refusal.reason


def test_what_is_denied_leaves_a_premise_false(corpus: Corpus) -> None:
    """What is taken for granted was not so, and that says more than that it is not stated."""
    refusal = Answerer(corpus).answer(Ask("Which judge heard the appeal of Chelmer Valley High School?")).refusal
    assert refusal
    assert refusal.code == "false_premise"
    assert "brought no appeal" in refusal.reason


@pytest.mark.parametrize(
    "question",
    [
        "What must Luxembourg's regulator look into again since its Amazon fine fell?",
        "How much was OpenAI fined in Italy?",
        "Which articles did OpenAI breach in Italy?",
    ],
)
def test_what_is_known_stays_first(corpus: Corpus, question: str) -> None:
    """Before what is not known, where that is of something else."""
    (first, *_) = Answerer(corpus).answer(Ask(question)).claims
    assert not first.text.startswith(("The sources held do not", "No source"))
