"""Nobody's text takes longer than its length allows: no pattern goes over it again and again.

Times are those of this thread's processor, and each is held against another of the same run, never against a clock.
A few dozen of the texts are tried here; `make fuzz` goes on to the others.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

import pytest

from corpus.documents import Block, BlockKind, ParsedDocument, Source, Span
from corpus.sentences import sentences
from ingest.extract import extract
from ingest.preparing.chunking import chunk
from ingest.preparing.describe import describe
from service.answering.question.understand import understand
from service.answering.wire import MAX_QUESTION_CHARACTERS
from service.answering.wording import facts
from tests.support.field import gazetteer, names
from tests.support.parsed_documents import words_as_tokens
from tests.support.pumps import growth, patterns_of, pumps_of, repeated

TODAY = dt.date(2026, 1, 2)
LETTERHEAD = "Penalty notice. The Information Commissioner fined Acme Limited GBP 5,000 on 5 May 2022. "
QUESTION = "What did the ICO order Clearview to delete in May 2022, and was the fine of GBP 7.5 million overturned? "
TRIED = 10
TIMES = 4
LENGTH = 3000
MOST_GROWTH = 9.0
"""Four times the text may take nine times as long: linear work was seen to take up to 6.5, quadratic takes 16."""

NOISE = 0.004
"""Seconds below which a time says nothing."""

MOST_ODD = 8.0
"""The oddest of 2,454 questions took three times as long as an ordinary one of the same length."""

FOUND = [
    "euro",
    "złot",
    "no ",
    "not 1 ",
    "n’t.",
    "nothing ",
    "discoun",
    "suspension\nwa",
    "of\nZ1\nZVOP",
    "the\ncontroller\n",
]


def ask(text: str) -> object:
    return understand(text, names(), gazetteer(), TODAY)


def take_in(text: str) -> object:
    """All that is done with a document outside of its own process."""
    text = LETTERHEAD + text
    parsed = ParsedDocument(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), (), None, "text/plain", {})
    source = Source("a", "0" * 64, "text/plain", dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
    about = describe(parsed, source=source, gazetteer=gazetteer(), known_matters=())
    return extract(parsed, about, gazetteer()), chunk(
        parsed, count_tokens=words_as_tokens, max_tokens=500, target_tokens=200
    )


WORK: dict[str, tuple[Callable[[str], object], tuple[str, ...]]] = {
    "documents": (take_in, ("ingest.extract", "ingest.describing", "ingest.preparing.chunking")),
    "facts": (facts.read, ("service.answering", "ingest.extract")),
    "sentences": (sentences, ("corpus",)),
}


def is_slow(work: Callable[[str], object], pump: str) -> float:
    """How many times as long four times the text takes, where that is too long at two lengths; else 0."""
    for length in (LENGTH, LENGTH * TIMES):
        seconds, grown = growth(work, pump, length, TIMES)
        if seconds < NOISE or grown < MOST_GROWTH:
            return 0.0
    return grown


@pytest.mark.parametrize("kind", WORK)
def test_time_grows_with_the_text(kind: str) -> None:
    """Whatever is repeated in a document, four times of it takes about four times as long to read."""
    work, packages = WORK[kind]
    work("Warm up.")
    generated = pumps_of(patterns_of(packages))
    chosen = random.Random(TODAY.toordinal()).sample(generated, min(TRIED, len(generated)))
    assert not {pump: grown for pump in [*FOUND, *chosen] if (grown := is_slow(work, pump))}


def test_no_question_is_much_slower_than_an_ordinary_one() -> None:
    """A question has an end, so it is held against an ordinary one of the same length."""
    ask(QUESTION)
    ordinary = repeated(QUESTION, MAX_QUESTION_CHARACTERS)
    packages = ("service.answering.question", "service.answering", "corpus")
    generated = pumps_of(patterns_of(packages))
    chosen = random.Random(TODAY.toordinal()).sample(generated, TRIED)
    usual, _ = growth(lambda _: ask(ordinary), " ", 1, 1)
    slow = {}
    for pump in ["law suit ", "what is 1 ", "claim ", "has ", "( ", "EU ", *chosen]:
        seconds, _ = growth(ask, pump, MAX_QUESTION_CHARACTERS, 1)
        if seconds > MOST_ODD * usual:
            slow[pump] = seconds / usual
    assert not slow
