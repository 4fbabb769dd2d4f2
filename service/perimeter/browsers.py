"""What browsers may do: which sites may call, what a page may load, and which names the service answers to.

A service on loopback needs no key, so it must not trust a browser that a foreign page drives: a request that changes
something is refused when its Origin is foreign, and a name that is not ours (DNS rebinding) is refused altogether.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from corpus.web_addresses import host_of
from service.errors import BadRequest, Forbidden, Problem, problem_of
from service.perimeter.asgi import App, Header, Receive, Scope, Send, header, send_problem, with_headers
from service.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
HSTS = "max-age=31536000"
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
ALLOWED_METHODS = "GET, POST, DELETE"
ALLOWED_HEADERS = "Authorization, Content-Type, X-Request-Id, Mcp-Session-Id, Mcp-Protocol-Version, Last-Event-ID"
EXPOSED_HEADERS = "X-Request-Id, Retry-After, Mcp-Session-Id"


class Browsers:
    """Security headers on every response, cross-origin rules on every request."""

    def __init__(self, app: App, settings: Settings) -> None:
        self._app = app
        self._origins = frozenset(settings.cors_origins)
        public = urlsplit(settings.base_url)
        self._public = f"{public.scheme}://{public.netloc}"
        self._names = None if settings.keys_required else LOCAL_NAMES | {settings.host, public.hostname}
        hsts = {"strict-transport-security": HSTS} if public.scheme == "https" else {}
        self._headers = [(name.encode(), value.encode()) for name, value in (HEADERS | hsts).items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        origin, host = header(scope, b"origin"), header(scope, b"host")
        added = [*self._headers, *self._cors(origin)]

        async def dress(message: Any) -> None:
            await send(with_headers(message, added) if message["type"] == "http.response.start" else message)

        name = host_of(f"http://{host}")
        if host and not name:
            remedy = "Send a `Host` that is the address of this service."
            await send_problem(problem_of(BadRequest(f"{host!r} is no name of a host.", remedy=remedy)), scope, dress)
        elif self._names is not None and name not in self._names:
            remedy = "Use the address it printed, or set STANDING_PUBLIC_URL to the one that you use."
            await send_problem(_refused(f"This service does not answer to the name {host!r}.", remedy), scope, dress)
        elif origin in self._origins and scope["method"] == "OPTIONS":
            await dress({"type": "http.response.start", "status": 204, "headers": []})
            await dress({"type": "http.response.body", "body": b"", "more_body": False})
        elif scope["method"] not in SAFE_METHODS and not self._trusted(origin, host):
            remedy = "Add the site to STANDING_CORS_ORIGINS."
            await send_problem(_refused(f"Pages of {origin} may not use this service.", remedy), scope, dress)
        else:
            await self._app(scope, receive, dress)

    def _trusted(self, origin: str, host: str) -> bool:
        return not origin or origin in self._origins or origin in {self._public, f"http://{host}", f"https://{host}"}

    def _cors(self, origin: str) -> list[Header]:
        if origin not in self._origins:
            return []
        given = {
            "access-control-allow-origin": origin,
            "access-control-allow-methods": ALLOWED_METHODS,
            "access-control-allow-headers": ALLOWED_HEADERS,
            "access-control-expose-headers": EXPOSED_HEADERS,
            "access-control-max-age": "600",
            "vary": "Origin",
        }
        return [(name.encode(), value.encode()) for name, value in given.items()]


def _refused(detail: str, remedy: str) -> Problem:
    return problem_of(Forbidden(detail, remedy=remedy))
