"""The Litestar application: doors put together over the services."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

import structlog
from litestar import Litestar
from litestar.di import Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, YamlRenderPlugin

from service.api.answers import Answers
from service.api.documents import Documents
from service.api.health import Health
from service.api.parameters import provide_filters, provide_paging
from service.api.passages import Passages
from service.api.problems import HANDLERS
from service.web.browser_errors import for_browsers
from service.web.pages import pages
from service.wiring import Services

log = structlog.get_logger()


def create_app(services: Services) -> Litestar:
    """The application. It opens the services in the background when it starts, and closes them when it ends."""

    def provide_services() -> Services:
        return services

    @asynccontextmanager
    async def open_and_close(_: Litestar) -> AsyncIterator[None]:
        opening = asyncio.create_task(asyncio.to_thread(_open, services))
        yield
        await opening
        await asyncio.to_thread(services.close)

    return Litestar(
        route_handlers=[Answers, Documents, Passages, Health, pages()],
        lifespan=[open_and_close],
        dependencies={
            "services": Provide(provide_services, sync_to_thread=False),
            "filters": Provide(provide_filters, sync_to_thread=False),
            "paging": Provide(provide_paging, sync_to_thread=False),
        },
        exception_handlers=for_browsers(HANDLERS),
        openapi_config=OpenAPIConfig(
            title="Standing",
            version=version("standing"),
            description="What regulators ordered, whom they fined, and whether it still stands.",
            path="/schema",
            render_plugins=[JsonRenderPlugin(path="/openapi.json"), YamlRenderPlugin(path="/openapi.yaml")],
        ),
    )


def _open(services: Services) -> None:
    try:
        services.open()
    except Exception:
        log.exception("opening_failed")
