"""A web of our own for tests: one server on this machine that plays every host, with all their faults."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ingest.fetching import AddressGuard, Fetcher, Limits, Pace

ROBOTS = "/robots.txt"


@dataclass(frozen=True)
class Reply:
    """One answer. `length` overrides the Content-Length; `endless` repeats the body until the reader hangs up."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str | None = "text/html; charset=utf-8"
    length: int | None = None
    endless: bool = False

    @property
    def data(self) -> bytes:
        """The body in bytes."""
        return self.body.encode() if isinstance(self.body, str) else self.body


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it."""

    method: str
    host: str
    path: str
    headers: Mapping[str, str]
    body: bytes


Answer = Reply | list[Reply] | Callable[[Asked], Reply]


@dataclass
class Web:
    """Answers by "host/path" or "/path" (any host). A list is answered in turn, its last reply for ever.

    Without an entry a page is 404, robots.txt too.
    """

    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    port: int = 0

    def url(self, host: str, path: str = "/") -> str:
        """The address of a page of a host."""
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt aside."""
        return [asked.path for asked in self.asked if asked.path != ROBOTS]

    def guard(self, private: Mapping[str, str] | None = None) -> AddressGuard:
        """Every host is this machine and may be read on this port only; `private` hosts stand for other addresses."""
        others = private or {}
        return AddressGuard(
            exceptions=frozenset({("127.0.0.1", self.port)}),
            resolve=lambda host, _port: [others.get(host, "127.0.0.1")],
        )

    def fetcher(
        self,
        limits: Limits | None = None,
        pace: Pace | None = None,
        private: Mapping[str, str] | None = None,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> Fetcher:
        """A fetcher that reaches this server only."""
        return Fetcher(
            contact="tests@example.org",
            limits=limits or Limits(silence=5.0),
            guard=self.guard(private),
            pace=pace or Pace(sleep=lambda _: None),
            now=now,
        )

    def reply(self, asked: Asked) -> Reply:
        """What to answer; keeps the request."""
        self.asked.append(asked)
        answer = self.pages.get(f"{asked.host}{asked.path}", self.pages.get(asked.path))
        if answer is None:
            return Reply("not here", status=404)
        if isinstance(answer, list):
            return answer.pop(0) if len(answer) > 1 else answer[0]
        return answer if isinstance(answer, Reply) else answer(asked)


@contextmanager
def web(pages: Mapping[str, Answer] | None = None) -> Iterator[Web]:
    """Serve until the block ends."""
    served = Web(dict(pages or {}))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            host = (self.headers.get("Host") or "").partition(":")[0]
            asked = Asked(self.command, host, self.path, dict(self.headers.items()), self.rfile.read(size))
            # a reader that has had enough hangs up
            with suppress(ConnectionError, TimeoutError):
                self._send(served.reply(asked))

        do_POST = do_GET  # noqa: N815 - the name that the standard library calls

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            if reply.media_type:
                self.send_header("Content-Type", reply.media_type)
            if not reply.endless:
                self.send_header("Content-Length", str(len(reply.data) if reply.length is None else reply.length))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.data)
            while reply.endless:
                self.wfile.write(reply.data)

        def log_message(self, *_words: object) -> None:
            """Tests need no access log."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        served.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()
