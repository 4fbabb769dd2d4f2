"""Who did what beside the parties, as digests tell it: who judged, sued, complained, investigated together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.shelf import open_shelf

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with open_shelf(tmp_path_factory.mktemp("shelf")) as held:
        yield Answerer(held, "http://standing.test", lambda: NOW)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Who alerted the ANPD to Telekall?", "public prosecutor"),
        ("Which judge dismissed Vermont's suit against Clearview?", "Judge Richardson"),
        ("Who was the judge in the Australian Clinical Labs case, and who was suing?", "Commissioner sued"),
        ("Which civil society group set the Greek case against Clearview rolling?", "Homo Digitalis"),
        ("With whom did the ICO investigate 23andMe?", "Office of the Privacy Commissioner of Canada"),
    ],
)
def test_the_sentence_that_gives_the_role_is_told_first(answerer: Answerer, text: str, told: str) -> None:
    """It shares hardly a word with the question, so that it is known by the words for the role."""
    answer = answerer.answer(Ask(text))
    assert answer.refusal is None
    assert told in answer.text.split("[3]")[0]


def test_a_role_that_a_digest_gives_nobody_is_told_of_nobody(answerer: Answerer) -> None:
    """A tribunal of which no judge is named gets none, nor does the press report anybody to an authority."""
    answer = answerer.answer(Ask("Who reported Bunnings to the OAIC?"))
    assert "reported" not in answer.text.split("\n")[0]
