"""The part of RESULTS.md about growth: a table and charts, what breaks first, and what more would need, on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.benchmarks.charts import Panel, panels
from tests.benchmarks.growth_figures import Growth, Stage

MEGABYTE = 1_000_000
GIGABYTE = 1_000_000_000
VECTOR_BYTES = 384 * 4
LINKS_BYTES = 2 * 16 * 4 + 16
"""What HNSW keeps beside a vector in memory: 32 links of four bytes at the lowest level, and a label."""

PAPER = (10**7, 10**9)


def page(run: Growth) -> str:
    """Markdown, without a heading of the first level."""
    return "\n".join([*_about(run), *_tables(run), *_breaks(run), *_paper(run)]) + "\n"


def chart(run: Growth) -> str:
    """Small charts over the number of passages, a line a kind of store."""

    def lines(of: Callable[[Stage], float]) -> dict[str, list[tuple[float, float]]]:
        return {
            name: [(stage.passages, of(stage)) for stage in stages] for name, stages in run.stores.items() if stages
        }

    drawn = [
        Panel("disk a passage, bytes", lines(disk_each)),
        Panel("memory, MB, servers included", lines(lambda stage: memory(stage) / MEGABYTE)),
        Panel("search by 1 asker, p50, ms", lines(lambda stage: stage.search_p50)),
        Panel("search by 1 asker, p95, ms", lines(lambda stage: stage.search_p95)),
        Panel("processor ms a search", lines(lambda stage: stage.search_processor)),
        Panel("added, passages/s", lines(lambda stage: stage.added_per_second)),
        Panel("start to first answer, s", lines(lambda stage: stage.ready_seconds)),
        Panel("recall of the exact 10 nearest", lines(lambda stage: stage.recall), share=True),
    ]
    return panels("Growth, by passages held", drawn)


def disk_each(stage: Stage) -> float:
    """Bytes of all parts for each passage."""
    return sum(stage.disk_bytes.values()) / stage.passages


def memory(stage: Stage) -> int:
    """Bytes of the process that asks, and of the servers."""
    return stage.memory_bytes + stage.server_memory_bytes


def _about(run: Growth) -> Iterator[str]:
    load = f"{min(run.load_averages):.1f} to {max(run.load_averages):.1f}"
    yield f"{run.began}, commit {run.commit}. {run.machine}; load average {load}; {run.seconds / 60:.0f} minutes."
    yield ""
    yield "Passages are real ones with one word in eight changed for another real word, and their vectors turned by a"
    yield "random step to a cosine of about 0.9: nothing is embedded, and records and matters are left out. They are"
    yield f"published as an ingest publishes them. {run.queries} known-item queries (tuning half) are asked twice and"
    yield "the second time is told, in a new process over the store."
    for name, why in run.cut.items():
        yield f"Cut ({name}): {why}."
    yield ""


def _tables(run: Growth) -> Iterator[str]:
    lines: dict[str, Callable[[Stage], str]] = {
        "documents": lambda s: f"{s.documents:,}",
        "added, passages/s": lambda s: f"{s.added_per_second:.0f}",
        "processor ms to add one": lambda s: f"{s.added_processor_ms:.2f}",
        "disk a passage, bytes": lambda s: f"{disk_each(s):.0f}",
        "of which": lambda s: ", ".join(f"{name} {size / s.passages:.0f}" for name, size in s.disk_bytes.items()),
        "memory of the asking process, MB": lambda s: f"{s.memory_bytes / MEGABYTE:.0f}",
        "memory of servers, MB": lambda s: f"{s.server_memory_bytes / MEGABYTE:.0f}",
        "start to first answer, s (processor)": lambda s: f"{s.ready_seconds:.1f} ({s.ready_processor:.1f})",
        "search, 1 asker, p50 / p95, ms": lambda s: f"{s.search_p50:.0f} / {s.search_p95:.0f}",
        "search, processor ms": lambda s: f"{s.search_processor:.1f}",
        "search, 16 askers, queries/s": lambda s: f"{s.many_rate:.1f}",
        "words alone, p50 / p95, ms": lambda s: f"{s.words_p50:.1f} / {s.words_p95:.1f}",
        "whole documents alone, p50, ms": lambda s: f"{s.wholes_p50:.1f}",
        "vectors alone, p50 / p95, ms": lambda s: f"{s.vectors_p50:.1f} / {s.vectors_p95:.1f}",
        "recall of the exact 10 nearest": lambda s: f"{s.recall:.3f}",
    }
    for name, stages in run.stores.items():
        if not stages:
            continue
        yield f"| {name} | " + " | ".join(f"{stage.passages:,}" for stage in stages) + " |"
        yield "|---|" + "--:|" * len(stages)
        for line, cell in lines.items():
            yield f"| {line} | " + " | ".join(cell(stage) for stage in stages) + " |"
        yield ""


def _breaks(run: Growth) -> Iterator[str]:
    """What grows most between the first size and the last, of what a user or an operator waits for or pays."""
    yield "What breaks first: between the smallest and the largest size, times as much of"
    yield ""
    watched: dict[str, Callable[[Stage], float]] = {
        "a search at the median": lambda s: s.search_p50,
        "a search at the 95th percentile": lambda s: s.search_p95,
        "processor time of a search": lambda s: s.search_processor,
        "the words of passages": lambda s: s.words_p50,
        "the vectors": lambda s: s.vectors_p50,
        "time to add a passage": lambda s: 1 / s.added_per_second,
        "the start": lambda s: s.ready_seconds,
        "memory": memory,
        "disk": lambda s: float(sum(s.disk_bytes.values())),
    }
    for name, stages in run.stores.items():
        if len(stages) > 1:
            first, last = stages[0], stages[-1]
            grown = sorted(((of(last) / of(first), what) for what, of in watched.items()), reverse=True)
            passages = last.passages / first.passages
            said = ", ".join(f"{what} {times:.1f}" for times, what in grown)
            yield f"- {name}, {passages:.0f} times the passages: {said}."
    yield ""


def _paper(run: Growth) -> Iterator[str]:
    stages = run.stores.get("embedded") or []
    if not stages:
        return
    last = stages[-1]
    yield "On paper, from the largest size that was measured (embedded):"
    yield ""
    columns = ("passages", "disk", "vectors and graph in memory", "machines of 64 GB for them")
    yield f"| {' | '.join([*columns, 'words of a question, one process', 'embedding once, 2 cores'])} |"
    yield "|--:|--:|--:|--:|--:|--:|"
    for passages in PAPER:
        disk = disk_each(last) * passages
        held = (VECTOR_BYTES + LINKS_BYTES) * passages
        machines = max(1, round(held / (0.75 * 64 * GIGABYTE) + 0.5))
        words = last.words_p50 / 1000 * passages / last.passages
        days = passages / EMBEDDED_PER_SECOND / 86_400
        yield f"| {passages:,} | {_size(disk)} | {_size(held)} | {machines} | {words:,.1f} s | {days:,.0f} days |"
    yield ""
    yield PAPER_SAYS


PAPER_SAYS = """Words are taken to cost as much a passage as at that size. At ten million passages one machine still
holds the vectors and their graph, if it has little else to hold; what ends first is BM25 in one process, and then the
time to embed. So: PostgreSQL for the registry and the words (partitioned by document), a Chroma server with a machine
to itself, and embedding spread over machines or a GPU (`standing ingest --engine ray`). At a thousand million the graph
needs many machines (distributed Chroma, its vectors on object storage and quantised: as float32 they are 1.5 TB), words
need an engine that shards and skips (block-max WAND), and a question has to be narrowed before it is searched: by
regulator, place and time, which the registry's filters already do."""

EMBEDDED_PER_SECOND = 49
"""Passages a second on two quiet cores: `make bench-embedder`."""


def _size(bytes_: float) -> str:
    return f"{bytes_ / 1e12:.1f} TB" if bytes_ >= 1e12 else f"{bytes_ / GIGABYTE:.0f} GB"
