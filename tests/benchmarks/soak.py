"""Mixed load for half an hour: two who ask and stream, one who uploads and deletes, a sync from a site on this machine.

    python -m tests.benchmarks.soak --home HOME --minutes 30

It goes in rounds of the same work, so that one can be compared with another: each has so many questions, of each kind
as many, and one upload, every third one a sync. Nothing may fail, and the end must be as the beginning was: the last
part of the rounds is held against the first after the warm-up, in processor time, in the middle answer time and in
resident memory. A processor that others share does less in a second at one time than at another, so times are told as
shares of what a fixed piece of work took right before and after the round. The corpus is a copy and stays as large as
it was: what is taken in is deleted again.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import psutil

from service.handover.local_token import read_token
from tests.benchmarks.load import STREAMED_EVERY, Seen, ask, listener, made_questions, memory, say
from tests.support import small_site
from tests.support.serving import standing
from tests.support.web import Reply, Web, web

ASKERS = 2
QUESTIONS = 40
"""In a round, of each asker: some seven seconds, about as long as an upload with its deletion."""

SYNC_EVERY = 3
PARTS = 5
"""Parts of the run, each with as many syncs as another; fewer in a short run, two at least."""

LEAST = 2 * SYNC_EVERY
"""Rounds of a part, where there are enough of them: a few alone differ by what they happened to be asked."""
WARM_UP = 0.1
"""Of the run, at least 15 seconds: caches fill, and the allocator finds its size."""

SLOWER, BUSIER, LARGER = 2.0, 1.25, 1.15
"""The most that the middle answer time, the processor time and the memory of a round may be of what they were."""
BUSIER_IN_SHORT = 1.75
"""The same of processor time where a run has fewer parts: in six rounds chance alone made 0.7 of it."""

YARD = 600
"""Turns of the fixed piece of work: a tenth of a second or so."""

STORE = ("registry.sqlite3", "lexical.sqlite3", "chroma")
DECISION = "# Decision on Soak {0} Ltd\n\nThe authority fined Soak {0} Ltd EUR {1},000 for sending advertisements.\n"
PAGE = "<html><body><main><h1>Pond {0} Ltd</h1><p>The authority reprimands Pond {0} Ltd.</p></main></body></html>"


@dataclass
class Round:
    """What one took: the time of each answer, in yards; processor seconds of the service; a yard; memory afterwards.

    A yard is what `yard` took, before and after the round on average.
    """

    ended: float
    answered: list[float]
    processor: float
    yard: float
    megabytes: float


def yard() -> float:
    """Processor seconds of a fixed piece of work: how fast this machine is now."""
    began = time.thread_time()
    for n in range(YARD):
        re.findall(r"\w+(?=:)", json.dumps({str(each): [each] * 3 for each in range(n, n + 100)}))
    return time.thread_time() - began


async def job_ended(session: aiohttp.ClientSession, started: dict[str, Any]) -> dict[str, Any]:
    """The job when it has ended; raises when it did not end well."""
    job = started
    while job["state"] in ("queued", "running"):
        await asyncio.sleep(0.2)
        async with session.get(f"/v1/jobs/{started['id']}") as response:
            job = await response.json()
    if job["state"] != "done" or job["report"]["counts"].get("failed"):
        raise RuntimeError(f"job {job['kind']}: {job['state']} {job['message']} {job['report']}")
    return job


async def deleted(session: aiohttp.ClientSession, title: str) -> None:
    """Find the document by its title, and delete it."""
    async with session.get("/v1/documents", params={"limit": 500}) as response:
        held = [each["id"] for each in (await response.json())["items"] if each["title"] == title]
    if len(held) != 1:
        raise RuntimeError(f"{len(held)} documents are called {title}")
    async with session.delete(f"/v1/documents/{held[0]}") as response:
        response.raise_for_status()


async def upload(session: aiohttp.ClientSession, n: int, seen: Seen) -> None:
    """Take a decision in, ask about it, and delete it."""
    form = aiohttp.FormData()
    form.add_field("file", DECISION.format(n, n + 1).encode(), filename=f"soak-{n}.md")
    async with session.post("/v1/documents", data=form) as response:
        response.raise_for_status()
        started = await response.json()
    await job_ended(session, started)
    await ask(session, f"How much was Soak {n} Ltd fined?", seen, stream=n % 2 == 0)
    await deleted(session, f"Decision on Soak {n} Ltd")


async def sync(session: aiohttp.ClientSession, n: int, served: Web) -> None:
    """Take what a site has put up since, and delete it."""
    served.pages |= {
        "/list": Reply(f"<ul><li><a href='/{n}'>Pond {n} Ltd</a> <time>3 March 2026</time></li></ul>"),
        f"/{n}": Reply(PAGE.format(n)),
    }
    async with session.post("/v1/sync", json={"sources": ["pond"]}) as response:
        response.raise_for_status()
        started = await response.json()
    await job_ended(session, started)
    await deleted(session, f"Pond {n} Ltd")


async def asks(session: aiohttp.ClientSession, questions: Iterator[str], seen: Seen) -> None:
    """One person's part of a round."""
    for n in range(QUESTIONS):
        await ask(session, next(questions), seen, stream=n % STREAMED_EVERY == 0)


async def main(address: str, home: Path, minutes: float, served: Web) -> int:
    """Run, report, and give 1 when anything failed or did not stay as it was."""
    began = time.perf_counter()
    statuses: Counter[str] = Counter()
    failed: list[str] = []
    rounds: list[Round] = []
    service = listener(address)
    # the key of this machine's own commands: a sync is not for everybody
    key = {"Authorization": f"Bearer {read_token(home)}"}
    timeout = aiohttp.ClientTimeout(total=120)
    async with aiohttp.ClientSession(address, timeout=timeout, headers=key) as session:
        questions = await made_questions(session)
        while time.perf_counter() < began + minutes * 60:
            n, seen, long, before = len(rounds), Seen(), yard(), processor(service)
            work = [upload(session, n, seen), *([sync(session, n, served)] if n % SYNC_EVERY == 0 else [])]
            done = await asyncio.gather(
                *(asks(session, questions, seen) for _ in range(ASKERS)), *work, return_exceptions=True
            )
            failed += [f"round {n}: {type(error).__name__} {error}" for error in done if error is not None]
            statuses += seen.statuses
            took = processor(service) - before
            long = (long + yard()) / 2
            answered = [seconds / long for seconds in seen.seconds]
            rounds.append(Round(time.perf_counter(), answered, took, long, memory(service)))
    return report(statuses, failed, rounds, began)


def processor(service: psutil.Process) -> float:
    """Seconds of processor time so far, those of ended parsing programs included."""
    times = service.cpu_times()
    return float(times.user + times.system + times.children_user + times.children_system)


def report(statuses: Counter[str], failed: list[str], rounds: list[Round], began: float) -> int:
    """Print the figures, and hold them against what is allowed."""
    length = rounds[-1].ended - began
    warm = began + max(15.0, WARM_UP * length)
    kept = [each for each in rounds if each.ended > warm]
    say(f"{length / 60:.1f} minutes, {len(rounds)} rounds: answers {dict(statuses)}; failed {failed}")
    parts = min(PARTS, max(2, len(kept) // LEAST))
    size = len(kept) // parts // SYNC_EVERY * SYNC_EVERY
    if not size:
        say("too short to compare its end with its beginning")
        return 1
    stretches = [kept[n * size : (n + 1) * size] for n in range(parts - 1)] + [kept[-size:]]
    figures = [figures_of(each) for each in stretches]
    say("times in yards, what a fixed piece of work took right before and after")
    say("part   answer p50   p95   processor a round   memory MB")
    for n, (middle, slow, busy, large) in enumerate(figures, 1):
        say(f"{n:4}   {middle:10.2f} {slow:5.2f}   {busy:17.1f}   {large:9.0f}")
    busier = BUSIER if parts == PARTS else BUSIER_IN_SHORT
    ratios = [last / first for first, last in zip(figures[0], figures[-1], strict=True)]
    drifts = {"answer time": (ratios[0], SLOWER), "processor": (ratios[2], busier), "memory": (ratios[3], LARGER)}
    for name, (ratio, most) in drifts.items():
        say(f"{name}: {ratio:.2f} of what it was; allowed {most}")
    bad = bool(set(statuses) - {"200"} or failed)
    return int(bad or any(ratio > most for ratio, most in drifts.values()))


def figures_of(rounds: Sequence[Round]) -> tuple[float, float, float, float]:
    """Middle and 95th answer time, mean processor time, middle memory."""
    cuts = statistics.quantiles([seconds for each in rounds for seconds in each.answered], n=20)
    busy = sum(each.processor for each in rounds) / sum(each.yard for each in rounds)
    return cuts[9], cuts[18], busy, statistics.median(each.megabytes for each in rounds)


def copied(home: Path, to: Path, port: int) -> None:
    """The store without what it does not need, and the site that is synced."""
    for path in home.iterdir():
        if path.name.startswith(STORE):
            copy = shutil.copytree if path.is_dir() else shutil.copy2
            copy(path, to / path.name)
    (to / "sites").mkdir()
    (to / "sites" / "pond.toml").write_text(small_site.described("pond", port))


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--home", type=Path, required=True, help="a store that holds documents; it is copied")
    options.add_argument("--minutes", type=float, default=30)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="standing-soak-") as folder, web() as site:
        copied(given.home, Path(folder), site.port)
        variables = {
            "STANDING_MODELS": os.environ.get("STANDING_MODELS", str(given.home / "models")),
            "STANDING_PRIVATE_SITES": f"127.0.0.1:{site.port}",
            "STANDING_CONTACT": "https://standing.example/about",
            "STANDING_RATE_PER_MINUTE": "0",
            "STANDING_LOG_LEVEL": "WARNING",
        }
        with standing(Path(folder), **variables) as served_at:
            ended = asyncio.run(main(served_at, Path(folder), given.minutes, site))
    sys.exit(ended)
