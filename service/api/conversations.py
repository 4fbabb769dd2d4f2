"""Conversations: runs of questions, each with the answers that were given."""

from __future__ import annotations

import datetime as dt

import msgspec
from litestar import Controller, delete, get
from litestar.di import NamedDependency

from corpus.errors import NotFound
from service.answering.wire import ANSWER, Answer
from service.api.contract.parameters import ConversationId, Limit
from service.api.contract.problems import problems
from service.wiring import Services


class ConversationShape(msgspec.Struct, frozen=True):
    """A conversation. Its title is its first question."""

    id: str
    title: str
    created_at: dt.datetime
    updated_at: dt.datetime


class Conversations(msgspec.Struct, frozen=True):
    """The conversations last spoken in."""

    items: tuple[ConversationShape, ...]


class Turns(msgspec.Struct, frozen=True):
    """The answers of one conversation, oldest first."""

    id: str
    answers: tuple[Answer, ...]


class ConversationRoutes(Controller):
    """Read and forget conversations. Whoever knows an id may read it; the list of all is for admin keys."""

    path = "/v1/conversations"
    tags = ("answers",)

    @get(summary="List conversations", responses=problems(), opt={"scope": "admin"}, sync_to_thread=True)
    def list_all(
        self,
        services: NamedDependency[Services],
        limit: Limit = 50,
    ) -> Conversations:
        """The conversations last spoken in first."""
        found = services.corpus.answers.conversations(limit)
        return Conversations(tuple(ConversationShape(c.id, c.title, c.created_at, c.updated_at) for c in found))

    @get("/{conversation_id:str}", summary="Read a conversation", responses=problems(404), sync_to_thread=True)
    def show(self, conversation_id: ConversationId, services: NamedDependency[Services]) -> Turns:
        """Every answer given in it."""
        held = services.corpus.answers.conversation(conversation_id)
        if not held:
            raise NotFound(f"There is no conversation {conversation_id}.")
        return Turns(conversation_id, tuple(ANSWER.decode(each.body) for each in held))

    @delete("/{conversation_id:str}", summary="Forget a conversation", responses=problems(404), sync_to_thread=True)
    def forget(self, conversation_id: ConversationId, services: NamedDependency[Services]) -> None:
        """Remove it with its answers and their feedback. Permalinks to them end to work."""
        services.corpus.answers.delete_conversation(conversation_id)
