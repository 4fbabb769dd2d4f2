"""Every error as `application/problem+json` (RFC 9457), one shape, saying what to do."""

from __future__ import annotations

import dataclasses
from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.types import ExceptionHandlersMap

from corpus.errors import CorpusError
from service.errors import Problem, ServiceError, problem_of

MEDIA_TYPE = "application/problem+json"
REMEDIES = {
    400: "Compare the request with the API description at /schema.",
    401: "Send an API key as `Authorization: Bearer <key>`; `standing keys create` makes one.",
    404: "Check the address and the identifier.",
    405: "Compare the method with the API description at /schema.",
    413: "Send less, or raise the limit in the settings.",
    415: "Send `Content-Type: application/json`.",
}
log = structlog.get_logger()


def _respond(problem: Problem) -> Response[dict[str, object]]:
    headers = {"Retry-After": str(problem.retry_after)} if problem.retry_after is not None else {}
    body = {name: value for name, value in dataclasses.asdict(problem).items() if value not in (None, "")}
    return Response(body, status_code=problem.status, media_type=MEDIA_TYPE, headers=headers)


def known(_: Request[Any, Any, Any], error: Exception) -> Response[dict[str, object]]:
    """An error of our own trees."""
    return _respond(problem_of(error))


def framework(_: Request[Any, Any, Any], error: HTTPException) -> Response[dict[str, object]]:
    """An error that Litestar raised: routing, validation, body limits."""
    detail = error.detail
    if isinstance(error, ValidationException) and isinstance(error.extra, list):
        parts = [f"{item.get('key', '')}: {item.get('message', '')}" for item in error.extra if isinstance(item, dict)]
        detail = "; ".join(part.strip(": ") for part in parts) or detail
    status = error.status_code
    return _respond(
        Problem(f"urn:standing:problem:http-{status}", "Request refused", status, detail, REMEDIES.get(status, ""))
    )


def unexpected(request: Request[Any, Any, Any], error: Exception) -> Response[dict[str, object]]:
    """Anything else: logged whole, shown without its insides."""
    log.error("unexpected_error", path=request.url.path, exc_info=error)
    return _respond(problem_of(error))


HANDLERS: ExceptionHandlersMap = {
    ServiceError: known,
    CorpusError: known,
    HTTPException: framework,
    Exception: unexpected,
}
