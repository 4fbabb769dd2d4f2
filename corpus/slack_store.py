"""What the Slack bot must not forget: which posts it took on, which workspaces installed it.

A post is one person's message, known by team, channel and timestamp whatever event carried it and however often it is
delivered. It is taken on once; who takes it holds a lease, and a lease that ran out lets another process finish it.

accepted -> answered | failed
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa

from corpus.database import Database, insert_first, put
from corpus.lease_store import CREDIBLE
from corpus.tables import slack_installations, slack_posts, slack_states


class PostKey(NamedTuple):
    """What makes a post one post."""

    team: str
    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class Post:
    """One message to answer.

    `thread` is the thread it belongs to, and its conversation. `reply_to` is the address a slash command is answered
    at; None for messages. `placeholder` is the timestamp of our own message that becomes the answer.
    """

    key: PostKey
    user: str
    thread: str
    text: str
    reply_to: str | None = None
    placeholder: str | None = None
    attempts: int = 0


class SlackStore:
    """Reads and writes of the bot's memory. Safe to share between threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def accept(self, posts: Sequence[Post], now: dt.datetime, lease: dt.timedelta) -> list[bool]:
        """Take on posts, in one transaction; for each whether it is new. One that anybody took on before is not."""
        with self._database.write() as connection:
            return [insert_first(connection, slack_posts, _row(post, now, lease)) for post in posts]

    def take_over(
        self, now: dt.datetime, lease: dt.timedelta, *, given_before: dt.datetime | None = None
    ) -> tuple[Post, ...]:
        """Posts whose lease ran out, leased anew to the caller.

        Where no other process can be at work `given_before` is when this one began: what was leased before is free.
        """
        ended = now if given_before is None else given_before + lease
        # one that would last longer than any lease can was taken before the clock was put back
        beyond = slack_posts.c.leased_until > now + CREDIBLE * lease
        waiting = (slack_posts.c.state == "accepted") & ((slack_posts.c.leased_until < ended) | beyond)
        with self._database.write() as connection:
            query = sa.select(slack_posts).where(waiting).with_for_update(skip_locked=True)
            found = connection.execute(query).mappings().all()
            for row in found:
                connection.execute(
                    sa.update(slack_posts)
                    .where(_is(_post(row).key))
                    .values(leased_until=now + lease, attempts=slack_posts.c.attempts + 1)
                )
        return tuple(_post(row) for row in found)

    def note_placeholder(self, key: PostKey, ts: str) -> None:
        """Remember which of our messages becomes the answer."""
        self._update(key, placeholder=ts)

    def finish(self, key: PostKey, answer_id: str | None) -> None:
        """The outcome stands in Slack: an answer, or a failure where there is none."""
        self._update(key, state="answered" if answer_id else "failed", answer_id=answer_id)

    def states(self) -> dict[str, int]:
        """How many posts are in which state."""
        query = sa.select(slack_posts.c.state, sa.func.count()).group_by(slack_posts.c.state)
        with self._database.read() as connection:
            return {str(state): int(count) for state, count in connection.execute(query)}

    def save_installation(self, enterprise: str, team: str, body: str, now: dt.datetime) -> None:
        """Keep a workspace's installation, in place of an older one."""
        row = {"enterprise": enterprise, "team": team, "body": body, "installed_at": now}
        with self._database.write() as connection:
            put(connection, slack_installations, row)

    def installation(self, enterprise: str, team: str) -> str | None:
        """A workspace's installation."""
        query = sa.select(slack_installations.c.body).where(_installed(enterprise, team))
        with self._database.read() as connection:
            return connection.execute(query).scalar_one_or_none()

    def delete_installation(self, enterprise: str, team: str) -> None:
        """Forget a workspace's installation."""
        with self._database.write() as connection:
            connection.execute(sa.delete(slack_installations).where(_installed(enterprise, team)))

    def issue_state(self, state: str, expires_at: dt.datetime) -> None:
        """Keep the one-time state of an installation that began."""
        with self._database.write() as connection:
            connection.execute(sa.insert(slack_states).values(state=state, expires_at=expires_at))

    def consume_state(self, state: str, now: dt.datetime) -> bool:
        """Whether the state was issued, has not expired and is used for the first time."""
        ours = slack_states.c.state == state
        with self._database.write() as connection:
            query = sa.select(slack_states.c.expires_at).where(ours).with_for_update()
            expiry = connection.execute(query).scalar_one_or_none()
            connection.execute(sa.delete(slack_states).where(ours | (slack_states.c.expires_at < now)))
        return expiry is not None and expiry >= now

    def _update(self, key: PostKey, **values: object) -> None:
        with self._database.write() as connection:
            connection.execute(sa.update(slack_posts).where(_is(key)).values(**values))


def _is(key: PostKey) -> sa.ColumnElement[bool]:
    columns = slack_posts.c
    return sa.and_(columns.team == key.team, columns.channel == key.channel, columns.ts == key.ts)


def _installed(enterprise: str, team: str) -> sa.ColumnElement[bool]:
    return sa.and_(slack_installations.c.enterprise == enterprise, slack_installations.c.team == team)


def _row(post: Post, now: dt.datetime, lease: dt.timedelta) -> dict[str, object]:
    names = ("user", "thread", "text", "reply_to")
    told = {**post.key._asdict(), **{name: getattr(post, name) for name in names}}
    return {**told, "state": "accepted", "leased_until": now + lease, "attempts": 1, "created_at": now}


def _post(row: sa.RowMapping) -> Post:
    key = PostKey(row["team"], row["channel"], row["ts"])
    names = ("user", "thread", "text", "reply_to", "placeholder", "attempts")
    return Post(key, **{name: row[name] for name in names})
