"""Penalties, orders, provisions, matters and names, read from current versions with the document that says each.

Everything read is kept until the corpus version moves on, so that answering pays one small query and a look-up; matters
are kept longer (`held_matters.py`).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from corpus import tables
from corpus.column_types import Alphabetical
from corpus.documents import Document, SourceRank
from corpus.errors import NotFound
from corpus.filtering import CURRENT, conditions
from corpus.filters import Filters
from corpus.held_matters import HeldMatters
from corpus.matter_merge import Merged
from corpus.matters import Matter
from corpus.record_rows import to_order, to_penalty, to_provision
from corpus.records import Order, Penalty, Provision
from corpus.registry import NO_FILTERS, Registry

R = TypeVar("R", Penalty, Order, Provision)


@dataclass(frozen=True, slots=True)
class Held(Generic[R]):
    """A record with the document that says it: enough to write a row and to cite it."""

    record: R
    document_id: str
    version: int
    rank: SourceRank
    matter: str | None
    regulator: str | None
    jurisdiction: str | None
    respondents: tuple[str, ...]
    decided_on: dt.date | None
    title: str


@dataclass(frozen=True, slots=True)
class HeldName:
    """A respondent's name as documents spell it, and where it stands."""

    name: str
    matters: tuple[str, ...]
    documents: tuple[str, ...]


class RecordStore:
    """Typed reads of one registry. Safe to share between threads."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._cached = registry.cached
        self._matters = HeldMatters(registry)

    def penalties(self, filters: Filters = NO_FILTERS) -> tuple[Held[Penalty], ...]:
        """Sums of money in the documents that meet the filters."""
        return self._cached.get(("penalties", filters), lambda: self._held(tables.penalties, to_penalty, filters))

    def orders(self, filters: Filters = NO_FILTERS) -> tuple[Held[Order], ...]:
        """Orders, and recommendations, which have their own voice."""
        return self._cached.get(("orders", filters), lambda: self._held(tables.orders, to_order, filters))

    def provisions(self, filters: Filters = NO_FILTERS) -> tuple[Held[Provision], ...]:
        """Provisions of law, infringed or merely cited."""
        return self._cached.get(("provisions", filters), lambda: self._held(tables.provisions, to_provision, filters))

    def matter(self, matter_id: str) -> Matter:
        """One matter with its merged events. Raises `NotFound`."""
        found = self._matters.merged([matter_id])
        if matter_id not in found:
            raise NotFound(f"There is no matter {matter_id}.")
        return found[matter_id].matter

    def matters(self, filters: Filters = NO_FILTERS) -> tuple[Matter, ...]:
        """The matters of the documents that meet the filters, each whole, ordered by id."""

        def load() -> tuple[Matter, ...]:
            query = sa.select(tables.versions.c.matter).join(tables.documents, CURRENT)
            query = query.where(tables.versions.c.matter.is_not(None), *conditions(filters)).distinct()
            with self._registry.database.read() as connection:
                ids = sorted(connection.execute(query).scalars())
            return tuple(merged.matter for merged in self._matters.merged(ids).values())

        return self._cached.get(("matters", filters), load)

    def documents_of(self, matter_id: str) -> tuple[Document, ...]:
        """The documents that belong to a matter, highest rank first."""
        found = self._registry.documents(Filters(matter=(matter_id,)))
        return tuple(sorted(found, key=lambda document: -document.description.rank.weight))

    def names(self) -> tuple[HeldName, ...]:
        """Every respondent's name held, in alphabetical order."""
        return self._cached.get("names", self._names)

    def _names(self) -> tuple[HeldName, ...]:
        named, versions = tables.respondents, tables.versions
        query = sa.select(named.c.name, versions.c.matter, versions.c.document_id)
        query = query.join(
            versions, (named.c.document_id == versions.c.document_id) & (named.c.version == versions.c.version)
        )
        query = query.join(tables.documents, CURRENT).order_by(Alphabetical(named.c.name), versions.c.document_id)
        places: dict[str, list[tuple[str | None, str]]] = defaultdict(list)
        with self._registry.database.read() as connection:
            for name, matter, document_id in connection.execute(query):
                places[name].append((matter, document_id))
        return tuple(
            HeldName(
                name,
                tuple(sorted({matter for matter, _ in found if matter})),
                tuple(document_id for _, document_id in found),
            )
            for name, found in places.items()
        )

    def _held(self, table: sa.Table, read: Callable[[Any], R], filters: Filters) -> tuple[Held[R], ...]:
        versions = tables.versions
        query = sa.select(table).join(
            versions, (table.c.document_id == versions.c.document_id) & (table.c.version == versions.c.version)
        )
        query = query.join(tables.documents, CURRENT).where(*conditions(filters))
        query = query.order_by(versions.c.decided_on.desc().nulls_last(), table.c.document_id, table.c.ordinal)
        with self._registry.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        documents = self._registry.documents_by_id({row["document_id"] for row in rows})
        merged = self._matters.merged({d.description.matter for d in documents.values() if d.description.matter})
        return tuple(
            _hold(read(row), documents[row["document_id"]], merged) for row in rows if row["document_id"] in documents
        )


def _hold(record: R, document: Document, merged: dict[str, Merged]) -> Held[R]:
    about = document.description
    matter = merged.get(about.matter or "")
    if matter and not isinstance(record, Provision):
        name = matter.instrument(document.id, record.instrument)
        record = replace(record, instrument=name) if name != record.instrument else record
    return Held(
        record=record,
        document_id=document.id,
        version=document.version,
        rank=about.rank,
        matter=about.matter,
        regulator=about.regulator,
        jurisdiction=about.jurisdiction,
        respondents=about.respondents,
        decided_on=about.decided_on,
        title=about.title,
    )
