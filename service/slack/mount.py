"""Where Slack reaches the service. Its client is loaded only where the settings ask for the bot: a tenth of a start."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar
from litestar.handlers import ASGIRouteHandler

from service.settings import Settings
from service.wiring import Services


def is_wanted(settings: Settings) -> bool:
    """Whether the settings ask for the bot."""
    return bool(settings.slack_signing_secret or settings.slack_app_token)


class SlackMount:
    """The bot as an application takes it in: its handlers, none where it is not wanted, and its life beside the app."""

    def __init__(self, services: Services) -> None:
        self.handlers: list[ASGIRouteHandler] = []
        self._services = services
        if is_wanted(services.settings):
            from service.slack import door  # noqa: PLC0415
            from service.slack.bolt import SlackDoor  # noqa: PLC0415

            self._door = SlackDoor(services)
            self._at_work = door.at_work
            self.handlers.append(door.endpoint(self._door, services.settings))

    @asynccontextmanager
    async def lifespan(self, _: Litestar) -> AsyncIterator[None]:
        """Sweep and listen until the block ends, from when answers can be given."""
        if not self.handlers:
            yield
            return
        parts = self._services.parts
        async with self._at_work(self._door, self._services, lambda: parts.state("answering") == "ready"):
            yield
