"""Standing as a model, asked by the official `openai` client over a real connection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import msgspec
import openai
import pytest

from service.answering.wire import Answer, Ask
from service.openai.threads import Threads
from service.openai.wire import Message
from tests.support.library import NOTICE
from tests.support.serving import serving, settings_in, small_services

QUESTION = {"role": "user", "content": "Which photographs must Acme delete?"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[openai.OpenAI]:
    services = small_services(settings_in(tmp_path_factory.mktemp("openai")))
    with serving(services) as address, httpx.Client(trust_env=False) as http:
        yield openai.OpenAI(base_url=f"{address}/v1", api_key="not needed", http_client=http, max_retries=0)


def test_a_chat_gets_a_cited_answer(client: openai.OpenAI) -> None:
    """The message holds the marks and the sources; `citations` holds the quotes."""
    answered = client.chat.completions.create(model="standing", messages=[QUESTION])  # type: ignore[list-item]
    message = answered.choices[0].message
    assert (message.role, answered.choices[0].finish_reason) == ("assistant", "stop")
    assert "[1]" in (message.content or "")
    (citation,) = answered.citations  # type: ignore[attr-defined]
    assert NOTICE[citation["start"] : citation["end"]] == citation["quote"]
    assert citation["viewer_url"] in (message.content or "")


def test_a_streamed_chat_ends_with_its_citations(client: openai.OpenAI) -> None:
    """The pieces make up the same text, and the last event before the end carries the citations."""
    whole = client.chat.completions.create(model="standing", messages=[QUESTION])  # type: ignore[list-item]
    chunks = list(client.chat.completions.create(model="standing", messages=[QUESTION], stream=True))  # type: ignore[list-item]
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert text == whole.choices[0].message.content
    assert chunks[0].choices[0].delta.role == "assistant"
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert chunks[-1].citations[0]["n"] == 1  # type: ignore[attr-defined]


def test_models_are_listed(client: openai.OpenAI) -> None:
    """What is listed can be asked for, and what is not listed is refused in words."""
    assert "standing" in {model.id for model in client.models.list()}
    assert client.models.retrieve("standing").owned_by == "standing"
    with pytest.raises(openai.NotFoundError, match="no model"):
        client.chat.completions.create(model="gpt-4", messages=[QUESTION])  # type: ignore[list-item]


def test_a_chat_without_a_question_is_refused(client: openai.OpenAI) -> None:
    """The last message must be the user's."""
    with pytest.raises(openai.BadRequestError, match="not a question"):
        client.chat.completions.create(model="standing", messages=[QUESTION, {"role": "assistant", "content": "?"}])  # type: ignore[list-item]


def test_content_may_come_in_parts(client: openai.OpenAI) -> None:
    """Clients that send text as parts are understood."""
    parts = [{"role": "user", "content": [{"type": "text", "text": QUESTION["content"]}]}]
    answered = client.chat.completions.create(model="standing-extractive", messages=parts)  # type: ignore[arg-type]
    assert answered.citations  # type: ignore[attr-defined]


def test_the_next_message_continues_the_conversation(client: openai.OpenAI) -> None:
    """A chat that is continued stays one conversation, and another chat with the same beginning is another."""
    first = client.chat.completions.create(model="standing", messages=[QUESTION])  # type: ignore[list-item]
    said = {"role": "assistant", "content": first.choices[0].message.content}
    again = client.chat.completions.create(
        model="standing",
        messages=[QUESTION, said, {"role": "user", "content": "And who took the photographs?"}],  # type: ignore[list-item]
    )
    kept = [
        httpx.get(f"{client.base_url}answers/{each.answer_id}", trust_env=False).json()["conversation_id"]  # type: ignore[attr-defined]
        for each in (first, again)
    ]
    assert kept[0] == kept[1]


def test_an_unknown_history_is_asked_again() -> None:
    """After a restart the questions before are asked anew in one conversation, so that a follow-up finds them."""
    asked: list[Ask] = []

    def ask(question: Ask) -> Answer:
        asked.append(question)
        return msgspec.json.decode(b"null", type=Any)  # what came of it is read from the store

    history = [Message("user", "one"), Message("assistant", "1"), Message("user", "two"), Message("assistant", "2")]
    threads = Threads()
    conversation = threads.conversation("me", [*history, Message("user", "three")], ask)
    assert [(each.question, each.conversation_id) for each in asked] == [("one", conversation), ("two", conversation)]
    threads.remember("me", [*history, Message("user", "three")], "3", conversation)
    longer = [*history, Message("user", "three"), Message("assistant", "3"), Message("user", "four")]
    assert threads.conversation("me", longer, lambda _: pytest.fail("known")) == conversation
    assert threads.conversation("you", longer[-1:], lambda _: pytest.fail("nothing before")) != conversation
