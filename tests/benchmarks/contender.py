"""A contender as the benchmark sees it: a process asked by JSON lines, its memory watched from outside."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import psutil

from tests.benchmarks.environments import CACHE, PEERS, Environment
from tests.support.models import MODELS

LOOKS_EVERY = 0.5
"""Seconds between two looks at the memory: a look takes some 10 ms, and holds the process up meanwhile."""


class ContenderFailed(Exception):
    """The contender could not do what it was asked."""


@dataclass(frozen=True)
class Asked:
    """What so many askers saw: seconds in all, seconds of each query, what each found, and processor seconds in all."""

    seconds: float
    each: list[float]
    found: list[Any]
    processor: float


@dataclass(frozen=True)
class Ingested:
    """Passages made of a file of JSON lines, seconds on the clock and of processor time."""

    passages: int
    seconds: float
    processor: float


@dataclass(frozen=True)
class Ready:
    """From the start of a new process over an existing store to its first answer, likewise."""

    seconds: float
    processor: float


class Contender:
    """One process over one folder; ends with the `with` block. Raises `ContenderFailed` with what it said."""

    def __init__(
        self,
        environment: Environment,
        folder: Path,
        serve: Path = PEERS / "serve.py",
        variables: Mapping[str, str] | None = None,
    ) -> None:
        self.name = environment.name
        self._environment = environment
        self._folder = folder
        self._serve = serve
        self._more = variables or {}
        self._log = CACHE / "logs" / f"{environment.name}.log"

    def __enter__(self) -> Self:
        self._log.parent.mkdir(parents=True, exist_ok=True)
        self._folder.mkdir(parents=True, exist_ok=True)
        command = [str(self._environment.python), "-P", str(self._serve), self.name, str(self._folder)]
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, env=self._variables()
            )
        self._ended = False
        self._peak = Peak(self._process.pid)
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        self._peak.stop()

    def close(self) -> None:
        """Let it put its folder in order and end."""
        if self._ended:
            return
        self._ended = True
        with suppress(ContenderFailed, BrokenPipeError):
            self._ask("close")
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe
            with suppress(BrokenPipeError):
                pipe.close()

    @property
    def peak_bytes(self) -> int:
        """The largest memory so far of the process and its children."""
        return self._peak.bytes

    def load(self, *, to_ingest: bool = False) -> float:
        return float(self._ask("load", to_ingest=to_ingest)["seconds"])

    def open(self) -> float:
        return float(self._ask("open")["seconds"])

    def versions(self) -> dict[str, str]:
        return self._ask("versions")

    def ingest(self, documents: Path) -> Ingested:
        return Ingested(**self._measured("ingest", documents=str(documents)))

    def search(self, texts: Sequence[str], *, limit: int, askers: int = 1) -> Asked:
        return Asked(**self._measured("search", texts=list(texts), limit=limit, askers=askers))

    def answer(self, texts: Sequence[str], *, askers: int = 1) -> Asked:
        return Asked(**self._measured("answer", texts=list(texts), askers=askers))

    def processor(self) -> float:
        """Processor seconds so far, of the process and of its children, also of those that have ended."""
        first = psutil.Process(self._process.pid)
        return sum(map(_processor, (first, *first.children(recursive=True))))

    def read(self) -> float:
        """The share of the tokens of the passages just ingested that the model's window takes in."""
        return float(self._ask("read")["share"])

    def memory(self) -> int:
        """Bytes that the process and its children have now."""
        return memory_of(psutil.Process(self._process.pid))

    def _measured(self, do: str, **more: Any) -> dict[str, Any]:
        before = self.processor()
        return {**self._ask(do, **more), "processor": self.processor() - before}

    def _ask(self, do: str, **more: Any) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        said: dict[str, Any] = json.loads(line) if line else {"error": "it ended"}
        if "error" in said:
            raise ContenderFailed(f"{self.name} could not {do}: {said['error']} (see {self._log})")
        return said

    def _variables(self) -> dict[str, str]:
        """Nobody may look for a newer model or send telemetry: the machine may have no network."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("STANDING_", "PYTHON"))}
        offline = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False"}
        offline |= {"HAYSTACK_TELEMETRY_ENABLED": "False", "OPENAI_API_KEY": "none"}
        models = {"STANDING_MODELS": str(MODELS.resolve()), "PYTHONDONTWRITEBYTECODE": "1"}
        return {**kept, **offline, **models, **self._model(), **self._more}

    def _model(self) -> dict[str, str]:
        """The model's folder, and its tokenizer and window as its authors publish them."""
        minilm = self._environment.minilm
        if minilm:
            return {"MINILM": str(minilm), "TOKENIZER": str(minilm / "tokenizer.json"), "WINDOW": "256"}
        return {"TOKENIZER": str(MODELS.resolve() / "bge-small-en-v1.5" / "tokenizer.json"), "WINDOW": "512"}


class Peak:
    """The largest memory of a process and its children, looked at until it is stopped."""

    def __init__(self, pid: int) -> None:
        self.bytes = 0
        self._first = psutil.Process(pid)
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._run, name="memory", daemon=True)
        self._watch.start()

    def stop(self) -> None:
        self._over.set()
        self._watch.join()

    def _run(self) -> None:
        while not self._over.wait(LOOKS_EVERY):
            self.bytes = max(self.bytes, memory_of(self._first))


def memory_of(first: psutil.Process) -> int:
    """Bytes of a process and its children, pages that several of them share counted once (PSS)."""
    total = 0
    with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
        for each in (first, *first.children(recursive=True)):
            with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                total += each.memory_full_info().pss
    return total


def disk_bytes(folder: Path) -> int:
    """Bytes of all files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def load_now() -> float:
    """Others' and our processes that want a core, over the last minute."""
    return os.getloadavg()[0]


def _processor(process: psutil.Process) -> float:
    try:
        return float(sum(process.cpu_times()[:4]))
    except psutil.NoSuchProcess:
        return 0.0


def timed_ready(environment: Environment, folder: Path, text: str, limit: int) -> Ready:
    """Start a process over an existing store, and ask it once."""
    began = time.perf_counter()
    with Contender(environment, folder) as contender:
        contender.load()
        contender.open()
        contender.search([text], limit=limit)
        return Ready(time.perf_counter() - began, contender.processor())
