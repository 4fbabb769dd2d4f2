"""What is held: documents with their versions, and what these say.

Text and structure of a version stand apart from its description, so that lists and filters never read whole texts.
Spans are code points into the text of the version that the row names.
"""

from __future__ import annotations

import sqlalchemy as sa

from corpus.column_types import DecimalText
from corpus.tables.columns import moment, numbered, of_version, span, text
from corpus.tables.schema import metadata

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
    moment("deleted_at", null=True),
    text("deleted_title", null=True),
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
    text("media_type"),
    moment("retrieved_at"),
    text("url", null=True),
    text("archive_key", null=True),
    text("pipeline"),
    moment("stored_at"),
    text("title"),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("rank", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("regulator", sa.Text, index=True),
    sa.Column("court", sa.Text),
    sa.Column("jurisdiction", sa.Text),
    text("reference", null=True),
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
    *of_version(),
    text("text"),
    text("pages"),
    text("blocks"),
    text("detected"),
    text("warnings"),
    text("metadata"),
    sa.PrimaryKeyConstraint("document_id", "version"),
)

respondents = sa.Table(
    "respondents",
    metadata,
    *numbered(),
    text("name"),
    sa.Column("folded", sa.Text, nullable=False, index=True),
)

passages = sa.Table(
    "passages",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    *of_version(),
    sa.Column("ordinal", sa.Integer, nullable=False),
    *span(),
    sa.Column("page", sa.Integer),
    text("paragraph", null=True),
    text("heading_path"),
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
    *numbered(),
    sa.Column("amount", DecimalText, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("voice", sa.Text, nullable=False),
    text("respondent", null=True),
    text("instrument", null=True),
    sa.Column("on_date", sa.Date),
    sa.Column("approximate", sa.Boolean, nullable=False),
    text("note"),
    *span(),
)

orders = sa.Table(
    "orders",
    metadata,
    *numbered(),
    sa.Column("verb", sa.Text, nullable=False),
    text("object"),
    sa.Column("voice", sa.Text, nullable=False),
    text("addressee", null=True),
    text("instrument", null=True),
    text("deadline", null=True),
    sa.Column("deadline_by", sa.Date),
    text("deadline_from", null=True),
    text("sanction", null=True),
    sa.Column("gains", sa.Text, nullable=False),
    *span(),
)

provisions = sa.Table(
    "provisions",
    metadata,
    *numbered(),
    text("law"),
    text("article"),
    sa.Column("infringed", sa.Boolean, nullable=False),
    sa.Column("voice", sa.Text, nullable=False),
    *span(),
)

matters = sa.Table(
    "matters",
    metadata,
    *of_version(),
    sa.Column("matter", sa.Text, nullable=False, index=True),
    text("title"),
    sa.PrimaryKeyConstraint("document_id", "version"),
)

instruments = sa.Table(
    "instruments",
    metadata,
    *numbered(),
    sa.Column("matter", sa.Text, nullable=False, index=True),
    text("id"),
    text("kind"),
    text("reference", null=True),
    sa.Column("decided_on", sa.Date),
    sa.Column("published_on", sa.Date),
    sa.Column("effective_on", sa.Date),
)

events = sa.Table(
    "events",
    metadata,
    *numbered(),
    sa.Column("matter", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("on_date", sa.Date, nullable=False),
    sa.Column("precision", sa.Text, nullable=False),
    text("body"),
    sa.Column("body_rank", sa.Text, nullable=False),
    sa.Column("last_instance", sa.Boolean, nullable=False),
    text("applies_to"),
    text("effect"),
    *span(),
)
