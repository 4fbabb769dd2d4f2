"""One line in the log and one observation in the metrics for every request, under an id that the response carries."""

from __future__ import annotations

import re
import time
import uuid
from typing import Any

import structlog
from structlog.contextvars import bound_contextvars

from service.observing.metrics import Metrics
from service.observing.tracing import Tracing, within
from service.perimeter.asgi import App, Receive, Scope, Send, header, with_headers

GIVEN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
QUIET = ("/health/", "/static/", "/metrics")
log = structlog.get_logger()


class RequestLog:
    """Takes the id from `X-Request-Id` when a proxy gave a sound one, and makes one otherwise."""

    def __init__(self, app: App, metrics: Metrics, tracing: Tracing) -> None:
        self._app = app
        self._metrics = metrics
        self._tracing = tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = header(scope, b"x-request-id")
        request_id = given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
        status = 500

        async def mark(message: Any) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = with_headers(message, [(b"x-request-id", request_id.encode())])
            await send(message)

        began = time.perf_counter()
        method = scope["method"] if scope["method"] in METHODS else "other"
        span = self._tracing.request(method, {"traceparent": header(scope, b"traceparent")}, request_id)
        with bound_contextvars(request_id=request_id), within(span):
            try:
                await self._app(scope, receive, mark)
            finally:
                self._note(scope, method, status, time.perf_counter() - began)
                span.update_name(f"{method} {route_of(scope)}")
                span.set_attributes({"http.route": route_of(scope), "http.response.status_code": status})
                span.end()

    def _note(self, scope: Scope, method: str, status: int, seconds: float) -> None:
        self._metrics.request(method, route_of(scope), status, seconds)
        path = scope["path"]
        say = log.debug if path.startswith(QUIET) else log.info
        say("request", method=method, path=path, status=status, ms=round(seconds * 1000, 1))


def route_of(scope: Scope) -> str:
    """The route that took a request, with names in place of identifiers."""
    return str(scope.get("path_template", "unmatched"))
