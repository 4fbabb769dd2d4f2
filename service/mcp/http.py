"""The tools over streamable HTTP, mounted in the application. Stateless: any replica can serve any request."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from litestar import Litestar, asgi
from litestar.handlers import ASGIRouteHandler
from mcp.server.transport_security import TransportSecuritySettings

from service.mcp.tools import build_server
from service.wiring import Services


class McpMount:
    """The mounted door and the life of its sessions, which last as long as the application."""

    def __init__(self, services: Services) -> None:
        server = build_server(services, version("standing"))
        server.streamable_http_app(
            stateless_http=True,
            json_response=True,
            max_request_body_size=services.settings.body_kb * 1024,
            # names and origins are checked at the perimeter, for every door alike
            transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        self._manager = server.session_manager

    def handler(self) -> ASGIRouteHandler:
        """The route."""
        manager = self._manager

        @asgi("/mcp", is_mount=True, copy_scope=True)
        async def mcp(scope: Any, receive: Any, send: Any) -> None:
            await manager.handle_request(scope, receive, send)

        return mcp

    @asynccontextmanager
    async def lifespan(self, _: Litestar) -> AsyncIterator[None]:
        """Sessions live from the start of the application to its end."""
        async with self._manager.run():
            yield
