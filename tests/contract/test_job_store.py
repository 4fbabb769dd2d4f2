"""Jobs."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.database import Database
from corpus.errors import NotFound
from corpus.job_store import JobState, JobStore

NOW = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)


@pytest.fixture
def jobs(database: Database) -> JobStore:
    return JobStore(database)


def test_a_job_runs_from_queued_to_done(jobs: JobStore) -> None:
    """Each step is there for another request to read."""
    job = jobs.create("ingest", '{"paths":["a"]}', NOW)
    assert jobs.get(job.id) == job
    jobs.start(job.id, NOW)
    jobs.progress(job.id, 3, 10, "a.md")
    running = jobs.get(job.id)
    assert (running.state, running.done, running.total, running.message) == (JobState.RUNNING, 3, 10, "a.md")
    jobs.finish(job.id, '{"new":3}', NOW)
    assert (jobs.get(job.id).state, jobs.get(job.id).report) == (JobState.DONE, '{"new":3}')


def test_a_failed_job_says_why(jobs: JobStore) -> None:
    """The message stays with the job."""
    job = jobs.create("ingest", "{}", NOW)
    jobs.finish(job.id, "", NOW, failed=True, message="disk full")
    assert (jobs.get(job.id).state, jobs.get(job.id).message) == (JobState.FAILED, "disk full")


def test_jobs_of_a_dead_process_are_interrupted(jobs: JobStore) -> None:
    """Nobody waits for a job that no process works on; finished jobs are left alone."""
    done, running = jobs.create("ingest", "{}", NOW), jobs.create("ingest", "{}", NOW)
    jobs.finish(done.id, "", NOW)
    jobs.start(running.id, NOW)
    assert jobs.interrupt(NOW) == 1
    assert {job.id: job.state for job in jobs.recent()} == {
        done.id: JobState.DONE,
        running.id: JobState.INTERRUPTED,
    }


def test_an_unknown_job_is_not_found(jobs: JobStore) -> None:
    """Reading and writing both say so."""
    with pytest.raises(NotFound):
        jobs.get("x")
    with pytest.raises(NotFound):
        jobs.start("x", NOW)
