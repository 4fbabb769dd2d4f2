"""Whether the process lives, and whether each part is ready."""

from __future__ import annotations

import msgspec
from litestar import Controller, MediaType, Response, get
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec

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
        """Says which parts are open; 503 until all are, or when the registry cannot be read."""
        seen = [*services.parts, *([services.model] if services.model else [])]
        parts = tuple(PartShape(p.name, p.state, p.seconds, p.message, p.remedy) for p in seen)
        ready = services.parts.ready
        version = services.corpus.registry.version() if services.parts.state("corpus") == "ready" else None
        return Response(Readiness(ready, parts, version), status_code=200 if ready else 503)
