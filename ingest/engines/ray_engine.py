"""An ingest spread over the machines of a Ray cluster, or over this machine's cores. The only importer of ray.

Ray Data runs the stages of `preparing/stages.py` in a pool of actors, each with a parser of its own; another pool of
actors embeds. This process joins documents to matters and publishes them, as the only one that touches the store. Ray
reports usage to its makers unless it is told not to; it is.
"""

from __future__ import annotations

import logging
import os
import pickle
import secrets
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from corpus.embedding import Embedder
from corpus.errors import CorpusError, MissingExtra, ModelChanged, installing
from corpus.gazetteer import Gazetteer
from corpus.publication import Vectors
from corpus.store import Corpus
from ingest.engines.desk import Desk, Notes, Result
from ingest.engines.engine import AHEAD, PATIENCE, Line, weight
from ingest.engines.workers import Idle, worked_through
from ingest.errors import ClusterFailed, IngestError
from ingest.parse.apart.sandbox import Sandbox
from ingest.preparing.stages import Knowledge, Prepared, Window, join
from ingest.sources.item import Item

BLOCK = 8
"""Documents that travel to a preparer and back together: their results arrive together too."""

ROW = "row"
LOCAL = "local"

QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal"}
"""No reports to its makers, and no lines of its own among ours: what ends an ingest is raised."""

ALONE = {
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    "RAY_AUTH_MODE": "token",
    "RAY_AUTH_TOKEN": secrets.token_hex(32),
}
"""Listening on the loopback alone, which Ray does by itself on Windows only; whoever connects can run programs."""
THIS_MACHINE = "127.0.0.1"

KNOCK_SECONDS = 10.0
"""How long a cluster's machine may take to accept a connection."""

OpenEmbedder = Callable[[], Embedder]


@dataclass(frozen=True, slots=True)
class Ray:
    """The engine.

    `open_embedder` opens the corpus's embedder in another process, so each machine needs the model files, the program
    in the same version, and the documents under the same paths. `embedders` is by default one a machine. `address` is a
    cluster's; without one Ray is started on this machine for the length of the ingest.
    """

    open_embedder: OpenEmbedder
    workers: int = 2
    embedders: int | None = None
    address: str | None = None

    @contextmanager
    def at_work(self, corpus: Corpus, notes: Notes, items: Sequence[Item]) -> Iterator[Line]:
        """See `Engine`. Raises `MissingExtra`, `ClusterFailed`, and `ModelChanged` for machines with another model."""
        ray = _imported(QUIET if self.address else QUIET | ALONE)
        try:
            with _connected(ray, self.address):
                embedders = self.embedders or sum(node["Alive"] for node in ray.nodes())
                pool = _EmbedderPool(ray, self.open_embedder, embedders, corpus.embedder)
                with closing(self._prepared(ray, notes, items, AHEAD * embedders)) as results:
                    yield Line(_joined(results, corpus), pool, embedders)
        except ray.exceptions.RayError as error:
            raise _translated(error) from error

    def _prepared(self, ray: Any, notes: Notes, items: Sequence[Item], ahead: int) -> Any:
        keys = {item.key for item in items}
        held = {key: each for key, each in notes.held.items() if key in keys}
        failures = {key: each for key, each in notes.failures.items() if key in keys}
        rows = ray.data.from_items(
            [{ROW: ray.cloudpickle.dumps(item)} for item in items],
            override_num_blocks=max(1, -(-len(items) // BLOCK)),
        ).map(
            _Preparer,
            fn_constructor_args=(Notes(held, failures), self.open_embedder),
            compute=ray.data.ActorPoolStrategy(min_size=1, max_size=self.workers),
            num_cpus=1,
        )

        @contextmanager
        def drawn() -> Iterator[Iterator[dict[str, bytes]]]:
            yield iter(rows.iter_rows())

        def draw(_: int, arriving: Iterator[dict[str, bytes]]) -> Result:
            row = next(arriving, None)
            if row is None:
                raise ClusterFailed("Ray gave fewer documents back than it was given.", remedy=_AGAIN)
            result: Result = pickle.loads(row[ROW])  # noqa: S301 - our own actors wrote it
            return result

        return worked_through(range(len(items)), draw, drawn, workers=1, ahead=ahead, weigh=weight, patience=PATIENCE)


_AGAIN = "Run it again: what was published stays, and the rest is taken up."


class _Preparer:
    """In a process of Ray's: what needs neither the store nor the model."""

    def __init__(self, notes: Notes, open_embedder: OpenEmbedder) -> None:
        embedder = open_embedder()
        # which matters are held is known where documents are published
        knowledge = Knowledge(Gazetteer.load(), matters=tuple)
        window = Window(embedder.count_tokens, embedder.max_tokens)
        self._desk = Desk(notes, knowledge, window)
        self._parser = Sandbox()

    def __call__(self, row: dict[str, bytes]) -> dict[str, bytes]:
        item: Item = pickle.loads(row[ROW])  # noqa: S301 - the driver wrote it
        return {ROW: pickle.dumps(self._desk.work(item, self._parser))}


class _Embedding:
    """In a process of Ray's: one embedder."""

    def __init__(self, open_embedder: OpenEmbedder) -> None:
        self._embedder = open_embedder()

    def identity(self) -> str:
        return self._embedder.identity

    def embed(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.embed_passages(texts)


class _EmbedderPool:
    """Embedders in processes of Ray's, each given its share of a group."""

    def __init__(self, ray: Any, open_embedder: OpenEmbedder, count: int, ours: Embedder) -> None:
        self._ray = ray
        # no reservation: on one machine the preparers would have to make room, and they idle while vectors are made
        actor = ray.remote(_Embedding).options(num_cpus=0, scheduling_strategy="SPREAD", max_restarts=2)
        self._actors = [actor.remote(open_embedder) for _ in range(count)]
        self.identity = ours.identity
        self.dimensions = ours.dimensions
        others = set(ray.get([each.identity.remote() for each in self._actors])) - {ours.identity}
        if others:
            raise ModelChanged(
                f"Ray's machines embed with {', '.join(sorted(others))}, this one with {ours.identity}.",
                remedy="Install the same version of Standing and its models on each.",
            )

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embeds`."""
        share = -(-len(texts) // len(self._actors))
        parts = [texts[start : start + share] for start in range(0, len(texts), max(1, share))]
        made = self._ray.get([actor.embed.remote(part) for actor, part in zip(self._actors, parts, strict=False)])
        return np.concatenate([np.empty((0, self.dimensions), np.float32), *made])


def _joined(results: Iterator[Result | Idle], corpus: Corpus) -> Iterator[Result | Idle]:
    knowledge = Knowledge(corpus.listed, corpus.records.matters)
    for result in results:
        yield join(result, knowledge) if isinstance(result, Prepared) else result


def _imported(environment: Mapping[str, str]) -> Any:
    # Ray reads the environment when it is imported
    os.environ |= environment
    try:
        import ray  # noqa: PLC0415 - an extra, and a second to import
        import ray.data  # noqa: PLC0415 - likewise
    except ImportError as error:
        raise MissingExtra("Ray is not installed.", remedy=f"{installing('ray')}.") from error
    return ray


@contextmanager
def _connected(ray: Any, address: str | None) -> Iterator[None]:
    """In the cluster, or in one of this machine's own that ends with the block."""
    alone: dict[str, object] = {} if address else {"include_dashboard": False, "_node_ip_address": THIS_MACHINE}
    try:
        if address:
            _knock(address)
        ray.init(address or LOCAL, log_to_driver=False, logging_level=logging.ERROR, **alone)
    except (OSError, ValueError, RuntimeError) as error:
        raise ClusterFailed(
            f"Ray at {address or 'this machine'} cannot be used: {error}.",
            remedy="Check that it runs, in the version that constraints.txt pins, or leave the address out.",
        ) from error
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        yield
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """Raise `OSError` where nobody listens: Ray would end this process."""
    place = urlsplit(address if "://" in address else f"ray://{address}")
    if place.hostname and place.port:
        socket.create_connection((place.hostname, place.port), timeout=KNOCK_SECONDS).close()


def _translated(error: BaseException) -> Exception:
    """What of ours is at the bottom of an error of Ray's; or that Ray failed."""
    seen: BaseException | None = error
    for _ in range(10):
        seen = getattr(seen, "cause", None) or (seen.__cause__ if seen else None)
        if isinstance(seen, (CorpusError, IngestError)):
            return seen
    first = next(iter(str(error).strip().splitlines()), type(error).__name__)
    return ClusterFailed(f"Ray failed: {first}.", remedy=_AGAIN)
