"""The store of all documents that each contender made, kept under `.cache/bench/stores` by what made it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from tests.benchmarks.contender import Contender, disk_bytes
from tests.benchmarks.environments import CACHE, PEERS, REQUIREMENTS, STANDING, Environment
from tests.benchmarks.peer_figures import Built
from tests.evaluation.stores import code_that_makes

Documents = list[tuple[str, str]]


def written(documents: Documents, name: str) -> Path:
    """The documents as the file of JSON lines that contenders read."""
    path = CACHE / "documents" / f"{name}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(each) + "\n" for each in documents), encoding="utf-8")
    return path


def kept(environment: Environment, documents: Documents) -> tuple[Path, Built]:
    """The folder of the store, made where it is not there, and what making it took. Raises `ContenderFailed`."""
    of = f"{environment.name}-{len(documents)}"
    folder = CACHE / "stores" / f"{of}-{_made_by(environment.name, documents)}"
    note = folder.with_suffix(".json")
    if note.exists():
        return folder, msgspec.json.decode(note.read_bytes(), type=Built)
    for old in folder.parent.glob(f"{of}-*"):
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    click.echo(f"{environment.name} ingests {len(documents)} documents", err=True)
    with Contender(environment, folder) as contender:
        contender.load(to_ingest=True)
        took = contender.ingest(written(documents, "all"))
        contender.close()
    built = Built(took.passages, took.seconds, took.processor, disk_bytes(folder), contender.peak_bytes)
    note.write_bytes(msgspec.json.encode(built))
    click.echo(f"{environment.name}: {took.passages} passages in {took.seconds:.0f} s", err=True)
    return folder, built


def _made_by(name: str, documents: Documents) -> str:
    digest = hashlib.sha256(json.dumps(documents).encode())
    for path in _makers(name):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _makers(name: str) -> Iterable[Path]:
    yield PEERS / f"{name}.py"
    yield from code_that_makes() if name == STANDING else [REQUIREMENTS / f"{name}.txt"]
