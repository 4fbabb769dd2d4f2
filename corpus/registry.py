"""The source of truth, read: documents, their versions and texts, passages, failures, counts.

`corpus/publishing.py` writes it. Only current versions are listed and counted; texts of older versions stay readable
by document and version, for the answers that cited them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from corpus.caches import Bounded, PerVersion
from corpus.column_types import Alphabetical
from corpus.database import Database
from corpus.document_rows import to_detected, to_document, to_parsed, to_passage
from corpus.documents import Document, ParsedDocument, Passage
from corpus.errors import NotFound
from corpus.filtering import CURRENT, NEWEST, conditions
from corpus.filters import Filters
from corpus.tables import counters, documents, passages, respondents, texts, versions

TEXT_CACHE_CHARACTERS = 32_000_000
"""Canonical texts kept in memory: 32 to 64 MB, some 400 long decisions of 80,000 characters."""

PASSAGE_CACHE = 20_000
"""Passages kept in memory, about 20 MB."""

NO_FILTERS = Filters()

VERSION = sa.select(counters.c.value).where(counters.c.name == "corpus_version")
"""Put together once, since every cached read asks for it: 0.06 ms instead of 0.1."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a deleted document, so that an older answer can say what became of its source."""

    document_id: str
    title: str
    deleted_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much is held: documents, their passages, the regulators named, and the newest date that is known of."""

    documents: int
    passages: int
    regulators: int
    known_to: dt.date | None


@dataclass(frozen=True, slots=True)
class HeldSource:
    """What is held under a source key: enough to tell whether a file has changed."""

    document_id: str
    version: int
    sha256: str
    pipeline: str
    needs_ocr: bool
    duplicate_of: str | None = None


class Registry:
    """Reads of one registry. Safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._texts: Bounded[tuple[str, int], str] = Bounded(TEXT_CACHE_CHARACTERS, len)
        self._passages: Bounded[str, Passage] = Bounded(PASSAGE_CACHE)
        self.cached = PerVersion(self.version, on_change=self._forget_deleted)

    def version(self) -> int:
        """The corpus version: rises with every change that a reader could notice."""
        with self.database.read() as connection:
            return int(connection.execute(VERSION).scalar_one())

    def document(self, document_id: str, version: int | None = None) -> Document:
        """The current version, or the one asked for, with its evidence of detection.

        Raises `NotFound`, which says so when the document was deleted.
        """
        query = _versions(texts.c.detected).join(
            texts, (texts.c.document_id == versions.c.document_id) & (texts.c.version == versions.c.version)
        )
        query = query.where(versions.c.document_id == document_id)
        query = query.where(
            documents.c.version == versions.c.version if version is None else versions.c.version == version
        )
        with self.database.read() as connection:
            row = connection.execute(query).mappings().first()
            if row is None:
                raise self._missing(document_id, version)
            names = _respondents(connection, [(document_id, row["version"])])
        return to_document(row, names.get((document_id, row["version"]), ()), to_detected(row["detected"]))

    def documents(
        self, filters: Filters = NO_FILTERS, limit: int | None = None, offset: int = 0, *, duplicates: bool = False
    ) -> tuple[Document, ...]:
        """Current documents, with those that only repeat others if asked for; newest decision first, then by title."""
        newest = sa.func.coalesce(versions.c.decided_on, versions.c.published_on)
        query = _versions().where(NEWEST if duplicates else CURRENT, *conditions(filters))
        query = query.order_by(newest.is_(None), newest.desc(), Alphabetical(versions.c.title), versions.c.document_id)
        return self._documents(query.limit(limit).offset(offset))

    def documents_by_id(self, ids: Iterable[str]) -> dict[str, Document]:
        """Those of the ids that are held, in their newest version, without evidence of detection. Cached."""
        known: dict[str, Document] = self.cached.get("documents", dict)
        missing = [key for key in ids if key not in known]
        if missing:
            query = _versions().where(NEWEST, versions.c.document_id.in_(missing))
            known.update({document.id: document for document in self._documents(query)})
        return {key: known[key] for key in ids if key in known}

    def document_ids(self, filters: Filters) -> frozenset[str]:
        """The current documents that meet the filters. Cached."""

        def load() -> frozenset[str]:
            query = sa.select(versions.c.document_id).where(CURRENT, *conditions(filters))
            with self.database.read() as connection:
                return frozenset(connection.execute(query).scalars())

        return self.cached.get(("ids", filters), load)

    def duplicates_of(self, document_id: str) -> tuple[Document, ...]:
        """The documents that this one stands for, in the order of their source keys."""
        query = _versions().where(NEWEST, documents.c.duplicate_of == document_id)
        return self._documents(query.order_by(Alphabetical(documents.c.source_key)))

    def duplicates(self) -> dict[str, str]:
        """Every document that only repeats another, and the one that stands for it. Cached."""

        def load() -> dict[str, str]:
            query = sa.select(documents.c.id, documents.c.duplicate_of).where(documents.c.duplicate_of.is_not(None))
            with self.database.read() as connection:
                return {row.id: row.duplicate_of for row in connection.execute(query)}

        return self.cached.get("duplicates", load)

    def history(self, document_id: str) -> tuple[Document, ...]:
        """Every version, newest first. Raises `NotFound`."""
        query = _versions().where(versions.c.document_id == document_id)
        found = self._documents(query.order_by(versions.c.version.desc()))
        if not found:
            raise self._missing(document_id, None)
        return found

    def tombstone(self, document_id: str) -> Tombstone | None:
        """What is left of a deleted document; None when it was never held or still is."""
        query = sa.select(documents).where(documents.c.id == document_id, documents.c.deleted_at.is_not(None))
        with self.database.read() as connection:
            row = connection.execute(query).first()
        return Tombstone(row.id, row.deleted_title, row.deleted_at) if row else None

    def text(self, document_id: str, version: int) -> str:
        """The canonical text of one version. Raises `NotFound`."""
        held = self._texts.get((document_id, version))
        if held is not None:
            return held
        query = sa.select(texts.c.text).where(texts.c.document_id == document_id, texts.c.version == version)
        with self.database.read() as connection:
            text = connection.execute(query).scalar()
        if text is None:
            raise self._missing(document_id, version)
        self._texts.put((document_id, version), text)
        return str(text)

    def parsed(self, document_id: str, version: int) -> ParsedDocument:
        """Text and structure of one version, as the parser made them. Raises `NotFound`."""
        query = sa.select(texts, versions.c.title, versions.c.media_type, versions.c.needs_ocr).join(
            versions, (texts.c.document_id == versions.c.document_id) & (texts.c.version == versions.c.version)
        )
        query = query.where(texts.c.document_id == document_id, texts.c.version == version)
        with self.database.read() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise self._missing(document_id, version)
        return to_parsed(row)

    def passage(self, passage_id: str) -> Passage:
        """One passage, of a current or an older version. Raises `NotFound`."""
        found = self.passages([passage_id])
        if passage_id not in found:
            raise NotFound(f"There is no passage {passage_id}.", remedy="Its document may have been deleted.")
        return found[passage_id]

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Those of the ids that are held, of any version, in the order asked."""
        wanted = list(ids)
        held = {key: passage for key in wanted if (passage := self._passages.get(key))}
        missing = [key for key in wanted if key not in held]
        if missing:
            held |= {passage.id: passage for passage in self._load_passages(passages.c.id.in_(missing))}
        return {key: held[key] for key in wanted if key in held}

    def passages_of(self, document_id: str, version: int) -> tuple[Passage, ...]:
        """All passages of one version, in order."""
        of_version = (passages.c.document_id == document_id) & (passages.c.version == version)
        return tuple(self._load_passages(of_version))

    def current_passage_ids(self, document_ids: Iterable[str] | None = None, *, duplicates: bool = False) -> list[str]:
        """The ids of the passages that search may find, of all documents or of those given; of duplicates if asked."""
        query = sa.select(passages.c.id).join(
            versions, (passages.c.document_id == versions.c.document_id) & (passages.c.version == versions.c.version)
        )
        query = query.join(documents, NEWEST if duplicates else CURRENT)
        if document_ids is not None:
            query = query.where(passages.c.document_id.in_(list(document_ids)))
        with self.database.read() as connection:
            return list(connection.execute(query).scalars())

    def newest_passage_ids(self, count: int) -> list[str]:
        """One passage of each of the documents that were published last, where they have any. Cached."""

        def load() -> list[str]:
            newest = sa.select(versions.c.document_id, versions.c.version).join(documents, CURRENT)
            last = newest.order_by(documents.c.changed_in.desc()).limit(count).subquery()
            ours = (passages.c.document_id == last.c.document_id) & (passages.c.version == last.c.version)
            query = sa.select(sa.func.min(passages.c.id)).join(last, ours).group_by(last.c.document_id)
            with self.database.read() as connection:
                return list(connection.execute(query).scalars())

        return self.cached.get(("newest", count), load)

    def coverage(self, filters: Filters = NO_FILTERS) -> Coverage:
        """How much is held that meets the filters. Cached."""

        def load() -> Coverage:
            columns = versions.c
            query = sa.select(
                sa.func.count(),
                sa.func.coalesce(sa.func.sum(columns.passages), 0),
                sa.func.count(columns.regulator.distinct()),
                sa.func.max(sa.func.coalesce(columns.known_to, columns.published_on, columns.decided_on)),
            )
            query = query.join(documents, CURRENT).where(*conditions(filters))
            with self.database.read() as connection:
                return Coverage(*connection.execute(query).one())

        return self.cached.get(("coverage", filters), load)

    def regulators(self) -> tuple[str, ...]:
        """The ids of all whose documents are held."""
        query = sa.select(versions.c.regulator).distinct().join(documents, NEWEST)
        with self.database.read() as connection:
            return tuple(sorted(filter(None, connection.execute(query).scalars())))

    def courts(self) -> tuple[str, ...]:
        """The ids of the courts whose judgments are held."""
        query = sa.select(versions.c.court).distinct().join(documents, NEWEST)
        with self.database.read() as connection:
            return tuple(sorted(filter(None, connection.execute(query).scalars())))

    def changed_since(self, version: int) -> list[str]:
        """The documents published or deleted after that corpus version."""
        query = sa.select(documents.c.id).where(documents.c.changed_in > version).order_by(documents.c.changed_in)
        with self.database.read() as connection:
            return list(connection.execute(query).scalars())

    def sources(self) -> dict[str, HeldSource]:
        """What is held under each source key."""
        columns = (
            versions.c.document_id,
            versions.c.version,
            versions.c.sha256,
            versions.c.pipeline,
            versions.c.needs_ocr,
            documents.c.duplicate_of,
        )
        query = sa.select(documents.c.source_key, *columns).join(versions, NEWEST)
        with self.database.read() as connection:
            return {key: HeldSource(*values) for key, *values in connection.execute(query)}

    def forget(self, document_id: str) -> None:
        """Drop what is kept in memory of a deleted document."""
        self._texts.drop(lambda key: key[0] == document_id)
        self._passages.drop(lambda key: key.startswith(f"{document_id}."))

    def _forget_deleted(self, version: int) -> None:
        """Drop what is kept of documents that any process deleted after that corpus version."""
        query = sa.select(documents.c.id).where(documents.c.changed_in > version, documents.c.deleted_at.is_not(None))
        with self.database.read() as connection:
            gone = list(connection.execute(query).scalars())
        for document_id in gone:
            self.forget(document_id)

    def _documents(self, query: sa.Select[tuple[object, ...]]) -> tuple[Document, ...]:
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
            keys = [(row["document_id"], row["version"]) for row in rows]
            names = _respondents(connection, keys)
        return tuple(to_document(row, names.get(key, ())) for row, key in zip(rows, keys, strict=True))

    def _load_passages(self, condition: sa.ColumnElement[bool]) -> list[Passage]:
        query = sa.select(passages).where(condition).order_by(passages.c.document_id, passages.c.ordinal)
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        found = [to_passage(row, self.text(row["document_id"], row["version"])) for row in rows]
        for passage in found:
            self._passages.put(passage.id, passage)
        return found

    def _missing(self, document_id: str, version: int | None) -> NotFound:
        tombstone = self.tombstone(document_id)
        if tombstone:
            return NotFound(f"{tombstone.title!r} was deleted on {tombstone.deleted_at:%Y-%m-%d}.")
        which = f" in version {version}" if version is not None else ""
        return NotFound(f"There is no document {document_id}{which}.")


def _versions(*more: sa.ColumnElement[object]) -> sa.Select[tuple[object, ...]]:
    told = (versions, documents.c.source_key, documents.c.duplicate_of)
    return sa.select(*told, *more).join(documents, documents.c.id == versions.c.document_id)


def _respondents(
    connection: sa.Connection, keys: Iterable[tuple[str, int]]
) -> Mapping[tuple[str, int], tuple[str, ...]]:
    wanted = set(keys)
    query = sa.select(respondents.c.document_id, respondents.c.version, respondents.c.name)
    query = query.where(respondents.c.document_id.in_({key[0] for key in wanted}))
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for document_id, version, name in connection.execute(query.order_by(respondents.c.ordinal)):
        found[document_id, version] = (*found.get((document_id, version), ()), name)
    return found
