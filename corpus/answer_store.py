"""Answers, the conversations they belong to, and what people thought of them.

The body of an answer is kept as the JSON that was given out, so that it can be shown again word for word.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from typing import Literal

import sqlalchemy as sa

from corpus.database import Database, insert_first
from corpus.errors import NotFound
from corpus.tables import answers, conversations, feedback

Verdict = Literal["good", "bad"]


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """One answer as it was given. `body` is JSON."""

    id: str
    question: str
    body: str
    corpus_version: int
    created_at: dt.datetime
    conversation_id: str | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """A run of questions. Its title is its first question."""

    id: str
    title: str
    created_at: dt.datetime
    updated_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person thought of an answer, and the door they came through ("web", "slack", "api")."""

    id: str
    answer_id: str
    verdict: Verdict
    note: str
    door: str
    created_at: dt.datetime


_KEEP = sa.insert(answers)


class AnswerStore:
    """Reads and writes of answers. Safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, answer: StoredAnswer) -> None:
        """Keep an answer; its conversation begins with it, or is moved to the front.

        It stands after those before it in its conversation, even where the clock was put back between them.
        """
        with self._database.write() as connection:
            if answer.conversation_id:
                answer = replace(answer, created_at=_placed(connection, answer))
            connection.execute(_KEEP, _values(answer))

    def get(self, answer_id: str) -> StoredAnswer:
        """One answer. Raises `NotFound`."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(answers).where(answers.c.id == answer_id)).mappings().first()
        if row is None:
            raise NotFound(f"There is no answer {answer_id}.")
        return _answer(row)

    def recent(self, limit: int = 50, before: dt.datetime | None = None) -> tuple[StoredAnswer, ...]:
        """The newest answers first; `before` reads on from an earlier page."""
        query = sa.select(answers).order_by(answers.c.created_at.desc(), answers.c.id).limit(limit)
        if before:
            query = query.where(answers.c.created_at < before)
        with self._database.read() as connection:
            return tuple(_answer(row) for row in connection.execute(query).mappings())

    def conversations(self, limit: int = 50) -> tuple[Conversation, ...]:
        """The conversations last spoken in first."""
        query = sa.select(conversations).order_by(conversations.c.updated_at.desc(), conversations.c.id).limit(limit)
        with self._database.read() as connection:
            return tuple(Conversation(**row) for row in connection.execute(query).mappings())

    def conversation(self, conversation_id: str) -> tuple[StoredAnswer, ...]:
        """The answers of a conversation, oldest first; empty when there is none."""
        query = sa.select(answers).where(answers.c.conversation_id == conversation_id)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(answers.c.created_at, answers.c.id))
            return tuple(_answer(row) for row in rows.mappings())

    def delete_conversation(self, conversation_id: str) -> None:
        """Forget a conversation with its answers and their feedback. Raises `NotFound`."""
        with self._database.write() as connection:
            gone = connection.execute(sa.delete(conversations).where(conversations.c.id == conversation_id))
        if not gone.rowcount:
            raise NotFound(f"There is no conversation {conversation_id}.")

    def add_feedback(self, answer_id: str, verdict: Verdict, note: str, door: str, now: dt.datetime) -> Feedback:
        """Keep what was said about an answer. Raises `NotFound` when there is no such answer."""
        self.get(answer_id)
        given = Feedback(uuid.uuid4().hex, answer_id, verdict, note, door, now)
        values = {name: getattr(given, name) for name in Feedback.__slots__}
        with self._database.write() as connection:
            connection.execute(sa.insert(feedback).values(values))
        return given

    def feedback(self, answer_id: str) -> tuple[Feedback, ...]:
        """What was said about an answer, oldest first."""
        query = sa.select(feedback).where(feedback.c.answer_id == answer_id).order_by(feedback.c.created_at)
        with self._database.read() as connection:
            return tuple(Feedback(**row) for row in connection.execute(query).mappings())


def _placed(connection: sa.Connection, answer: StoredAnswer) -> dt.datetime:
    """The moment at which an answer stands in its conversation, which begins with it or is moved to the front."""
    now = answer.created_at
    row = {"id": answer.conversation_id, "title": answer.question, "created_at": now, "updated_at": now}
    if insert_first(connection, conversations, row):
        return now
    last = sa.select(sa.func.max(answers.c.created_at)).where(answers.c.conversation_id == answer.conversation_id)
    before: dt.datetime | None = connection.execute(last).scalar()
    moment = max(now, before + dt.timedelta(microseconds=1)) if before else now
    ours = conversations.c.id == answer.conversation_id
    connection.execute(sa.update(conversations).where(ours).values(updated_at=moment))
    return moment


def _values(answer: StoredAnswer) -> dict[str, object]:
    return {name: getattr(answer, name) for name in StoredAnswer.__slots__}


def _answer(row: sa.RowMapping) -> StoredAnswer:
    return StoredAnswer(**row)
