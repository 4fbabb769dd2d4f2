"""One line in the log and one observation in the metrics for every request, under an id that the response carries."""

from __future__ import annotations

import re
import time
import uuid
from typing import Any

import structlog
from structlog.contextvars import bound_contextvars

from service.metrics import Metrics
from service.perimeter.asgi import App, Receive, Scope, Send, header, with_headers

GIVEN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
QUIET = ("/health/", "/static/", "/metrics")
log = structlog.get_logger()


class RequestLog:
    """Takes the id from `X-Request-Id` when a proxy gave a sound one, and makes one otherwise."""

    def __init__(self, app: App, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

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
        with bound_contextvars(request_id=request_id):
            try:
                await self._app(scope, receive, mark)
            finally:
                self._note(scope, status, time.perf_counter() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in METHODS else "other"
        self._metrics.request(method, scope.get("path_template", "unmatched"), status, seconds)
        path = scope["path"]
        say = log.debug if path.startswith(QUIET) else log.info
        say("request", method=method, path=path, status=status, ms=round(seconds * 1000, 1))
