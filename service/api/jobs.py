"""Ingest jobs: start one over files of this machine, and watch any."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any

import msgspec
from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.openapi.spec import Example
from litestar.params import Body, PathParameter

from corpus.job_store import Job
from service.api.contract.parameters import Limit
from service.api.contract.problems import problems
from service.errors import BadRequest
from service.wiring import Services

MAX_PATHS = 1000

JobId = Annotated[str, PathParameter(description="Id of a job.", pattern="^[0-9a-f]{32}$")]


class IngestRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to read. `paths` are absolute paths of files and folders on the machine of the service."""

    paths: Annotated[
        list[Annotated[str, msgspec.Meta(min_length=1, max_length=4096)]], msgspec.Meta(max_length=MAX_PATHS)
    ] = []
    bundled: bool = False
    retry: bool = False


class SyncRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to read: sources as `standing sync` takes them, files by absolute paths; without any, every known site."""

    sources: Annotated[
        tuple[Annotated[str, msgspec.Meta(min_length=1, max_length=4096)], ...], msgspec.Meta(max_length=MAX_PATHS)
    ] = ()
    full: bool = False


class JobShape(msgspec.Struct, frozen=True):
    """A job. `done` of `total` files; `report` says what became of each when it is over."""

    id: str
    kind: str
    state: str
    done: int
    total: int | None
    message: str
    created_at: dt.datetime
    started_at: dt.datetime | None
    finished_at: dt.datetime | None
    request: dict[str, Any]
    report: dict[str, Any] | None
    url: str


class Jobs(msgspec.Struct, frozen=True):
    """The newest jobs."""

    items: tuple[JobShape, ...]


class IngestRoutes(Controller):
    """Put documents in."""

    path = "/v1"
    tags = ("ingest",)
    opt = {"scope": "ingest"}  # noqa: RUF012 - Litestar's own

    @post(
        "/ingest",
        status_code=202,
        summary="Read files of this machine",
        responses=problems(413, 415),
        opt={"scope": "local"},
        sync_to_thread=True,
    )
    def start(
        self,
        data: Annotated[IngestRequest, Body(examples=[Example(value={"paths": ["/srv/decisions"]})])],
        services: NamedDependency[Services],
    ) -> Response[JobShape]:
        """For the command line of whoever runs the service, which proves itself by the token in the store's folder.

        Everybody else uploads: a request must not choose files of this machine.
        """
        paths = [Path(path) for path in data.paths]
        if not paths and not data.bundled:
            raise BadRequest("There is nothing to read.", remedy="Name `paths`, or set `bundled`.")
        if relative := next((path for path in paths if not path.is_absolute()), None):
            raise BadRequest(f"{relative} is not an absolute path.", remedy="Begin it with a slash.")

        request = {"paths": data.paths, "bundled": data.bundled, "retry": data.retry}
        return accepted(services.desk.submit("paths", request), services)

    @post(
        "/sync",
        status_code=202,
        summary="Take what is new at the sources",
        responses=problems(413, 415),
        opt={"scope": "local"},
        sync_to_thread=True,
    )
    def sync(
        self,
        data: Annotated[SyncRequest, Body(examples=[Example(value={"sources": ["ico"]})])],
        services: NamedDependency[Services],
    ) -> Response[JobShape]:
        """For the command line of whoever runs the service: a request must not choose what this machine connects to."""
        # the readers of sites take long to import, which a service that only answers need not spend
        from service.jobs.source_runs import chosen_sites  # noqa: PLC0415

        chosen_sites(services.settings, data.sources)
        return accepted(services.desk.submit("sync", {"sources": data.sources, "full": data.full}), services)

    @get("/jobs", summary="List jobs", responses=problems(), sync_to_thread=True)
    def list_all(
        self,
        services: NamedDependency[Services],
        limit: Limit = 50,
    ) -> Jobs:
        """The newest jobs first."""
        return Jobs(tuple(job_shape(job, services) for job in services.corpus.jobs.recent(limit)))

    @get("/jobs/{job_id:str}", summary="Watch a job", responses=problems(404), sync_to_thread=True)
    def show(self, job_id: JobId, services: NamedDependency[Services]) -> JobShape:
        """How far a job has come: queued, running, done, failed or interrupted."""
        return job_shape(services.corpus.jobs.get(job_id), services)


def accepted(job: Job, services: Services) -> Response[JobShape]:
    """The answer to a job that was taken: where to watch it."""
    shape = job_shape(job, services)
    return Response(shape, status_code=202, headers={"Location": shape.url})


def job_shape(job: Job, services: Services) -> JobShape:
    """A job as the API shows it."""
    return JobShape(
        id=job.id,
        kind=job.kind,
        state=job.state,
        done=job.done,
        total=job.total,
        message=job.message,
        created_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        request=msgspec.json.decode(job.request),
        report=msgspec.json.decode(job.report) if job.report else None,
        url=f"{services.settings.base_url}/v1/jobs/{job.id}",
    )
