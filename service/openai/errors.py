"""Errors in the form that clients of the OpenAI API show: the problem of every other door, and an `error` beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.openapi.datastructures import ResponseSpec
from litestar.types import ExceptionHandlersMap

from service.api.contract.problems import HANDLERS, MEANINGS, PROBLEM, ProblemShape, problems

Handler = Callable[[Request[Any, Any, Any], Any], Response[Any]]


class ErrorShape(msgspec.Struct, frozen=True):
    """What a client of the OpenAI API shows."""

    message: str
    type: str
    code: int
    param: None = None


class ChatProblem(ProblemShape, frozen=True, omit_defaults=True, kw_only=True):
    """A problem with its `error`."""

    error: ErrorShape


def chat_problems(*statuses: int) -> Mapping[int, ResponseSpec]:
    """The documented errors of a chat route."""
    return {
        status: ResponseSpec(ChatProblem, description=MEANINGS[status], generate_examples=False)
        for status in problems(*statuses)
    }


def chat_problem(problem: ProblemShape) -> ChatProblem:
    """The problem in both forms."""
    message = " ".join(part for part in (problem.detail or problem.title, problem.remedy) if part)
    kind = problem.type.rsplit(":", 1)[-1]
    return ChatProblem(**msgspec.structs.asdict(problem), error=ErrorShape(message, kind, problem.status))


def _in_both_forms(handler: Handler) -> Handler:
    def handle(request: Request[Any, Any, Any], error: Any) -> Response[Any]:
        response = handler(request, error)
        problem = PROBLEM.decode(response.content)
        body = msgspec.json.encode(chat_problem(problem))
        return Response(body, status_code=problem.status, media_type="application/json", headers=dict(response.headers))

    return handle


CHAT_HANDLERS: ExceptionHandlersMap = {kind: _in_both_forms(handler) for kind, handler in HANDLERS.items()}
