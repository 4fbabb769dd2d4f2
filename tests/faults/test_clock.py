"""A clock that jumps, forwards and back: rights, jobs, conversations and the day of a standing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from corpus.doctor import examine
from corpus.job_store import JobState, JobStore
from corpus.lease_store import Turn
from corpus.store import Corpus, StoreSettings
from corpus.vector_index import ChromaServer
from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.embedders import HashingEmbedder
from tests.support.postgres_server import PostgresServer
from tests.support.shelf import open_shelf
from tests.support.stores import on_servers

NOW = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
QUESTION = "Does the ICO's monetary penalty notice against Clearview still stand?"


class Clock:
    """Says what it is set to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with open_shelf(tmp_path_factory.mktemp("shelf"), "clearview") as corpus:
        yield corpus


def test_standing_is_that_of_the_day_the_clock_says_and_is_said_so(shelf: Corpus) -> None:
    """Each answer names its day; nothing of a wrong day is left once the clock is right again."""
    clock = Clock()
    answerer = Answerer(shelf, "http://testserver", clock=clock)
    right = answerer.answer(Ask(question=QUESTION))
    for jump in (-6 * 365 * DAY, 400 * DAY, -DAY):
        clock.now = NOW + jump
        wrong = answerer.answer(Ask(question=QUESTION))
        assert wrong.as_of == (NOW + jump).date()
        assert all(statement.as_of == wrong.as_of for statement in wrong.standing)
        clock.now = NOW
        again = answerer.answer(Ask(question=QUESTION))
        assert (again.text, again.standing, again.as_of) == (right.text, right.standing, right.as_of)
    past = answerer.answer(Ask(question=QUESTION, as_of=dt.date(2022, 6, 1)))
    clock.now = NOW + 400 * DAY
    assert answerer.answer(Ask(question=QUESTION, as_of=dt.date(2022, 6, 1))).text == past.text


def test_a_conversation_keeps_its_order(shelf: Corpus) -> None:
    """What was said last is what is spoken of, though the clock was put back in between."""
    clock = Clock()
    answerer = Answerer(shelf, "http://testserver", clock=clock)
    first = answerer.answer(Ask(question="How much did the CNIL fine Clearview?"))
    for jump in (-DAY, -2 * DAY, DAY):
        clock.now = NOW + jump
        answerer.answer(Ask(question=f"{QUESTION} {jump}", conversation_id=first.conversation_id))
    turns = shelf.answers.conversation(first.conversation_id)
    assert [turn.question for turn in turns[1:]] == [f"{QUESTION} {jump}" for jump in (-DAY, -2 * DAY, DAY)]


@pytest.mark.server
def test_jobs_and_the_turn_to_ingest_outlive_a_jump(
    tmp_path: Path, postgres: PostgresServer, chroma: ChromaServer
) -> None:
    """A process that died an hour ahead holds up nobody, and its job is taken up; waiting jobs all get their turn."""
    with Corpus.open(on_servers(tmp_path, postgres, chroma), HashingEmbedder()) as corpus:
        now = dt.datetime.now(dt.UTC)
        ahead = now + dt.timedelta(hours=1)
        jobs: JobStore = corpus.jobs
        left = jobs.create("upload", "{}", ahead)
        assert corpus.leases.take("ingest", "died", ahead, ahead + dt.timedelta(seconds=60))
        assert jobs.claim("died", ahead) is not None
        later = jobs.create("upload", "{}", now)
        with Turn(corpus.leases, "ingest", "alive") as turn:
            assert turn.taken
            claimed = [jobs.claim("alive", now) for _ in range(1)]
            jobs.finish(later.id, "alive", "{}", now)
            claimed.append(jobs.claim("alive", now))
            jobs.finish(left.id, "alive", "{}", now)
            turn.check()
        assert {job.id for job in claimed if job} == {left.id, later.id}
        assert {jobs.get(job.id).state for job in (left, later)} == {JobState.DONE}


def test_the_doctor_notices_a_clock_that_is_behind(tmp_path: Path) -> None:
    """Dates after the present are not believed when documents are read, so that it matters."""
    settings = StoreSettings(tmp_path, tmp_path / "models")
    with open_shelf(tmp_path, "clearview") as corpus:
        assert next(found for found in examine(settings) if found.part == "clock").ok
        with corpus.registry.database.write() as connection:
            connection.execute(sa.text("UPDATE versions SET retrieved_at = '2090-01-01 00:00:00.000000'"))
    found = next(found for found in examine(settings) if found.part == "clock")
    assert not found.ok
    assert "a document was retrieved at 2090-01-01" in found.message
