"""The SQL schema, in words every SQL database understands. Created and changed by `corpus/migrations` alone.

Text and structure of a version stand apart from its description, so that lists and filters never read whole texts.
Spans are code points into the text of the version that the row names.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from corpus.column_types import DecimalText, UtcDateTime, Words

REVISION = "0004"
"""The migration that makes the schema below; a test holds it to the newest file in `corpus/migrations/versions`."""

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = sa.MetaData(naming_convention=NAMES)


def _of_version() -> list[sa.schema.SchemaItem]:
    """The columns that tie a row to one version of one document; rows vanish with their version."""
    return [
        sa.Column("document_id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id", "version"], ["versions.document_id", "versions.version"], ondelete="CASCADE"
        ),
    ]


def _numbered(key: str = "ordinal") -> list[sa.schema.SchemaItem]:
    """A numbered row of a version."""
    return [
        *_of_version(),
        sa.Column(key, sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "version", key),
    ]


def _span() -> list[sa.Column[int]]:
    return [sa.Column("span_start", sa.Integer, nullable=False), sa.Column("span_end", sa.Integer, nullable=False)]


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, Words, nullable=null)


def _moment(name: str, *, null: bool = False) -> sa.Column[dt.datetime]:
    return sa.Column(name, UtcDateTime, nullable=null)


counters = sa.Table(
    "counters",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)

documents = sa.Table(
    "documents",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("source_key", sa.Text, nullable=False, unique=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("changed_in", sa.BigInteger, nullable=False, index=True),
    _moment("deleted_at", null=True),
    _text("deleted_title", null=True),
    sa.Column("duplicate_of", sa.Text, index=True),
)

sketches = sa.Table(
    "sketches",
    metadata,
    sa.Column("document_id", sa.Text, sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("minima", sa.LargeBinary, nullable=False),
)

sketch_bands = sa.Table(
    "sketch_bands",
    metadata,
    sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("document_id", sa.Text, sa.ForeignKey("documents.id"), primary_key=True, index=True),
)

repetitions = sa.Table(
    "repetitions",
    metadata,
    sa.Column("document_id", sa.Text, sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("repeated_id", sa.Text, sa.ForeignKey("documents.id"), primary_key=True, index=True),
)

versions = sa.Table(
    "versions",
    metadata,
    sa.Column("document_id", sa.Text, sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("sha256", sa.Text, nullable=False, index=True),
    _text("media_type"),
    _moment("retrieved_at"),
    _text("url", null=True),
    _text("archive_key", null=True),
    _text("pipeline"),
    _moment("stored_at"),
    _text("title"),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("rank", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("regulator", sa.Text, index=True),
    sa.Column("court", sa.Text),
    sa.Column("jurisdiction", sa.Text),
    _text("reference", null=True),
    sa.Column("matter", sa.Text, index=True),
    sa.Column("decided_on", sa.Date),
    sa.Column("published_on", sa.Date),
    sa.Column("effective_on", sa.Date),
    sa.Column("known_to", sa.Date),
    sa.Column("passages", sa.Integer, nullable=False),
    sa.Column("needs_ocr", sa.Boolean, nullable=False),
)

texts = sa.Table(
    "texts",
    metadata,
    *_of_version(),
    _text("text"),
    _text("pages"),
    _text("blocks"),
    _text("detected"),
    _text("warnings"),
    _text("metadata"),
    sa.PrimaryKeyConstraint("document_id", "version"),
)

respondents = sa.Table(
    "respondents",
    metadata,
    *_numbered(),
    _text("name"),
    sa.Column("folded", sa.Text, nullable=False, index=True),
)

passages = sa.Table(
    "passages",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    *_of_version(),
    sa.Column("ordinal", sa.Integer, nullable=False),
    *_span(),
    sa.Column("page", sa.Integer),
    _text("paragraph", null=True),
    _text("heading_path"),
    sa.Column("tokens", sa.Integer, nullable=False),
    sa.Column("vector_key", sa.LargeBinary(32), nullable=False, index=True),
    sa.Index(None, "document_id", "version"),
)

vectors = sa.Table(
    "vectors",
    metadata,
    sa.Column("model", sa.Text, primary_key=True),
    sa.Column("key", sa.LargeBinary(32), primary_key=True),
    sa.Column("vector", sa.LargeBinary, nullable=False),
)

penalties = sa.Table(
    "penalties",
    metadata,
    *_numbered(),
    sa.Column("amount", DecimalText, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("voice", sa.Text, nullable=False),
    _text("respondent", null=True),
    _text("instrument", null=True),
    sa.Column("on_date", sa.Date),
    sa.Column("approximate", sa.Boolean, nullable=False),
    _text("note"),
    *_span(),
)

orders = sa.Table(
    "orders",
    metadata,
    *_numbered(),
    sa.Column("verb", sa.Text, nullable=False),
    _text("object"),
    sa.Column("voice", sa.Text, nullable=False),
    _text("addressee", null=True),
    _text("instrument", null=True),
    _text("deadline", null=True),
    sa.Column("deadline_by", sa.Date),
    _text("deadline_from", null=True),
    _text("sanction", null=True),
    sa.Column("gains", sa.Text, nullable=False),
    *_span(),
)

provisions = sa.Table(
    "provisions",
    metadata,
    *_numbered(),
    _text("law"),
    _text("article"),
    sa.Column("infringed", sa.Boolean, nullable=False),
    sa.Column("voice", sa.Text, nullable=False),
    *_span(),
)

matters = sa.Table(
    "matters",
    metadata,
    *_of_version(),
    sa.Column("matter", sa.Text, nullable=False, index=True),
    _text("title"),
    sa.PrimaryKeyConstraint("document_id", "version"),
)

instruments = sa.Table(
    "instruments",
    metadata,
    *_numbered(),
    sa.Column("matter", sa.Text, nullable=False, index=True),
    _text("id"),
    _text("kind"),
    _text("reference", null=True),
    sa.Column("decided_on", sa.Date),
    sa.Column("published_on", sa.Date),
    sa.Column("effective_on", sa.Date),
)

events = sa.Table(
    "events",
    metadata,
    *_numbered(),
    sa.Column("matter", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("on_date", sa.Date, nullable=False),
    sa.Column("precision", sa.Text, nullable=False),
    _text("body"),
    sa.Column("body_rank", sa.Text, nullable=False),
    sa.Column("last_instance", sa.Boolean, nullable=False),
    _text("applies_to"),
    _text("effect"),
    *_span(),
)

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    _text("title"),
    _moment("created_at"),
    sa.Column("updated_at", UtcDateTime, nullable=False, index=True),
)

answers = sa.Table(
    "answers",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("conversation_id", sa.Text, sa.ForeignKey("conversations.id", ondelete="CASCADE"), index=True),
    _text("question"),
    _text("body"),
    sa.Column("corpus_version", sa.BigInteger, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False, index=True),
)

feedback = sa.Table(
    "feedback",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("answer_id", sa.Text, sa.ForeignKey("answers.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("verdict", sa.Text, nullable=False),
    _text("note"),
    sa.Column("door", sa.Text, nullable=False),
    _moment("created_at"),
)

jobs = sa.Table(
    "jobs",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, index=True),
    _text("request"),
    _text("report"),
    _text("message"),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("total", sa.Integer),
    sa.Column("created_at", UtcDateTime, nullable=False, index=True),
    _moment("started_at", null=True),
    _moment("finished_at", null=True),
    _text("worker", null=True),
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
    _text("name"),
    sa.Column("sha256", sa.Text, nullable=False, unique=True),
    _text("scopes"),
    _moment("created_at"),
    _moment("last_used_at", null=True),
    _moment("revoked_at", null=True),
)

sync_state = sa.Table(
    "sync_state",
    metadata,
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("url", sa.Text, primary_key=True),
    _text("etag", null=True),
    _text("last_modified", null=True),
    sa.Column("sha256", sa.Text),
    _text("state"),
    _moment("checked_at"),
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
    _text("path"),
)

failures = sa.Table(
    "failures",
    metadata,
    sa.Column("source_key", sa.Text, primary_key=True),
    _text("reason"),
    sa.Column("sha256", sa.Text),
    _text("pipeline"),
    _moment("failed_at"),
)

slack_posts = sa.Table(
    "slack_posts",
    metadata,
    sa.Column("team", sa.Text, primary_key=True),
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("ts", sa.Text, primary_key=True),
    sa.Column("user", sa.Text, nullable=False),
    sa.Column("thread", sa.Text, nullable=False),
    _text("text"),
    _text("reply_to", null=True),
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
    _text("body"),
    sa.Column("installed_at", UtcDateTime, nullable=False),
)

slack_states = sa.Table(
    "slack_states",
    metadata,
    sa.Column("state", sa.Text, primary_key=True),
    sa.Column("expires_at", UtcDateTime, nullable=False),
)
