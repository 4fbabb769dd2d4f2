"""The same question over every door gives the same claims, citations and standing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from openai import OpenAI

from service.answering.answer import Answerer
from tests.support.ports import free_port
from tests.support.serving import serving, settings_in, small_services
from tests.support.slack_server import SECRET, SlackServer, deliver, mention, slack_server

ROOT = Path(__file__).parents[2]
QUESTIONS = (
    "What must Acme Ltd delete?",
    "How much was Acme fined?",
    "Did the ICO fine Gamma Ltd?",
    "Is Acme's fine in force?",
)
Said = dict[str, Any]


class Doors:
    """One service, and every way in."""

    def __init__(self, address: str, home: Path, slack: SlackServer) -> None:
        self.http = httpx.Client(base_url=address, trust_env=False, timeout=30)
        self.address, self.home, self.slack = address, home, slack
        self._posts = 0

    def api(self, question: str) -> Said:
        return dict(self.http.post("/v1/answers", json={"question": question}).json())

    def page(self, question: str) -> Said:
        """What the page reads: the stream, and the whole answer at its end."""
        stream = self.http.post("/v1/answers", json={"question": question, "stream": True}).text
        last = stream.replace("\r\n", "\n").strip().split("\n\n")[-1]
        return dict(json.loads("".join(line[5:] for line in last.split("\n") if line.startswith("data:"))))

    def command_line(self, question: str) -> Said:
        environment = {"STANDING_HOME": str(self.home), "PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
        command = [sys.executable, "-m", "service.cli", "ask", "--json", question]
        done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
        return dict(json.loads(done.stdout))

    def openai(self, question: str) -> Said:
        """The model's message carries the answer's id; its citations stand beside it."""
        with OpenAI(base_url=f"{self.address}/v1", api_key="none", http_client=httpx.Client(trust_env=False)) as client:
            messages: Any = [{"role": "user", "content": question}]
            given = client.chat.completions.create(model="standing", messages=messages)
        answer = self.api(question)
        assert str(given.choices[0].message.content).startswith(answer["text"])
        return {**answer, "citations": given.model_dump()["citations"]}

    def slack_bot(self, question: str) -> Said:
        self._posts += 1
        deliver(self.http, mention(question, f"{self._posts}.5", channel=f"C{self._posts}"))
        while len(self.slack.state.finished()) < self._posts:
            self.slack.pause()
        message = self.slack.state.finished()[-1]
        answer_id = message["blocks"][-1]["elements"][0]["value"]
        return dict(self.http.get(f"/v1/answers/{answer_id}").json())


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    with slack_server() as slack:
        settings = settings_in(
            tmp_path_factory.mktemp("parity"),
            port=free_port(),
            slack_signing_secret=SECRET,
            slack_bot_token="xoxb-1",
            slack_api_url=f"{slack.url}/api/",
        )
        services = small_services(settings, lambda corpus: Answerer(corpus, settings.base_url), announced=True)
        with serving(services, settings.port) as address:
            opened = Doors(address, services.settings.home, slack)
            yield opened
            opened.http.close()


def told(answer: Said) -> Said:
    """What must be the same: all that is said, cited and stated, and nothing of when or by whom."""
    names = ("refused", "text", "claims", "citations", "standing", "tables", "conflicts", "notes", "dropped")
    return {name: answer[name] for name in names}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(
    "door", [Doors.page, Doors.command_line, Doors.openai, Doors.slack_bot], ids=lambda door: door.__name__
)
def test_every_door_says_the_same(doors: Doors, door: Callable[[Doors, str], Said], question: str) -> None:
    """One function behind every door: claims, citations and standing are equal, word for word."""
    assert told(door(doors, question)) == told(doors.api(question))


@pytest.mark.parametrize("question", QUESTIONS)
async def test_the_tools_say_the_same(doors: Doors, question: str) -> None:
    """Likewise through the Model Context Protocol."""
    async with Client(streamable_http_client(f"{doors.address}/mcp")) as client:
        given = await client.call_tool("ask", {"question": question})
    assert told(dict(given.structured_content or {})) == told(doors.api(question))
