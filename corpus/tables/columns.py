"""Columns that many tables have alike."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from corpus.column_types import UtcDateTime, Words


def of_version() -> list[sa.schema.SchemaItem]:
    """The columns that tie a row to one version of one document; rows vanish with their version."""
    return [
        sa.Column("document_id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id", "version"], ["versions.document_id", "versions.version"], ondelete="CASCADE"
        ),
    ]


def numbered(key: str = "ordinal") -> list[sa.schema.SchemaItem]:
    """A numbered row of a version."""
    return [
        *of_version(),
        sa.Column(key, sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "version", key),
    ]


def span() -> list[sa.Column[int]]:
    """Where in the text of its version the row stands."""
    return [sa.Column("span_start", sa.Integer, nullable=False), sa.Column("span_end", sa.Integer, nullable=False)]


def text(name: str, *, null: bool = False) -> sa.Column[str]:
    """Words, whatever characters they hold."""
    return sa.Column(name, Words, nullable=null)


def moment(name: str, *, null: bool = False) -> sa.Column[dt.datetime]:
    """A moment in UTC."""
    return sa.Column(name, UtcDateTime, nullable=null)
