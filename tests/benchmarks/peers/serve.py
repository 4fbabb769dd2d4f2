"""One contender in a process of its own, asked by JSON lines: `python -P serve.py NAME FOLDER`.

The adapter NAME.py beside this file has a class `Contender`. Standing and the peers are driven by these same lines, so
that none is timed in another way. Runs in each peer's own environment, hence with the standard library alone.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

Document = tuple[str, str]
"""A key and a text."""


class Adapter(Protocol):
    """What each peer's module provides as `Contender(folder)`. Each call is complete when it returns."""

    packages: tuple[str, ...]
    """Distributions whose versions are told."""

    def load(self, *, to_ingest: bool) -> None:
        """Load the model and what else comes once, so that neither an ingest nor a query is timed with it."""

    def ingest(self, documents: list[Document]) -> int:
        """Make the documents findable, on disk; gives the number of passages."""

    def passages(self) -> list[str]:
        """The texts of the passages that the last ingest made."""

    def open(self) -> None:
        """Open what an earlier process has ingested."""

    def search(self, text: str, limit: int) -> list[str]:
        """The documents of the best passages, best first."""

    def close(self) -> None:
        """Let go of the folder."""


def adapter(name: str, folder: Path) -> Adapter:
    """The adapter of that name. Loaded by path, so that `langchain.py` does not hide the langchain it imports."""
    spec = importlib.util.spec_from_file_location(f"adapter_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: Adapter = module.Contender(folder)
    return made


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    made = work()
    return made, time.perf_counter() - began


def ingest(contender: Adapter, asked: dict[str, Any]) -> dict[str, Any]:
    with Path(asked["documents"]).open(encoding="utf-8") as lines:
        documents = [tuple(json.loads(line)) for line in lines]
    passages, seconds = timed(lambda: contender.ingest(documents))
    return {"passages": passages, "seconds": seconds}


def ask(one: Callable[[str], Any], texts: list[str], askers: int) -> dict[str, Any]:
    """All the texts by so many askers, each of whom asks again as soon as there is an answer."""

    def each(text: str) -> tuple[Any, float]:
        return timed(lambda: one(text))

    began = time.perf_counter()
    if askers == 1:
        made = [each(text) for text in texts]
    else:
        with ThreadPoolExecutor(askers) as pool:
            made = list(pool.map(each, texts))
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "each": [took for _, took in made], "found": [found for found, _ in made]}


def read(contender: Adapter) -> dict[str, float]:
    """The share of the tokens of all passages that lie within the model's window, and so have a say in its vectors."""
    from tokenizers import Tokenizer  # noqa: PLC0415

    tokenizer = Tokenizer.from_file(os.environ["TOKENIZER"])
    tokenizer.no_truncation()
    tokenizer.no_padding()
    window = int(os.environ["WINDOW"])
    counts = [len(encoding.ids) for encoding in tokenizer.encode_batch(contender.passages())]
    return {"share": sum(min(count, window) for count in counts) / max(1, sum(counts))}


def versions(contender: Adapter) -> dict[str, str]:
    from importlib.metadata import version  # noqa: PLC0415

    return {package: version(package) for package in contender.packages}


def reply(contender: Adapter, asked: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Callable[[], dict[str, Any]]] = {
        "load": lambda: {"seconds": timed(lambda: contender.load(to_ingest=asked["to_ingest"]))[1]},
        "open": lambda: {"seconds": timed(contender.open)[1]},
        "ingest": lambda: ingest(contender, asked),
        "read": lambda: read(contender),
        "search": lambda: ask(lambda text: contender.search(text, asked["limit"]), asked["texts"], asked["askers"]),
        "answer": lambda: ask(contender.answer, asked["texts"], asked["askers"]),  # type: ignore[attr-defined]
        "versions": lambda: versions(contender),
    }
    return known[asked["do"]]()


def main(name: str, folder: str) -> None:
    # whatever a library prints goes to standard error: standard output carries the replies alone
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    contender = adapter(name, Path(folder))
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["do"] == "close":
            break
        try:
            said = reply(contender, asked)
        except Exception as error:  # noqa: BLE001 - whatever a peer raises is told
            said = {"error": f"{type(error).__name__}: {error}"}
            sys.excepthook(type(error), error, error.__traceback__)
        replies.write(json.dumps(said) + "\n")
        replies.flush()
    contender.close()
    replies.write("{}\n")
    replies.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
