"""What every document says, sketched; which documents say again what others say; which folder a name means."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("documents", sa.Column("duplicate_of", sa.Text(), nullable=True))
    op.create_index(op.f("ix_documents_duplicate_of"), "documents", ["duplicate_of"], unique=False)
    op.create_table(
        "sketches",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("minima", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_sketches_document_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_sketches")),
    )
    op.create_table(
        "sketch_bands",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_sketch_bands_document_id")),
        sa.PrimaryKeyConstraint("band", "document_id", name=op.f("pk_sketch_bands")),
    )
    op.create_index(op.f("ix_sketch_bands_document_id"), "sketch_bands", ["document_id"], unique=False)
    op.create_table(
        "repetitions",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("repeated_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_repetitions_document_id")),
        sa.ForeignKeyConstraint(["repeated_id"], ["documents.id"], name=op.f("fk_repetitions_repeated_id")),
        sa.PrimaryKeyConstraint("document_id", "repeated_id", name=op.f("pk_repetitions")),
    )
    op.create_index(op.f("ix_repetitions_repeated_id"), "repetitions", ["repeated_id"], unique=False)
    op.create_table(
        "folders",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_folders")),
    )
