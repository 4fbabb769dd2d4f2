"""Asking a running service instead of opening its store, which only one process may have."""

from __future__ import annotations

import httpx
import msgspec

from service.answering.wire import ANSWER, Answer, Ask
from service.errors import NotReady, ServiceError, Unauthorised

SECONDS = 90.0
"""How long an answer is waited for: a little longer than the service itself gives a question."""


def ask_service(url: str, ask: Ask, key: str | None = None) -> Answer:
    """The answer of the service at an address.

    Raises `NotReady` when it cannot be reached or is still starting, `Unauthorised` when it wants a key, and
    `ServiceError` with its own words for anything else.
    """
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    try:
        response = httpx.post(f"{url}/v1/answers", content=msgspec.json.encode(ask), headers=headers, timeout=SECONDS)
    except httpx.HTTPError as error:
        raise NotReady(
            f"The service at {url} cannot be reached: {error}.", remedy="Start it with `standing serve`."
        ) from error
    if response.status_code == httpx.codes.OK:
        return ANSWER.decode(response.content)
    raise refused(response)


def refused(response: httpx.Response) -> ServiceError:
    """What a service said instead of an answer, as an error of ours."""
    try:
        problem = msgspec.json.decode(response.content)
    except msgspec.DecodeError:
        problem = {}
    detail, remedy = str(problem.get("detail") or response.reason_phrase), str(problem.get("remedy") or "")
    if response.status_code == httpx.codes.UNAUTHORIZED:
        return Unauthorised(detail, remedy="Set STANDING_API_KEY to a key of that service.")
    if response.status_code == httpx.codes.SERVICE_UNAVAILABLE:
        return NotReady(detail, remedy=remedy)
    return ServiceError(detail, remedy=remedy)
