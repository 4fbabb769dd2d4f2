"""Documents made visible and taken away: in the indexes before the registry shows them, and out of them after.

So a hit that the registry does not know as current is never shown, and what a crash leaves is entries too many.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from corpus import repetition
from corpus.documents import Description, Document
from corpus.errors import StoreError
from corpus.exclusion import Exclusion
from corpus.indexes import Indexes, check_model, claim_model
from corpus.publication import Publication
from corpus.publishing import (
    Overtaken,
    document_id_of,
    plan,
    published_meanwhile,
    raise_version,
    write_deletion,
    write_move,
    write_publications,
)
from corpus.registry import Registry
from corpus.repetition import Settlement
from corpus.scored import document_of
from corpus.vector_store import VectorStore


class Publisher:
    """Publishes, moves and deletes; one at a time, across the processes that share a store."""

    def __init__(self, registry: Registry, indexes: Indexes, vectors: VectorStore, exclusion: Exclusion) -> None:
        self._registry, self._indexes, self._vectors = registry, indexes, vectors
        self._database, self._exclusion = registry.database, exclusion

    def publish(self, *publications: Publication) -> tuple[Document, ...]:
        """All of them at once or none; planned anew where another process was first with one of them.

        Raises `ModelChanged` when the vectors are not of the index's model, and `ValueError` when a passage is not the
        text under its span.
        """
        self._indexes.open()
        with self._exclusion.alone():
            with self._database.read() as connection:
                meanwhile = published_meanwhile(connection, publications)
            ours = [each for each in publications if document_id_of(each.source.key) not in meanwhile]
            published = None
            while published is None:
                published = self._publish(ours)
        done = iter(published)
        ids = (document_id_of(each.source.key) for each in publications)
        return tuple(self._registry.document(each) if each in meanwhile else next(done) for each in ids)

    def move(self, document: Document, description: Description) -> bool:
        """Put a document into the matter of a new description of it; False when it has changed meanwhile."""
        with self._exclusion.alone(), self._database.write() as connection:
            try:
                write_move(connection, document.id, document.version, description)
            except Overtaken:
                return False
        return True

    def delete(self, document_id: str) -> None:
        """Take a document away from every list, index and later answer, its old versions too. Raises `NotFound`."""
        self._indexes.open()
        with self._exclusion.alone():
            with self._database.read() as connection:
                settlement = repetition.without(connection, document_id)
            promoted = self._promoted(settlement)
            try:
                self._indexes.add_held(promoted)
                with self._database.write() as connection:
                    change = write_deletion(connection, document_id, _now())
                    repetition.write(connection, settlement, partial(raise_version, connection))
            except BaseException:
                self._take_back(promoted)
                raise
            self._registry.forget(document_id)
            self._vectors.forget(document_id)
            self._indexes.remove([*change.removed, *self._demoted(settlement)])

    def _publish(self, publications: Sequence[Publication]) -> tuple[Document, ...] | None:
        models = {publication.model for publication in publications}
        with self._database.read() as connection:
            for model in models:
                check_model(connection, model)
            planned = plan(connection, publications)
            settlement = repetition.compared(connection, planned)
        shown = [each for each in planned if not settlement.hides(each.document_id)]
        promoted = self._promoted(settlement)
        added = [*promoted, *(passage_id for each in shown for passage_id in each.passage_ids)]
        try:
            self._indexes.add(shown)
            self._indexes.add_held(promoted)
            with self._database.write() as connection:
                for model in models:
                    claim_model(connection, model)
                changes = write_publications(connection, planned, _now())
                repetition.write(connection, settlement, partial(raise_version, connection))
        except Overtaken:
            self._take_back(added)
            return None
        except BaseException:
            self._take_back(added)
            raise
        removed = [gone for change in changes for gone in change.removed]
        self._indexes.remove([*removed, *self._demoted(settlement)])
        return tuple(replace(each.document, duplicate_of=settlement.links[each.document_id]) for each in planned)

    def _promoted(self, settlement: Settlement) -> list[str]:
        """The passages of documents that are to be found again, though the registry still calls them duplicates."""
        return self._registry.current_passage_ids(settlement.promoted, duplicates=True) if settlement.promoted else []

    def _demoted(self, settlement: Settlement) -> list[str]:
        return self._registry.current_passage_ids(settlement.demoted, duplicates=True) if settlement.demoted else []

    def _take_back(self, added: Sequence[str]) -> None:
        # an interruption can come after the commit; what stays behind is not shown and is mended on the next opening
        with suppress(StoreError):
            shown = self._registry.current_passage_ids({document_of(passage_id) for passage_id in added})
            self._indexes.remove(sorted(set(added).difference(shown)))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
