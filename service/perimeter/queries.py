"""Query strings as the doors like them: what a form left empty is as if it were not there, and NUL is nowhere."""

from __future__ import annotations

from service.errors import BadRequest, problem_of
from service.perimeter.asgi import App, Receive, Scope, Send, send_problem


class Queries:
    """Drops parameters without a value; refuses the one character that databases do not store."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "http":
            query: bytes = scope["query_string"]
            if "\0" in scope["path"] or b"%00" in query or b"\0" in query:
                refused = BadRequest("The address holds a NUL character.", remedy="Leave it out.")
                await send_problem(problem_of(refused), scope, send)
                return
            if b"=&" in query or query.endswith(b"="):
                kept = [pair for pair in query.split(b"&") if not pair.endswith(b"=")]
                scope["query_string"] = b"&".join(kept)
        await self._app(scope, receive, send)
