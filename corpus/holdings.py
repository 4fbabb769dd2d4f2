"""How much is held, counted by the database: what a page can afford to ask on every visit of a large corpus."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import sqlalchemy as sa

from corpus.database import Database
from corpus.documents import SourceRank
from corpus.filtering import CURRENT
from corpus.tables import documents, respondents, versions

D = TypeVar("D", bound=dt.date)


@dataclass(frozen=True, slots=True)
class Holding:
    """What is held of one regulator. `newest` is the latest date that a document tells of, `read` when one was read."""

    regulator: str | None
    documents: int = 0
    passages: int = 0
    matters: int = 0
    by_rank: dict[SourceRank, int] = field(default_factory=dict)
    newest: dt.date | None = None
    read: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Values:
    """The values that the documents held have, for filters that offer nothing empty."""

    regulators: tuple[str, ...]
    jurisdictions: tuple[str, ...]
    kinds: tuple[str, ...]
    languages: tuple[str, ...]


def holdings(database: Database) -> tuple[Holding, ...]:
    """One holding a regulator, and one without a regulator where documents name none."""
    told = [sa.func.max(column) for column in (versions.c.decided_on, versions.c.published_on, versions.c.known_to)]
    read = sa.func.max(versions.c.retrieved_at)
    query = sa.select(versions.c.regulator, versions.c.rank, sa.func.count(), sa.func.sum(versions.c.passages))
    query = query.add_columns(*told, read).join(documents, CURRENT).group_by(versions.c.regulator, versions.c.rank)
    found: dict[str | None, Holding] = {}
    with database.read() as connection:
        for regulator, rank, count, passages, *dates, last in connection.execute(query):
            held = found.get(regulator, Holding(regulator))
            found[regulator] = replace(
                held,
                documents=held.documents + count,
                passages=held.passages + passages,
                by_rank={**held.by_rank, SourceRank(rank): count},
                newest=_latest(held.newest, *dates),
                read=_latest(held.read, last),
            )
        for regulator, matters in connection.execute(_matters()):
            found[regulator] = replace(found[regulator], matters=matters)
    return tuple(found.values())


def values(database: Database) -> Values:
    """What the current documents have in each field, sorted."""
    with database.read() as connection:
        return Values(
            *(
                tuple(sorted(connection.execute(_distinct(column)).scalars()))
                for column in (versions.c.regulator, versions.c.jurisdiction, versions.c.kind, versions.c.language)
            )
        )


def respondent_names(database: Database, limit: int) -> tuple[str, ...]:
    """Up to `limit` names of respondents, in alphabetical order."""
    of_version = (respondents.c.document_id == versions.c.document_id) & (respondents.c.version == versions.c.version)
    query = sa.select(respondents.c.name).distinct().join(versions, of_version).join(documents, CURRENT)
    with database.read() as connection:
        return tuple(connection.execute(query.order_by(respondents.c.name).limit(limit)).scalars())


def _distinct(column: sa.Column[Any]) -> sa.Select[tuple[Any]]:
    return sa.select(column).distinct().join(documents, CURRENT).where(column.is_not(None))


def _matters() -> sa.Select[tuple[Any, int]]:
    counted = sa.func.count(sa.distinct(versions.c.matter))
    return sa.select(versions.c.regulator, counted).join(documents, CURRENT).group_by(versions.c.regulator)


def _latest(*moments: D | None) -> D | None:
    return max((moment for moment in moments if moment is not None), default=None)
