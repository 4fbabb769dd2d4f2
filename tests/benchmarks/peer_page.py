"""The part of RESULTS.md about peers: figures, ratios, where Standing is behind and why, and what bound it."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator

from tests.benchmarks.charts import dots
from tests.benchmarks.environments import STANDING
from tests.benchmarks.peer_figures import ASKERS, Asking, Contested, Run, Taken, percentile, ratios

TITLES = {
    STANDING: "Standing",
    "langchain": "LangChain",
    "llamaindex": "LlamaIndex",
    "haystack": "Haystack",
    "txtai": "txtai",
    "paperqa": "PaperQA2",
}
MEGABYTE = 1_000_000
WHY: dict[str, str] = {
    "ingest": "A peer whose passages are longer than its model's window (see the table) embeds less of the text, and"
    " MiniLM has half the layers of bge-small. Standing embeds all of it, and reads structure, dates, sums, orders and"
    " standing out of it besides.",
    "disk": "Standing keeps the canonical text with its structure, every vector twice (in the registry, from which"
    " the indexes are made again without embedding, and in Chroma), two indexes of words and the records.",
    "memory": "An ingest parses files in processes of their own.",
    "1 asker": "One numpy product with few vectors is quicker than three searches and their fusion.",
    "16 askers": "One numpy product with few vectors costs less than three searches and their fusion.",
}
"""Why a line may be behind, by its beginning."""

Cell = Callable[[Contested], str]


def page(run: Run) -> str:
    """Markdown, without a heading of the first level."""
    return "\n".join([*_about(run), *_figures(run), *_answers(run), *_ratios(run), *_behind(run), *_bound(run)]) + "\n"


def chart(run: Run) -> str:
    """How many times better Standing is on each line, as SVG."""
    title = "Standing against each peer: times as fast, as small, as right (medians of paired rounds)"
    return dots(title, _by_line(run), behind="peer ahead", ahead="Standing ahead")


def _about(run: Run) -> Iterator[str]:
    load = f"{min(run.load_averages):.1f} to {max(run.load_averages):.1f}"
    yield f"{run.began}, commit {run.commit}. {run.machine}; load average {load}."
    yield ""
    yield f"{run.documents} documents, {run.characters / MEGABYTE:.1f} million characters, bodies only. Ingest rounds:"
    yield f"{run.sample_documents} of them. {run.rounds} rounds; {run.queries} queries a round for ten passages each,"
    yield f"by 1 asker and by {ASKERS}; {run.judged} known-item queries judged, as they stand and masked."
    yield ""
    for name, one in run.contenders.items():
        yield f"- {TITLES[name]}: " + ", ".join(f"{package} {version}" for package, version in one.versions.items())
    for name, why in run.left_out.items():
        yield f"- {TITLES[name]} is left out: {why}"
    yield ""


def _figures(run: Run) -> Iterator[str]:
    names = list(run.contenders)
    yield "| | " + " | ".join(TITLES[name] for name in names) + " |"
    yield "|---|" + "--:|" * len(names)
    for line, cell in _lines(run).items():
        yield f"| {line} | " + " | ".join(cell(run.contenders[name]) for name in names) + " |"
    yield ""


def _lines(run: Run) -> dict[str, Cell]:
    documents, sample = run.documents, run.sample_documents
    lines: dict[str, Cell] = {
        "passages of all documents": lambda one: f"{one.built.passages:,}",
        "of their tokens within the model's window": lambda one: f"{one.read:.2f}",
        "all documents ingested once, processor s": lambda one: f"{one.built.processor:.0f}",
        "ingest, documents/s": lambda one: f"{sample / clock(one.ingest):.2f}",
        "ingest, passages/s": lambda one: f"{one.sample_passages / clock(one.ingest):.1f}",
        "ingest, passages a processor second": lambda one: f"{one.sample_passages / work(one.ingest):.1f}",
        "disk, MB": lambda one: f"{one.built.disk_bytes / MEGABYTE:.1f}",
        "disk a document, kB": lambda one: f"{one.built.disk_bytes / documents / 1000:.0f}",
        "memory at most while ingesting, MB": lambda one: f"{one.built.peak_bytes / MEGABYTE:.0f}",
        "start to first answer, s": lambda one: f"{clock(one.ready):.1f}",
        "start to first answer, processor s": lambda one: f"{work(one.ready):.1f}",
    }
    for askers, side in ((1, _one), (ASKERS, _many)):
        named = f"{askers} asker{'s' if askers > 1 else ''}"
        lines[f"{named}, p50 / p95 / p99, ms"] = lambda one, side=side: spread(side(one))  # type: ignore[misc]
        lines[f"{named}, queries/s"] = lambda one, side=side: f"{rate(side(one)):.1f}"  # type: ignore[misc]
        lines[f"{named}, processor ms a query"] = lambda one, side=side: f"{each(side(one)):.1f}"  # type: ignore[misc]
    if run.judged:
        for kind in ("unmasked", "masked"):
            lines[f"recall@1 / 5 / 10 / 20, {kind}"] = lambda one, kind=kind: (  # type: ignore[misc]
                " / ".join(f"{value:.3f}" for value in one.quality[kind].recalls)
            )
            lines[f"MRR, {kind}"] = lambda one, kind=kind: f"{one.quality[kind].mrr:.3f}"  # type: ignore[misc]
    return lines


def _one(held: Contested) -> list[Asking]:
    return held.one


def _many(held: Contested) -> list[Asking]:
    return held.many


def spread(rounds: list[Asking]) -> str:
    """Three percentiles of all rounds together, in milliseconds."""
    return " / ".join(f"{percentile(rounds, share):.0f}" for share in (0.5, 0.95, 0.99))


def clock(rounds: list[Taken]) -> float:
    """The median of the rounds."""
    return statistics.median(one.seconds for one in rounds)


def work(rounds: list[Taken]) -> float:
    """The median of the rounds, processor seconds."""
    return statistics.median(one.processor for one in rounds)


def each(rounds: list[Asking]) -> float:
    """Processor milliseconds of a query, the median of the rounds."""
    return statistics.median(1000 * one.processor / len(one.each) for one in rounds)


def rate(rounds: list[Asking]) -> float:
    """The median of the rounds."""
    return statistics.median(one.rate for one in rounds)


def _answers(run: Run) -> Iterator[str]:
    yield f"Standing's whole answers, verified and stored, to {run.questions} questions of what the parties of"
    yield "decisions must do, were fined, and whether it stands. The peers have no answer without a language model:"
    yield ""
    yield "| | p50 / p95 / p99, ms | answers/s |"
    yield "|---|--:|--:|"
    for askers, rounds in run.answers.items():
        yield f"| {askers} asker{'s' if askers != '1' else ''} | {spread(rounds)} | {rate(rounds):.1f} |"
    yield ""


def _by_line(run: Run) -> dict[str, dict[str, float]]:
    ours = run.contenders[STANDING]
    against = {TITLES[name]: ratios(ours, one) for name, one in run.contenders.items() if name != STANDING}
    lines = list(next(iter(against.values())))
    return {line: {name: times[line] for name, times in against.items()} for line in lines}


def _ratios(run: Run) -> Iterator[str]:
    lines = _by_line(run)
    names = list(next(iter(lines.values())))
    yield "How many times better Standing is, median of paired rounds (below 1: the peer is ahead):"
    yield ""
    yield "| | " + " | ".join(names) + " |"
    yield "|---|" + "--:|" * len(names)
    for line, times in lines.items():
        yield f"| {line} | " + " | ".join(f"{times[name]:.2f}" for name in names) + " |"
    yield ""


def _behind(run: Run) -> Iterator[str]:
    behind = {
        line: [f"{name} ({value:.2f})" for name, value in times.items() if value < 1]
        for line, times in _by_line(run).items()
    }
    behind = {line: names for line, names in behind.items() if names}
    if not behind:
        yield "Standing is ahead of every peer on each line."
        yield ""
        return
    yield "Where Standing is behind:"
    yield ""
    for line, names in behind.items():
        why = next((said for begins, said in WHY.items() if line.startswith(begins)), "")
        yield f"- **{line}**: {', '.join(names)}. {why}".rstrip()
    yield ""


def _bound(run: Run) -> Iterator[str]:
    ours = run.contenders[STANDING]
    pairs = list(zip(run.passages_alone, ours.ingest, strict=True))
    share = statistics.median(alone.seconds / whole.seconds for alone, whole in pairs)
    working = statistics.median(alone.processor / whole.processor for alone, whole in pairs)
    query = 1000 * statistics.median(run.query_alone)
    median = percentile(ours.one, 0.5)
    yield f"What bound Standing: the embedder's forward passes alone take {share:.2f} of the time of an ingest"
    yield f"({working:.2f} of its processor time);"
    yield f"embedding a query alone takes {query:.0f} ms of the {median:.0f} ms of a search."
