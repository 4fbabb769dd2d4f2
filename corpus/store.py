"""Everything that is known, opened as one: the registry, the two indexes kept in step with it, and the embedder."""

from __future__ import annotations

import datetime as dt
import os
import socket
import threading
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Self

from corpus import repetition
from corpus.answer_store import AnswerStore
from corpus.database import Database, open_database, sqlite_url
from corpus.documents import Description, Document
from corpus.embedding import Embedder, open_embedder
from corpus.errors import AssetError, ModelChanged, StoreError
from corpus.exclusion import Exclusion
from corpus.failures import FailureStore
from corpus.folder_store import FolderStore
from corpus.gazetteer import Gazetteer
from corpus.indexes import Indexes, Report, silent
from corpus.job_store import JobStore
from corpus.key_store import KeyStore
from corpus.lease_store import AlwaysMine, LeaseStore, Turn
from corpus.lexical_index import LexicalIndex
from corpus.owner import Ownership
from corpus.postgres_words import PostgresLexicalIndex
from corpus.publication import Publication, Vector, vector_key
from corpus.publisher import Publisher
from corpus.publishing import raise_version
from corpus.question_vectors import QuestionVectors
from corpus.record_store import RecordStore
from corpus.registry import Registry
from corpus.retrieval import Retriever
from corpus.slack_store import SlackStore
from corpus.sqlite_words import SqliteLexicalIndex, destroy_lexical
from corpus.sync_store import SyncStore
from corpus.vector_index import ChromaServer, VectorIndex, destroy_embedded, open_embedded, open_server
from corpus.vector_store import VectorStore

EMBED_BATCH = 256
"""Passages embedded between two progress reports of a rebuild that has to embed."""


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Where the store is. Without `database_url` and `chroma` both are embedded in the home folder."""

    home: Path
    models: Path
    database_url: str | None = None
    chroma: ChromaServer | None = None
    threads: int = 2

    @property
    def embedded(self) -> bool:
        """Whether Chroma runs in this process, so that only one process may have the store."""
        return self.chroma is None

    def check(self) -> None:
        """Raise `StoreError` when the parts would not know of each other."""
        if self.embedded and not self.registry_url.startswith("sqlite"):
            raise StoreError(
                "The registry is on a server and Chroma is embedded: their processes would not know of each other.",
                remedy="Set the address of a Chroma server too.",
            )

    @property
    def registry_url(self) -> str:
        """The address of the registry."""
        return self.database_url or sqlite_url(self.home / "registry.sqlite3")

    @property
    def words(self) -> Path:
        """The file of the lexical index, where the registry is in SQLite."""
        return self.home / "lexical.sqlite3"

    @property
    def vectors(self) -> Path:
        """The folder of an embedded vector index."""
        return self.home / "chroma"


class Corpus:
    """An open store. Safe to share between threads; close it, or use it in a `with` block."""

    def __init__(
        self,
        settings: StoreSettings,
        database: Database,
        ownership: Ownership | None,
        embedder: Embedder | None,
        report: Report = silent,
    ) -> None:
        self.settings = settings
        self.ownership = ownership
        self.registry = Registry(database)
        self.records = RecordStore(self.registry)
        self.answers = AnswerStore(database)
        self.jobs = JobStore(database)
        self.failures = FailureStore(database)
        self.folders = FolderStore(database)
        self.sync = SyncStore(database)
        self.leases = LeaseStore(database)
        self.keys = KeyStore(database)
        self.slack = SlackStore(database)
        self.kept_vectors = VectorStore(database)
        self._exclusion = Exclusion(database, None if settings.embedded else settings.home)
        self.indexes = _open_indexes(settings, self.registry, self.kept_vectors, self._exclusion, report)
        self._publisher = Publisher(self.registry, self.indexes, self.kept_vectors, self._exclusion)
        self._questions = QuestionVectors(self._embed_query, settings.threads)
        self.retriever = Retriever(
            self.registry, self.indexes, self._vector_of, lambda: self.gazetteer, threads=settings.threads
        )
        self.process = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._database = database
        self._embedder = embedder
        self._loading = threading.Lock()

    @classmethod
    def open(cls, settings: StoreSettings, embedder: Embedder | None = None, report: Report = silent) -> Self:
        """Open the store in the home folder, or make it.

        What a crash left half-done is mended in both indexes; `report` is told of the lexical one.

        Raises `StoreOwned` when another process has an embedded store, `StoreOutdated` and `StoreDamaged` when the
        registry cannot be used.
        """
        settings.check()
        settings.home.mkdir(parents=True, exist_ok=True)
        ownership = Ownership(settings.home) if settings.embedded else None
        database = None
        try:
            database = open_registry_database(settings)
            corpus = cls(settings, database, ownership, embedder, report)
        except BaseException:
            if database:
                database.close()
            if ownership:
                ownership.release()
            raise
        if ownership:
            corpus.jobs.interrupt(_now())
        return corpus

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def version(self) -> int:
        """The corpus version: rises with every change that a reader could notice."""
        return self.registry.version()

    @property
    def lexical(self) -> LexicalIndex:
        """The index of words."""
        return self.indexes.lexical

    @property
    def vectors(self) -> VectorIndex:
        """The index of vectors, opened when first asked for."""
        return self.indexes.vectors

    @cached_property
    def listed(self) -> Gazetteer:
        """Regulators, courts and jurisdictions, as the gazetteer lists them."""
        return Gazetteer.load()

    @property
    def gazetteer(self) -> Gazetteer:
        """The same with the bodies that it does not list and documents held are by. Cached."""
        held = self.registry
        return held.cached.get("gazetteer", lambda: self.listed.with_unlisted((*held.regulators(), *held.courts())))

    @property
    def embedder(self) -> Embedder:
        """The embedder, opened when first asked for. Raises `AssetError` when its files are not there."""
        with self._loading:
            if self._embedder is None:
                self._embedder = open_embedder(self.settings.models, threads=self.settings.threads)
            return self._embedder

    def warm(self) -> None:
        """Load what the first question would load, which takes seconds: for a thread in the background."""
        self.embedder.warm()
        self.retriever.search("warm", limit=1)

    def ingest_turn(self) -> Turn | AlwaysMine:
        """The right to ingest, which one process at a time has; to be held in a `with` block, where it was `taken`."""
        return AlwaysMine() if self.ownership else Turn(self.leases, "ingest", self.process)

    def publish(self, *publications: Publication) -> tuple[Document, ...]:
        """Make documents visible, all of them at once or none; each is the next version of its source's document.

        Many in one call are quicker than many calls. One that only says again what another says is kept as its
        duplicate. Raises `ModelChanged` when the vectors are not of the index's model, and `ValueError` when a passage
        is not the text under its span.
        """
        return self._publisher.publish(*publications)

    def move(self, document: Document, description: Description) -> bool:
        """Put a document into the matter of a new description of it; False when it has changed meanwhile."""
        return self._publisher.move(document, description)

    def delete(self, document_id: str) -> None:
        """Take a document away from every list, index and later answer, its old versions too. Raises `NotFound`."""
        self._publisher.delete(document_id)

    def repair(self) -> int:
        """Put both indexes in step with the registry; says how many entries were wrong."""
        with self._exclusion.alone():
            return self.indexes.repair_lexical() + self.indexes.repair_vectors()

    def tend(self) -> int:
        """As `repair`, but looks first, cheaply, and lets others publish meanwhile."""
        return self.indexes.repair_lexical() + self.indexes.repair_vectors()

    def rebuild(self, report: Report = silent) -> None:
        """Make both indexes again from the registry. Embeds only passages that the present model never saw.

        Which documents repeat which is found anew too.
        """
        with self._exclusion.alone():
            try:
                model: str | None = self.embedder.identity
            except AssetError:
                model = self.indexes.model
            if model:
                self._embed_missing(model, report)
            with self._database.write() as connection:
                repetition.write(connection, repetition.anew(connection), partial(raise_version, connection))
            self.indexes.rebuild(model, report)
            self.kept_vectors.drop_unused()

    def nearness(self, text: str, of: Collection[tuple[str, int]]) -> dict[str, float]:
        """The cosine of each passage of the document versions to a question, by passage id.

        Exact, from the vectors that the registry keeps. Raises `ModelChanged`.
        """
        vector = self._vector_of(text)
        return {one.passage_id: one.score for one in self.kept_vectors.nearest(self.embedder.identity, vector, of)}

    def expect(self, text: str) -> None:
        """Begin to embed a question that will be searched for: that takes as long as understanding it."""
        self._questions.begin(text)

    def close(self) -> None:
        """Let go of every file and of the store itself."""
        self._questions.close()
        self.retriever.close()
        try:
            self.indexes.close()
        finally:
            self._database.close()
            if self.ownership:
                self.ownership.release()

    def _vector_of(self, text: str) -> Vector:
        held = self.indexes.model
        if held not in (None, self.embedder.identity):
            raise ModelChanged(
                f"The index holds vectors of {held}, the embedder is {self.embedder.identity}.",
                remedy="Run `standing index rebuild`.",
            )
        return self._questions.of(text)

    def _embed_query(self, text: str) -> Vector:
        return self.embedder.embed_query(text)

    def _embed_missing(self, model: str, report: Report) -> None:
        missing = self.kept_vectors.missing(model)
        for start in range(0, len(missing), EMBED_BATCH):
            passages = self.registry.passages(missing[start : start + EMBED_BATCH]).values()
            texts = list(dict.fromkeys(passage.text for passage in passages))
            made = self.embedder.embed_passages(texts)
            self.kept_vectors.keep(model, {vector_key(text): row for text, row in zip(texts, made, strict=True)})
            report(start + len(passages), len(missing))


def open_registry_database(settings: StoreSettings) -> Database:
    """The registry alone, which any process may read while another owns the store."""
    return open_database(settings.registry_url)


def _open_indexes(
    settings: StoreSettings, registry: Registry, kept: VectorStore, exclusion: Exclusion, report: Report
) -> Indexes:
    database = registry.database
    words, folder, server = settings.words, settings.vectors, settings.chroma
    return Indexes(
        registry,
        kept,
        lambda: PostgresLexicalIndex(database) if database.dialect == "postgresql" else SqliteLexicalIndex(words),
        lambda: open_server(server) if server else open_embedded(folder),
        destroy_lexical=lambda: destroy_lexical(words),
        destroy_vectors=lambda: destroy_embedded(folder),
        exclusion=exclusion,
        report=report,
    )


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
