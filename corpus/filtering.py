"""`Filters` as SQL conditions on the current versions of documents."""

from __future__ import annotations

import sqlalchemy as sa

from corpus.document_rows import fold_name
from corpus.documents import InstrumentKind
from corpus.errors import InvalidFilter
from corpus.filters import Filters
from corpus.tables import documents, respondents, versions

Condition = sa.ColumnElement[bool]

NEWEST = (documents.c.id == versions.c.document_id) & (documents.c.version == versions.c.version)
"""Joins a document with its newest version. A deleted document has no version left to join."""

CURRENT = NEWEST & documents.c.duplicate_of.is_(None)
"""The same without documents that only say again what another says: what is listed, searched and counted."""


def conditions(filters: Filters) -> list[Condition]:
    """What a current version must meet.

    Raises `InvalidFilter` for a kind that is no `InstrumentKind` and for dates in the wrong order.
    """
    _check(filters)
    columns = versions.c
    several = (
        (columns.regulator, filters.regulator),
        (columns.jurisdiction, filters.jurisdiction),
        (columns.kind, filters.kind),
        (columns.language, filters.language),
        (columns.matter, filters.matter),
    )
    found: list[Condition] = [column.in_(values) for column, values in several if values]
    if filters.decided_from:
        found.append(columns.decided_on >= filters.decided_from)
    if filters.decided_to:
        found.append(columns.decided_on <= filters.decided_to)
    if filters.respondent:
        found.append(_names_one_of(filters.respondent))
    return found


def _names_one_of(names: tuple[str, ...]) -> Condition:
    return (
        sa.select(sa.literal(1))
        .where(respondents.c.document_id == versions.c.document_id)
        .where(respondents.c.version == versions.c.version)
        .where(respondents.c.folded.in_([fold_name(name) for name in names]))
        .exists()
    )


def _check(filters: Filters) -> None:
    unknown = [kind for kind in filters.kind if kind not in set(InstrumentKind)]
    if unknown:
        raise InvalidFilter(
            f"{unknown[0]!r} is no kind of instrument.", remedy=f"Use one of: {', '.join(InstrumentKind)}."
        )
    if filters.decided_from and filters.decided_to and filters.decided_from > filters.decided_to:
        raise InvalidFilter(
            f"The dates run backwards: from {filters.decided_from} to {filters.decided_to}.", remedy="Swap them."
        )
