"""Only what Slack signed reaches the bot. Checked here, because Bolt reads a body before it looks who sent it.

Without a secret, in Socket Mode alone, nothing is let through.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import time
from typing import Any

from service.errors import Unauthorised, problem_of
from service.perimeter.asgi import App, Receive, Scope, Send, header, send_problem

EVENTS = "/events"
SIGNED_AT = re.compile(r"[0-9]{1,12}")
FRESH_SECONDS = 300
"""Slack's own advice: what is older may be a copy that somebody sends again."""

UNSIGNED = Unauthorised("This is not signed by Slack.", remedy="Set STANDING_SLACK_SIGNING_SECRET to that of the app.")


class Signed:
    """Hands on what is signed with the secret, byte for byte, and refuses the rest with 401."""

    def __init__(self, app: App, secret: str | None) -> None:
        self._app = app
        self._secret = secret or ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["path"] != EVENTS:
            await self._app(scope, receive, send)
            return
        body = await _whole(receive)
        if body is None or not self._is_signed(scope, body):
            await send_problem(problem_of(UNSIGNED), scope, send)
            return

        async def again() -> Any:
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, again, send)

    def _is_signed(self, scope: Scope, body: bytes) -> bool:
        signed_at, signature = header(scope, b"x-slack-request-timestamp"), header(scope, b"x-slack-signature")
        if not self._secret or not SIGNED_AT.fullmatch(signed_at):
            return False
        if abs(time.time() - int(signed_at)) > FRESH_SECONDS:
            return False
        signed = b"v0:%s:%s" % (signed_at.encode(), body)
        wanted = "v0=" + hmac.new(self._secret.encode(), signed, hashlib.sha256).hexdigest()
        return hmac.compare_digest(wanted.encode(), signature.encode())


async def _whole(receive: Receive) -> bytes | None:
    """The body; None where its sender went away."""
    body = bytearray()
    while (message := await receive())["type"] == "http.request":
        body += message.get("body", b"")
        if not message.get("more_body", False):
            return bytes(body)
    return None
