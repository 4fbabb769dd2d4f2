"""One language model behind an OpenAI-compatible endpoint: asked over httpx, read as it writes, given up when unwanted.

Calls run on an event loop in a thread of the link's own, so that one that waits for its first word can be cancelled at
once when the asker goes away, and so that a blocking caller sees time pass.
"""

from __future__ import annotations

import asyncio
import queue
import random
import threading
import time
from collections.abc import AsyncIterator, Generator, Sequence
from concurrent.futures import Future
from dataclasses import asdict
from typing import Any

import httpx
import msgspec
import structlog

from service.answering.generative.chunks import BrokenOff, texts
from service.answering.generative.endpoint import Endpoint, Health, Message, Piece, Usage, Waiting
from service.answering.generative.sse import EventTooLarge
from service.errors import ModelUnavailable

TICK = 0.5
"""Seconds after which a caller who waits is told so, and can be seen to have gone."""
BACKOFF = 0.5
"""Seconds before the second attempt; doubled for each further one, with up to a quarter added by chance."""
MOST_CHARACTERS = 40_000
"""More than any answer asked for here can have; a model that writes on for ever is cut off."""
PROBE_SECONDS = 2.0
PROBE_EVERY = 30.0
"""Seconds for which what was seen of the endpoint is taken to hold."""
COOLING = 10.0
"""Seconds for which an endpoint that nobody answers at is not asked again: each question would wait for it in vain."""

_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_PLAINER = frozenset({400, 422})
_WHY = {
    401: ("refuses the key", "Set STANDING_LLM_KEY."),
    403: ("refuses the key", "Set STANDING_LLM_KEY to one that may use this model."),
    404: ("knows no such address or model", "Check STANDING_LLM_URL and STANDING_LLM_MODEL."),
    429: ("wants fewer requests", "Try again later, or raise the limit there."),
}
log = structlog.get_logger()


class _Gone(ModelUnavailable):
    """Nobody is there, or nobody in time: the next question need not wait for the same."""


class _Again(Exception):
    """Nothing has come yet, and another attempt may succeed."""

    def __init__(self, why: ModelUnavailable, after: float | None = None) -> None:
        super().__init__(why.message)
        self.why = why
        self.after = after


class _Plainer(Exception):
    """The endpoint does not understand a field that not all know."""


class Reply:
    """What the model writes: `Piece`s as they come, `Waiting` while none does. Closing it gives the call up."""

    def __init__(self, items: queue.SimpleQueue[str | ModelUnavailable | None], call: Future[None]) -> None:
        self.usage = Usage()
        self._items = items
        self._call = call

    def read(self) -> Generator[Piece | Waiting, None, None]:
        """What comes, as it comes. Raises `ModelUnavailable` when the endpoint failed, also in the middle."""
        began = time.monotonic()
        try:
            while True:
                try:
                    item = self._items.get(timeout=TICK)
                except queue.Empty:
                    yield Waiting(time.monotonic() - began)
                    continue
                if item is None:
                    return
                if isinstance(item, ModelUnavailable):
                    raise item
                yield Piece(item)
        finally:
            self._call.cancel()


class Link:
    """The way to one endpoint. Safe to share between threads; `close` ends its thread."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._client: httpx.AsyncClient | None = None
        self._plain = False
        self._health = Health(None, "Not asked yet.")
        self._seen = 0.0
        self._cold_until = 0.0

    def ask(self, messages: Sequence[Message], most_tokens: int, schema: dict[str, Any]) -> Reply:
        """Begin to ask. What the model writes must fit the JSON schema where the endpoint can hold it to one.

        Raises `ModelUnavailable` at once where nobody answered there a moment ago.
        """
        if time.monotonic() < self._cold_until:
            raise ModelUnavailable(self._health.message, remedy=self._health.remedy)
        items: queue.SimpleQueue[str | ModelUnavailable | None] = queue.SimpleQueue()
        usage = Usage()
        call = asyncio.run_coroutine_threadsafe(
            self._call(messages, most_tokens, schema, items, usage), self._started()
        )
        reply = Reply(items, call)
        reply.usage = usage
        return reply

    def health(self) -> Health:
        """What was last seen, at once; where that is long ago, the endpoint is looked at in the background."""
        if self._health.ok is None or time.monotonic() - self._seen > PROBE_EVERY:
            asyncio.run_coroutine_threadsafe(self._probe(), self._started())
        return self._health

    def probe(self) -> Health:
        """Look whether the endpoint answers, and wait for it some seconds."""
        asyncio.run_coroutine_threadsafe(self._probe(), self._started()).result()
        return self._health

    def close(self) -> None:
        """Give up what is asked and end the thread."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop and thread:
            asyncio.run_coroutine_threadsafe(self._end(), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

    def _started(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="language model", daemon=True)
                self._thread.start()
            return self._loop

    async def _end(self) -> None:
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def _http(self) -> httpx.AsyncClient:
        if self._client is None:
            ours = self.endpoint
            key = {"Authorization": f"Bearer {ours.key}"} if ours.key else {}
            timeout = httpx.Timeout(ours.read_seconds, connect=ours.connect_seconds)
            # A redirect is not followed: it would carry the key and the question to another address.
            self._client = httpx.AsyncClient(headers=key, timeout=timeout, follow_redirects=False)
        return self._client

    async def _call(
        self,
        messages: Sequence[Message],
        most_tokens: int,
        schema: dict[str, Any],
        items: queue.SimpleQueue[str | ModelUnavailable | None],
        usage: Usage,
    ) -> None:
        try:
            async with asyncio.timeout(self.endpoint.total_seconds):
                async for text in self._tried(messages, most_tokens, schema, usage):
                    items.put(text)
            self._saw(Health(ok=True, message=f"{self.endpoint.model} answers."))
            items.put(None)
        except TimeoutError:
            items.put(self._noted(_failed(f"took longer than {self.endpoint.total_seconds:g} seconds", cold=True)))
        except ModelUnavailable as error:
            items.put(self._noted(error))
        except asyncio.CancelledError:
            items.put(_failed("was not needed any more"))
            raise
        except Exception as error:  # noqa: BLE001 - whoever waits must be told, whatever went wrong
            log.warning("language_model_failed", error=type(error).__name__)
            items.put(self._noted(_failed("could not be asked")))

    async def _tried(
        self, messages: Sequence[Message], most_tokens: int, schema: dict[str, Any], usage: Usage
    ) -> AsyncIterator[str]:
        """What it writes; asked again, with growing waits, as long as nothing has come."""
        while True:
            usage.attempts += 1
            try:
                async for text in self._once(self._payload(messages, most_tokens, schema), usage):
                    yield text
            except _Plainer:
                self._plain = True
                usage.attempts -= 1
            except _Again as again:
                if usage.attempts >= self.endpoint.attempts:
                    raise again.why from None
                wait = BACKOFF * 2 ** (usage.attempts - 1) * random.uniform(1, 1.25)  # noqa: S311 - spreads retries
                if again.after is not None and again.after > self.endpoint.total_seconds:
                    raise again.why from None
                await asyncio.sleep(max(wait, again.after or 0.0))
            else:
                return

    def _payload(self, messages: Sequence[Message], most_tokens: int, schema: dict[str, Any]) -> dict[str, Any]:
        """The request. An endpoint that refuses the fields which not all know gets the plainest one from then on."""
        plain = {"model": self.endpoint.model, "messages": [asdict(one) for one in messages], "stream": True}
        if self._plain:
            return plain
        shape = {"name": "claims", "strict": True, "schema": schema}
        return plain | {
            "temperature": 0,
            "max_tokens": most_tokens,
            "stream_options": {"include_usage": True},
            "response_format": {"type": "json_schema", "json_schema": shape},
        }

    async def _once(self, payload: dict[str, Any], usage: Usage) -> AsyncIterator[str]:
        written = 0
        try:
            async with self._http().stream("POST", self.endpoint.completions, json=payload) as response:
                self._judge(response)
                streamed = "event-stream" in response.headers.get("content-type", "")
                async for text in texts(response.aiter_bytes(), usage, streamed=streamed):
                    if text:
                        written += len(text)
                        yield text
                    if written > MOST_CHARACTERS:
                        raise _failed("wrote without end")
        except (httpx.HTTPError, BrokenOff) as error:
            raise self._broken(error, nothing_yet=not written) from error
        except (msgspec.DecodeError, EventTooLarge) as error:
            raise _failed("sent what no such endpoint sends") from error

    def _judge(self, response: httpx.Response) -> None:
        status = response.status_code
        if status == httpx.codes.OK:
            return
        if status in _PLAINER and not self._plain:
            raise _Plainer
        why, remedy = _WHY.get(status, (f"answers with status {status}", "Look at its own log."))
        error = _failed(why, remedy)
        if status in _AGAIN:
            raise _Again(error, _retry_after(response))
        raise error

    def _broken(self, error: httpx.HTTPError | BrokenOff, *, nothing_yet: bool) -> Exception:
        if isinstance(error, httpx.ReadTimeout):
            return _failed(f"was silent for {self.endpoint.read_seconds:g} seconds", cold=True)
        if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
            return _Again(_failed("cannot be reached", "Check STANDING_LLM_URL and that it runs.", cold=True))
        failed = _failed("broke off")
        return _Again(failed) if nothing_yet else failed

    async def _probe(self) -> None:
        self._seen = time.monotonic()
        try:
            response = await self._http().get(self.endpoint.models, timeout=PROBE_SECONDS)
        except (httpx.HTTPError, httpx.InvalidURL):
            self._noted(_failed("cannot be reached", "Check STANDING_LLM_URL and that it runs."))
            return
        if response.status_code in {401, 403}:
            self._noted(_failed(*_WHY[response.status_code]))
        elif response.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            self._noted(_failed(f"answers with status {response.status_code}", "It may still be starting."))
        else:
            self._saw(Health(ok=True, message=f"{self.endpoint.base} answers."))

    def _noted(self, error: ModelUnavailable) -> ModelUnavailable:
        self._saw(Health(ok=False, message=error.message, remedy=error.remedy))
        if isinstance(error, _Gone):
            self._cold_until = time.monotonic() + COOLING
        return error

    def _saw(self, health: Health) -> None:
        self._health, self._seen = health, time.monotonic()


def _failed(why: str, remedy: str = "", *, cold: bool = False) -> ModelUnavailable:
    """The error in words that hold neither the key nor what the endpoint sent."""
    return (_Gone if cold else ModelUnavailable)(f"The language model {why}.", remedy=remedy)


def _retry_after(response: httpx.Response) -> float | None:
    given = response.headers.get("retry-after", "")
    return float(given) if given.replace(".", "", 1).isdecimal() else None
