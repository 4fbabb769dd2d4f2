"""Sentences told because they likely bear on a question, over the bundled digests and a notice nobody has tuned for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from corpus.store import Corpus
from service.answering.answer import Answerer
from service.answering.composing.bearing_lines import MOST_IN_ALL
from service.answering.wire import Answer, Ask
from tests.support.shelf import open_shelf, text_item

NOTICE = """# Penalty notice

## Findings

The Information Commissioner found that Northwind Umbrellas Limited kept photographs of its customers for nine years.

The photographs were lying on a server that anyone could open without a password.

## Decision

The Information Commissioner imposes a monetary penalty of £45,000 on Northwind Umbrellas Limited.

Northwind Umbrellas Limited argued that the photographs were needed for repairs.
"""


REPRIMAND = """# Reprimand

The Information Commissioner issues a reprimand to Hamlet School under Article 58(2)(b) of the UK GDPR.

Hamlet School put pictures of its pupils at a swimming gala on Facebook.
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    more = (text_item("extra/northwind.md", NOTICE), text_item("extra/hamlet.md", REPRIMAND))
    with open_shelf(tmp_path_factory.mktemp("shelf"), more=more) as held:
        yield held


@pytest.fixture(scope="module")
def answerer(corpus: Corpus) -> Answerer:
    return Answerer(corpus)


def said(answer: Answer) -> str:
    return " ".join(claim.text for claim in answer.claims)


def test_other_words_than_the_document_lead_to_its_sentence(answerer: Answerer) -> None:
    """No rule knows how things lie about; the sentence is found and quoted all the same."""
    question = (
        "Why could anybody in the world look at the photographs on the unprotected server of Northwind Umbrellas?"
    )
    answer = answerer.answer(Ask(question))
    assert not answer.refused
    assert "without a password" in said(answer)


def test_records_come_first_and_what_an_expert_would_add_after(answerer: Answerer) -> None:
    """The fine leads; no matter fills more lines than are read at a glance."""
    answer = answerer.answer(Ask("How much was Northwind Umbrellas fined, and for what?"))
    assert "GBP 45,000" in answer.claims[0].text
    assert "nine years" in said(answer)
    assert max(Counter(claim.matter for claim in answer.claims).values()) <= MOST_IN_ALL


def test_what_a_party_argued_is_told_only_when_asked(answerer: Answerer) -> None:
    """A representation does not slip in beside findings."""
    assert "repairs" not in said(answerer.answer(Ask("What did Northwind Umbrellas do wrong?")))
    assert "repairs" in said(answerer.answer(Ask("What did Northwind Umbrellas argue?")))


def test_sentences_about_another_respondent_are_left_out(answerer: Answerer) -> None:
    """One decision on two companies: asked about one, nothing is told of the other alone."""
    answer = answerer.answer(Ask("Did Meta get fined in Korea?"))
    assert "imposed on Meta" in said(answer)
    assert "imposed on Google" not in said(answer)


def test_a_thing_that_nobody_states_is_still_refused(answerer: Answerer) -> None:
    """Near sentences are no answer to what they do not hold."""
    answer = answerer.answer(Ask("Which ransomware gang attacked Northwind Umbrellas?"))
    assert answer.refused
    assert not answer.citations


def test_a_name_that_has_nothing_to_do_with_the_subject_does_not_hide_whose_matter_it_is(answerer: Answerer) -> None:
    """Facebook is where it happened; the school's matter is the only one that speaks of it."""
    answer = answerer.answer(Ask("What happened over the pictures of pupils at the swimming gala on Facebook?"))
    assert not answer.refused
    assert "swimming gala" in said(answer)


def test_a_question_of_no_known_kind_is_told_what_clearly_bears_on_it_first(answerer: Answerer) -> None:
    """An overview alone would say who somebody is and what was issued, and leave out what was asked."""
    text = said(answerer.answer(Ask("What did the American states get from Blackbaud?")))
    assert "USD 49.5 million to a group of states" in text
