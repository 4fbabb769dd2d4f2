"""Clients of Slack's Web API: one for each workspace, patient with rate limits and broken connections."""

from __future__ import annotations

from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.web.async_client import AsyncWebClient

from service.errors import NotReady

RATE_LIMIT_RETRIES = 10
"""Each waits as long as Slack's Retry-After says, usually one second."""

OTHER_RETRIES = 3


def web_client(api_url: str, token: str | None) -> AsyncWebClient:
    """A client that waits out 429 by its Retry-After and tries again after a broken connection or a 5xx."""
    return AsyncWebClient(
        token=token,
        base_url=api_url,
        retry_handlers=[
            AsyncRateLimitErrorRetryHandler(max_retry_count=RATE_LIMIT_RETRIES),
            AsyncConnectionErrorRetryHandler(max_retry_count=OTHER_RETRIES),
            AsyncServerErrorRetryHandler(max_retry_count=OTHER_RETRIES),
        ],
    )


class Clients:
    """The client of each workspace: of the one token in the settings, or of the workspace's own installation."""

    def __init__(self, api_url: str, token: str | None, installations: AsyncInstallationStore | None) -> None:
        self._api_url = api_url
        self._single = web_client(api_url, token) if token else None
        self._installations = installations

    async def of(self, team: str) -> AsyncWebClient:
        """The client for a workspace. Raises `NotReady` when it has not installed the bot."""
        if self._single:
            return self._single
        bot = self._installations and await self._installations.async_find_bot(enterprise_id=None, team_id=team)
        if not bot:
            raise NotReady(f"Workspace {team} has not installed the bot.", remedy="Open /slack/install there.")
        return web_client(self._api_url, bot.bot_token)
