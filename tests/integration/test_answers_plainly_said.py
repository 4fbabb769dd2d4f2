"""Yes or no off what a sentence of a short text plainly says, with that sentence first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from corpus.registry import NO_FILTERS
from service.answering.answer import Answerer
from service.answering.composing import asserted
from service.answering.composing.reading import read
from service.answering.held.dossier import Sentence, is_digested
from service.answering.wire import Ask
from tests.support.shelf import open_shelf, text_item

RELEASE = """# Fernhollow Dairy Ltd fined over cameras

The Information Commissioner's Office has fined Fernhollow Dairy Ltd £60,000 for filming its workers in a rest room.

The company switched off the cameras in May. It has apologised to its staff. It did not consult the works council.

The Commissioner had proposed a fine of £150,000. Fernhollow Dairy Ltd may appeal to the tribunal within 28 days.

Its request for more time to pay was refused. No recordings were passed on to the police.
"""

DANISH = """# Bøde til Kløverby Mejeri ApS

Datatilsynet har indstillet Kløverby Mejeri ApS til en bøde på 200.000 kroner for at filme de ansatte.

Virksomheden har slukket kameraerne og har ikke betalt bøden.
"""


TEXTS = {"release": RELEASE, "danish": DANISH}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    """Two short texts beside the bundled digests of one company."""
    items = tuple(text_item(f"{name}.md", text) for name, text in TEXTS.items())
    with open_shelf(tmp_path_factory.mktemp("plainly"), "serco", items) as corpus:
        yield Answerer(corpus)


@pytest.mark.parametrize(
    ("question", "word", "said"),
    [
        ("Has Fernhollow apologised to its staff?", "Yes", "has apologised to its staff"),
        ("Did Fernhollow consult the works council?", "No", "did not consult the works council"),
        ("Did Fernhollow switch off the cameras?", "Yes", "switched off the cameras"),
        ("Were recordings passed on to the police by Fernhollow?", "No", "No recordings were passed on"),
    ],
)
def test_what_a_sentence_plainly_says_opens_with_the_word(
    answerer: Answerer, question: str, word: str, said: str
) -> None:
    """That sentence is quoted first, and cited."""
    answer = answerer.answer(Ask(question))
    assert answer.text.startswith(f"{word}. ")
    assert said in answer.claims[0].text
    assert answer.claims[0].citations


@pytest.mark.parametrize(
    "question",
    [
        "Has Fernhollow appealed to the tribunal?",
        "Did Fernhollow consult its customers?",
        "Has Fernhollow paid the fine?",
        "Has Kløverby Mejeri switched off the cameras?",
    ],
)
def test_what_is_only_possible_or_not_said_gets_no_word(answerer: Answerer, question: str) -> None:
    """A right to appeal is no appeal, staff are no customers, and of other languages only the words are understood."""
    assert not answerer.answer(Ask(question)).text.startswith(("Yes", "No. "))


def test_where_a_sentence_contradicts_a_record_no_word_is_said(
    answerer: Answerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Either may be misread: the reader sees both."""
    question = "Was Fernhollow fined?"
    assert answerer.answer(Ask(question)).text.startswith("Yes. ")
    denying = next(one for one in _sentences(answerer) if "did not consult" in one.text)
    monkeypatch.setattr(asserted, "told", lambda _: asserted.Told("No", denying, 0.0))
    told = answerer.answer(Ask(question))
    assert not told.text.startswith(("Yes", "No. "))
    assert "did not consult" in told.claims[0].text


def test_a_record_that_no_sentence_bears_out_gets_no_yes(answerer: Answerer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sum that was read may be another's; the lines stay without the word."""
    monkeypatch.setattr(asserted, "told", lambda _: asserted.Told("", None, asserted.DOUBTED / 2))
    answer = answerer.answer(Ask("Was Fernhollow fined?"))
    assert not answer.text.startswith(("Yes", "No. "))
    assert "60,000" in answer.text


def test_digests_are_answered_from_their_records(answerer: Answerer) -> None:
    """Whatever their sentences say."""
    knowledge = answerer.knowledge
    digested = next(one for one in knowledge.dossiers(NO_FILTERS) if is_digested(one))
    query = answerer.understand("Was Serco Leisure ordered to stop?", dt.date(2025, 1, 1))
    assert asserted.told(read(digested, query, dt.date(2025, 1, 1), knowledge)) is None


def _sentences(answerer: Answerer) -> tuple[Sentence, ...]:
    knowledge = answerer.knowledge
    named = (one for one in knowledge.dossiers(NO_FILTERS) if "Fernhollow" in one.title)
    return knowledge.sentences_of(next(named))
