"""A request's body must come in time and stay within its limit, which is larger for uploads."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from service.errors import TooLarge, TooSlow, problem_of
from service.perimeter.asgi import App, Receive, Scope, Send, header, send_problem


class Bodies:
    """Refuses with 413 what is too large and with 408 what comes too slowly, before or while it is read."""

    def __init__(self, app: App, max_bytes: int, seconds: float, larger: Mapping[tuple[str, str], int]) -> None:
        self._app = app
        self._larger = larger
        self._max_bytes = max_bytes
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._larger.get((scope["method"], scope["path"].rstrip("/")), self._max_bytes)
        announced = header(scope, b"content-length")
        if announced.isdecimal() and int(announced) > limit:
            await send_problem(problem_of(_too_large(limit)), scope, send)
            return
        started = False

        async def note(message: Any) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, self._bounded(receive, limit), note)
        except (TooLarge, TooSlow) as refused:
            if not started:
                await send_problem(problem_of(refused), scope, send)

    def _bounded(self, receive: Receive, limit: int) -> Receive:
        deadline = time.monotonic() + self._seconds
        taken = 0
        whole = False

        async def bounded() -> Any:
            nonlocal taken, whole
            if whole:
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), max(0.0, deadline - time.monotonic()))
            except TimeoutError:
                raise TooSlow(
                    f"The body did not come within {self._seconds:g} seconds.", remedy="Send it faster, or in parts."
                ) from None
            taken += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if taken > limit:
                raise _too_large(limit)
            return message

        return bounded


def _too_large(limit: int) -> TooLarge:
    return TooLarge(f"The body is larger than {limit:,} bytes.", remedy="Send less, or raise the limit.")
