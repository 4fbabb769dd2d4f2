"""What an OpenAI-compatible endpoint sends, streamed or at once: the characters in it, and the tokens it counted."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec

from service.answering.generative.endpoint import Usage
from service.answering.generative.sse import EventReader


class BrokenOff(Exception):
    """It ended before it was done, or told of an error: what has come may lack its end."""


class _Delta(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    delta: _Delta | None = None
    message: _Delta | None = None
    finish_reason: str | None = None


class _Counted(msgspec.Struct):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Chunk(msgspec.Struct):
    choices: list[_Choice] = []
    usage: _Counted | None = None
    error: msgspec.Raw = msgspec.Raw()


_CHUNK = msgspec.json.Decoder(_Chunk)


async def texts(received: AsyncIterator[bytes], usage: Usage, *, streamed: bool) -> AsyncIterator[str]:
    """The characters as they come; an endpoint that does not stream gives them all at once. Notes tokens in `usage`.

    Raises `BrokenOff`, `msgspec.DecodeError` for what is no chunk, and `EventTooLarge`.
    """
    if not streamed:
        yield _text(_CHUNK.decode(b"".join([part async for part in received])), usage)
        return
    finished = False
    async for data in _events(received, EventReader()):
        if data.strip() == "[DONE]":
            return
        chunk = _CHUNK.decode(data)
        finished = finished or any(choice.finish_reason for choice in chunk.choices)
        yield _text(chunk, usage)
    if not finished:
        raise BrokenOff


async def _events(received: AsyncIterator[bytes], reader: EventReader) -> AsyncIterator[str]:
    async for part in received:
        for data in reader.feed(part):
            yield data
    for data in reader.end():
        yield data


def _text(chunk: _Chunk, usage: Usage) -> str:
    if bytes(chunk.error) not in {b"", b"null"}:
        raise BrokenOff
    if chunk.usage is not None:
        usage.prompt_tokens = chunk.usage.prompt_tokens or usage.prompt_tokens
        usage.output_tokens = chunk.usage.completion_tokens or usage.output_tokens
    said = [choice.delta or choice.message for choice in chunk.choices[:1]]
    return "".join(one.content or "" for one in said if one)
