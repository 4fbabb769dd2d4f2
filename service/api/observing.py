"""Prometheus metrics."""

from __future__ import annotations

from litestar import Response, get
from litestar.di import NamedDependency

from service.api.contract.problems import problems
from service.wiring import Services


@get(
    "/metrics",
    tags=["health"],
    summary="Prometheus metrics",
    media_type="text/plain",
    responses=problems(),
    opt={"scope": "admin"},
    sync_to_thread=True,
)
def metrics(services: NamedDependency[Services]) -> Response[str]:
    """Requests, answers, the queue, the documents held and the event loop, in the text format."""
    text = services.metrics.text().decode()
    return Response(text, media_type="text/plain; version=0.0.4")
