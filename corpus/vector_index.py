"""Nearest passages by vector. The port, and Chroma behind it: embedded in this process, or a server.

Only this module imports chromadb, and only when an index is opened, because the import takes seconds.

Derived from the registry, which keeps the vectors, and rebuilt from it without embedding anything again. Passages carry
no metadata here: their identifiers name their document, and filtering by metadata inside Chroma costs disk (+1.4 MB for
5,000 passages) and, on large collections, more time than fetching too many and keeping the allowed ones.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import httpx
import numpy as np

from corpus import chroma_folder
from corpus.database import is_full
from corpus.errors import ROOM, StoreDamaged, StoreError, StoreFull, StoreMissing, StoreUnreachable
from corpus.publication import Vector, Vectors
from corpus.scored import Scope, Scored, document_of

COLLECTION = "passages"
REBUILD = "Run `standing index rebuild`."

HNSW = {"space": "ip", "ef_construction": 100, "max_neighbors": 16, "ef_search": 100}
"""Inner product, as all vectors have length one. Recall of the exact top 50 among 5,000: 0.99 at 1.5 ms a query."""

BATCH = 2000
"""Adding 4,000 vectors in calls of 20, 100, 500 and 2,000 took 5.7, 2.6, 1.6 and 1.3 s; servers refuse far larger."""

CLOUD, CLOUD_BATCH = ".trychroma.com", 300
"""Chroma Cloud writes and returns no more in one call unless its people raise that (docs.trychroma.com, quotas)."""

SERVER_SECONDS = 30.0
"""How long a server may take over one call: adding 2,000 vectors took 1.3 s on two shared cores."""

ENOUGH = 50
"""Passages that a search within some documents brings at least, where they have so many. Asking for 200 of 2,700
allowed passages among 54,000 took 126 ms at the median, as every neighbour before them is fetched and dropped."""

WIDER = 4
"""How many times more is fetched each time that the nearest held fewer than enough of the allowed documents."""


class VectorIndex(Protocol):
    """What search by meaning needs. Vectors have length one. Safe to share between threads."""

    def add(self, passage_ids: Sequence[str], vectors: Vectors) -> None:
        """Make passages findable, one row a passage; those that are there already are replaced."""

    def remove(self, passage_ids: Collection[str]) -> None:
        """Make passages unfindable; ids that are not there are ignored."""

    def search(self, vector: Vector, limit: int, scope: Scope | None = None) -> list[Scored]:
        """The nearest passages first, by cosine, of the scope only: at least `ENOUGH` where it has them."""

    def read(self, passage_ids: Sequence[str]) -> dict[str, Vector]:
        """The vectors of those of the passages that can be found, as they were added."""

    def ids(self) -> set[str]:
        """Every passage that can be found."""

    def missing(self, passage_ids: Sequence[str]) -> set[str]:
        """Those of a few passages that cannot be found."""

    def count(self) -> int:
        """How many passages can be found."""

    def clear(self) -> None:
        """Forget everything."""

    def close(self) -> None:
        """Let go of the folder or connection."""


@dataclass(frozen=True, slots=True)
class ChromaServer:
    """Where a Chroma server is.

    `token` is sent both ways that servers and Chroma Cloud expect it. `batch` is how many passages may go into one call
    or come out of it; None takes what such a server is known to allow.
    """

    host: str
    port: int = 8000
    ssl: bool = False
    token: str | None = None
    tenant: str = "default_tenant"
    database: str = "default_database"
    batch: int | None = None

    @property
    def quota(self) -> int | None:
        """How many passages may go into one call or come out of it; None where nobody counts."""
        return self.batch or (CLOUD_BATCH if self.host.endswith(CLOUD) else None)

    @property
    def headers(self) -> dict[str, str]:
        """What every request carries."""
        return {"Authorization": f"Bearer {self.token}", "X-Chroma-Token": self.token} if self.token else {}

    @property
    def address(self) -> str:
        """Scheme, host and port."""
        return f"{'https' if self.ssl else 'http'}://{self.host}:{self.port}"


def open_embedded(folder: Path, *, look_only: bool = False) -> ChromaVectorIndex:
    """Chroma inside this process. The caller must be the folder's only process. Raises `StoreDamaged`.

    With `look_only` nothing is made, no file of ours is left in the folder, and `StoreMissing` is raised where there is
    no index.
    """
    if look_only and not folder.exists():
        raise StoreMissing(f"{folder} is not there.")
    if not chroma_folder.survives(folder):
        raise StoreDamaged(f"The vector index {folder} failed: its graph cannot be read.", remedy=REBUILD)
    closing = [] if look_only else [lambda: chroma_folder.seal(folder)]
    return open_trusted(folder, closing, look_only=look_only)


def open_trusted(
    folder: Path, and_close: Sequence[Callable[[], None]] = (), *, look_only: bool = False
) -> ChromaVectorIndex:
    """The same without a look at its files first: a damaged graph may end this process."""
    name = f"The vector index {folder}"
    with _translated(name, StoreDamaged, REBUILD):
        client = _chroma().PersistentClient(str(folder), settings=_settings())
        return ChromaVectorIndex(client, name, StoreDamaged, REBUILD, and_close, look_only=look_only)


def open_server(server: ChromaServer, *, look_only: bool = False) -> ChromaVectorIndex:
    """Chroma on a server, which any number of processes may use.

    Tenant and database are made where they are not there; with `look_only` `StoreMissing` is raised instead.

    Raises `StoreError` when it does not answer or refuses.
    """
    name = f"The Chroma server {server.host}:{server.port}"
    remedy = "Check that it runs and that host, port, TLS and token are right."
    with _translated(name, StoreError, remedy):
        _find_room(server, look_only=look_only)
        client = _chroma().HttpClient(
            host=server.host,
            port=server.port,
            ssl=server.ssl,
            headers=server.headers,
            tenant=server.tenant,
            database=server.database,
            settings=_settings(),
        )
        # it leaves its connections open when it is closed, too, and there is no public way to either
        sessions = [each._server._session for each in (client, client._admin_client)]  # noqa: SLF001
        for session in sessions:
            session.timeout = SERVER_SECONDS
        closing = [session.close for session in sessions]
        return ChromaVectorIndex(client, name, StoreError, remedy, closing, quota=server.quota, look_only=look_only)


def _find_room(server: ChromaServer, *, look_only: bool) -> None:
    """The tenant and the database. Chroma itself waits for ever for a server that hangs, from its first call on."""
    with httpx.Client(base_url=server.address, headers=server.headers, timeout=SERVER_SECONDS) as client:
        client.get("/api/v2/heartbeat").raise_for_status()
        databases = f"/api/v2/tenants/{quote(server.tenant, safe='')}/databases"
        for places, name in (("/api/v2/tenants", server.tenant), (databases, server.database)):
            # whoever may not look, or is second to make it, finds out with the first use
            if client.get(f"{places}/{quote(name, safe='')}").status_code == httpx.codes.NOT_FOUND:
                if look_only:
                    raise StoreMissing(f"The Chroma server {server.address} has no {name}.")
                client.post(places, json={"name": name})


def destroy_embedded(folder: Path) -> None:
    """Remove what cannot be opened, so that it can be made again."""
    # a client that failed to start stays in this cache, half made, and would be handed out again for the same folder
    _chroma().api.client.SharedSystemClient.clear_system_cache()
    shutil.rmtree(folder, ignore_errors=True)


class ChromaVectorIndex:
    """One collection of one Chroma client."""

    def __init__(
        self,
        client: Any,
        name: str,
        error: type[StoreError],
        remedy: str,
        and_close: Sequence[Callable[[], None]] = (),
        *,
        quota: int | None = None,
        look_only: bool = False,
    ) -> None:
        self._client = client
        self._quota = quota
        self._batch = quota or BATCH
        self._and_close = and_close
        self._blame = (name, error, remedy)
        self._collection = self._held() if look_only else self._open()

    def add(self, passage_ids: Sequence[str], vectors: Vectors) -> None:
        """See `VectorIndex`."""
        for start in range(0, len(passage_ids), self._batch):
            part = slice(start, start + self._batch)
            self._call("upsert", ids=list(passage_ids[part]), embeddings=vectors[part])

    def remove(self, passage_ids: Collection[str]) -> None:
        """See `VectorIndex`."""
        gone = list(passage_ids)
        for start in range(0, len(gone), self._batch):
            self._call("delete", ids=gone[start : start + self._batch])

    def search(self, vector: Vector, limit: int, scope: Scope | None = None) -> list[Scored]:
        """See `VectorIndex`. With a quota it looks no further than that for allowed ones."""
        if scope is None:
            return self._nearest(vector, limit)
        enough, held, fetched = min(limit, ENOUGH, scope.passages), self.count(), 0
        wanted = max(limit, 2 * enough * held // max(1, scope.passages))
        held = min(held, self._quota or held)
        found: list[Scored] = []
        while fetched < held and len(found) < enough:
            fetched = min(wanted, held)
            near = self._nearest(vector, fetched)
            found = [hit for hit in near if document_of(hit.passage_id) in scope.documents]
            wanted *= WIDER
        return found[:limit]

    def read(self, passage_ids: Sequence[str]) -> dict[str, Vector]:
        """See `VectorIndex`."""
        found: dict[str, Vector] = {}
        for start in range(0, len(passage_ids), self._batch):
            part = list(passage_ids[start : start + self._batch])
            got = self._call("get", ids=part, include=["embeddings"])
            found.update(zip(got["ids"], np.asarray(got["embeddings"], np.float32), strict=True))
        return found

    def ids(self) -> set[str]:
        """See `VectorIndex`."""
        if self._quota is None:
            return set(self._call("get", include=[])["ids"])
        found: set[str] = set()
        while page := self._call("get", include=[], limit=self._quota, offset=len(found))["ids"]:
            found.update(page)
        return found

    def missing(self, passage_ids: Sequence[str]) -> set[str]:
        """See `VectorIndex`."""
        if not passage_ids:
            return set()
        return set(passage_ids).difference(self._call("get", ids=list(passage_ids), include=[])["ids"])

    def count(self) -> int:
        """See `VectorIndex`."""
        return int(self._call("count"))

    def some_vectors(self, count: int) -> Vectors:
        """Any of those held, at most so many."""
        held = self._call("get", limit=count, include=["embeddings"])["embeddings"]
        return np.asarray(held, np.float32)

    def clear(self) -> None:
        """See `VectorIndex`."""
        with _translated(*self._blame):
            self._client.delete_collection(COLLECTION)
            self._collection = self._open()

    def close(self) -> None:
        """See `VectorIndex`."""
        with _translated(*self._blame):
            self._client.close()
            for close in self._and_close:
                close()

    def _open(self) -> Any:
        return self._client.get_or_create_collection(COLLECTION, configuration={"hnsw": HNSW}, embedding_function=None)

    def _held(self) -> Any:
        try:
            return self._client.get_collection(COLLECTION, embedding_function=None)
        except _chroma().errors.NotFoundError as error:
            self.close()
            raise StoreMissing(f"{self._blame[0]} holds no index yet.") from error

    def _call(self, name: str, **arguments: Any) -> Any:
        with _translated(*self._blame):
            try:
                return getattr(self._collection, name)(**arguments)
            except _chroma().errors.NotFoundError:
                # another process made the index again: the new collection has the old one's name
                self._collection = self._open()
                return getattr(self._collection, name)(**arguments)

    def _nearest(self, vector: Vector, limit: int) -> list[Scored]:
        if limit < 1:
            return []
        limit = min(limit, self._quota or limit)
        found = self._call("query", query_embeddings=[vector], n_results=limit, include=["distances"])
        return [Scored(key, 1 - away) for key, away in zip(found["ids"][0], found["distances"][0], strict=True)]


def _chroma() -> Any:
    import chromadb  # noqa: PLC0415 - the import takes seconds

    return chromadb


def _settings() -> Any:
    return _chroma().config.Settings(anonymized_telemetry=False)


@contextmanager
def _translated(name: str, error: type[StoreError], remedy: str) -> Iterator[None]:
    try:
        yield
    except StoreError:
        raise
    except Exception as cause:
        if is_full(str(cause)):
            raise StoreFull(f"{name} has no room left: {cause}.", remedy=ROOM) from cause
        if _unanswered(cause):
            raise StoreUnreachable(f"{name} does not answer: {cause}.", remedy=remedy) from cause
        raise error(_failed(name, cause), remedy=remedy) from cause
    except BaseException as cause:
        # a panic in Chroma's Rust core is no `Exception`
        if type(cause).__name__ == "PanicException":
            raise error(_failed(name, cause), remedy=remedy) from cause
        raise


def _unanswered(cause: BaseException | None) -> bool:
    """Whether the server could not be reached, hung up or took too long, whatever Chroma's client made of it."""
    while cause is not None:
        if isinstance(cause, (httpx.TransportError, ConnectionError)):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _failed(name: str, cause: BaseException) -> str:
    return f"{name} failed: {str(cause).rstrip('.?! ')}."
