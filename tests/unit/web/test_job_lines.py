"""A job in one line: what was handed in, and what became of it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from corpus.job_store import Job, JobState
from service.web.job_lines import job_line

FAILED = {"counts": {"new": 0, "failed": 1}, "outcomes": [{"document_id": None}]}
NEW = {"counts": {"new": 1, "failed": 0}, "outcomes": [{"document_id": "d1"}]}
MANY = {"counts": {"new": 1200, "failed": 2}, "outcomes": [{"document_id": None}, {"document_id": None}]}


def _job(request: dict[str, Any], state: JobState, report: dict[str, Any] | None = None, message: str = "") -> Job:
    told = json.dumps(report) if report else ""
    return Job("j", "upload", state, json.dumps(request), told, message, 3, 10, dt.datetime.now(dt.UTC))


@pytest.mark.parametrize(
    ("job", "line"),
    [
        (_job({"name": "notice.pdf"}, JobState.DONE, NEW), ("notice.pdf", "1 new", "d1")),
        (_job({"name": "photo.png"}, JobState.DONE, FAILED), ("photo.png", "1 failed", None)),
        (
            _job({"paths": ["/a", "/b"], "bundled": True}, JobState.DONE, MANY),
            ("The bundled digests, /a, /b", "1,200 new, 2 failed", None),
        ),
        (_job({"sources": []}, JobState.RUNNING), ("All sources", "running, 3 of 10", None)),
        (
            _job({"sources": ["ico"]}, JobState.FAILED, None, "The disk is full."),
            ("ico", "failed: The disk is full.", None),
        ),
        (_job({"paths": []}, JobState.QUEUED), ("", "queued", None)),
    ],
)
def test_a_job_says_what_came_of_which_files(job: Job, line: tuple[str, str, str | None]) -> None:
    """A file that could not be read is "failed", though its job is done."""
    assert job_line(job) == line
