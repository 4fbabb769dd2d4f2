"""Installations of several workspaces, and the one-time states of those under way, kept in the registry."""

from __future__ import annotations

import datetime as dt
import json
import logging
import secrets
from collections.abc import Callable
from typing import Any

import anyio.to_thread
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from corpus.slack_store import SlackStore

STATE_SECONDS = 600
"""How long a person may take to approve an installation, as Slack's own stores have it."""

Stored = Callable[[], SlackStore]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Installations(AsyncInstallationStore):
    """One installation a workspace; the newest replaces the one before."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored

    @property
    def logger(self) -> logging.Logger:
        """Where the SDK reports."""
        return logging.getLogger(__name__)

    async def async_save(self, installation: Installation) -> None:
        """Keep an installation."""
        body = json.dumps(installation.to_dict(), default=str)
        where = (installation.enterprise_id or "", installation.team_id or "")
        await anyio.to_thread.run_sync(lambda: self._stored().save_installation(*where, body, _now()))

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """The bot of a workspace."""
        found = await self.async_find_installation(
            enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install
        )
        return found.to_bot() if found else None

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The installation of a workspace, whoever made it."""
        del user_id, is_enterprise_install
        where = (enterprise_id or "", team_id or "")
        body = await anyio.to_thread.run_sync(lambda: self._stored().installation(*where))
        return Installation(**_arguments(json.loads(body))) if body else None

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget a workspace."""
        where = (enterprise_id or "", team_id or "")
        await anyio.to_thread.run_sync(lambda: self._stored().delete_installation(*where))

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Forget a workspace; there is one installation for all of its people."""
        del user_id
        await self.async_delete_bot(enterprise_id=enterprise_id, team_id=team_id)


class States(AsyncOAuthStateStore):
    """States that are used once and expire."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored

    @property
    def logger(self) -> logging.Logger:
        """Where the SDK reports."""
        return logging.getLogger(__name__)

    async def async_issue(self, *_: Any, **__: Any) -> str:
        """A new state."""
        state = secrets.token_urlsafe(32)
        expires = _now() + dt.timedelta(seconds=STATE_SECONDS)
        await anyio.to_thread.run_sync(lambda: self._stored().issue_state(state, expires))
        return state

    async def async_consume(self, state: str) -> bool:
        """Whether a state is good, once."""
        return await anyio.to_thread.run_sync(lambda: self._stored().consume_state(state, _now()))


def _arguments(stored: dict[str, Any]) -> dict[str, Any]:
    """What `Installation` takes of what `to_dict` gave: moments as seconds, nothing that is empty."""
    kept = {name: value for name, value in stored.items() if value not in (None, "", [])}
    for name in ("installed_at", "bot_token_expires_at", "user_token_expires_at"):
        if isinstance(kept.get(name), str):
            kept[name] = dt.datetime.fromisoformat(kept[name]).timestamp()
    return kept
