"""Listening: the socket first, so that a taken port is told at once; then the server, until it is asked to end."""

from __future__ import annotations

import errno
import gc
import signal
import socket
from collections.abc import Callable

import uvicorn

from service.app import create_app
from service.errors import PortTaken
from service.wiring import Services

GRACE_SECONDS = 20
"""How long running answers may take to finish when the service ends; without a language model one takes under 1."""


KEPT_OPEN_SECONDS = 75
"""How long an idle connection is kept: longer than balancers and proxies keep theirs (60 s as they come), so that it is
they who hang up, and never we just as the next request is on its way."""


def listen(host: str, port: int) -> socket.socket:
    """A bound socket. Port 0 takes any free one. Raises `PortTaken`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (")[0]
        taken = error.errno == errno.EADDRINUSE
        raise PortTaken(
            f"Cannot listen on {host}:{port}: {reason}.",
            remedy="Stop the other program, or choose another port with --port or STANDING_PORT."
            if taken
            else "Choose another address with --host or STANDING_HOST, or another port with --port or STANDING_PORT.",
        ) from error


def serve(services: Services, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM; `ready` is called once every part is open.

    Raises what the corpus raised when it could not be opened: without it there is nothing to serve.
    """
    failures: list[Exception] = []

    def opened(error: Exception | None) -> None:
        if error is None:
            _settle_memory()
            ready()
        elif services.parts.state("corpus") == "failed":
            failures.append(error)
            server.should_exit = True

    server = uvicorn.Server(
        uvicorn.Config(
            create_app(services, opened),
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(services.settings.trusted_proxies),
            forwarded_allow_ips=list(services.settings.trusted_proxies),
            timeout_graceful_shutdown=GRACE_SECONDS,
            timeout_keep_alive=KEPT_OPEN_SECONDS,
        )
    )
    # uvicorn raises a signal again once it has ended gracefully; then there is nothing left to end
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    server.run(sockets=[listening])
    if failures:
        raise failures[0]


def _settle_memory() -> None:
    """Take what was imported and opened out of every later garbage collection; it lives as long as the process.

    A full collection over it held every thread for half a second (745,000 objects); without it under a millisecond.
    """
    gc.collect()
    gc.freeze()
