"""Every error as `application/problem+json` (RFC 9457), one shape, saying what to do."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.enums import ParamType
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi.datastructures import ResponseSpec
from litestar.status_codes import HTTP_404_NOT_FOUND, HTTP_405_METHOD_NOT_ALLOWED
from litestar.types import ExceptionHandlersMap

from corpus.errors import CorpusError, NotFound
from ingest.errors import IngestError
from service.api.contract.plain_words import in_plain_words
from service.errors import Problem, ServiceError, problem_of

MEDIA_TYPE = "application/problem+json"
REMEDIES = {
    400: "Compare the request with the API description at /schema/openapi.json.",
    401: "Send an API key as `Authorization: Bearer <key>`; `standing keys create` makes one.",
    403: "Use a key with the scope, or add the site to STANDING_CORS_ORIGINS.",
    404: "Check the address and the identifier.",
    405: "Compare the method with the API description at /schema/openapi.json.",
    413: "Send less, or raise the limit in the settings.",
    415: "Send `Content-Type: application/json`.",
}
MEANINGS = {
    400: "The request cannot be understood.",
    401: "An API key is needed, or the one sent is unknown.",
    403: "The key lacks the scope, or the request comes from a page of another site.",
    404: "Nothing is held under that identifier.",
    409: "What is asked contradicts what is held.",
    413: "The body is beyond its limit.",
    415: "A media type that cannot be read.",
    422: "The document cannot be read.",
    429: "Too many requests, or the queue is full; `Retry-After` says when to come back.",
    502: "The language model endpoint failed.",
    503: "A part of the service is not up.",
    504: "The answer took too long.",
}
TITLES = {404: "Not found", 405: "Not possible"}
PLAIN = re.compile(r"[\w./:-]{1,100}", re.ASCII)
"""What of an address is said back: no markup, and no more than a reader takes in."""

ALWAYS = (400, 401, 403, 429, 503)
log = structlog.get_logger()


class ProblemShape(msgspec.Struct, frozen=True, omit_defaults=True):
    """What went wrong (`detail`) and what to do (`remedy`)."""

    type: str
    title: str
    status: int
    detail: str = ""
    remedy: str = ""
    retry_after: int | None = None


PROBLEM = msgspec.json.Decoder(ProblemShape)


def problems(*statuses: int) -> dict[int, ResponseSpec]:
    """The documented errors of a route: those given and those that every route can have."""
    return {
        status: ResponseSpec(ProblemShape, description=MEANINGS[status], media_type=MEDIA_TYPE, generate_examples=False)
        for status in sorted({*ALWAYS, *statuses})
    }


def body_of(problem: Problem) -> bytes:
    """A problem as JSON; empty members are left out."""
    return msgspec.json.encode(ProblemShape(**dataclasses.asdict(problem)))


def headers_of(problem: Problem) -> dict[str, str]:
    """The headers that go with a problem."""
    headers = {"Retry-After": str(problem.retry_after)} if problem.retry_after is not None else {}
    return headers | ({"WWW-Authenticate": "Bearer"} if problem.status == 401 else {})  # noqa: PLR2004


def respond(problem: Problem) -> Response[bytes]:
    """A problem as a response."""
    return Response(body_of(problem), status_code=problem.status, media_type=MEDIA_TYPE, headers=headers_of(problem))


def known(_: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """An error of our own trees."""
    return respond(problem_of(error))


def framework(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """An error that Litestar raised: routing, validation, body limits."""
    if nowhere := _unheld(request, error):
        return respond(problem_of(NotFound(nowhere, remedy=REMEDIES[404])))
    status = error.status_code
    response = respond(
        Problem(
            f"urn:standing:problem:http-{status}",
            TITLES.get(status, "Request refused"),
            status,
            _detail(request, error),
            REMEDIES.get(status, ""),
        )
    )
    response.headers.update(error.headers or {})
    return response


def _unheld(request: Request[Any, Any, Any], error: HTTPException) -> str:
    """That nothing has the identifier of the address, where its form is that of none; empty for other errors."""
    for item in _complaints(error):
        if item.get("source") == ParamType.PATH:
            name = str(item.get("key", ""))
            sent = _said_back(str(request.path_params.get(name)), "of that name")
            return f"There is no {name.removesuffix('_id')} {sent}."
    return ""


def _detail(request: Request[Any, Any, Any], error: HTTPException) -> str:
    """What is wrong, in plain words."""
    if parts := [in_plain_words(item.get("key", ""), item.get("message", "")) for item in _complaints(error)]:
        return "; ".join(parts) + "."
    if error.status_code == HTTP_404_NOT_FOUND:
        return f"There is nothing at {_said_back(request.url.path, 'this address')}."
    if error.status_code == HTTP_405_METHOD_NOT_ALLOWED:
        return f"{request.method} is not possible at {_said_back(request.url.path, 'this address')}."
    return error.detail


def _said_back(sent: str, otherwise: str) -> str:
    """What was sent, where it is short and plain: nobody's markup comes back."""
    return sent if PLAIN.fullmatch(sent) else otherwise


def _complaints(error: HTTPException) -> list[dict[str, Any]]:
    """What Litestar found wrong with each parameter and field."""
    listed = error.extra if isinstance(error, ValidationException) and isinstance(error.extra, list) else []
    return [item for item in listed if isinstance(item, dict)]


def unexpected(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Anything else: logged whole, shown without its insides."""
    log.error("unexpected_error", path=request.url.path, exc_info=error)
    return respond(problem_of(error))


HANDLERS: ExceptionHandlersMap = {
    ServiceError: known,
    CorpusError: known,
    IngestError: known,
    HTTPException: framework,
    Exception: unexpected,
}
