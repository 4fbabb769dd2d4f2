"""What an endpoint sends becomes characters and counts, streamed or at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from service.answering.generative.chunks import BrokenOff, texts
from service.answering.generative.endpoint import Usage

DONE = b'data: {"choices": [{"delta": {}, "finish_reason": "stop"}]}\n\n'
HELLO = b'data: {"choices": [{"delta": {"content": "Hello"}}]}\n\n'
COUNTED = b'data: {"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 3}}\n\n'


def read(*parts: bytes, streamed: bool = True) -> tuple[str, Usage]:
    usage = Usage()

    async def received() -> AsyncIterator[bytes]:
        for part in parts:
            yield part

    async def together() -> str:
        return "".join([text async for text in texts(received(), usage, streamed=streamed)])

    return asyncio.run(together()), usage


def test_a_stream_is_read_however_it_is_cut() -> None:
    """The characters and the counts are the same wherever the network cut the stream."""
    stream = HELLO + HELLO + DONE + COUNTED
    for cut in range(len(stream)):
        text, usage = read(stream[:cut], stream[cut:])
        assert (text, usage.prompt_tokens, usage.output_tokens) == ("HelloHello", 7, 3)


def test_an_endpoint_that_does_not_stream_gives_all_at_once() -> None:
    """A whole message in one body is read as well."""
    assert read(b'{"choices": [{"message": ', b'{"content": "Hello"}}]}', streamed=False)[0] == "Hello"


@pytest.mark.parametrize("sent", [HELLO, b'data: {"error": {"message": "no"}}\n\n'])
def test_what_broke_off_is_no_answer(sent: bytes) -> None:
    """A stream without its end, or with an error in it, is not taken for a whole one."""
    with pytest.raises(BrokenOff):
        read(sent)
