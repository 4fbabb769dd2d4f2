"""`/v1/chat/completions` and `/v1/models`: the same answer function behind another wire."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

import msgspec
import structlog
from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.openapi.spec import Example
from litestar.params import Body, PathParameter
from litestar.response import Stream

from corpus.errors import NotFound
from service.answering.wire import Answer, Ask, Citation
from service.api.answers import EVENT_STREAM, HEARTBEAT, NO_BUFFERING, StreamsToo
from service.api.contract.problems import PROBLEM, body_of
from service.errors import BadRequest, problem_of
from service.openai.errors import CHAT_HANDLERS, chat_problem, chat_problems
from service.openai.threads import Threads
from service.openai.wire import (
    MODELS,
    ChatRequest,
    Choice,
    Chunk,
    ChunkChoice,
    Completion,
    Delta,
    Model,
    Models,
    Said,
)
from service.running.streaming import Feed
from service.wiring import Services

PIECES = re.compile(r".+?(?:\n+|$)", re.DOTALL)
DONE = b"data: [DONE]\n\n"
EXAMPLE = Example(
    summary="A question",
    value={"model": "standing", "messages": [{"role": "user", "content": "What must Clearview delete in the UK?"}]},
)
ModelName = Annotated[str, PathParameter(description="Name of a model.", pattern=r"^[\w.:-]{1,100}$")]
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Given:
    """An answer in the words of a chat."""

    answer: Answer
    model: str
    created: int
    text: str


class Chat(Controller):
    """Standing as a model."""

    path = "/v1"
    tags = ("openai",)
    exception_handlers = CHAT_HANDLERS

    @get("/models", summary="List models", responses=chat_problems())
    async def models(self) -> Models:
        """The models that `/v1/chat/completions` can be asked for."""
        return Models(tuple(Model(name) for name in MODELS))

    @get("/models/{model:str}", summary="Show a model", responses=chat_problems(404))
    async def model(self, model: ModelName) -> Model:
        """One model."""
        _mode(model)
        return Model(model)

    @post(
        "/chat/completions",
        status_code=200,
        summary="Ask as in a chat",
        responses=chat_problems(404, 413, 415, 502, 504),
        operation_class=StreamsToo,
    )
    async def complete(
        self,
        data: Annotated[ChatRequest, Body(examples=[EXAMPLE])],
        request: Request[Any, Any, Any],
        services: NamedDependency[Services],
        threads: NamedDependency[Threads],
    ) -> Response[Completion]:
        """The last message of the user is the question; the messages before it say what it leans on.

        Numbers in square brackets point into `citations`; in a stream the last event before `[DONE]` has them.
        """
        mode = _mode(data.model)
        if data.messages[-1].role != "user" or not data.question:
            raise BadRequest("The last message is not a question of the user.", remedy="Send one with role `user`.")
        who = request.scope["state"]["principal"].name
        answering = services.through("openai")

        def ask() -> _Given:
            conversation = threads.conversation(who, data.messages, answering.answer)
            ask = Ask(data.question, conversation_id=conversation, mode=mode)
            answer = answering.answer(ask)
            text = content(answer)
            threads.remember(who, data.messages, text, conversation)
            return _Given(answer, data.model, int(time.time()), text)

        within = services.settings.answer_seconds
        if data.stream:
            feed = Feed(services.gate, partial(_once, ask))
            return Stream(_events(feed, within), media_type=EVENT_STREAM, headers=NO_BUFFERING)  # type: ignore[return-value]
        given = await services.gate.run(ask, within)
        return Response(_completion(given))


def content(answer: Answer) -> str:
    """The text of an answer with its sources below it, because not every client shows `citations`."""
    if not answer.citations:
        return answer.text
    sources = "\n".join(f"[{each.n}] [{_place(each)}]({each.viewer_url})  " for each in answer.citations)
    return f"{answer.text}\n\nSources:\n\n{sources}"


def _mode(model: str) -> Any:
    if model not in MODELS:
        raise NotFound(f"There is no model {model!r}.", remedy=f"Use one of: {', '.join(MODELS)}.")
    return MODELS[model]


def _place(citation: Citation) -> str:
    title = citation.title.replace("[", "(").replace("]", ")")
    page = f", page {citation.page}" if citation.page else ""
    return title + (f", paragraph {citation.paragraph}" if citation.paragraph else page)


def _once(ask: Any) -> Iterator[_Given]:
    yield ask()


def _completion(given: _Given) -> Completion:
    answer = given.answer
    return Completion(
        id=f"chatcmpl-{answer.id}",
        created=given.created,
        model=given.model,
        choices=(Choice(Said(given.text)),),
        citations=answer.citations,
        answer_id=answer.id,
        refused=answer.refused,
    )


async def _events(feed: Feed[_Given], within: float) -> AsyncIterator[bytes]:
    """Pieces of the verified text; a claim is never sent before it has passed."""
    try:
        async for given in feed.read(HEARTBEAT, within):
            if given is None:
                yield b": still working\n\n"
                continue
            for chunk in _chunks(given):
                yield b"data: " + msgspec.json.encode(chunk) + b"\n\n"
        yield DONE
    except Exception as error:
        log.warning("stream_failed", exc_info=error)
        shape = PROBLEM.decode(body_of(problem_of(error)))
        yield b"data: " + msgspec.json.encode(chat_problem(shape)) + b"\n\n"


def _chunks(given: _Given) -> Iterator[Chunk]:
    answer = given.answer
    first = Chunk(f"chatcmpl-{answer.id}", given.created, given.model, (), "chat.completion.chunk")
    yield msgspec.structs.replace(first, choices=(ChunkChoice(Delta(role="assistant", content="")),))
    for piece in PIECES.findall(given.text):
        yield msgspec.structs.replace(first, choices=(ChunkChoice(Delta(content=piece)),))
    yield msgspec.structs.replace(
        first,
        choices=(ChunkChoice(Delta(), finish_reason="stop"),),
        citations=answer.citations,
        answer_id=answer.id,
        refused=answer.refused,
    )
