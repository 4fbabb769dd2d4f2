"""Work that the service does for a command, as the command shows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from service.commands.watching import through_service
from service.errors import ServiceError
from service.handover.work import HandedOver, JobSeen

URL = "http://127.0.0.1:8000"


def ending(state: str, *failed: tuple[str, str]) -> Callable[[Callable[[JobSeen], None]], HandedOver]:
    """Work that is seen once and then ends so."""

    def work(show: Callable[[JobSeen], None]) -> HandedOver:
        show(JobSeen("j1", "running", 1, 2, "acme.md"))
        return HandedOver(state, "It was told to stop.", {"new": 1}, 3, 0.5, failed)

    return work


def test_who_reads_and_what_could_not_be_read_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, as where the command reads by itself."""
    ended = through_service(URL, "Reading", "files", ending("done", ("empty.md", "The file is empty.")))
    shown = capsys.readouterr()
    assert ended.counts == {"new": 1}
    assert shown.out == ""
    assert f"The service at {URL} owns the store and reads for it." in shown.err
    assert "failed  empty.md  The file is empty." in shown.err


def test_work_that_did_not_end_is_an_error() -> None:
    """Whoever gave the command is told how far it came to, and to run it again."""
    with pytest.raises(ServiceError, match="job is interrupted") as told:
        through_service(URL, "Reading", "files", ending("interrupted"))
    assert told.value.remedy == "Run it again."
