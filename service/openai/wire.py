"""The part of the OpenAI API that chat clients need, with `citations` beside it. Unknown request fields are ignored."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from service.answering.wire import MAX_QUESTION_CHARACTERS, Citation, Mode

MAX_MESSAGES = 200
"""Messages of one chat: clients send the whole history each time."""

MODELS: dict[str, Mode] = {"standing": "auto", "standing-extractive": "extractive"}
"""The models offered, and how each answers."""


class Part(msgspec.Struct, frozen=True):
    """A part of a message; parts that are not text are passed over."""

    type: str
    text: str | None = None


class Message(msgspec.Struct, frozen=True):
    """One message of the chat."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Annotated[str, msgspec.Meta(max_length=200_000)] | tuple[Part, ...] | None = None

    @property
    def text(self) -> str:
        """The words of the message."""
        if isinstance(self.content, str):
            return self.content
        return "\n".join(part.text for part in self.content or () if part.text)


class ChatRequest(msgspec.Struct, frozen=True):
    """A chat. The last message of the user is the question, those before it make up the conversation."""

    messages: Annotated[list[Message], msgspec.Meta(min_length=1, max_length=MAX_MESSAGES)]
    model: Annotated[str, msgspec.Meta(max_length=100)] = "standing"
    stream: bool | None = False

    @property
    def question(self) -> str:
        """The last thing the user said, cut to the length of a question."""
        said = [message.text.strip() for message in self.messages if message.role == "user"]
        return said[-1][:MAX_QUESTION_CHARACTERS] if said else ""


class Said(msgspec.Struct, frozen=True):
    """What the model says."""

    content: str
    role: str = "assistant"


class Choice(msgspec.Struct, frozen=True):
    """The one answer."""

    message: Said
    index: int = 0
    finish_reason: str = "stop"
    logprobs: None = None


class Completion(msgspec.Struct, frozen=True):
    """A whole answer. `citations` are those of `POST /v1/answers`, numbered as the marks in the text."""

    id: str
    created: int
    model: str
    choices: tuple[Choice, ...]
    citations: tuple[Citation, ...]
    answer_id: str
    refused: bool
    object: str = "chat.completion"


class Delta(msgspec.Struct, frozen=True, omit_defaults=True):
    """A piece of an answer."""

    role: str | None = None
    content: str | None = None


class ChunkChoice(msgspec.Struct, frozen=True):
    """The piece of the one answer."""

    delta: Delta
    index: int = 0
    finish_reason: str | None = None
    logprobs: None = None


class Chunk(msgspec.Struct, frozen=True, omit_defaults=True):
    """One event of a stream. The last one has `citations`."""

    id: str
    created: int
    model: str
    choices: tuple[ChunkChoice, ...]
    object: str
    citations: tuple[Citation, ...] | None = None
    answer_id: str | None = None
    refused: bool | None = None


class Model(msgspec.Struct, frozen=True):
    """A model that can be asked."""

    id: str
    created: int = 0
    object: str = "model"
    owned_by: str = "standing"


class Models(msgspec.Struct, frozen=True):
    """Every model that can be asked."""

    data: tuple[Model, ...]
    object: str = "list"
