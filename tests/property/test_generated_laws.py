"""Whatever a language model writes, nothing unverified reaches the answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.store import Corpus
from service.answering.answer import Answerer
from service.answering.generative.writing import Writer
from service.answering.wire import Answer, Ask
from service.answering.wording.words import alike, stem
from tests.integration.test_llm_answers import NOTICE, WHY
from tests.support.model_server import ModelServer, model_server, passages, writer_for, writing
from tests.support.shelf import open_shelf, text_item

SENTENCES = [line for line in NOTICE.splitlines() if line.endswith(".")]
WORDS = sorted(
    {word for line in SENTENCES for word in line.split()} | {"not", "never", "£54,000", "must", "Beta", "2021"}
)
NEGATION = re.compile(r"\b(?:not|no|never|without)\b", re.IGNORECASE)
FREE = {"the", "a", "an", "limited"}
sentences = st.sampled_from(SENTENCES)
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with open_shelf(tmp_path_factory.mktemp("law"), "no digest", (text_item("extra/Northwind.md", NOTICE),)) as held:
        yield held


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with model_server() as model:
        yield model


@pytest.fixture(scope="module")
def writer(server: ModelServer) -> Iterator[Writer]:
    made = writer_for(server)
    yield made
    made.link.close()


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A sentence of the document with words taken out, put in, doubled, exchanged, or none of it."""
    said = draw(sentences).split()
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(said)))
        change = draw(st.sampled_from(["cut", "add", "swap", "join"]))
        if change == "cut":
            del said[at : at + draw(st.integers(1, 6))]
        elif change == "add":
            said[at:at] = draw(words)
        elif change == "join":
            said[at:] = draw(sentences).split()
        elif len(said) > 1:
            other = draw(st.integers(0, len(said) - 1))
            place = min(at, len(said) - 1)
            said[place], said[other] = said[other], said[place]
    return " ".join(said)


claims = st.fixed_dictionaries(
    {
        "claim": mangled() | st.text(max_size=60),
        "quote": sentences | mangled(),
        "passage": st.sampled_from(["P1", "P2", "P3", "P4", "P9", ""]),
    }
)


@st.composite
def outputs(draw: st.DrawFn) -> str:
    """What a model may write: claims in JSON, sometimes with a piece of it cut out or put in."""
    text = json.dumps({"claims": draw(st.lists(claims, max_size=6))}, ensure_ascii=draw(st.booleans()))
    if draw(st.integers(0, 3)) == 0:
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.text(max_size=10)) + text[at + draw(st.integers(0, 10)) :]
    return text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(output=outputs())
def test_nothing_unverified_reaches_the_answer(
    corpus: Corpus, server: ModelServer, writer: Writer, output: str
) -> None:
    """Each claim that no answer without the model makes is its cited sentence with words left out, and no more."""
    server.will(writing(output, size=50))
    answer = Answerer(corpus, writer=writer).answer(Ask(WHY))
    plain = {claim.text for claim in Answerer(corpus).answer(Ask(WHY)).claims}
    for claim in answer.claims:
        if claim.text not in plain:
            quotes = [answer.citations[n - 1].quote for n in claim.citations]
            assert quotes
            said = re.sub(r"^.*? says: [“‘]|[”’]$", "", claim.text)
            assert any(_is_shortening(said, quote) for quote in quotes), claim.text
    assert _texts_hold(corpus, answer)


def _is_shortening(said: str, quote: str) -> bool:
    """The words in their order, figures and negations untouched. Written apart from what it tests."""
    held = iter([word for word in re.findall(r"[\w£.,()]+", quote) if word.casefold().strip(".,") not in FREE])
    wanted = [word.strip(".,") for word in re.findall(r"[\w£.,()]+", said) if word.casefold().strip(".,") not in FREE]
    in_order = all(any(stem(other.strip(".,")) in alike(stem(word)) for other in held) for word in wanted)
    return in_order and len(NEGATION.findall(said)) == len(NEGATION.findall(quote))


def _texts_hold(corpus: Corpus, answer: Answer) -> bool:
    """Every quote is the document's text."""
    texts = {(c.document_id, c.version): corpus.registry.text(c.document_id, c.version) for c in answer.citations}
    return all(texts[c.document_id, c.version][c.start : c.end] == c.quote for c in answer.citations)


@settings(max_examples=20, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_at_all_leaves_an_answer(corpus: Corpus, server: ModelServer, writer: Writer, text: str) -> None:
    """There is always an answer, and where nothing of the model's is in it, it says so."""
    server.will(writing(text))
    answer = Answerer(corpus, writer=writer).answer(Ask(WHY))
    assert answer.claims
    assert answer.mode == "extractive"
    assert "without a language model" in answer.notice
    assert passages(server.prompts[-1]["messages"][-1]["content"])
