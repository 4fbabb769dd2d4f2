"""The stores that the evaluation asks: the bundled digests, the bodies of the labelled decisions, short and long texts.

A store is made by the program's own ingest and kept under `.cache/eval` by a hash of its documents, the code that made
it and the embedder; embedding is done once a text (`kept_vectors`).
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from corpus.embedding import Embedder, open_embedder
from corpus.store import Corpus, StoreSettings
from ingest.engines.engine import Threads
from ingest.pipeline import ingest
from ingest.sources.folder import bundled
from ingest.sources.item import Item
from tests.evaluation import long_texts as long
from tests.evaluation.kept_vectors import KeptVectors
from tests.evaluation.labelled import DATA, read_all
from tests.evaluation.short_texts import read_texts
from tests.support.models import MODELS

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "eval"
DECISIONS = "decisions"
BUNDLED = "bundled"
SHORT = "short"
LONG = long.ROOM
MAKERS = ("corpus", "ingest")
"""The code whose change makes a store anew."""

ASKERS = {"retrieval.py", "fusion.py", "embedding.py", "onnx_encoder.py", "answer_store.py", "standing.py"}
"""Modules of `corpus` that only read a store, or whose effect the embedder's identity covers."""


def decisions_present() -> bool:
    """Whether the labelled decisions lie beside the checkout."""
    return (DATA / "decisions").exists()


def key_of(document: str) -> str:
    """The source key of a labelled decision, named as "ireland/file.md"."""
    return f"{DECISIONS}/{document.removesuffix('.md')}.txt"


def decisions() -> list[Item]:
    """The bodies alone: header, abstract and summary are labels and queries, and are left out."""
    bodies = {f"{labelled.country}/{labelled.name}": labelled.body.encode() for labelled in read_all()}
    return [
        Item(key_of(name), Path(key_of(name)).name, partial(bytes, body), media_type="text/plain", trusted=True)
        for name, body in bodies.items()
    ]


def short_texts() -> list[Item]:
    """The short texts, each a file as somebody would drop it."""
    each = ((f"{SHORT}/{one.id}.txt", one.text.encode()) for one in read_texts())
    return [
        Item(key, Path(key).name, partial(bytes, text), media_type="text/plain", trusted=True) for key, text in each
    ]


def long_texts() -> list[Item]:
    """The long texts likewise."""
    return [
        Item(one.key, Path(one.key).name, one.text.encode, media_type="text/plain", trusted=True)
        for one in long.read_texts()
    ]


def items_of(name: str) -> list[Item]:
    """The documents of one of the corpora."""
    return {BUNDLED: bundled, DECISIONS: decisions, SHORT: short_texts, LONG: long_texts}[name]()


def hash_of(items: Iterable[Item]) -> str:
    """A hash of the documents alone: their names and bytes."""
    digest = hashlib.sha256()
    for item in sorted(items, key=lambda item: item.key):
        digest.update(item.key.encode() + b"\0" + hashlib.sha256(item.load()).digest())
    return digest.hexdigest()[:16]


def open_kept(embedder: Embedder | None = None) -> KeptVectors:
    """The program's embedder, remembering. Raises `AssetUnavailable`."""
    return KeptVectors(embedder or open_embedder(MODELS), CACHE)


def open_store(name: str, embedder: Embedder) -> Corpus:
    """The store of one corpus, made where it is not kept yet. The caller closes it."""
    items = items_of(name)
    home = CACHE / f"{name}-{_made_by(items, embedder.identity)}"
    ready = home / "ready"
    if not ready.exists():
        _clear(name)
        with _open(home, embedder) as corpus:
            report = ingest(corpus, items, engine=Threads(1))
        print(
            f"{name}: {len(items)} documents read in {report.seconds:.0f} s, {len(report.failed)} failed",
            file=sys.stderr,
        )
        ready.touch()
    return _open(home, embedder)


def make_all() -> int:
    """Make the stores of both corpora, of those whose documents are here; 0, as nothing is measured."""
    embedder = open_kept()
    for name in (BUNDLED, DECISIONS) if decisions_present() else (BUNDLED,):
        open_store(name, embedder).close()
    return 0


def _open(home: Path, embedder: Embedder) -> Corpus:
    return Corpus.open(StoreSettings(home=home, models=MODELS), embedder)


def code_that_makes() -> Iterator[Path]:
    """The files whose change may make another store of the same documents."""
    for room in MAKERS:
        for path in sorted((ROOT / room).rglob("*")):
            if path.is_file() and path.suffix in {".py", ".toml"} and path.name not in ASKERS:
                yield path


def _made_by(items: Iterable[Item], identity: str) -> str:
    digest = hashlib.sha256(f"{hash_of(items)} {identity}".encode())
    for path in code_that_makes():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _clear(name: str) -> None:
    for old in CACHE.glob(f"{name}-*"):
        shutil.rmtree(old)
