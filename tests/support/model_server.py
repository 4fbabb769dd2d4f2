"""A language model of our own over real HTTP: it answers as it is told to, well or badly, and notes what it got."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from service.answering.generative.endpoint import Endpoint
from service.answering.generative.link import Link
from service.answering.generative.writing import Writer

Json = dict[str, Any]
Act = Callable[["ModelServer", web.Request, str], Awaitable[web.StreamResponse]]
KEY = "sk-a-secret-that-must-never-show"
_PASSAGE = re.compile(r"^(\w+) (P\d+) begins\n(.*?)\n\1 \2 ends$", re.MULTILINE | re.DOTALL)


@dataclass
class ModelServer:
    """What it was asked, what it does next (the last act for ever), and whether an asker went away."""

    acts: list[Act] = field(default_factory=list)
    prompts: list[Json] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    url: str = ""

    def will(self, *acts: Act) -> ModelServer:
        """From now on these, one a question."""
        self.acts = list(acts)
        return self

    async def complete(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.prompts.append(body)
        self.keys.append(request.headers.get("Authorization", ""))
        act = self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]
        return await act(self, request, body["messages"][-1]["content"])

    async def models(self, _: web.Request) -> web.Response:
        return web.json_response({"object": "list", "data": [{"id": "scripted", "object": "model"}]})


def passages(prompt: str) -> dict[str, str]:
    """The passages of a prompt by their labels."""
    return {label: text for _, label, text in _PASSAGE.findall(prompt)}


def label_of(prompt: str, words: str) -> str:
    """The label of the passage that holds some words; P99 where none does."""
    return next((label for label, text in passages(prompt).items() if words in text), "P99")


def claim(text: str, quote: str, passage: str = "") -> Json:
    """One claim as a model writes it; without a passage, the one that holds the quote is named."""
    return {"claim": text, "quote": quote, "passage": passage}


def saying(*claims: Json) -> Act:
    """Well-behaved: JSON, streamed in small pieces, counted at the end."""

    async def act(server: ModelServer, request: web.Request, prompt: str) -> web.StreamResponse:
        told = [one | {"passage": one["passage"] or label_of(prompt, one["quote"])} for one in claims]
        return await writing(json.dumps({"claims": told}))(server, request, prompt)

    return act


def writing(text: str, *, end: bool = True, pause: float = 0.0, size: int = 7) -> Act:
    """Whatever text, in pieces; without an end the connection breaks after it."""

    async def act(_: ModelServer, request: web.Request, __: str) -> web.StreamResponse:
        response = await _begun(request)
        for start in range(0, len(text), size):
            await response.write(_event({"choices": [{"index": 0, "delta": {"content": text[start : start + size]}}]}))
            if pause:
                await asyncio.sleep(pause)
        if end:
            await response.write(_event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}))
            counted = {"prompt_tokens": 11, "completion_tokens": 5, "total_tokens": 16}
            await response.write(_event({"choices": [], "usage": counted}))
            await response.write(b"data: [DONE]\n\n")
        elif request.transport:
            request.transport.abort()
        return response

    return act


def failing(status: int, headers: dict[str, str] | None = None) -> Act:
    """An error, in which the key is echoed as careless proxies do."""

    async def act(_: ModelServer, request: web.Request, __: str) -> web.StreamResponse:
        echoed = {"error": {"message": f"Bad key: {request.headers.get('Authorization')}"}}
        return web.json_response(echoed, status=status, headers=headers)

    return act


def silent(seconds: float) -> Act:
    """No word for so long, but alive; notes when the asker goes away."""

    async def act(server: ModelServer, request: web.Request, _: str) -> web.StreamResponse:
        try:
            response = await _begun(request)
            for _ in range(int(seconds / 0.02)):
                await response.write(b": alive\n\n")
                await asyncio.sleep(0.02)
        except (ConnectionError, asyncio.CancelledError):
            server.gone.set()
            raise
        return response

    return act


def whole(*claims: Json) -> Act:
    """Does not stream although asked to."""

    async def act(_: ModelServer, __: web.Request, prompt: str) -> web.StreamResponse:
        told = [one | {"passage": one["passage"] or label_of(prompt, one["quote"])} for one in claims]
        message = {"role": "assistant", "content": json.dumps({"claims": told})}
        return web.json_response({"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]})

    return act


def picky(then: Act) -> Act:
    """Understands none of the newer fields."""

    async def act(server: ModelServer, request: web.Request, prompt: str) -> web.StreamResponse:
        if "response_format" in server.prompts[-1]:
            return web.json_response({"error": {"message": "unknown field response_format"}}, status=400)
        return await then(server, request, prompt)

    return act


class WordCount:
    """Tokens for tests: words."""

    def count(self, text: str) -> int:
        return len(text.split())


def writer_for(server: ModelServer | str, *, prompt_tokens: int = 2000, **timing: float) -> Writer:
    """A writer at a server, in a hurry."""
    url = server if isinstance(server, str) else server.url
    hurried: Json = {"connect_seconds": 1.0, "read_seconds": 2.0, "total_seconds": 5.0} | timing
    return Writer(Link(Endpoint(url, "scripted", KEY, **hurried)), WordCount(), prompt_tokens)


@contextmanager
def model_server(acts: Sequence[Act] = ()) -> Iterator[ModelServer]:
    """Serve until the block ends."""
    server = ModelServer(list(acts))
    application = web.Application(client_max_size=10_000_000)
    application.router.add_post("/v1/chat/completions", server.complete)
    application.router.add_get("/v1/models", server.models)
    runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.2)
    started = threading.Event()

    async def start() -> None:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        started.set()

    def run() -> None:
        asyncio.set_event_loop(server.loop)
        server.loop.run_until_complete(start())
        server.loop.run_forever()

    thread = threading.Thread(target=run, name="model server")
    thread.start()
    started.wait()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), server.loop).result(10)
        server.loop.call_soon_threadsafe(server.loop.stop)
        thread.join()
        server.loop.close()


async def _begun(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    return response


def _event(data: Json) -> bytes:
    return b"data: " + json.dumps(data).encode() + b"\n\n"
