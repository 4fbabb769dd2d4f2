"""Standing beside LangChain, LlamaIndex, Haystack, txtai and PaperQA2: the same documents, machine and hour.

    python -m tests.benchmarks.bench_peers [--quick] [--rounds N] [--sample N] [--only NAME ...] [--environments]

Each contender runs in a process and, but for Standing, an environment of its own, and all are asked by the same lines
(`peers/serve.py`). All documents are ingested once by each, into a store that is kept by what made it; a sample of them
is ingested again in each round. Each round goes through all contenders, another one first, so that what else the
machine does falls on all alike; ratios are medians of rounds. A whole run writes RESULTS.md. A quick one takes a few
documents and one peer, prints the page and writes nothing. `--environments` makes these, and measures nothing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import subprocess
from pathlib import Path

import click
import psutil

from corpus.embedding import open_embedder
from ingest.sources.folder import bundled
from tests.benchmarks import peer_page, results
from tests.benchmarks.environments import NAMES, ROOT, STANDING, environment
from tests.benchmarks.kept_stores import Documents
from tests.benchmarks.peer_figures import Run
from tests.benchmarks.peer_rounds import Rounds
from tests.evaluation.known_items import known_items
from tests.evaluation.labelled import DATA, DEVELOPMENT, read_all
from tests.evaluation.stores import key_of
from tests.support.models import MODELS

QUICK_DOCUMENTS, QUICK_CHARACTERS = 12, 12_000
QUICK_PEERS = ("langchain",)
QUESTIONS = ("What must {} do?", "How much was {} fined?", "Does the decision against {} still stand?")
QUESTION_COUNT = 60


def bodies() -> Documents:
    """The labelled decisions without their labels, or the bundled digests where those are not beside the checkout."""
    if not DATA.exists():
        return [(item.key, item.load().decode()) for item in bundled()]
    return [(key_of(f"{each.country}/{each.name}"), each.body) for each in read_all()]


def questions() -> list[str]:
    """Questions about respondents of the development half; they need not have answers to be timed."""
    named = [each.parties for each in read_all(DEVELOPMENT) if each.parties] if DATA.exists() else ["Clearview AI"]
    return [form.format(name) for name in named for form in QUESTIONS][:QUESTION_COUNT]


def spread(documents: Documents, count: int) -> Documents:
    """So many of them, from all over the list."""
    return documents[:: max(1, len(documents) // count)][:count]


def measure(options: argparse.Namespace) -> Run:
    """All that is asked for."""
    began = dt.datetime.now(dt.UTC)
    documents = bodies()
    if options.quick:
        documents = spread([each for each in documents if len(each[1]) < QUICK_CHARACTERS], QUICK_DOCUMENTS)
    held = {key for key, _ in documents}
    items = [
        item for item in (known_items() if DATA.exists() else []) if item.reported and key_of(item.document) in held
    ]
    asked = questions()
    embedder = open_embedder(MODELS, threads=2)
    embedder.embed_passages(["warm"])
    rounds = Rounds(
        documents=documents,
        sample=documents if options.quick else spread(documents, options.sample),
        items=items,
        texts=[form for item in items for form in (item.text, item.masked)] or asked,
        questions=asked[: 12 if options.quick else QUESTION_COUNT],
        rounds=options.rounds or (1 if options.quick else 3),
        embedder=embedder,
        environments={name: environment(name) for name in contenders(options)},
    )
    rounds.run()
    return Run(
        began=began.strftime("%Y-%m-%d %H:%M UTC"),
        machine=machine(),
        commit=commit(),
        documents=len(documents),
        characters=sum(len(text) for _, text in documents),
        sample_documents=len(rounds.sample),
        queries=len(rounds.texts),
        judged=len(items),
        questions=len(rounds.questions),
        rounds=rounds.rounds,
        load_averages=rounds.load_averages,
        contenders=rounds.found,
        left_out=rounds.left_out,
        answers=rounds.answers,
        passages_alone=rounds.passages_alone,
        query_alone=rounds.query_alone,
    )


def contenders(options: argparse.Namespace) -> tuple[str, ...]:
    """Standing, and the peers beside it."""
    return (STANDING, *(options.only or (QUICK_PEERS if options.quick else NAMES)))


def machine() -> str:
    """Processor, cores, memory and system."""
    about = Path("/proc/cpuinfo").read_text(encoding="utf-8").split("\n\n", 1)[0].splitlines()
    model = next((line.partition(": ")[2] for line in about if line.startswith("model name")), platform.processor())
    gigabytes = psutil.virtual_memory().total / 2**30
    return (
        f"{model}, {os.cpu_count()} cores, {gigabytes:.0f} GiB, {platform.system()}, Python {platform.python_version()}"
    )


def commit() -> str:
    """What was measured."""
    said = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return said.stdout.strip() or "unknown"


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a few documents, one peer, a page on standard output")
    parser.add_argument("--rounds", type=int, help="by default 3, and 1 for a quick run")
    parser.add_argument("--sample", type=int, default=12, help="documents ingested in each round")
    parser.add_argument("--only", nargs="*", choices=NAMES, help="these peers")
    parser.add_argument("--environments", action="store_true", help="make their environments, and measure nothing")
    return parser.parse_args()


def main() -> None:
    options = parsed()
    if options.environments:
        for name in contenders(options):
            environment(name)
        return
    run = measure(options)
    if options.quick:
        click.echo(peer_page.page(run))
    else:
        click.echo(f"written: {results.keep_peers(run)}")


if __name__ == "__main__":
    main()
