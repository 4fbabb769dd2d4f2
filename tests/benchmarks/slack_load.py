"""200 mentions within 10 seconds, each delivered three times: 200 answers, and how long acknowledgements took.

Run: python -m tests.benchmarks.slack_load [--mentions 200] [--seconds 10]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import time
from pathlib import Path

import click
import httpx

from tests.support.serving import standing
from tests.support.slack_server import SECRET, SlackServer, mention, signed, slack_server

QUESTIONS = (
    "What must Clearview delete in the UK?",
    "Which regulators fined Clearview, and how much?",
    "Is OpenAI's Italian fine in force?",
    "How much was British Airways fined?",
)
DELIVERIES = 3
SETTLED_WITHIN = 120.0


async def knock(address: str, mentions: int, seconds: float) -> list[float]:
    """Deliver every mention three times, spread at random over the time; the seconds each acknowledgement took."""
    dice = random.Random(7)
    run = int(time.time())  # a post that was answered in an earlier run is not answered again
    async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=30) as client:

        async def deliver(number: int, at: float) -> float:
            await asyncio.sleep(at)
            body = json.dumps(
                mention(QUESTIONS[number % len(QUESTIONS)], f"{run}.{number:06}", channel=f"C{number % 20}")
            )
            headers = {"Content-Type": "application/json", **signed(body)}
            began = time.perf_counter()
            response = await client.post("/slack/events", content=body, headers=headers)
            response.raise_for_status()
            return time.perf_counter() - began

        times = [dice.uniform(0, seconds) for _ in range(mentions * DELIVERIES)]
        return list(await asyncio.gather(*(deliver(i % mentions, at) for i, at in enumerate(times))))


def settle(slack: SlackServer, mentions: int) -> float:
    """Seconds until every mention has its answer, or until patience ends."""
    began = time.perf_counter()
    while len(slack.state.finished()) < mentions and time.perf_counter() - began < SETTLED_WITHIN:
        time.sleep(0.1)
    return time.perf_counter() - began


def settings(slack: str) -> dict[str, str]:
    """The bot's settings for what plays Slack."""
    return {
        "STANDING_SLACK_SIGNING_SECRET": SECRET,
        "STANDING_SLACK_BOT_TOKEN": "xoxb-1",
        "STANDING_SLACK_API_URL": f"{slack}/api/",
        "STANDING_RATE_PER_MINUTE": "0",
        "STANDING_LOG_LEVEL": "WARNING",
    }


def main() -> None:
    """Print the figures; exit 1 when an answer is missing or doubled, or an acknowledgement came late."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mentions", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--home", type=Path, required=True, help="a store that holds the bundled corpus")
    parser.add_argument("--acknowledged-within", type=float, default=1.0, help="seconds; Slack itself waits for 3")
    given = parser.parse_args()
    with slack_server() as slack, standing(given.home, **settings(slack.url)) as address:
        taken = asyncio.run(knock(address, given.mentions, given.seconds))
        rest = settle(slack, given.mentions)
        time.sleep(1)
    answers, posted = len(slack.state.finished()), slack.state.calls["chat.postMessage"]
    click.echo(f"{given.mentions} mentions, {len(taken)} deliveries in {given.seconds:g} s")
    click.echo(f"answers {answers}, messages posted {posted}; the last answer {rest:.1f} s after the last delivery")
    click.echo(f"acknowledged: median {statistics.median(taken) * 1000:.0f} ms, slowest {max(taken) * 1000:.0f} ms")
    sys.exit(not (answers == posted == given.mentions and max(taken) < given.acknowledged_within))


if __name__ == "__main__":
    main()
