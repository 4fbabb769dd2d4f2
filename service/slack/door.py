"""The bot in the service: its HTTP endpoint, Socket Mode when there is an app token, and its life beside the app's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import structlog
from litestar import asgi
from litestar.handlers import ASGIRouteHandler
from litestar.types import Receive, Scope, Send
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from service.settings import Settings
from service.slack.bolt import SlackDoor
from service.slack.clients import web_client
from service.slack.signatures import EVENTS, Signed
from service.wiring import Services

OPENING_SECONDS = 0.05
RECONNECT_SECONDS = 5.0
log = structlog.get_logger()


def endpoint(door: SlackDoor, settings: Settings) -> ASGIRouteHandler:
    """/slack/events for what Slack sends, /slack/install and /slack/oauth_redirect for workspaces that install."""
    handler = Signed(AsyncSlackRequestHandler(door.app, path=EVENTS), settings.slack_signing_secret)

    @asgi("/slack", is_mount=True, copy_scope=True, opt={"scope": None})
    async def slack(scope: Scope, receive: Receive, send: Send) -> None:
        inner = {**scope, "path": "/" + scope["path"].strip("/").removeprefix("slack").strip("/")}
        await handler(inner, receive, send)

    return slack


@asynccontextmanager
async def at_work(door: SlackDoor, services: Services, opened: Callable[[], bool]) -> AsyncIterator[None]:
    """Sweep and, with an app token, listen in Socket Mode, from when the corpus is open until the block ends."""
    task = asyncio.create_task(_run(door, services.settings, opened))
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await door.desk.close()


async def _run(door: SlackDoor, settings: Settings, opened: Callable[[], bool]) -> None:
    while not opened():  # noqa: ASYNC110 - a thread opens the parts, and tells no loop of it
        await asyncio.sleep(OPENING_SECONDS)
    async with asyncio.TaskGroup() as group:
        group.create_task(door.desk.sweep())
        if settings.slack_app_token:
            group.create_task(_socket_mode(door, settings))


async def _socket_mode(door: SlackDoor, settings: Settings) -> None:
    """Stay connected: the SDK renews connections; a first one that fails is tried again."""
    token = settings.slack_app_token or ""
    handler = AsyncSocketModeHandler(door.app, token, web_client=web_client(settings.slack_api_url, None))
    try:
        while True:
            try:
                await handler.connect_async()  # type: ignore[no-untyped-call]
                log.info("slack_socket_connected")
                break
            except Exception as error:
                log.warning("slack_socket_failed", exc_info=error)
                await asyncio.sleep(RECONNECT_SECONDS)
        await asyncio.Event().wait()
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
