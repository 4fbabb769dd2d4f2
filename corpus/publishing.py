"""The transaction that makes a document visible, and the one that takes it away.

Functions of an open transaction. The caller plans, adds to the indexes, and only then writes: a reader who asks the
registry about an index hit sees a document wholly or not at all, and the database's one write lock is held briefly.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from corpus import tables
from corpus.document_rows import passage_values, respondent_values, text_values, to_json, version_values
from corpus.documents import Description, Document
from corpus.errors import NotFound
from corpus.publication import Publication, Vector, vector_key
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


def raise_version(connection: sa.Connection, by: int = 1) -> int:
    """The next corpus version, or one further on. Holds the counter's row until the end, so versions never cross."""
    counter = tables.counters
    raised = sa.update(counter).where(counter.c.name == "corpus_version").values(value=counter.c.value + by)
    return int(connection.execute(raised.returning(counter.c.value)).scalar_one())


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


def write_publications(connection: sa.Connection, planned: Sequence[Planned], now: dt.datetime) -> list[Change]:
    """Write every row of the planned versions. Raises `Overtaken` when one is not the next any more.

    Rows go in table by table and not document by document: a group of a hundred takes a tenth of the statements, which
    halves the processor time of it.
    """
    previous = _take_documents(connection, planned)
    removed = _current_passages(connection, {key: version for key, version in previous.items() if version})
    rows: dict[sa.Table, list[dict[str, object]]] = defaultdict(list)
    for each in planned:
        for table, values in _rows(each, now):
            rows[table] += values
    for table in tables.metadata.sorted_tables:
        if rows[table]:
            connection.execute(sa.insert(table), rows[table])
    for model in {each.publication.model for each in planned}:
        write_vectors(connection, model, _vectors(planned, model))
    failed = tables.failures.c.source_key
    connection.execute(sa.delete(tables.failures).where(failed.in_([each.publication.source.key for each in planned])))
    superseded = {(each.document_id, each.version + 1): each.passage_ids for each in planned}
    return [
        Change(
            each.document_id,
            each.version,
            superseded.get((each.document_id, each.version), removed.get(each.document_id, ())),
        )
        for each in planned
    ]


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


def _take_documents(connection: sa.Connection, planned: Sequence[Planned]) -> dict[str, int]:
    """Make the documents rows, or raise their versions; gives the versions before, 0 for what is new."""
    documents = tables.documents
    ids = list(dict.fromkeys(each.document_id for each in planned))
    query = sa.select(documents.c.id, documents.c.version).where(documents.c.id.in_(ids))
    held = {row.id: row.version for row in connection.execute(query)}
    previous = {key: int(held.get(key, 0)) for key in ids}
    latest = raise_version(connection, by=len(planned))
    numbered = zip(planned, range(latest - len(planned) + 1, latest + 1), strict=True)
    corpus_versions = {each.document_id: number for each, number in numbered}
    newest = dict(previous)
    for each in planned:
        if each.version != newest[each.document_id] + 1:
            raise Overtaken
        newest[each.document_id] += 1
    keys = {each.document_id: each.publication.source.key for each in planned}
    rows = [{"id": key, "version": newest[key], "changed_in": corpus_versions[key]} for key in ids]
    fresh = [{**row, "source_key": keys[str(row["id"])]} for row in rows if row["id"] not in held]
    if fresh:
        connection.execute(sa.insert(documents), fresh)
    for row in rows:
        if row["id"] in held:
            changed = sa.update(documents).where(documents.c.id == row["id"])
            connection.execute(changed.values(**row, deleted_at=None, deleted_title=None))
    return previous


def _current_passages(connection: sa.Connection, versions: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """The passages of those versions, by document."""
    if not versions:
        return {}
    passages = tables.passages.c
    query = sa.select(passages.document_id, passages.version, passages.id)
    found: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(query.where(passages.document_id.in_(list(versions)))):
        if row.version == versions[row.document_id]:
            found[row.document_id] = (*found.get(row.document_id, ()), row.id)
    return found


def _passage_ids(connection: sa.Connection, document_id: str) -> tuple[str, ...]:
    query = sa.select(tables.passages.c.id).where(tables.passages.c.document_id == document_id)
    return tuple(connection.execute(query).scalars())


def _rows(planned: Planned, now: dt.datetime) -> Iterator[tuple[sa.Table, list[dict[str, object]]]]:
    """Every row of one version, by table."""
    publication, document_id, version = planned.publication, planned.document_id, planned.version
    matter, of_version = publication.matter, {"document_id": document_id, "version": version}
    yield tables.versions, [version_values(publication, document_id, version, now)]
    yield tables.texts, [text_values(publication, document_id, version)]
    yield tables.respondents, respondent_values(publication.description.respondents, document_id, version)
    yield tables.passages, [passage_values(draft, document_id, version) for draft in publication.passages]
    if matter:
        yield tables.matters, [{**of_version, "matter": matter.id, "title": matter.title}]
    for table, rows in record_values(publication.records, matter):
        yield table, [{**of_version, **row} for row in rows]


def _vectors(planned: Sequence[Planned], model: str) -> dict[bytes, Vector]:
    given = [each.publication for each in planned if each.publication.model == model]
    drawn = ((p, zip(p.passages, p.vectors, strict=True)) for p in given)
    return {vector_key(draft.text): vector for _, pairs in drawn for draft, vector in pairs}


def _orphaned_vectors(document_id: str) -> sa.Delete:
    passages = tables.passages
    ours = sa.select(passages.c.vector_key).where(passages.c.document_id == document_id)
    others = passages.alias()
    shared = sa.select(others.c.vector_key).where(others.c.document_id != document_id)
    shared = shared.where(others.c.vector_key.in_(ours))
    keys = tables.vectors.c.key
    return sa.delete(tables.vectors).where(keys.in_(ours), keys.not_in(shared))
