"""How much of the bare embedder's speed a whole ingest keeps: the same passages, in the same run, by turns.

`python -m tests.benchmarks.bench_ingest [--all] [--decisions N] [--rounds N] [--threads N] [--workers N]`. Each round
embeds the passages alone, as one call, and ingests the documents into a new store, in another order each round, so that
a busy machine slows both alike. Clock and processor time (children included) are given apart: the share by the clock is
the promise, the share by processor time is what is left of it on a machine where nothing waits. Model and indexes are
loaded beforehand. The documents are the bundled digests and, where they are present, bodies of the labelled decisions.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import click
import psutil

from corpus.embedding import Embedder, open_embedder
from corpus.store import Corpus, StoreSettings
from ingest.engines.engine import Threads
from ingest.pipeline import ingest
from ingest.report import IngestReport
from ingest.sources import folder
from ingest.sources.item import Item
from tests.evaluation.labelled import DATA, Labelled, read_all
from tests.support.models import MODELS

GOAL = 0.9
MEGABYTE = 1_000_000
LOOKS_EVERY = 0.1  # seconds between two looks at the memory


@dataclass(frozen=True)
class Taken:
    """Seconds on the clock and of processor time, and the largest memory meanwhile in bytes."""

    wall: float
    processor: float
    memory: int


class Peak:
    """The largest resident memory of this process and its children together; shared pages count in each."""

    def __init__(self) -> None:
        self.bytes = 0
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._run, name="memory")

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.join()

    def _run(self) -> None:
        ours = psutil.Process()
        while not self._over.wait(LOOKS_EVERY):
            self.bytes = max(self.bytes, sum(map(_resident, [ours, *ours.children(recursive=True)])))


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def processor() -> float:
    """Processor time so far, of this process and of the children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def timed(work: Callable[[], object]) -> Taken:
    with Peak() as peak:
        wall, used = time.perf_counter(), processor()
        work()
        return Taken(time.perf_counter() - wall, processor() - used, peak.bytes)


def documents(decisions: int | None) -> list[Item]:
    """The bundled digests, and so many decisions spread over all countries (None: all)."""
    held = read_all() if DATA.exists() else []
    step = max(1, len(held) // decisions) if decisions else 1
    return folder.bundled() + [_decision(each) for each in (held[::step] if decisions != 0 else [])]


def _decision(each: Labelled) -> Item:
    return Item(f"decisions/{each.country}/{each.name}", each.name.replace(".md", ".txt"), each.body.encode)


@contextmanager
def store(embedder: Embedder, threads: int) -> Iterator[Corpus]:
    with tempfile.TemporaryDirectory(prefix="standing-bench-") as home:
        settings = StoreSettings(home=Path(home), models=MODELS, threads=threads)
        with Corpus.open(settings, embedder) as corpus:
            corpus.indexes.open()
            yield corpus


@dataclass
class Bench:
    """The documents, and what they were cut into by the first ingest."""

    items: Sequence[Item]
    embedder: Embedder
    threads: int
    workers: int
    texts: list[str]
    report: IngestReport | None = None

    def ingested(self) -> Taken:
        with store(self.embedder, self.threads) as corpus:
            taken = timed(lambda: self._run(corpus))
            if not self.texts:
                held = corpus.registry.passages(corpus.registry.current_passage_ids()).values()
                self.texts = sorted({passage.text for passage in held}, key=len)
        return taken

    def embedded(self) -> Taken:
        return timed(lambda: self.embedder.embed_passages(self.texts))

    def _run(self, corpus: Corpus) -> None:
        self.report = ingest(corpus, self.items, engine=Threads(self.workers))


def told(bench: Bench, alone: Sequence[Taken], whole: Sequence[Taken]) -> Iterator[str]:
    assert bench.report is not None
    count, size = len(bench.texts), sum(len(item.load()) for item in bench.items)
    characters = sum(map(len, bench.texts)) / count
    failed = len(bench.report.failed)
    of = f"{count} passages of {characters:.0f} characters"
    yield f"{len(bench.items)} documents ({failed} failed), {size / MEGABYTE:.1f} MB, {of}"
    heads = ("seconds", "passages/s", "a processor second", "peak MB")
    yield f"{f'medians of {len(whole)} rounds':24}{heads[0]:>9}{heads[1]:>12}{heads[2]:>20}{heads[3]:>9}"
    for name, rounds in (("the embedder alone", alone), ("the whole ingest", whole)):
        wall, used = (statistics.median(getattr(each, field) for each in rounds) for field in ("wall", "processor"))
        memory = max(each.memory for each in rounds) / MEGABYTE
        yield f"{name:24}{wall:9.1f}{count / wall:12.1f}{count / used:20.1f}{memory:9.0f}"
    wall = statistics.median(each.wall for each in whole)
    yield f"{len(bench.items) / wall:.2f} documents/s, {size / MEGABYTE / wall:.3f} MB/s, {count / wall:.1f} passages/s"
    pairs = list(zip(alone, whole, strict=True))
    share = statistics.median(one.wall / other.wall for one, other in pairs)
    work = statistics.median(one.processor / other.processor for one, other in pairs)
    verdict = "reached" if share >= GOAL else "not reached"
    yield f"the ingest keeps {share:.3f} of the embedder (goal {GOAL}: {verdict}), {work:.3f} by processor time"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--all", action="store_true", help="every decision")
    parser.add_argument("--decisions", type=int, default=20, help="about so many decisions")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    embedder = open_embedder(MODELS, threads=options.threads)
    embedder.embed_passages(["warm"])
    items = documents(None if options.all else options.decisions)
    bench = Bench(items, embedder, options.threads, options.workers, [])
    alone, whole = [], []
    for number in range(options.rounds):
        if number % 2:
            alone.append(bench.embedded())
        whole.append(bench.ingested())
        if not number % 2:
            alone.append(bench.embedded())
    for line in told(bench, alone, whole):
        click.echo(line)


if __name__ == "__main__":
    main()
