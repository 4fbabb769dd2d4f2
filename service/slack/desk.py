"""The desk: takes posts on once, works on them after they are acknowledged, and leaves one outcome in Slack for each.

The answer replaces a placeholder of ours, and which message that is stands in the registry: whoever finishes a post
after a crash writes into the same message, so there is one answer however often the work was begun.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar
from weakref import WeakValueDictionary

import structlog
from slack_sdk.webhook.async_client import AsyncWebhookClient

from corpus.errors import StoreError, StoreUnreachable
from corpus.slack_store import Post, SlackStore
from service.answering.wire import MAX_QUESTION_CHARACTERS, Answer, Ask
from service.errors import ServiceError
from service.slack.blocks import answer_blocks, summary
from service.slack.clients import Clients
from service.slack.incoming import conversation_of
from service.wiring import Services

LEASE = dt.timedelta(seconds=120)
"""How long a post may take before another process may take it over; answers take under a second without a model."""

SWEEP_SECONDS = 15.0
MOST_ATTEMPTS = 5
CALLS_AT_ONCE = 16
"""Posts that may speak to Slack together: Slack allows about one message a second a channel and queues the rest."""

WORKING = "Reading the documents held\u2026"
FAILED = "The question could not be answered: something failed on our side. Please ask again."
T = TypeVar("T")
log = structlog.get_logger()


class Desk:
    """Works on posts in the background of one event loop."""

    def __init__(self, services: Services, clients: Clients) -> None:
        self._services = services
        self._clients = clients
        self._arrived: list[tuple[Post, asyncio.Future[bool]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._calls = asyncio.Semaphore(CALLS_AT_ONCE)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._threads = ThreadPoolExecutor(services.settings.threads, thread_name_prefix="slack")
        self._records = ThreadPoolExecutor(2, thread_name_prefix="slack-store")
        self._began = _now()

    async def accept(self, post: Post) -> bool:
        """Take a post on, durably, and work on it later. False when it was taken on before."""
        new: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._arrived.append((post, new))
        if self._writing is None:
            self._writing = asyncio.create_task(self._take_on())
        return await new

    async def sweep(self) -> None:
        """Until cancelled: finish what a crash of this or another process left."""
        began = self._began if self._services.corpus.ownership is not None else None
        while True:
            try:
                left = await self._stored(partial(SlackStore.take_over, now=_now(), lease=LEASE, given_before=began))
            except StoreError as error:
                log.warning("slack_sweep", problem=str(error))
            else:
                began = None
                for post in left:
                    self._begin(post)
            await asyncio.sleep(SWEEP_SECONDS)

    async def close(self) -> None:
        """Let what is being worked on finish."""
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._threads.shutdown()
        self._records.shutdown()

    async def _take_on(self) -> None:
        """Commit whatever has arrived, again and again: one transaction for many posts when many come at once."""
        while self._arrived:
            batch, self._arrived = self._arrived, []
            try:
                fresh = await self._stored(partial(_accept, posts=[post for post, _ in batch]))
            except Exception as error:  # noqa: BLE001 - every post of the batch gets the error
                for _, waiting in batch:
                    waiting.set_exception(error)
                continue
            for (post, waiting), new in zip(batch, fresh, strict=True):
                if new:
                    self._begin(post)
                if not waiting.cancelled():
                    waiting.set_result(new)
        self._writing = None

    def _begin(self, post: Post) -> None:
        task = asyncio.create_task(self._work(post))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, post: Post) -> None:
        conversation = conversation_of(post)
        try:
            async with self._turns.setdefault(conversation, asyncio.Lock()):
                placeholder = await self._placeholder(post)
                answer_id = await self._answer(post, conversation, placeholder)
            await self._stored(partial(SlackStore.finish, key=post.key, answer_id=answer_id))
        except Exception as error:
            log.warning("slack_post_failed", team=post.key.team, attempts=post.attempts, exc_info=error)
            if post.attempts >= MOST_ATTEMPTS:
                await self._stored(partial(SlackStore.finish, key=post.key, answer_id=None))

    async def _answer(self, post: Post, conversation: str, placeholder: str | None) -> str | None:
        """Post the answer, or that it failed; gives the answer's id."""
        try:
            answer = await self._answered(post, conversation)
        except StoreUnreachable:
            # the sweep asks again once the server is back
            raise
        except Exception as error:
            log.exception("slack_answer_failed", exc_info=error)
            text = f"{FAILED} {error}" if isinstance(error, ServiceError) else FAILED
            await self._say(post, placeholder, text, None)
            return None
        await self._say(post, placeholder, summary(answer), answer)
        return answer.id

    async def _answered(self, post: Post, conversation: str) -> Answer:
        ask = Ask(question=post.text[:MAX_QUESTION_CHARACTERS], conversation_id=conversation)
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._services.answering.answer, ask)

    async def _placeholder(self, post: Post) -> str | None:
        if post.reply_to or post.placeholder:
            return post.placeholder
        client = await self._clients.of(post.key.team)
        async with self._calls:
            said = await client.chat_postMessage(
                channel=post.key.channel, thread_ts=post.thread or None, text=WORKING, unfurl_links=False
            )
        ts = str(said["ts"])
        await self._stored(partial(SlackStore.note_placeholder, key=post.key, ts=ts))
        return ts

    async def _say(self, post: Post, placeholder: str | None, text: str, answer: Answer | None) -> None:
        link = f"{self._services.settings.base_url}/answers/{answer.id}" if answer else ""
        blocks = answer_blocks(answer, link, ephemeral=bool(post.reply_to)) if answer else None
        async with self._calls:
            if post.reply_to:
                hook = AsyncWebhookClient(post.reply_to)
                sent = await hook.send(text=text, blocks=blocks, response_type="ephemeral", replace_original=True)
                if sent.status_code >= 400:  # noqa: PLR2004 - HTTP's own border
                    raise ServiceError(f"Slack did not take the answer to a command (HTTP {sent.status_code}).")
                return
            client = await self._clients.of(post.key.team)
            await client.chat_update(channel=post.key.channel, ts=placeholder or "", text=text, blocks=blocks or [])

    async def _stored(self, call: Callable[[SlackStore], T]) -> T:
        store = self._services.corpus.slack
        return await asyncio.get_running_loop().run_in_executor(self._records, call, store)


def _accept(store: SlackStore, posts: list[Post]) -> list[bool]:
    return store.accept(posts, _now(), LEASE)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
