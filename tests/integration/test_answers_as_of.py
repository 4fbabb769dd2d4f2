"""Answers as of a past day: nothing that is dated later, and nothing that a later step brought about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from corpus.filters import Filters
from corpus.store import Corpus
from ingest.extract.sums.money import find_amounts
from ingest.wording.dates import find_dates
from service.answering.answer import Answerer
from service.answering.held.dossier import Dossier, set_on
from service.answering.wire import Answer, Ask, FilterFields
from tests.support.shelf import open_shelf

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
EVERY = 3
"""Of so many days before a step one is asked about: all take more than a minute."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with open_shelf(tmp_path_factory.mktemp("shelf")) as held:
        yield held


@pytest.fixture(scope="module")
def answerer(corpus: Corpus) -> Answerer:
    return Answerer(corpus, "http://standing.test", lambda: NOW)


def told(answer: Answer) -> list[str]:
    """Every sentence, cell, title and step of an answer, apart from the steps that are named as uncertain."""
    certain = [part for one in answer.standing for part in one.text.split(". ") if not part.startswith("Not certain")]
    cells = [cell for table in answer.tables for row in table.rows for cell in row.cells]
    steps = [f"{step.date.isoformat()} {step.text}" for one in answer.standing for step in one.history]
    return [*(c.text for c in answer.claims), *certain, *cells, *steps, *(s.title for s in answer.standing)]


# Each row: question, the day sent (None where the words name it), what must be said, what must not be said.
CASES = [
    (
        "Penalty for the honours list breach?",
        "2022-01-15",
        ("GBP 500,000",),
        ("November 2022", "2022)", "reduced", "agreement"),
    ),
    (
        "Amazon's fine in Luxembourg, as things stood on 30 June 2025?",
        None,
        ("746,000,000", "upheld"),
        ("annulled", "2026"),
    ),
    (
        "What sum did Clearview owe the French regulator on 31 January 2022?",
        None,
        ("without imposing a fine",),
        ("million",),
    ),
    (
        "WhatsApp's case: by 31 January 2023, had it got anywhere?",
        None,
        ("inadmissible",),
        ("Grand Chamber", "C-97/23"),
    ),
    ("Was WhatsApp's fine under appeal on 1 January 2023?", None, ("No.", "inadmissible"), ("Grand Chamber",)),
    (
        "Had a court looked at Alberta's order P2021-12 by 1 October 2024?",
        None,
        ("in force",),
        ("King's Bench", "2025"),
    ),
    (
        "What did the ICO fine British Airways?",
        "2020-06-01",
        ("notice of intent", "183.39 million"),
        ("20,000,000", "October 2020", "never"),
    ),
    ("Must Experian still obey the notice?", "2022-12-31", ("in force",), ("tribunal", "Upper Tribunal")),
    ("Position of the Bunnings case on 31 March 2025?", None, ("29 October 2024",), ("set aside", "2026", "Tribunal")),
    ("Had Canada's commissioner won against Facebook by 15 January 2024?", None, ("No.", "dismissed"), ("Supreme",)),
    ("On 1 March 2024, was the seven and a half million pound fine alive?", None, ("annulled",), ("Upper Tribunal",)),
]


@pytest.mark.parametrize(("question", "day", "wanted", "unwanted"), CASES)
def test_what_came_later_is_not_told(
    answerer: Answerer, question: str, day: str | None, wanted: tuple[str, ...], unwanted: tuple[str, ...]
) -> None:
    """The day is sent or named; the sum, the court, the outcome and the title of a later day stand nowhere."""
    answer = answerer.answer(Ask(question, as_of=dt.date.fromisoformat(day) if day else None))
    assert not answer.refused
    words = " ".join([*told(answer), *(one.status for one in answer.standing)])
    assert not [part for part in wanted if part not in words]
    assert not [part for part in unwanted if part in words]


def test_a_refusal_shows_nothing_later_either(answerer: Answerer) -> None:
    """The nearest passages of a refusal tell no date after the day."""
    day = dt.date(2024, 1, 1)
    answer = answerer.answer(Ask("What did the ICO impose on Brightfox Analytics on 15 October 2025?", as_of=day))
    refusal = answer.refusal
    assert refusal is not None
    assert not [one for near in refusal.nearest for one in find_dates(near.text) if one.on > day]


def days_before_a_step(answerer: Answerer) -> Iterator[tuple[Dossier, dt.date]]:
    """Every matter of the bundled digests on the day before each of its steps but the first."""
    answerer.knowledge.refresh()
    for dossier in answerer.knowledge.dossiers(Filters()):
        for day in sorted({event.on for event in dossier.events()})[1:]:
            yield dossier, day - dt.timedelta(days=1)


def test_no_answer_knows_the_future(answerer: Answerer) -> None:
    """Of no matter and on no day before a step does the answer hold a later date or a sum that was set later."""
    days = list(days_before_a_step(answerer))
    assert len(days) > 120
    for dossier, day in days[::EVERY]:
        ask = Ask(
            f"{dossier.respondents[0]}: how much, why, and what became of it?",
            filters=FilterFields(matter=(dossier.id,)),
            as_of=day,
        )
        known = {one.record.money for one in dossier.penalties if (set_on(dossier, one) or day) <= day}
        late = {one.record.money for one in dossier.penalties} - known
        for text in told(answerer.answer(ask)):
            dates = [d for d in find_dates(text) if d.on > day and (d.precision == "day" or d.on.replace(day=1) > day)]
            assert not dates, f"{dossier.id} as of {day}: {text}"
            assert not late & {one.money for one in find_amounts(text)}, f"{dossier.id} as of {day}: {text}"
