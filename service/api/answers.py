"""Ask a question."""

from __future__ import annotations

from functools import partial

from litestar import Controller, post

from service.answering.wire import Answer, Ask
from service.wiring import Services


class Answers(Controller):
    """Questions in, cited answers out."""

    path = "/v1/answers"
    tags = ("answers",)

    @post(status_code=200, summary="Ask a question")
    async def ask(self, data: Ask, services: Services) -> Answer:
        """Answer one question from the documents held, every sentence cited, every order with its standing."""
        return await services.gate.run(partial(services.answering.answer, data))
