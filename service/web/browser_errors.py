"""Errors as a page for whoever came with a browser. What the API says stays `application/problem+json`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response
from litestar.response import Redirect
from litestar.status_codes import HTTP_401_UNAUTHORIZED
from litestar.types import ExceptionHandlersMap

from service.api.contract.problems import PROBLEM
from service.web.templating import page

HEADINGS = {404: "There is nothing at this address", 429: "Too many readers at once", 503: "Not ready yet"}
FOR_PROGRAMS = ("/v1", "/schema", "/health", "/metrics", "/mcp", "/slack", "/static")
Handler = Callable[[Request[Any, Any, Any], Any], Response[Any]]


def for_browsers(handlers: ExceptionHandlersMap) -> ExceptionHandlersMap:
    """The same handlers, whose problems a browser is shown as a page."""
    return {kind: _paged(handler) for kind, handler in handlers.items()}


def _paged(handler: Handler) -> Handler:
    def handle(request: Request[Any, Any, Any], error: Any) -> Response[Any]:
        response = handler(request, error)
        if "text/html" not in request.headers.get("accept", "") or request.url.path.startswith(FOR_PROGRAMS):
            return response
        problem = PROBLEM.decode(response.content)
        if problem.status == HTTP_401_UNAUTHORIZED:
            return Redirect(f"/sign-in?{urlencode({'onward': request.url.path})}", status_code=303)
        shown = page(
            "error.html",
            status=problem.status,
            cache="no-store",
            problem=problem,
            heading=HEADINGS.get(problem.status, problem.title),
        )
        shown.headers.update(
            {name: value for name, value in response.headers.items() if name.lower() != "content-type"}
        )
        if problem.retry_after is not None:
            shown.headers["Refresh"] = str(problem.retry_after)
        return shown

    return handle
