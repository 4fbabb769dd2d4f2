"""Many askers at once against a service of its own: errors, times, memory, and how long its event loop stood still.

    python -m tests.benchmarks.load --home HOME --seconds 60 --askers 64

Questions are made from the respondents held, so that any corpus will do; every fifth answer is streamed. Client and
service share the machine, so the service alone would be somewhat faster.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import psutil

from tests.support.serving import standing

ASKED = (
    "What must {} do?",
    "How much was {} fined?",
    "Does the decision against {} still stand?",
    "Why was {} sanctioned?",
    "What happened to {} after the decision?",
)
STREAMED_EVERY = 5
BLOCK = 0.1


@dataclass
class Seen:
    """What the askers saw."""

    statuses: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    refused: int = 0


async def ask(session: aiohttp.ClientSession, question: str, seen: Seen, *, stream: bool) -> None:
    """One question, to the last byte of its answer."""
    began = time.perf_counter()
    try:
        async with session.post("/v1/answers", json={"question": question, "stream": stream}) as response:
            body = await response.read()
            status = str(response.status)
    except (aiohttp.ClientError, TimeoutError) as error:
        status, body = f"{type(error).__name__} {error}", b""
    seen.statuses[status] += 1
    if status == "200":
        seen.seconds.append(time.perf_counter() - began)
        seen.refused += b'"refused":true' in body
        if stream and b"event: done" not in body:
            seen.statuses["stream without end"] += 1
    elif status == "429":
        await asyncio.sleep(1)


async def asker(session: aiohttp.ClientSession, questions: Iterator[str], seen: Seen, until: float) -> None:
    """One person who asks again as soon as there is an answer."""
    for n in itertools.count():
        if time.perf_counter() >= until:
            return
        await ask(session, next(questions), seen, stream=n % STREAMED_EVERY == 0)


async def lags(session: aiohttp.ClientSession) -> dict[float, float]:
    """How often the event loop stood still, by upper bound in seconds."""
    async with session.get("/metrics") as response:
        text = await response.text()
    found = {}
    for line in text.splitlines():
        if line.startswith("standing_loop_lag_seconds_bucket"):
            bound = line.split('le="')[1].split('"')[0]
            found[float(bound.replace("+Inf", "inf"))] = float(line.rsplit(" ", 1)[1])
    return found


def listener(address: str) -> psutil.Process:
    """The process that listens there."""
    port = int(address.rsplit(":", 1)[1])
    listening = (each for each in psutil.net_connections("tcp") if each.status == "LISTEN" and each.laddr.port == port)
    return psutil.Process(next(each.pid for each in listening if each.pid))


def memory(process: psutil.Process) -> float:
    """Resident megabytes."""
    return float(process.memory_info().rss) / 1e6


async def made_questions(session: aiohttp.ClientSession) -> Iterator[str]:
    """Questions about the respondents held, without end; each about every one of them in turn."""
    async with session.get("/v1/documents", params={"limit": 500}) as response:
        held = (await response.json())["items"]
    names = sorted({name for each in held for name in each["respondents"]})
    return itertools.cycle([form.format(name) for name in names for form in ASKED])


async def main(address: str, askers: int, seconds: float) -> int:
    """Run, report, and give 1 when anything but 200 and 429 was seen or the loop stood still for too long."""
    timeout = aiohttp.ClientTimeout(total=90)
    connector = aiohttp.TCPConnector(limit=askers + 2)
    async with aiohttp.ClientSession(address, timeout=timeout, connector=connector) as session:
        questions = await made_questions(session)
        for question in itertools.islice(questions, 20):
            await ask(session, question, Seen(), stream=False)
        service = listener(address)
        before, lags_before = memory(service), await lags(session)
        seen, until = Seen(), time.perf_counter() + seconds
        await asyncio.gather(*(asker(session, questions, seen, until) for _ in range(askers)))
        after, lags_after = memory(service), await lags(session)
    return report(
        seen, seconds, (before, after), {bound: lags_after[bound] - lags_before[bound] for bound in lags_after}
    )


def say(line: str) -> None:
    """One line on standard output."""
    sys.stdout.write(line + "\n")


def report(seen: Seen, seconds: float, megabytes: tuple[float, float], lagged: dict[float, float]) -> int:
    """Print the figures."""
    cuts = statistics.quantiles(seen.seconds, n=100) if len(seen.seconds) > 1 else [0.0] * 99
    total = lagged[float("inf")]
    beyond = total - lagged[BLOCK]
    longest = next((bound for bound in sorted(lagged) if lagged[bound] == total), float("inf"))
    say(f"answers {dict(seen.statuses)}, {seen.refused} of them refusals, {len(seen.seconds) / seconds:.1f}/s")
    say(f"seconds p50 {cuts[49]:.3f} p95 {cuts[94]:.3f} p99 {cuts[98]:.3f} max {max(seen.seconds, default=0):.3f}")
    say(f"memory {megabytes[0]:.0f} MB before, {megabytes[1]:.0f} MB after")
    say(f"event loop: longest block at most {longest * 1000:g} ms; {beyond:.0f} of {total:.0f} looks beyond 100 ms")
    return int(bool(set(seen.statuses) - {"200", "429"}) or beyond > 0)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--home", type=Path, required=True, help="a store that holds documents")
    options.add_argument("--askers", type=int, default=64)
    options.add_argument("--seconds", type=float, default=60)
    given = options.parse_args()
    with standing(given.home, STANDING_RATE_PER_MINUTE="0", STANDING_LOG_LEVEL="WARNING") as served:
        status = asyncio.run(main(served, given.askers, given.seconds))
    sys.exit(status)
