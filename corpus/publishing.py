"""The transaction that makes a document visible, and the one that takes it away.

Functions of an open transaction. The caller plans, adds to the indexes, and only then writes: a reader who asks the
registry about an index hit sees a document wholly or not at all, and the database's one write lock is held briefly.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from corpus import tables
from corpus.document_rows import passage_values, respondent_values, text_values, to_json, version_values
from corpus.documents import Description, Document
from corpus.errors import NotFound
from corpus.publication import Publication, vector_key
from corpus.record_rows import record_values
from corpus.vector_store import write_vectors


@dataclass(frozen=True, slots=True)
class Change:
    """What one document's change means to the indexes. `version` is None for a deletion."""

    document_id: str
    version: int | None
    removed: tuple[str, ...]


def document_id_of(source_key: str) -> str:
    """`d` and 16 hex digits of the sha256 of the source key: the same document on every machine."""
    return "d" + hashlib.sha256(source_key.encode()).hexdigest()[:16]


def raise_version(connection: sa.Connection) -> int:
    """The next corpus version. Holds the counter's row until the transaction ends, so versions never cross."""
    counter = tables.counters
    ours = counter.c.name == "corpus_version"
    connection.execute(sa.update(counter).where(ours).values(value=counter.c.value + 1))
    return int(connection.execute(sa.select(counter.c.value).where(ours)).scalar_one())


class Overtaken(Exception):
    """Another process published a version of the same document after the plan was made. Never leaves the store."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A publication and the version that it will be, so that its passages have their identifiers beforehand."""

    publication: Publication
    document_id: str
    version: int

    @property
    def passage_ids(self) -> tuple[str, ...]:
        """The identifiers of its passages, in order."""
        return tuple(f"{self.document_id}.{self.version}.{draft.ordinal}" for draft in self.publication.passages)

    @property
    def document(self) -> Document:
        """The document as the registry will hold it."""
        given = self.publication
        parts = (given.source, given.description, len(given.passages), given.parsed.needs_ocr)
        return Document(self.document_id, self.version, *parts)


def plan(connection: sa.Connection, publications: Sequence[Publication]) -> tuple[Planned, ...]:
    """The next version of each document; several of one document count on.

    Raises `ValueError` when a passage is not the text under its span, or vectors and passages differ in number.
    """
    ids = [document_id_of(publication.source.key) for publication in publications]
    held = sa.select(tables.documents.c.id, tables.documents.c.version).where(tables.documents.c.id.in_(ids))
    newest = Counter({row.id: row.version for row in connection.execute(held)})
    planned = []
    for document_id, publication in zip(ids, publications, strict=True):
        _check(publication)
        newest[document_id] += 1
        planned.append(Planned(publication, document_id, newest[document_id]))
    return tuple(planned)


def published_meanwhile(connection: sa.Connection, publications: Sequence[Publication]) -> set[str]:
    """The documents of those publications that somebody else published since they were worked out."""
    given = {document_id_of(each.source.key): each for each in publications if each.over is not None}
    documents, versions = tables.documents, tables.versions
    newest = (versions.c.document_id == documents.c.id) & (versions.c.version == documents.c.version)
    query = sa.select(versions.c.document_id, versions.c.version, versions.c.sha256, versions.c.pipeline)
    rows = connection.execute(query.join(documents, newest).where(documents.c.id.in_(list(given))))
    return {
        row.document_id
        for row in rows
        if (each := given[row.document_id]).over != row.version
        and (each.source.sha256, each.pipeline) == (row.sha256, row.pipeline)
    }


def write_publication(connection: sa.Connection, planned: Planned, now: dt.datetime) -> Change:
    """Write every row of the planned version. Raises `Overtaken` when it is not the next one any more."""
    publication, document_id, version = planned.publication, planned.document_id, planned.version
    corpus_version = raise_version(connection)
    previous = _take_document(connection, publication.source.key, document_id, corpus_version)
    if version != previous + 1:
        raise Overtaken
    removed = _passage_ids(connection, document_id, previous)
    connection.execute(sa.insert(tables.versions).values(version_values(publication, document_id, version, now)))
    connection.execute(sa.insert(tables.texts).values(text_values(publication, document_id, version)))
    _write_parts(connection, publication, document_id, version)
    drawn = zip(publication.passages, publication.vectors, strict=True)
    write_vectors(connection, publication.model, {vector_key(draft.text): vector for draft, vector in drawn})
    connection.execute(sa.delete(tables.failures).where(tables.failures.c.source_key == publication.source.key))
    return Change(document_id, version, removed)


def write_deletion(connection: sa.Connection, document_id: str, now: dt.datetime) -> Change:
    """Take every version of a document away and leave a tombstone. Raises `NotFound`."""
    documents, versions = tables.documents, tables.versions
    held = sa.select(versions.c.title).join(documents, documents.c.id == versions.c.document_id)
    held = held.where(documents.c.id == document_id).order_by(versions.c.version.desc())
    title = connection.execute(held).scalar()
    if title is None:
        raise NotFound(f"There is no document {document_id}.")
    corpus_version = raise_version(connection)
    removed = _passage_ids(connection, document_id)
    connection.execute(_orphaned_vectors(document_id))
    connection.execute(sa.delete(versions).where(versions.c.document_id == document_id))
    connection.execute(
        sa.update(documents)
        .where(documents.c.id == document_id)
        .values(deleted_at=now, deleted_title=title, duplicate_of=None, changed_in=corpus_version)
    )
    return Change(document_id, None, removed)


def write_move(connection: sa.Connection, document_id: str, version: int, description: Description) -> None:
    """Put the current version into the matter of its new description. Raises `Overtaken` when it is not current."""
    documents, matter = tables.documents, {"matter": description.matter}
    corpus_version = raise_version(connection)
    ours = (documents.c.id == document_id) & (documents.c.version == version)
    found = connection.execute(sa.update(documents).where(ours).values(changed_in=corpus_version))
    if not found.rowcount:
        raise Overtaken
    for table in (tables.versions, tables.matters, tables.instruments, tables.events):
        of_version = (table.c.document_id == document_id) & (table.c.version == version)
        connection.execute(sa.update(table).where(of_version).values(matter))
    texts = tables.texts
    of_version = (texts.c.document_id == document_id) & (texts.c.version == version)
    connection.execute(sa.update(texts).where(of_version).values(detected=to_json(description.detected)))


def _check(publication: Publication) -> None:
    if len(publication.vectors) != len(publication.passages):
        raise ValueError(f"{len(publication.vectors)} vectors for {len(publication.passages)} passages")
    text = publication.parsed.text
    for draft in publication.passages:
        if draft.span.of(text) != draft.text:
            raise ValueError(f"passage {draft.ordinal} of {publication.source.key} is not the text under its span")


def _take_document(connection: sa.Connection, source_key: str, document_id: str, corpus_version: int) -> int:
    documents = tables.documents
    ours = documents.c.id == document_id
    previous = connection.execute(sa.select(documents.c.version).where(ours)).scalar()
    if previous is None:
        row = {"id": document_id, "source_key": source_key, "version": 1, "changed_in": corpus_version}
        connection.execute(sa.insert(documents).values(row))
        return 0
    changes = {"version": previous + 1, "changed_in": corpus_version, "deleted_at": None, "deleted_title": None}
    connection.execute(sa.update(documents).where(ours).values(changes))
    return int(previous)


def _passage_ids(connection: sa.Connection, document_id: str, version: int | None = None) -> tuple[str, ...]:
    query = sa.select(tables.passages.c.id).where(tables.passages.c.document_id == document_id)
    if version is not None:
        query = query.where(tables.passages.c.version == version)
    return tuple(connection.execute(query).scalars())


def _write_parts(connection: sa.Connection, publication: Publication, document_id: str, version: int) -> None:
    of_version = {"document_id": document_id, "version": version}
    _insert(
        connection, tables.respondents, respondent_values(publication.description.respondents, document_id, version)
    )
    _insert(
        connection, tables.passages, [passage_values(draft, document_id, version) for draft in publication.passages]
    )
    matter = publication.matter
    if matter:
        connection.execute(sa.insert(tables.matters).values({**of_version, "matter": matter.id, "title": matter.title}))
    for table, rows in record_values(publication.records, matter):
        _insert(connection, table, [{**of_version, **row} for row in rows])


def _insert(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, object]]) -> None:
    many = list(rows)
    if many:
        connection.execute(sa.insert(table), many)


def _orphaned_vectors(document_id: str) -> sa.Delete:
    passages = tables.passages
    ours = sa.select(passages.c.vector_key).where(passages.c.document_id == document_id)
    others = passages.alias()
    shared = sa.select(others.c.vector_key).where(others.c.document_id != document_id)
    shared = shared.where(others.c.vector_key.in_(ours))
    keys = tables.vectors.c.key
    return sa.delete(tables.vectors).where(keys.in_(ours), keys.not_in(shared))
