"""What a store keeps of its work: answers and feedback, jobs and their turns, keys, sources, posts of Slack."""

from __future__ import annotations

import sqlalchemy as sa

from corpus.column_types import UtcDateTime, Words
from corpus.tables.columns import moment, text
from corpus.tables.schema import metadata

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    text("title"),
    moment("created_at"),
    sa.Column("updated_at", UtcDateTime, nullable=False, index=True),
)

answers = sa.Table(
    "answers",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("conversation_id", sa.Text, sa.ForeignKey("conversations.id", ondelete="CASCADE"), index=True),
    text("question"),
    text("body"),
    sa.Column("corpus_version", sa.BigInteger, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False, index=True),
)

feedback = sa.Table(
    "feedback",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("answer_id", sa.Text, sa.ForeignKey("answers.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("verdict", sa.Text, nullable=False),
    text("note"),
    sa.Column("door", sa.Text, nullable=False),
    moment("created_at"),
)

jobs = sa.Table(
    "jobs",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, index=True),
    text("request"),
    text("report"),
    text("message"),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("total", sa.Integer),
    sa.Column("created_at", UtcDateTime, nullable=False, index=True),
    moment("started_at", null=True),
    moment("finished_at", null=True),
    text("worker", null=True),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
)

leases = sa.Table(
    "leases",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("holder", sa.Text, nullable=False),
    sa.Column("until", UtcDateTime, nullable=False),
)

api_keys = sa.Table(
    "api_keys",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    text("name"),
    sa.Column("sha256", sa.Text, nullable=False, unique=True),
    text("scopes"),
    moment("created_at"),
    moment("last_used_at", null=True),
    moment("revoked_at", null=True),
)

sync_state = sa.Table(
    "sync_state",
    metadata,
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("url", sa.Text, primary_key=True),
    text("etag", null=True),
    text("last_modified", null=True),
    sa.Column("sha256", sa.Text),
    text("state"),
    moment("checked_at"),
)

index_state = sa.Table(
    "index_state",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("model", sa.Text),
)

folders = sa.Table(
    "folders",
    metadata,
    sa.Column("name", Words, primary_key=True),
    text("path"),
)

failures = sa.Table(
    "failures",
    metadata,
    sa.Column("source_key", sa.Text, primary_key=True),
    text("reason"),
    sa.Column("sha256", sa.Text),
    text("pipeline"),
    moment("failed_at"),
)

slack_posts = sa.Table(
    "slack_posts",
    metadata,
    sa.Column("team", sa.Text, primary_key=True),
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("ts", sa.Text, primary_key=True),
    sa.Column("user", sa.Text, nullable=False),
    sa.Column("thread", sa.Text, nullable=False),
    text("text"),
    text("reply_to", null=True),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("leased_until", UtcDateTime, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("placeholder", sa.Text),
    sa.Column("answer_id", sa.Text),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

slack_installations = sa.Table(
    "slack_installations",
    metadata,
    sa.Column("enterprise", sa.Text, primary_key=True),
    sa.Column("team", sa.Text, primary_key=True),
    text("body"),
    sa.Column("installed_at", UtcDateTime, nullable=False),
)

slack_states = sa.Table(
    "slack_states",
    metadata,
    sa.Column("state", sa.Text, primary_key=True),
    sa.Column("expires_at", UtcDateTime, nullable=False),
)
