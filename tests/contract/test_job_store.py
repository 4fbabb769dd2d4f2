"""Jobs."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from corpus import tables
from corpus.database import Database, open_database
from corpus.errors import NotFound
from corpus.job_store import MOST_ATTEMPTS, Job, JobState, JobStore
from tests.support.postgres_server import PostgresServer

NOW = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)


@pytest.fixture
def jobs(database: Database) -> JobStore:
    return JobStore(database)


def begun(jobs: JobStore, worker: str = "w") -> Job:
    job = jobs.claim(worker, NOW)
    assert job is not None
    return job


def test_a_job_runs_from_queued_to_done(jobs: JobStore) -> None:
    """Each step is there for another request to read."""
    job = jobs.create("ingest", '{"paths":["a"]}', NOW)
    assert jobs.get(job.id) == job
    assert begun(jobs).id == job.id
    jobs.progress(job.id, "w", 3, 10, "a.md")
    running = jobs.get(job.id)
    assert (running.state, running.done, running.total, running.message) == (JobState.RUNNING, 3, 10, "a.md")
    jobs.finish(job.id, "w", '{"new":3}', NOW)
    assert (jobs.get(job.id).state, jobs.get(job.id).report) == (JobState.DONE, '{"new":3}')


def test_a_failed_job_says_why(jobs: JobStore) -> None:
    """The message stays with the job."""
    jobs.create("ingest", "{}", NOW)
    job = begun(jobs)
    jobs.finish(job.id, "w", "", NOW, failed=True, message="disk full")
    assert (jobs.get(job.id).state, jobs.get(job.id).message) == (JobState.FAILED, "disk full")


def test_jobs_of_a_dead_process_are_interrupted(jobs: JobStore) -> None:
    """Nobody waits for a job that no process works on; finished jobs are left alone."""
    jobs.create("ingest", "{}", NOW)
    done = begun(jobs)
    jobs.finish(done.id, "w", "", NOW)
    running = jobs.create("ingest", "{}", NOW)
    assert begun(jobs).id == running.id
    assert jobs.waiting() == 1
    assert jobs.interrupt(NOW) == 1
    assert jobs.waiting() == 0
    assert {job.id: job.state for job in jobs.recent()} == {
        done.id: JobState.DONE,
        running.id: JobState.INTERRUPTED,
    }


def test_an_unknown_job_is_not_found(jobs: JobStore) -> None:
    """Reading and writing both say so."""
    with pytest.raises(NotFound):
        jobs.get("x")
    with pytest.raises(NotFound):
        jobs.finish("x", "w", "", NOW)


def test_jobs_are_begun_in_the_order_they_came(jobs: JobStore) -> None:
    """The one that has waited longest first, and nothing when none waits."""
    made = [jobs.create("ingest", "{}", NOW + dt.timedelta(seconds=n)) for n in range(3)]
    taken = []
    while job := jobs.claim("w", NOW):
        taken.append(job.id)
        jobs.finish(job.id, "w", "", NOW)
    assert taken == [job.id for job in made]


def test_a_job_whose_process_was_killed_is_taken_up_by_another(jobs: JobStore) -> None:
    """The one that lost it cannot write into it any more."""
    job = jobs.create("ingest", "{}", NOW)
    assert begun(jobs, "one").worker == "one"
    assert begun(jobs, "two").attempts == 2
    with pytest.raises(NotFound, match="not run by this process"):
        jobs.progress(job.id, "one", 1, 2)
    jobs.finish(job.id, "two", "{}", NOW)
    assert jobs.claim("one", NOW) is None


def test_a_job_that_ends_every_process_is_given_up(jobs: JobStore) -> None:
    """It fails, and the next one is begun in its stead."""
    deadly = jobs.create("ingest", "{}", NOW)
    harmless = jobs.create("ingest", "{}", NOW + dt.timedelta(seconds=1))
    for _ in range(MOST_ATTEMPTS):
        assert begun(jobs).id == deadly.id
    assert begun(jobs).id == harmless.id
    assert jobs.get(deadly.id).state is JobState.FAILED
    assert "3 times" in jobs.get(deadly.id).message


def test_a_job_that_was_given_back_waits_again(jobs: JobStore) -> None:
    """A process that ends in good order does not count as an attempt."""
    job = jobs.create("ingest", "{}", NOW)
    for _ in range(2 * MOST_ATTEMPTS):
        jobs.give_back(begun(jobs).id, "w")
    assert (jobs.get(job.id).state, jobs.get(job.id).attempts) == (JobState.QUEUED, 0)


@pytest.mark.server
def test_processes_that_ask_at_once_get_different_jobs(postgres: PostgresServer) -> None:
    """A job that one has in hand is passed over, not waited for."""
    url = postgres.new_database()
    database = open_database(url)
    jobs = JobStore(database)
    first, second = (jobs.create("ingest", "{}", NOW + dt.timedelta(seconds=n)) for n in range(2))
    with database.write() as connection:
        connection.execute(sa.select(tables.jobs).where(tables.jobs.c.id == first.id).with_for_update())
        assert begun(jobs, "two").id == second.id
    database.close()
    postgres.drop(url)
