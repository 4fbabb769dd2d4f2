"""What a command shows while the service that owns the store does its work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ingest.report import Outcome, Status
from service.commands.progress import progress, say
from service.commands.terminal import echo
from service.errors import ServiceError
from service.handover.work import HandedOver, JobSeen, SyncHandedOver

Ended = TypeVar("Ended", HandedOver, SyncHandedOver)


def through_service(url: str, verb: str, what: str, hand_over: Callable[[Callable[[JobSeen], None]], Ended]) -> Ended:
    """How work ended that the service at `url` does: shown as it goes on, with each file that could not be read.

    Raises `ServiceError` when the service did not end it.
    """
    echo(f"The service at {url} owns the store and reads for it.", err=True)
    with progress(verb) as (bar, console):
        task = bar.add_task(what, total=None)

        def show(seen: JobSeen) -> None:
            bar.update(task, completed=seen.done, total=seen.total, description=seen.message[:60])

        ended = hand_over(show)
        for key, reason in ended.failed:
            say(console, Outcome(key, Status.FAILED, reason=reason))
    if ended.state != "done":
        raise ServiceError(f"The service's job is {ended.state}. {ended.message}", remedy="Run it again.")
    return ended
