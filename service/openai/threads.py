"""Which conversation a chat belongs to. The protocol sends the history and no name for it.

A conversation is remembered under the history that its next question will come with. Where that is not known (another
replica, a restart, an edited answer) the last questions are asked again, so that a follow-up finds what it leans on.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Sequence

import msgspec

from corpus.caches import Bounded
from service.answering.wire import MAX_QUESTION_CHARACTERS, Answer, Ask
from service.openai.wire import Message

REMEMBERED = 10_000
"""Conversations kept in memory, some 2 MB."""

ASKED_AGAIN = 2
"""Questions asked again: a follow-up leans on the question before it, and that may lean on one before."""


class Threads:
    """Conversations by what was said in them. Safe to share between threads."""

    def __init__(self) -> None:
        self._known: Bounded[str, str] = Bounded(REMEMBERED)

    def conversation(self, who: str, messages: Sequence[Message], ask: Callable[[Ask], Answer]) -> str:
        """The conversation that the last message continues; a new one when nothing was said before."""
        before = _before(messages)
        known = self._known.get(_key(who, before))
        if known:
            return known
        conversation = f"c{uuid.uuid4().hex}"
        for question in [message.text for message in before if message.role == "user"][-ASKED_AGAIN:]:
            if question.strip():
                ask(Ask(question.strip()[:MAX_QUESTION_CHARACTERS], conversation_id=conversation))
        return conversation

    def remember(self, who: str, messages: Sequence[Message], said: str, conversation: str) -> None:
        """The next question of this chat will come after these messages and what was said to them."""
        self._known.put(_key(who, [*_before(messages), messages[-1], Message("assistant", said)]), conversation)


def _before(messages: Sequence[Message]) -> list[Message]:
    return [message for message in messages[:-1] if message.role in {"user", "assistant"}]


def _key(who: str, messages: Sequence[Message]) -> str:
    said = msgspec.json.encode([who, *((message.role, message.text.strip()) for message in messages)])
    return hashlib.sha256(said).hexdigest()
