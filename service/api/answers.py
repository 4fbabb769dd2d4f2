"""Ask a question, read an answer again, say what you thought of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Literal

import msgspec
import structlog
from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.openapi.spec import Example, OpenAPIMediaType, Operation, Schema
from litestar.params import Body, JSONBody
from litestar.response import Stream

from service.answering.wire import ANSWER, EVENT_NAMES, Answer, Ask, Event
from service.api.contract.parameters import AnswerId
from service.api.contract.problems import body_of, problems
from service.errors import problem_of
from service.running.streaming import Feed
from service.wiring import Services

HEARTBEAT = 15.0
"""Seconds of silence after which a comment is sent, so that proxies with a 30-second limit keep the stream open."""

EVENT_STREAM = "text/event-stream"
NO_BUFFERING = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
EXAMPLES = [
    Example(summary="A question", value={"question": "What must Clearview delete in the UK?"}),
    Example(
        summary="With filters and a date",
        value={
            "question": "How much was the fine?",
            "filters": {"respondent": ["Clearview AI Inc."], "jurisdiction": ["GB"]},
            "as_of": "2024-01-01",
        },
    ),
]
log = structlog.get_logger()


@dataclass
class StreamsToo(Operation):
    """Documents that the same route answers with events when asked to."""

    def __post_init__(self) -> None:
        """Add the second media type of the success response."""
        answered = (self.responses or {}).get("200")
        content = getattr(answered, "content", None)
        if content is not None:
            content[EVENT_STREAM] = OpenAPIMediaType(
                schema=Schema(
                    description="Server-sent events: status, citation, claim, standing, then done with the whole "
                    "answer, or error with a problem. Each `data` is JSON."
                )
            )


class Verdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What you thought of an answer."""

    verdict: Literal["up", "down"]
    comment: Annotated[str, msgspec.Meta(max_length=2000)] = ""


class Answers(Controller):
    """Questions in, cited answers out."""

    path = "/v1/answers"
    tags = ("answers",)

    @post(status_code=200, summary="Ask a question", responses=problems(413, 415, 502, 504), operation_class=StreamsToo)
    async def ask(
        self,
        data: Annotated[Ask, Body(examples=EXAMPLES)],
        request: Request[Any, Any, Any],
        services: NamedDependency[Services],
    ) -> Response[Answer]:
        """Answer one question from the documents held, every sentence cited, every order with its standing.

        With `"stream": true` or `Accept: text/event-stream` the answer comes as events.
        """
        answering = services.through("api")
        if data.stream or EVENT_STREAM in request.headers.get("accept", ""):
            feed = Feed(services.gate, partial(answering.stream, data))
            return Stream(events(feed, services.settings.answer_seconds), media_type=EVENT_STREAM, headers=NO_BUFFERING)  # type: ignore[return-value]
        ask = partial(answering.answer, data)
        return Response(await services.gate.run(ask, services.settings.answer_seconds))

    @get("/{answer_id:str}", summary="Read an answer again", responses=problems(404), sync_to_thread=True)
    def show(self, answer_id: AnswerId, services: NamedDependency[Services]) -> Answer:
        """The answer as it was given, with the citations it had then."""
        return stored(services, answer_id)

    @post(
        "/{answer_id:str}/feedback",
        status_code=204,
        summary="Say whether an answer was useful",
        responses=problems(404, 413, 415),
        sync_to_thread=True,
    )
    def feedback(self, answer_id: AnswerId, data: JSONBody[Verdict], services: NamedDependency[Services]) -> None:
        """Keep a verdict and a comment with the answer."""
        verdict: Literal["good", "bad"] = "good" if data.verdict == "up" else "bad"
        services.corpus.answers.add_feedback(answer_id, verdict, data.comment, "api", dt.datetime.now(dt.UTC))


def stored(services: Services, answer_id: str) -> Answer:
    """An answer out of the store. Raises `NotFound`."""
    return ANSWER.decode(services.corpus.answers.get(answer_id).body)


async def events(feed: Feed[Event], within: float) -> AsyncIterator[bytes]:
    """A streamed answer as server-sent events. An error ends it with an `error` event."""
    try:
        async for event in feed.read(HEARTBEAT, within):
            if event is None:
                yield b": still working\n\n"
            else:
                yield server_sent(EVENT_NAMES[type(event)], msgspec.json.encode(event))
    except Exception as error:
        log.warning("stream_failed", exc_info=error)
        yield server_sent("error", body_of(problem_of(error)))


def server_sent(name: str, data: bytes) -> bytes:
    """One event as text. JSON holds no line break, so one `data` line is enough."""
    return b"event: " + name.encode() + b"\ndata: " + data + b"\n\n"
