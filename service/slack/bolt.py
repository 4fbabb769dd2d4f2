"""What Slack may send, and what becomes of it. Signatures, timestamps and retries are verified by Bolt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

import anyio.to_thread
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.web.async_client import AsyncWebClient

from service.answering.wire import ANSWER, Answer
from service.errors import InvalidSettings
from service.settings import Settings
from service.slack import incoming
from service.slack.blocks import answer_blocks, passages_blocks, summary
from service.slack.clients import Clients, web_client
from service.slack.desk import WORKING, Desk
from service.slack.installations import Installations, States
from service.wiring import Services

SCOPES = ("app_mentions:read", "chat:write", "commands", "im:history")
USAGE = "Ask a question, for example: what must Clearview delete in the UK?"
ELSEWHERE = "Standing answers in other channels of this workspace only. Ask there, or send it a direct message."
Body = dict[str, Any]
Say = Callable[..., Awaitable[Any]]


class SlackDoor:
    """The bot over the services: a Bolt application and the desk behind it."""

    def __init__(self, services: Services) -> None:
        settings = services.settings
        self._services = services
        self._allowed = frozenset(settings.slack_channels)
        installations = Installations(lambda: services.corpus.slack) if settings.slack_client_id else None
        self.desk = Desk(services, Clients(settings.slack_api_url, settings.slack_bot_token, installations))
        self.app = _bolt(settings, installations, States(lambda: services.corpus.slack))
        self.app.event("app_mention")(self._message)
        self.app.event("message")(self._direct)
        self.app.command("/standing")(self._command)
        for verdict in ("good", "bad"):
            self.app.action(f"feedback_{verdict}")(self._feedback)
        self.app.action("show_passages")(self._passages)
        self.app.action("share")(self._share)

    async def _message(self, body: Body, event: Body, client: AsyncWebClient) -> None:
        post = incoming.of_message(str(body.get("team_id") or event.get("team")), event)
        private = event.get("channel_type") == "im"
        if post and (private or not self._allowed or post.key.channel in self._allowed):
            await self.desk.accept(post)
        elif not event.get("bot_id") and not event.get("edited") and event.get("user"):
            hint = ELSEWHERE if post else USAGE
            await client.chat_postEphemeral(channel=event["channel"], user=event["user"], text=hint)

    async def _direct(self, body: Body, event: Body, client: AsyncWebClient) -> None:
        post = incoming.of_message(str(body.get("team_id") or event.get("team")), event)
        if post and event.get("channel_type") == "im":
            await self._message(body, event, client)

    async def _command(self, ack: Say, body: Body) -> None:
        post = incoming.of_command(body)
        if post is None:
            await ack(response_type="ephemeral", text=USAGE)
        elif self._allowed and post.key.channel not in self._allowed and not post.key.channel.startswith("D"):
            await ack(response_type="ephemeral", text=ELSEWHERE)
        else:
            await self.desk.accept(post)
            await ack(response_type="ephemeral", text=WORKING)

    async def _feedback(self, ack: Say, body: Body, action: Body, respond: Say) -> None:
        await ack()
        verdict: Any = str(action["action_id"]).removeprefix("feedback_")
        now = dt.datetime.now(dt.UTC)
        store = self._services.corpus.answers
        await anyio.to_thread.run_sync(lambda: store.add_feedback(str(action["value"]), verdict, "", "slack", now))
        del body
        await respond(text="Thank you.", response_type="ephemeral", replace_original=False)

    async def _passages(self, ack: Say, action: Body, respond: Say) -> None:
        await ack()
        answer = await self._held(str(action["value"]))
        await respond(
            text="The cited passages", blocks=passages_blocks(answer), response_type="ephemeral", replace_original=False
        )

    async def _share(self, ack: Say, action: Body, respond: Say) -> None:
        await ack()
        answer = await self._held(str(action["value"]))
        link = f"{self._services.settings.base_url}/answers/{answer.id}"
        await respond(
            text=summary(answer),
            blocks=answer_blocks(answer, link),
            response_type="in_channel",
            replace_original=False,
            delete_original=True,
        )

    async def _held(self, answer_id: str) -> Answer:
        store = self._services.corpus.answers
        stored = await anyio.to_thread.run_sync(lambda: store.get(answer_id))
        return ANSWER.decode(stored.body)


def _bolt(settings: Settings, installations: Installations | None, states: States) -> AsyncApp:
    if not settings.slack_signing_secret and not settings.slack_app_token:
        raise InvalidSettings("The Slack bot needs a signing secret.", remedy="Set STANDING_SLACK_SIGNING_SECRET.")
    oauth = None
    if installations:
        if not settings.slack_client_secret:
            raise InvalidSettings("OAuth needs the client secret.", remedy="Set STANDING_SLACK_CLIENT_SECRET.")
        oauth = AsyncOAuthSettings(
            client_id=settings.slack_client_id,
            client_secret=settings.slack_client_secret,
            scopes=list(SCOPES),
            installation_store=installations,
            state_store=states,
            install_path="/install",
            redirect_uri_path="/oauth_redirect",
            redirect_uri=f"{settings.base_url}/slack/oauth_redirect",
        )
    elif not settings.slack_bot_token:
        raise InvalidSettings(
            "The Slack bot has no token.", remedy="Set STANDING_SLACK_BOT_TOKEN, or client id and secret for OAuth."
        )
    # a post is taken on durably before Slack is told that it was
    return AsyncApp(
        signing_secret=settings.slack_signing_secret,
        # in Socket Mode alone there is no secret, nothing is signed, and `Signed` lets nothing through over HTTP
        request_verification_enabled=bool(settings.slack_signing_secret),
        client=web_client(settings.slack_api_url, settings.slack_bot_token),
        oauth_settings=oauth,
        process_before_response=True,
    )
