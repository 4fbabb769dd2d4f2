"""Examine every part of a store as it lies, and say how to mend what is wrong. Nothing is changed or repaired."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa

from corpus import assets
from corpus.database import Database, look_into_database
from corpus.embedding import open_embedder
from corpus.errors import CorpusError, StoreMissing, StoreOwned
from corpus.failures import FailureStore
from corpus.indexes import held_model, side_by_side
from corpus.lexical_index import LexicalIndex
from corpus.owner import Ownership
from corpus.postgres_words import PostgresLexicalIndex
from corpus.registry import Registry
from corpus.sqlite_words import SqliteLexicalIndex
from corpus.store import StoreSettings
from corpus.tables import REVISION, metadata, versions
from corpus.vector_index import VectorIndex, open_embedded, open_server
from corpus.vector_store import VectorStore

LITTLE_SPACE = 1_000_000_000
"""Bytes free on the disk below which an ingest may run out of them."""

CLOCKS_DIFFER = dt.timedelta(hours=1)
"""How far a document may have been retrieved in the future, by the clock of another machine."""

REBUILD = "Run `standing index rebuild`."
LATER = "Look again when its owner has ended; a service itself compares its indexes with the registry now and then."
MENDED = f"The next opening of the store mends it. {REBUILD}"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part. `remedy` is empty where all is well or nothing can be done.

    `ok` is None where the part could not be examined; `message` then says why.
    """

    part: str
    ok: bool | None
    message: str
    remedy: str = ""


def examine(settings: StoreSettings) -> list[Finding]:
    """Look at every part. An error of one part is a finding and does not hide the others."""
    findings = [_asked("models", lambda: _models(settings)), _disk(settings)]
    try:
        database = look_into_database(settings.registry_url)
    except StoreMissing:
        return [*findings, Finding("registry", ok=False, message="There is no store yet.", remedy=_FIRST)]
    except CorpusError as error:
        return [*findings, Finding("registry", ok=False, message=error.message, remedy=error.remedy)]
    try:
        return [*findings, *_store(settings, database)]
    finally:
        database.close()


_FIRST = "Run `standing ingest --bundled`."


def _store(settings: StoreSettings, database: Database) -> Iterator[Finding]:
    registry, kept = Registry(database), VectorStore(database)
    yield _asked("schema", lambda: _schema(database))
    yield _asked("registry", lambda: _registry(database, registry))
    yield _asked("clock", lambda: _clock(database))
    yield _asked("embedding model", lambda: _model(settings, database))
    yield _asked("kept vectors", lambda: _kept(database, kept))
    yield _asked("lexical index", lambda: _lexical(settings, registry))
    yield _asked("vector index", lambda: _vectors(settings, registry, kept, database))
    yield _asked("failed files", lambda: _failures(database))


def _asked(part: str, examine_part: Callable[[], Finding]) -> Finding:
    try:
        return examine_part()
    except StoreOwned as error:
        return Finding(part, ok=None, message=f"Not examined. {error.message}", remedy=LATER)
    except CorpusError as error:
        return Finding(part, ok=False, message=error.message, remedy=error.remedy)


def _models(settings: StoreSettings) -> Finding:
    verdicts = assets.verify(settings.models, assets.DEFAULT)
    wrong = [str(verdict.path) for verdict in verdicts if verdict.state != "ok"]
    if wrong:
        message = f"{len(wrong)} of {len(verdicts)} files are absent or not the pinned ones: {', '.join(wrong)}."
        return Finding("models", ok=False, message=message, remedy="Run `standing models fetch`.")
    return Finding("models", ok=True, message=f"{len(verdicts)} files, each with its pinned sha256.")


def _disk(settings: StoreSettings) -> Finding:
    place = next(folder for folder in (settings.home, *settings.home.absolute().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    message = f"{free / 1e9:.1f} GB free at {place}."
    if free < LITTLE_SPACE:
        return Finding("disk", ok=False, message=message, remedy="Make room before the next ingest.")
    return Finding("disk", ok=True, message=message)


def _schema(database: Database) -> Finding:
    """Whether the tables are those of the revision that the registry says it has."""
    with database.read() as connection:
        there = sa.inspect(connection)
        wrong = [name for name, table in metadata.tables.items() if not _as_made(there, table)]
    if wrong:
        message = f"The registry says {REVISION}, and these tables are not of it: {', '.join(sorted(wrong))}."
        remedy = "Restore it from a backup; somebody or something changed it beside Standing."
        return Finding("schema", ok=False, message=message, remedy=remedy)
    return Finding("schema", ok=True, message=f"{REVISION}, as this program makes it.")


def _as_made(there: sa.Inspector, table: sa.Table) -> bool:
    if not there.has_table(table.name):
        return False
    return {column["name"] for column in there.get_columns(table.name)} == {column.name for column in table.columns}


def _registry(database: Database, registry: Registry) -> Finding:
    if database.dialect == "sqlite":
        with database.read() as connection:
            problems = list(connection.execute(sa.text("PRAGMA integrity_check(5)")).scalars())
            problems += [str(row) for row in connection.execute(sa.text("PRAGMA foreign_key_check"))]
        if problems != ["ok"]:
            remedy = "Restore it from a backup, or ingest again."
            return Finding("registry", ok=False, message=f"Damaged: {'; '.join(problems)}.", remedy=remedy)
    held = registry.coverage()
    message = f"{held.documents} documents, {held.passages} passages, corpus version {registry.version()}."
    if not held.documents:
        return Finding("registry", ok=False, message=message, remedy=_FIRST)
    return Finding("registry", ok=True, message=message)


def _clock(database: Database) -> Finding:
    """A clock that is behind makes later dates of documents unbelievable, and standing that of an earlier day."""
    now = dt.datetime.now(dt.UTC)
    with database.read() as connection:
        newest: dt.datetime | None = connection.execute(sa.select(sa.func.max(versions.c.retrieved_at))).scalar()
    if newest and newest > now + CLOCKS_DIFFER:
        message = f"It says {now:%Y-%m-%d %H:%M} UTC, and a document was retrieved at {newest:%Y-%m-%d %H:%M} UTC."
        remedy = "Set it; what was read while it was wrong has wrong dates of retrieval."
        return Finding("clock", ok=False, message=message, remedy=remedy)
    return Finding("clock", ok=True, message=f"{now:%Y-%m-%d %H:%M} UTC.")


def _model(settings: StoreSettings, database: Database) -> Finding:
    with database.read() as connection:
        held = held_model(connection)
    ours = open_embedder(settings.models).identity
    if held not in (None, ours):
        message = f"The index holds vectors of {held}, the embedder is {ours}."
        return Finding("embedding model", ok=False, message=message, remedy=REBUILD)
    return Finding("embedding model", ok=True, message=f"{ours}.")


def _kept(database: Database, kept: VectorStore) -> Finding:
    with database.read() as connection:
        held = held_model(connection) or ""
    missing = len(kept.missing(held))
    if missing:
        message = f"{missing} passages have no vector of {held}."
        return Finding("kept vectors", ok=False, message=message, remedy=f"{REBUILD} It embeds them.")
    return Finding("kept vectors", ok=True, message=f"{kept.count(held)} of distinct texts.")


def _lexical(settings: StoreSettings, registry: Registry) -> Finding:
    try:
        if registry.database.dialect == "postgresql":
            index: LexicalIndex = PostgresLexicalIndex(registry.database, look_only=True)
        else:
            index = SqliteLexicalIndex(settings.words, look_only=True)
    except StoreMissing as error:
        return Finding("lexical index", ok=False, message=error.message, remedy=MENDED)
    try:
        index.check()
        return _compared("lexical index", registry, index.ids())
    finally:
        index.close()


def _vectors(settings: StoreSettings, registry: Registry, kept: VectorStore, database: Database) -> Finding:
    try:
        if settings.chroma:
            return _searched(open_server(settings.chroma, look_only=True), registry, kept, database)
        ownership = Ownership(settings.home)
        try:
            return _searched(open_embedded(settings.vectors, look_only=True), registry, kept, database)
        finally:
            ownership.release()
    except StoreMissing as error:
        return Finding("vector index", ok=False, message=error.message, remedy=MENDED)


def _searched(index: VectorIndex, registry: Registry, kept: VectorStore, database: Database) -> Finding:
    try:
        with database.read() as connection:
            model = held_model(connection) or ""
        held = index.ids()
        compared = _compared("vector index", registry, held)
        if compared.ok:
            differ = sum(there != ours for _, ours, there in side_by_side(kept, model, index, sorted(held)) if ours)
            if differ:
                message = f"{differ} of {len(held)} vectors are not those that the registry keeps of {model}."
                return Finding("vector index", ok=False, message=message, remedy=REBUILD)
        # a damaged graph shows only when it is walked
        if dimensions := kept.dimensions(model):
            index.search(np.full(dimensions, dimensions**-0.5, np.float32), 1)
        return compared
    finally:
        index.close()


def _compared(part: str, registry: Registry, held: Collection[str]) -> Finding:
    wanted = set(registry.current_passage_ids())
    missing, spare = len(wanted.difference(held)), len(set(held).difference(wanted))
    if missing or spare:
        message = f"{missing} passages missing, {spare} too many."
        return Finding(part, ok=False, message=message, remedy=MENDED)
    return Finding(part, ok=True, message=f"{len(held)} passages, as in the registry.")


def _failures(database: Database) -> Finding:
    failed = FailureStore(database).all()
    if not failed:
        return Finding("failed files", ok=True, message="None.")
    shown = "; ".join(f"{failure.source_key}: {failure.reason}" for failure in failed[:5])
    message = f"{len(failed)} files could not be read. {shown}"
    return Finding("failed files", ok=True, message=message, remedy="Mend the files, or run `standing ingest --retry`.")
