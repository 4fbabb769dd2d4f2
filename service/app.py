"""The Litestar application: doors put together over the services, behind the perimeter."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import cast

import structlog
from litestar import Litestar
from litestar.di import Provide
from litestar.types import ASGIApp, ControllerRouterHandler

from service.api.answers import Answers
from service.api.contract.parameters import provide_filters, provide_paging
from service.api.contract.problems import HANDLERS
from service.api.contract.reading import CarefulRequest
from service.api.conversations import ConversationRoutes
from service.api.description import description
from service.api.documents import Documents
from service.api.exports import Exports
from service.api.health import Health
from service.api.jobs import IngestRoutes
from service.api.matters import Matters
from service.api.observing import metrics
from service.api.orders import Orders
from service.api.passages import Passages
from service.api.penalties import Penalties
from service.api.regulators import Regulators
from service.api.search import Search
from service.mcp.http import McpMount
from service.openai.chat import Chat
from service.openai.threads import Threads
from service.perimeter.access import Doorkeeper
from service.perimeter.allowing import Allowing
from service.perimeter.bodies import Bodies
from service.perimeter.browsers import Browsers
from service.perimeter.limits import TokenBuckets
from service.perimeter.parameters import only_known_parameters
from service.perimeter.queries import Queries
from service.perimeter.request_log import RequestLog
from service.running.loop_watch import watch_loop
from service.slack.mount import SlackMount
from service.web.browser_errors import for_browsers
from service.web.pages import pages
from service.wiring import Services

DOORS: tuple[ControllerRouterHandler, ...] = (
    *(Answers, Exports, ConversationRoutes, Search, Documents, Passages, Matters, Penalties, Orders, Regulators),
    Chat,
    IngestRoutes,
    *(Health, metrics),
)
Opened = Callable[[Exception | None], None]
log = structlog.get_logger()


def create_app(services: Services, opened: Opened = lambda _: None) -> Litestar:
    """The application. It opens the services in the background when it starts, and closes them when it ends.

    `opened` is called from that background thread, with the error when a part could not be opened.
    """
    settings = services.settings
    mcp = McpMount(services)
    slack = SlackMount(services)
    threads = Threads()

    def provide_services() -> Services:
        return services

    @asynccontextmanager
    async def open_and_close(_: Litestar) -> AsyncIterator[None]:
        opening = asyncio.create_task(asyncio.to_thread(_open, services, opened))
        watching = asyncio.create_task(watch_loop(services.metrics.loop_lag))
        yield
        services.stop()
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        await opening
        await asyncio.to_thread(services.close)

    app = Litestar(
        route_handlers=[*DOORS, mcp.handler(), *slack.handlers, pages()],
        lifespan=[open_and_close, mcp.lifespan, slack.lifespan],
        guards=[_doorkeeper(services), only_known_parameters],
        dependencies={
            "services": Provide(provide_services, sync_to_thread=False),
            "threads": Provide(lambda: threads, sync_to_thread=False),
            "narrowed": Provide(provide_filters, sync_to_thread=False),
            "paging": Provide(provide_paging, sync_to_thread=False),
        },
        request_class=CarefulRequest,
        request_max_body_size=settings.upload_mb * 1024 * 1024,
        exception_handlers=for_browsers(HANDLERS),
        logging_config=None,
        openapi_config=description(),
    )
    bounded = Bodies(
        Queries(Allowing(app.asgi_handler, app.routes)),
        settings.body_kb * 1024,
        settings.body_seconds,
        larger={("POST", "/v1/documents"): settings.upload_mb * 1024 * 1024},
    )
    app.asgi_handler = cast("ASGIApp", RequestLog(Browsers(bounded, settings), services.metrics, services.tracing))
    return app


def _doorkeeper(services: Services) -> Doorkeeper:
    settings = services.settings
    limiter = TokenBuckets(settings.rate_per_minute, settings.rate_burst) if settings.rate_per_minute else None
    return Doorkeeper(services.ring, limiter, keys_required=settings.keys_required)


def _open(services: Services, opened: Opened) -> None:
    try:
        services.open()
    except Exception as error:
        log.warning("opening_failed", exc_info=error)
        opened(error)
    else:
        opened(None)
