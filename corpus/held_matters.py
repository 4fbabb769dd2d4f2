"""Matters merged out of the documents held, each kept until one of its documents changes.

An ingest publishes group after group and asks for all matters with every document: what did not change is not read and
merged again. Which documents changed is asked of the registry, so that another process's changes are seen too.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from corpus import tables
from corpus.filtering import NEWEST
from corpus.filters import Filters
from corpus.matter_merge import Merged, Part, merge
from corpus.matters import Event, Instrument
from corpus.record_rows import to_event, to_instrument
from corpus.registry import Registry

_Key = tuple[str, int]


class HeldMatters:
    """The matters of one registry. Safe to share between threads."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._lock = threading.Lock()
        self._as_of = -1
        self._merged: dict[str, Merged] = {}
        self._matter_of: dict[str, str] = {}

    def merged(self, ids: Iterable[str]) -> dict[str, Merged]:
        """Those of the matters that are held, in the order asked."""
        wanted = list(ids)
        version = self._brought_up()
        with self._lock:
            known = {key: self._merged[key] for key in wanted if key in self._merged}
        missing = [key for key in wanted if key not in known]
        if missing:
            known |= self._read(missing, version)
        return {key: known[key] for key in wanted if key in known}

    def _brought_up(self) -> int:
        """Forget the matters whose documents changed since; the corpus version that the others are of."""
        version = self._registry.cached.version()
        if version == self._as_of:
            return version
        if self._as_of < 0:
            changed: list[tuple[str, str | None]] = []
        else:
            changed = self._changed_since(self._as_of)
        with self._lock:
            for document_id, matter in changed:
                for gone in (matter, self._matter_of.pop(document_id, None)):
                    self._merged.pop(gone or "", None)
            self._as_of = version
        return version

    def _changed_since(self, version: int) -> list[tuple[str, str | None]]:
        """The documents published, moved or deleted after that corpus version, and the matter each is of now."""
        documents, versions = tables.documents, tables.versions
        query = sa.select(documents.c.id, versions.c.matter).join(versions, NEWEST, isouter=True)
        with self._registry.database.read() as connection:
            rows = connection.execute(query.where(documents.c.changed_in > version))
            return [(row.id, row.matter) for row in rows]

    def _read(self, ids: Sequence[str], version: int) -> dict[str, Merged]:
        parts = self._parts(ids)
        fresh = {matter_id: merge(matter_id, found) for matter_id, found in parts.items()}
        with self._lock:
            # whoever noticed a later version meanwhile has forgotten what this may have read too early
            if version == self._as_of:
                self._merged |= fresh
                self._matter_of |= {part.document.id: key for key, found in parts.items() for part in found}
        return fresh

    def _parts(self, matter_ids: Sequence[str]) -> dict[str, list[Part]]:
        documents = self._registry.documents(Filters(matter=tuple(matter_ids)))
        keys = {(document.id, document.version) for document in documents}
        with self._registry.database.read() as connection:
            titles = {key: rows[0]["title"] for key, rows in _rows(connection, tables.matters, keys).items()}
            instruments = _rows(connection, tables.instruments, keys)
            events = _rows(connection, tables.events, keys)
        found: dict[str, list[Part]] = defaultdict(list)
        for document in documents:
            key, rank = (document.id, document.version), document.description.rank
            read: tuple[Instrument, ...] = tuple(to_instrument(row) for row in instruments.get(key, ()))
            said: tuple[Event, ...] = tuple(to_event(row, rank) for row in events.get(key, ()))
            found[str(document.description.matter)].append(Part(document, titles.get(key), read, said))
        return found


def _rows(connection: sa.Connection, table: sa.Table, keys: set[_Key]) -> dict[_Key, list[sa.RowMapping]]:
    query = sa.select(table).where(table.c.document_id.in_({key[0] for key in keys}))
    if "ordinal" in table.c:
        query = query.order_by(table.c.ordinal)
    found: dict[_Key, list[sa.RowMapping]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row["document_id"], row["version"]].append(row)
    return {key: rows for key, rows in found.items() if key in keys}
