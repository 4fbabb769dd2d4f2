"""A real local model behind its real server: SmolLM2, too weak to answer well, speaks the protocol as it is."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Corpus
from service.answering.answer import Answerer
from service.answering.generative.endpoint import Endpoint
from service.answering.generative.link import Link
from service.answering.generative.local_model import serving_model
from service.answering.generative.writing import Writer
from service.answering.wire import KEPT, Ask
from tests.integration.test_llm_answers import NOTICE, WHY
from tests.support.model_server import WordCount
from tests.support.models import MODELS, needs
from tests.support.shelf import open_shelf, text_item

WEIGHTS = "llm/SmolLM2-135M-Instruct.Q4_1.gguf"
pytestmark = [
    pytest.mark.llm,
    needs(WEIGHTS),
    pytest.mark.skipif(importlib.util.find_spec("xllamacpp") is None, reason="pip install '.[llm]'"),
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with open_shelf(tmp_path_factory.mktemp("local"), "no digest", (text_item("extra/N.md", NOTICE),)) as held:
        yield held


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving_model(Path(MODELS / WEIGHTS), threads=1) as address:
        yield address


def test_a_real_model_is_asked_and_checked(corpus: Corpus, url: str) -> None:
    """It writes JSON of the shape asked for, its tokens are counted, and what it may say is what its quotes carry."""
    link = Link(Endpoint(url, "smollm2", read_seconds=120, total_seconds=200))
    answer = Answerer(corpus, writer=Writer(link, WordCount(), output_tokens=120)).answer(Ask(WHY))
    link.close()
    made = answer.generation
    assert made is not None
    assert made.prompt_tokens > 100
    assert made.output_tokens > 0
    assert KEPT.decode(corpus.answers.get(answer.id).body).raw_output.lstrip().startswith("{")
    assert made.kept + len([drop for drop in answer.dropped if "language model" in drop.why]) <= made.proposed
    assert answer.claims
    without = {claim.text for claim in Answerer(corpus).answer(Ask(WHY)).claims}
    assert answer.mode == "llm" or {claim.text for claim in answer.claims} == without


def test_a_real_server_is_seen(url: str) -> None:
    """The probe that readiness and doctor use."""
    link = Link(Endpoint(url, "smollm2"))
    assert link.probe().ok is True
    link.close()
