"""The vectors that the registry keeps: one for each text and model, so that no text is embedded twice.

Searching them exactly is quicker than any index as long as few documents are allowed: their matrices stay in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np
import sqlalchemy as sa

from corpus.caches import Bounded
from corpus.database import Database, insert_new
from corpus.filtering import NEWEST
from corpus.publication import Vector, Vectors
from corpus.scored import Scored
from corpus.tables import documents, passages, vectors, versions

MATRIX_CACHE_BYTES = 128_000_000
"""Matrices kept in memory: 80,000 passages of 384 dimensions."""

Matrix = tuple[tuple[str, ...], Vectors]


class VectorStore:
    """Reads and writes of vectors. Safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._matrices: Bounded[tuple[str, int, str], Matrix] = Bounded(
            MATRIX_CACHE_BYTES, lambda matrix: matrix[1].nbytes
        )

    def known(self, model: str, keys: Collection[bytes]) -> dict[bytes, Vector]:
        """Those of the keys that have a vector already."""
        query = sa.select(vectors.c.key, vectors.c.vector).where(vectors.c.model == model)
        query = query.where(vectors.c.key.in_(list(keys)))
        with self._database.read() as connection:
            return {key: _vector(blob) for key, blob in connection.execute(query)}

    def keep(self, model: str, made: Mapping[bytes, Vector]) -> None:
        """Keep vectors under their keys."""
        with self._database.write() as connection:
            write_vectors(connection, model, made)

    def of_passages(self, model: str, passage_ids: Sequence[str]) -> Matrix:
        """Identifiers and vectors of those passages that have one."""
        query = sa.select(passages.c.id, vectors.c.vector).join(vectors, vectors.c.key == passages.c.vector_key)
        query = query.where(vectors.c.model == model, passages.c.id.in_(list(passage_ids)))
        with self._database.read() as connection:
            return _matrix(connection.execute(query).all())

    def missing(self, model: str) -> list[str]:
        """The passages of newest versions without a vector of the model."""
        query = sa.select(passages.c.id).join(versions, _of_version()).join(documents, NEWEST)
        query = query.join(vectors, (vectors.c.key == passages.c.vector_key) & (vectors.c.model == model), isouter=True)
        with self._database.read() as connection:
            return list(connection.execute(query.where(vectors.c.key.is_(None))).scalars())

    def count(self, model: str) -> int:
        """How many vectors of the model are kept."""
        query = sa.select(sa.func.count()).select_from(vectors).where(vectors.c.model == model)
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def dimensions(self, model: str) -> int | None:
        """The length of the model's vectors; None when there is none."""
        query = sa.select(vectors.c.vector).where(vectors.c.model == model).limit(1)
        with self._database.read() as connection:
            blob = connection.execute(query).scalar()
        return None if blob is None else len(_vector(blob))

    def drop_unused(self) -> int:
        """Forget the vectors of texts that no passage has any more; says how many."""
        used = sa.select(passages.c.vector_key)
        with self._database.write() as connection:
            return connection.execute(sa.delete(vectors).where(vectors.c.key.not_in(used))).rowcount

    def nearest(
        self, model: str, vector: Vector, of: Collection[tuple[str, int]], limit: int | None = None
    ) -> list[Scored]:
        """The nearest passages of the document versions given, exactly, best first; all of them without a limit."""
        matrices = [matrix for matrix in self._of_versions(model, of) if matrix[0]]
        if not matrices:
            return []
        ids = [passage_id for matrix in matrices for passage_id in matrix[0]]
        scores = np.concatenate([matrix[1] @ vector for matrix in matrices])
        best = np.argsort(-scores, kind="stable")[:limit]
        return [Scored(ids[n], float(scores[n])) for n in best]

    def forget(self, document_id: str) -> None:
        """Drop what is kept in memory of a deleted document."""
        self._matrices.drop(lambda key: key[0] == document_id)

    def _of_versions(self, model: str, of: Collection[tuple[str, int]]) -> Iterator[Matrix]:
        missing = []
        for document_id, version in sorted(of):
            held = self._matrices.get((document_id, version, model))
            if held is None:
                missing.append((document_id, version))
            else:
                yield held
        yield from self._load(model, missing)

    def _load(self, model: str, of: Sequence[tuple[str, int]]) -> Iterator[Matrix]:
        if not of:
            return
        query = sa.select(passages.c.document_id, passages.c.version, passages.c.id, vectors.c.vector)
        query = query.join(vectors, vectors.c.key == passages.c.vector_key).where(vectors.c.model == model)
        query = query.where(passages.c.document_id.in_([document_id for document_id, _ in of]))
        rows: dict[tuple[str, int], list[tuple[str, bytes]]] = defaultdict(list)
        with self._database.read() as connection:
            for document_id, version, passage_id, blob in connection.execute(query):
                rows[document_id, version].append((passage_id, blob))
        for key in of:
            matrix = _matrix(rows[key])
            self._matrices.put((*key, model), matrix)
            yield matrix


def write_vectors(connection: sa.Connection, model: str, made: Mapping[bytes, Vector]) -> None:
    """Keep vectors under their keys, inside the caller's transaction."""
    # in one order everywhere, so that two transactions that keep the same vectors never wait for each other
    sorted_by_key = sorted(made.items(), key=lambda each: each[0])
    rows = [{"model": model, "key": key, "vector": vector.astype("<f4").tobytes()} for key, vector in sorted_by_key]
    insert_new(connection, vectors, rows)


def _of_version() -> sa.ColumnElement[bool]:
    return (passages.c.document_id == versions.c.document_id) & (passages.c.version == versions.c.version)


def _vector(blob: bytes) -> Vector:
    return np.frombuffer(blob, "<f4")


def _matrix(rows: Iterable[Sequence[object]]) -> Matrix:
    found = list(rows)
    stacked = np.stack([_vector(row[1]) for row in found]) if found else np.zeros((0, 0), np.float32)  # type: ignore[arg-type]
    return tuple(str(row[0]) for row in found), stacked
