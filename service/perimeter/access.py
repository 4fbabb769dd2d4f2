"""Who may pass: a key with the right scope, or anybody on loopback, and nobody too often.

Every route asks for the scope `ask` unless its `opt` names another; `opt={"scope": None}` opens a route to all.
"""

from __future__ import annotations

import math
from typing import Any

import anyio.to_thread
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from service.errors import Forbidden, RateLimited, Unauthorised
from service.perimeter.keys import EVERYTHING, LOCAL, KeyRing, Principal
from service.perimeter.limits import Limiter

COOKIE = "standing_key"
Connection = ASGIConnection[Any, Any, Any, Any]


class Doorkeeper:
    """The guard of every route."""

    def __init__(self, ring: KeyRing, limiter: Limiter | None, *, keys_required: bool) -> None:
        self._ring = ring
        self._limiter = limiter
        self._keys_required = keys_required

    async def __call__(self, connection: Connection, handler: BaseRouteHandler) -> None:
        """Let a request pass, or raise `Unauthorised`, `Forbidden` or `RateLimited`."""
        scope = handler.opt.get("scope", "ask")
        if scope is None:
            return
        address = connection.client.host if connection.client else "unknown"
        principal = await self._who(connection)
        self._count(principal.name if principal else address)
        if principal is None:
            if self._keys_required:
                raise Unauthorised(
                    "This service needs an API key.",
                    remedy="Send `Authorization: Bearer <key>`; `standing keys create` makes one.",
                )
            principal = Principal(address, EVERYTHING)
        if not principal.may(scope):
            raise _lacking(scope)
        connection.scope["state"]["principal"] = principal

    async def _who(self, connection: Connection) -> Principal | None:
        secret = secret_of(connection)
        if not secret:
            return None
        return self._ring.remembered(secret) or await anyio.to_thread.run_sync(self._ring.look_up, secret)

    def _count(self, who: str) -> None:
        wait = self._limiter.take(who) if self._limiter else 0
        if wait:
            seconds = math.ceil(wait)
            raise RateLimited("Too many requests.", remedy=f"Wait {seconds} seconds.", retry_after=seconds)


def _lacking(scope: str) -> Forbidden:
    if scope == LOCAL:
        return Forbidden(
            "Only the command line of whoever runs the service may do this.",
            remedy="Use `standing ingest` or `standing sync` there, or upload to /v1/documents.",
        )
    return Forbidden(
        f"The key lacks the scope {scope}.",
        remedy=f"`standing keys create NAME --scope {scope}` makes one that has it.",
    )


def secret_of(connection: Connection) -> str:
    """The key that a request carries: as a bearer token, as `X-API-Key`, or in the cookie of the sign-in page."""
    kind, _, token = connection.headers.get("authorization", "").partition(" ")
    bearer = token.strip() if kind.casefold() == "bearer" else ""
    return bearer or connection.headers.get("x-api-key", "") or connection.cookies.get(COOKIE, "")
