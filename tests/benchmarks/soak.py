"""Mixed load for half an hour: two who ask and stream, one who uploads and deletes, a sync from a site on this machine.

    python -m tests.benchmarks.soak --home HOME --minutes 30

Nothing may fail, and the end must be as the beginning was: the last fifth of the run is compared with the first fifth
after the warm-up, in the service's processor time for an answer, in the middle answer time, and in resident memory.
Processor time is what is held tight, because other programs on the machine lengthen answer times but hardly it. The
corpus is a copy and stays as large as it was: what is taken in is deleted again.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import psutil

from service.local_token import read_token
from tests.benchmarks.load import Seen, ask, asker, listener, made_questions, memory, say
from tests.support.serving import standing
from tests.support.web import Reply, Web, web

ASKERS = 2
WARM_UP = 0.1
"""Of the run, at least 15 seconds: caches fill, and the allocator finds its size."""

KEPT_OPEN = 2.0
"""Seconds that a connection is kept for another request: less than the service keeps it, so that neither hangs up on
the other."""

EVERY = {"look": 1.0, "upload": 3.0, "sync": 10.0}
"""Seconds of rest between two of each."""

SLOWER, BUSIER, LARGER = 2.0, 1.25, 1.15
"""The most that the middle answer time, the processor time for an answer and the memory may be of what they were."""

STORE = ("registry.sqlite3", "lexical.sqlite3", "chroma")
DECISION = "# Decision on Soak {0} Ltd\n\nThe authority fined Soak {0} Ltd EUR {1},000 for sending advertisements.\n"
PAGE = "<html><body><main><h1>Pond {0} Ltd</h1><p>The authority reprimands Pond {0} Ltd.</p></main></body></html>"
SITE = """
name = "pond"
title = "Pond: decisions"
regulator = "ico"
hosts = ["127.0.0.1"]
rests_on = "A server on this machine."
tried_live = false
delay = 0.0
[[lists]]
how = "html"
url = "http://127.0.0.1:{port}/list"
item = "li"
date = "time"
[page]
kind = "reprimand"
"""


@dataclass
class Look:
    """The service at one moment: megabytes, and seconds of processor time since it started."""

    at: float
    megabytes: float
    processor: float


@dataclass
class Worked:
    """What was taken in and given away, and whatever failed."""

    done: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)


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


async def looks(process: psutil.Process, seen: list[Look]) -> None:
    """Until cancelled."""
    while True:
        times = process.cpu_times()
        seen.append(Look(time.perf_counter(), memory(process), times.user + times.system))
        await asyncio.sleep(EVERY["look"])


async def main(address: str, home: Path, minutes: float, served: Web) -> int:
    """Run, report, and give 1 when anything failed or did not stay as it was."""
    seen, worked, looked = Seen(), Worked(), []
    began = time.perf_counter()
    until = began + minutes * 60
    timeout, connector = aiohttp.ClientTimeout(total=120), aiohttp.TCPConnector(limit=16, keepalive_timeout=KEPT_OPEN)
    # the key of this machine's own commands: a sync is not for everybody
    key = {"Authorization": f"Bearer {read_token(home)}"}
    async with aiohttp.ClientSession(address, timeout=timeout, connector=connector, headers=key) as session:

        async def again(kind: str, what: Any, *more: object) -> None:
            for n in itertools.count():
                if time.perf_counter() >= until:
                    return
                try:
                    await what(session, n, *more)
                    worked.done[kind] += 1
                except (aiohttp.ClientError, TimeoutError, RuntimeError) as error:
                    worked.failed.append(f"{kind} {n}: {type(error).__name__} {error}")
                await asyncio.sleep(EVERY[kind])

        questions = await made_questions(session)
        looking = asyncio.create_task(looks(listener(address), looked))
        await asyncio.gather(
            *(asker(session, questions, seen, until) for _ in range(ASKERS)),
            again("upload", upload, seen),
            again("sync", sync, served),
        )
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking
    return report(seen, worked, looked, began, until)


@dataclass(frozen=True)
class Stretch:
    """A part of the run: middle and 95th answer time, processor seconds an answer, and middle memory."""

    middle: float
    slow: float
    processor: float
    megabytes: float


def stretch(seen: Seen, looked: Sequence[Look], start: float, end: float) -> Stretch:
    """The figures between two moments."""
    took = [seconds for at, seconds in zip(seen.ended, seen.seconds, strict=True) if start <= at < end]
    within = [look for look in looked if start <= look.at < end]
    cuts = statistics.quantiles(took, n=20)
    processor = (within[-1].processor - within[0].processor) / len(took)
    return Stretch(cuts[9], cuts[18], processor, statistics.median(look.megabytes for look in within))


def report(seen: Seen, worked: Worked, looked: Sequence[Look], began: float, until: float) -> int:
    """Print the figures, and hold them against what is allowed."""
    warm = began + max(15.0, WARM_UP * (until - began))
    fifths = [warm + n * (until - warm) / 5 for n in range(6)]
    parts = [stretch(seen, looked, start, end) for start, end in itertools.pairwise(fifths)]
    say(f"{(until - began) / 60:.1f} minutes: answers {dict(seen.statuses)}, {dict(worked.done)}")
    say(f"failed {worked.failed}")
    say("fifth   p50 ms   p95 ms   processor ms an answer   memory MB")
    for n, part in enumerate(parts, 1):
        row = (part.middle * 1000, part.slow * 1000, part.processor * 1000, part.megabytes)
        say("{:5}   {:6.0f}   {:6.0f}   {:22.0f}   {:9.0f}".format(n, *row))
    first, last = parts[0], parts[-1]
    drifts = {
        "answer time": (last.middle / first.middle, SLOWER),
        "processor time": (last.processor / first.processor, BUSIER),
        "memory": (last.megabytes / first.megabytes, LARGER),
    }
    for name, (ratio, most) in drifts.items():
        say(f"{name}: {ratio:.2f} of what it was; allowed {most}")
    bad = set(seen.statuses) - {"200"} or worked.failed or not (worked.done["upload"] and worked.done["sync"])
    return int(bool(bad) or any(ratio > most for ratio, most in drifts.values()))


def copied(home: Path, to: Path, port: int) -> None:
    """The store without what it does not need, and the site that is synced."""
    for path in home.iterdir():
        if path.name.startswith(STORE):
            copy = shutil.copytree if path.is_dir() else shutil.copy2
            copy(path, to / path.name)
    (to / "sites").mkdir()
    (to / "sites" / "pond.toml").write_text(SITE.format(port=port))


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
