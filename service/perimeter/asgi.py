"""Small pieces that the ASGI layers of the perimeter share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from typing import Any

from service.api.contract.problems import MEDIA_TYPE, body_of, headers_of
from service.errors import Problem

Header = tuple[bytes, bytes]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]


def header(scope: Mapping[str, Any], name: bytes) -> str:
    """The first header of that name (lower case), or nothing."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def with_headers(message: Any, added: Iterable[Header]) -> Any:
    """A response start with more headers; those that the response set itself stay."""
    held = {key.lower() for key, _ in message["headers"]}
    return {**message, "headers": [*message["headers"], *(pair for pair in added if pair[0] not in held)]}


async def send_problem(problem: Problem, scope: Scope, send: Send) -> None:
    """Answer with a problem, without asking any door."""
    body = body_of(problem)
    given = {"content-type": MEDIA_TYPE, "content-length": str(len(body)), **headers_of(problem)}
    headers = [(name.lower().encode(), value.encode()) for name, value in given.items()]
    await send({"type": "http.response.start", "status": problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body, "more_body": False})
