"""The `Allow` header of OPTIONS: every method of the path, however many controllers they were registered by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from litestar.routes import BaseRoute, HTTPRoute

from service.perimeter.asgi import App, Receive, Scope, Send


class Allowing:
    """Litestar answers OPTIONS with the methods that it knew when the first handler of the path was registered."""

    def __init__(self, app: App, routes: Iterable[BaseRoute]) -> None:
        self._app = app
        self._methods = {
            route.path_format: ", ".join(sorted(route.route_handler_map)).encode()
            for route in routes
            if isinstance(route, HTTPRoute)
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http" or scope["method"] != "OPTIONS":
            await self._app(scope, receive, send)
            return

        async def allow(message: Any) -> None:
            methods = self._methods.get(scope.get("path_template", ""))
            if message["type"] == "http.response.start" and methods:
                others = [pair for pair in message["headers"] if pair[0].lower() != b"allow"]
                message = {**message, "headers": [*others, (b"allow", methods)]}
            await send(message)

        await self._app(scope, receive, allow)
