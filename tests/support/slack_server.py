"""A Slack of our own: its Web API over HTTP, its response addresses, its OAuth exchange and its Socket Mode."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx
from aiohttp import WSMsgType, web
from slack_sdk.signature import SignatureVerifier

SECRET = "shh"
TEAM = "T1"
Json = dict[str, Any]


@dataclass
class Workspace:
    """What stands in Slack: messages by (channel, ts), what was ephemeral, what was called how often."""

    messages: dict[tuple[str, str], Json] = field(default_factory=dict)
    ephemeral: list[Json] = field(default_factory=list)
    responses: defaultdict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))
    calls: Counter[str] = field(default_factory=Counter)
    refuse_next: Counter[str] = field(default_factory=Counter)
    acknowledged: list[str] = field(default_factory=list)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    _clock: int = 0

    def ts(self) -> str:
        self._clock += 1
        return f"1700000000.{self._clock:06d}"

    def finished(self) -> list[Json]:
        """Our messages that are no longer placeholders."""
        return [message for message in list(self.messages.values()) if message.get("blocks")]


class SlackServer:
    """The workspace behind an HTTP server on a free port of this machine."""

    def __init__(self) -> None:
        self.state = Workspace()
        self.url = ""
        self.loop = asyncio.new_event_loop()

    def application(self) -> web.Application:
        app = web.Application(client_max_size=10_000_000)
        app.router.add_post("/api/{method}", self.api)
        app.router.add_post("/respond/{key}", self.respond)
        app.router.add_get("/socket", self.socket)
        return app

    async def api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.state.calls[method] += 1
        self.state.tokens.append(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if self.state.refuse_next[method] > 0:
            self.state.refuse_next[method] -= 1
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "0"})
        body = await request.json() if request.content_type == "application/json" else dict(await request.post())
        return web.json_response({"ok": True, **self.handle(method, body)})

    def handle(self, method: str, body: Json) -> Json:
        if method == "auth.test":
            return {"team_id": TEAM, "user_id": "UBOT", "bot_id": "BBOT", "url": self.url}
        if method == "chat.postMessage":
            ts = self.state.ts()
            self.state.messages[body["channel"], ts] = body
            return {"ts": ts, "channel": body["channel"], "message": {"ts": ts}}
        if method == "chat.update":
            key = (body["channel"], body["ts"])
            self.state.messages[key] = {**self.state.messages[key], **body}
            return {"ts": body["ts"], "channel": body["channel"]}
        if method == "chat.postEphemeral":
            self.state.ephemeral.append(body)
            return {"message_ts": self.state.ts()}
        if method == "apps.connections.open":
            return {"url": self.url.replace("http", "ws") + "/socket"}
        if method == "oauth.v2.access":
            team = {"id": f"T{body['code']}", "name": "A team"}
            return {
                "access_token": f"xoxb-{body['code']}",
                "team": team,
                "bot_user_id": "UBOT",
                "app_id": "A1",
                "authed_user": {"id": "U1"},
            }
        raise web.HTTPNotFound

    async def respond(self, request: web.Request) -> web.Response:
        self.state.responses[request.match_info["key"]].append(await request.json())
        return web.json_response({"ok": True})

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.state.sockets.append(socket)
        async for message in socket:
            if message.type == WSMsgType.TEXT and message.data.startswith("{"):
                self.state.acknowledged.append(json.loads(message.data)["envelope_id"])
        return socket

    @staticmethod
    def pause() -> None:
        """Give the bot a moment."""
        time.sleep(0.02)

    def push(self, envelope: Json) -> None:
        """Send an envelope down the newest socket."""
        sending = self.state.sockets[-1].send_json(envelope)
        asyncio.run_coroutine_threadsafe(sending, self.loop).result(10)


@contextmanager
def slack_server() -> Iterator[SlackServer]:
    """Serve until the block ends."""
    server = SlackServer()
    runner = web.AppRunner(server.application())
    started = threading.Event()

    async def start() -> None:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        started.set()

    def run() -> None:
        asyncio.set_event_loop(server.loop)
        server.loop.run_until_complete(start())
        server.loop.run_forever()
        server.loop.run_until_complete(runner.cleanup())
        server.loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    started.wait(10)
    try:
        yield server
    finally:
        server.loop.call_soon_threadsafe(server.loop.stop)
        thread.join()


def signed(body: str, *, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    """The headers that Slack signs a body with."""
    stamp = str(int(at if at is not None else time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body) or ""
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}


def mention(text: str, ts: str = "1.1", **more: Any) -> Json:
    """The envelope of a mention."""
    event = {"type": "app_mention", "user": "U1", "text": f"<@UBOT> {text}", "ts": ts, "channel": "C1", **more}
    return envelope(event)


def envelope(event: Json, team: str = TEAM, event_id: str = "Ev1") -> Json:
    authorizations = [{"team_id": team, "user_id": "UBOT", "is_bot": True, "enterprise_id": None}]
    return {
        "type": "event_callback",
        "team_id": team,
        "api_app_id": "A1",
        "event_id": event_id,
        "event_time": int(time.time()),
        "event": {"team": team, **event},
        "authorizations": authorizations,
    }


def deliver(client: httpx.Client, payload: Json, **signing: Any) -> httpx.Response:
    """Send an event as Slack does."""
    body = json.dumps(payload)
    headers = {"Content-Type": "application/json", **signed(body, **signing)}
    return client.post("/slack/events", content=body, headers=headers)


def deliver_form(client: httpx.Client, fields: Json) -> httpx.Response:
    """Send a slash command or an interaction as Slack does."""
    body = urlencode(fields)
    headers = {"Content-Type": "application/x-www-form-urlencoded", **signed(body)}
    return client.post("/slack/events", content=body, headers=headers)
