"""What growth costs: from ten thousand passages to three hundred thousand, embedded and on servers.

    python -m tests.benchmarks.bench_growth [--sizes N ...] [--servers-up-to N] [--minutes N]

Passages are made of real ones (`grown_corpus.py`) and published as an ingest publishes them. At each size a new process
opens the store and is asked (start, memory, searches by one and by sixteen askers); then each index is asked alone, and
what the vector index finds is compared with the exact ten nearest. Stops before a size that would not fit in the time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import click
import numpy as np
import psutil
import psycopg

from corpus.publication import Publication, Vectors
from corpus.retrieval import CANDIDATES, WEIGHTS, WHOLES, lexical_query
from corpus.store import Corpus, StoreSettings
from corpus.vector_index import ChromaServer
from tests.benchmarks import results
from tests.benchmarks.bench_peers import commit, machine
from tests.benchmarks.contender import Contender, disk_bytes, load_now, memory_of
from tests.benchmarks.environments import CACHE, STANDING, environment
from tests.benchmarks.grown_corpus import Copies, originals
from tests.benchmarks.growth_figures import Growth, Stage
from tests.evaluation.known_items import known_items
from tests.evaluation.stores import DECISIONS, open_kept, open_store
from tests.support import chroma_server, postgres_server
from tests.support.models import MODELS

SIZES = (10_000, 30_000, 100_000, 300_000)
AT_ONCE = 16
"""Documents published in one call, as an ingest does."""

QUERIES = 60
NEAREST = 10
SLOWER = 2.0
"""How many times more a passage is expected to cost at the next size, when it is judged whether that fits."""


@dataclass
class Place:
    """A kind of store: how it is opened, and what of it lies where."""

    name: str
    settings: StoreSettings
    sizes: dict[str, Callable[[], int]]
    servers: Callable[[], list[psutil.Process]]
    variables: dict[str, str] = field(default_factory=dict)


@contextmanager
def embedded(folder: Path) -> Iterator[Place]:
    """SQLite, FTS5 and Chroma in one folder."""
    sizes = {
        "registry": lambda: (folder / "registry.sqlite3").stat().st_size,
        "words": lambda: (folder / "lexical.sqlite3").stat().st_size,
        "vectors": lambda: disk_bytes(folder / "chroma"),
    }
    yield Place("embedded", StoreSettings(folder, MODELS), sizes, list)


@contextmanager
def served(folder: Path) -> Iterator[Place]:
    """PostgreSQL and a Chroma server on this machine."""
    with ExitStack() as stack:
        postgres = stack.enter_context(postgres_server.running())
        chroma: ChromaServer = stack.enter_context(chroma_server.running(folder / "chroma"))
        url = postgres.new_database()
        settings = StoreSettings(folder / "home", MODELS, database_url=url, chroma=chroma)
        sizes = {"registry and words": lambda: _database_bytes(url), "vectors": lambda: disk_bytes(folder / "chroma")}
        variables = {"STANDING_DATABASE_URL": url, "STANDING_CHROMA_URL": chroma.address}
        yield Place("on servers", settings, sizes, lambda: _serving(postgres.port, chroma.port), variables)


def _database_bytes(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return int(row[0]) if row else 0


def _serving(*ports: int) -> list[psutil.Process]:
    listening = (each for each in psutil.net_connections("tcp") if each.status == "LISTEN" and each.laddr)
    return [psutil.Process(pid) for pid in {each.pid for each in listening if each.laddr.port in ports} if pid]


class Grower:
    """One store, grown and measured."""

    def __init__(self, place: Place, copies: Copies, queries: Sequence[str], query_vectors: Vectors) -> None:
        self._place = place
        self._copies = iter(copies)
        self._queries = queries
        self._query_vectors = query_vectors
        self._rows: list[Vectors] = []
        self.passages = self.documents = 0

    def grow(self, size: int) -> tuple[float, float]:
        """Publish until there are so many passages; seconds of each by the clock, and of processor time here."""
        before, clock, work = self.passages, time.perf_counter(), time.process_time()
        with Corpus.open(self._place.settings) as corpus:
            while self.passages < size:
                group = list(islice(self._copies, AT_ONCE))
                corpus.publish(*group)
                self._count(group)
        added = self.passages - before
        return (time.perf_counter() - clock) / added, (time.process_time() - work) / added

    def measure(self, each: tuple[float, float]) -> Stage:
        """A new process first, as the store would be opened; then each index by itself."""
        began = time.perf_counter()
        with Contender(environment(STANDING), self._place.settings.home, variables=self._place.variables) as contender:
            contender.load()
            contender.open()
            contender.search(self._queries[:1], limit=NEAREST)
            ready, ready_work = time.perf_counter() - began, contender.processor()
            contender.search(self._queries, limit=NEAREST)
            one = contender.search(self._queries, limit=NEAREST)
            many = contender.search(self._queries, limit=NEAREST, askers=16)
            memory = contender.memory()
            servers = sum(memory_of(server) for server in self._place.servers())
        with Corpus.open(self._place.settings) as corpus:
            words, wholes, vectors = self._alone(corpus)
            recall = self._recall(corpus)
        return Stage(
            passages=self.passages,
            documents=self.documents,
            added_per_second=1 / each[0],
            added_processor_ms=1000 * each[1],
            disk_bytes={name: size() for name, size in self._place.sizes.items()},
            memory_bytes=memory,
            server_memory_bytes=servers,
            ready_seconds=ready,
            ready_processor=ready_work,
            search_p50=1000 * statistics.median(one.each),
            search_p95=_late(one.each),
            search_processor=1000 * one.processor / len(one.each),
            many_rate=len(many.each) / many.seconds,
            words_p50=1000 * statistics.median(words),
            words_p95=_late(words),
            wholes_p50=1000 * statistics.median(wholes),
            vectors_p50=1000 * statistics.median(vectors),
            vectors_p95=_late(vectors),
            recall=recall,
        )

    def _count(self, group: Sequence[Publication]) -> None:
        self._rows += [each.vectors for each in group]
        self.passages += sum(len(each.passages) for each in group)
        self.documents += len(group)

    def _alone(self, corpus: Corpus) -> tuple[list[float], list[float], list[float]]:
        asked = [lexical_query(text) for text in self._queries]
        for query in asked:
            corpus.lexical.search(query, CANDIDATES, None, WEIGHTS)
        words = [_took(lambda q=q: corpus.lexical.search(q, CANDIDATES, None, WEIGHTS)) for q in asked]  # type: ignore[misc]
        wholes = [_took(lambda q=q: corpus.lexical.search_wholes(q, WHOLES, None, WEIGHTS)) for q in asked]  # type: ignore[misc]
        near = [_took(lambda v=v: corpus.vectors.search(v, CANDIDATES)) for v in self._query_vectors]  # type: ignore[misc]
        return words, wholes, near

    def _recall(self, corpus: Corpus) -> float:
        """The share of the exact ten nearest that a search for the candidates has among its first ten."""
        everything = np.concatenate(self._rows)
        shares = []
        for vector in self._query_vectors:
            exact = np.sort(np.partition(everything @ vector, -NEAREST)[-NEAREST:])[::-1]
            found = [hit.score for hit in corpus.vectors.search(vector, CANDIDATES)[:NEAREST]]
            # by score, because copies of one passage may lie equally near
            shares.append(sum(score >= exact[-1] - 1e-5 for score in found) / NEAREST)
        return statistics.fmean(shares)


def _took(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _late(seconds: Sequence[float]) -> float:
    return 1000 * sorted(seconds)[int(0.95 * len(seconds))]


def grown(
    place: Place, copies: Copies, asked: tuple[list[str], Vectors], sizes: Sequence[int], until: float
) -> tuple[list[Stage], str]:
    """The stages that fit in the time, and what was cut."""
    grower = Grower(place, copies, *asked)
    stages: list[Stage] = []
    cost = 0.0
    for size in sizes:
        needs = SLOWER * cost * (size - grower.passages)
        if time.perf_counter() + needs > until:
            return (
                stages,
                f"{size:,} passages were expected to take {needs / 60:.0f} minutes more than the time allowed",
            )
        each = grower.grow(size)
        cost = each[0]
        stages.append(grower.measure(each))
        click.echo(f"{place.name}: {stages[-1]}", err=True)
    return stages, ""


def main() -> None:
    options = parsed()
    began, clock = dt.datetime.now(dt.UTC), time.perf_counter()
    until = clock + 60 * options.minutes
    loads = [load_now()]
    embedder = open_kept()
    texts = [item.text for item in known_items() if not item.reported][:QUERIES]
    asked = (texts, np.stack([embedder.embed_query(text) for text in texts]))
    with open_store(DECISIONS, embedder) as corpus:
        copies = Copies(*originals(corpus))
    stores, cut = {}, {}
    for opened, sizes in (
        (embedded, options.sizes),
        (served, [n for n in options.sizes if n <= options.servers_up_to]),
    ):
        root = CACHE / "growth"
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        with tempfile.TemporaryDirectory(dir=root) as folder, opened(Path(folder)) as place:
            stores[place.name], said = grown(place, copies, asked, sizes, until)
            if said:
                cut[place.name] = said
        loads.append(load_now())
    run = Growth(
        began=began.strftime("%Y-%m-%d %H:%M UTC"),
        machine=machine(),
        commit=commit(),
        seconds=time.perf_counter() - clock,
        queries=len(texts),
        load_averages=loads,
        stores=stores,
        cut=cut,
    )
    click.echo(f"written: {results.keep_growth(run)}")


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="passages, rising")
    parser.add_argument("--servers-up-to", type=int, default=100_000, help="the largest of them on servers; 0 for none")
    parser.add_argument("--minutes", type=float, default=90, help="no size is begun that would not fit")
    return parser.parse_args()


if __name__ == "__main__":
    main()
