"""Whether the process lives, and whether each part is ready."""

from __future__ import annotations

import msgspec
from litestar import Controller, MediaType, Response, get
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec

from service.errors import COMES_BACK
from service.wiring import Services


class PartShape(msgspec.Struct, frozen=True):
    """One part: waiting, opening, ready, degraded (answers do without it) or failed, and then why and what to do."""

    name: str
    state: str
    seconds: float | None
    message: str
    remedy: str


class Readiness(msgspec.Struct, frozen=True):
    """Whether questions can be answered now, part by part."""

    ready: bool
    parts: tuple[PartShape, ...]
    corpus_version: int | None


class Health(Controller):
    """For load balancers and people."""

    path = "/health"
    tags = ("health",)
    opt = {"scope": None}  # noqa: RUF012 - Litestar's signature

    @get("/live", media_type=MediaType.TEXT, summary="The process is up")
    async def live(self) -> str:
        """Answers as soon as the process listens; touches nothing."""
        return "live"

    @get(
        "/ready",
        summary="Every part is ready",
        sync_to_thread=True,
        responses={503: ResponseSpec(Readiness, description="A part is not ready.", generate_examples=False)},
    )
    def ready(self, services: NamedDependency[Services]) -> Response[Readiness]:
        """Says which parts are open; 503 until all are, and while a server behind one does not answer."""
        seen = services.seen()
        parts = tuple(PartShape(p.name, p.state, p.seconds, p.message, p.remedy) for p in seen)
        ready = all(part.state in ("ready", "degraded") or part is services.model for part in seen)
        opened = next(part.state == "ready" for part in seen if part.name == "corpus")
        version = services.corpus.version if opened else None
        headers = {} if ready else {"Retry-After": str(COMES_BACK)}
        return Response(Readiness(ready, parts, version), status_code=200 if ready else 503, headers=headers)
