"""The tools, called by the official client over both transports."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

from tests.support.library import MATTER, NOTICE
from tests.support.ports import free_port
from tests.support.serving import serving, settings_in, small_services

ROOT = Path(__file__).parents[2]
QUESTION = {"question": "Which photographs must Acme delete?"}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    settings = settings_in(tmp_path_factory.mktemp("mcp"), port=free_port())
    services = small_services(settings, announced=True)
    with serving(services, settings.port) as address:
        yield address, services.settings.home


@pytest.fixture(params=["http", "stdio"])
def client(request: pytest.FixtureRequest, service: tuple[str, Path]) -> Client:
    """Over HTTP straight to the service; over stdio through `standing mcp`, which passes on to it."""
    address, home = service
    if request.param == "http":
        return Client(streamable_http_client(f"{address}/mcp"))
    environment = {"STANDING_HOME": str(home), "PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    command = StdioServerParameters(command=sys.executable, args=["-m", "service.cli", "mcp"], env=environment)
    return Client(stdio_client(command))


def content(result: Any) -> dict[str, Any]:
    assert not result.is_error, result.content
    return dict(result.structured_content)


async def test_every_tool_answers(client: Client) -> None:
    """Ask, search, read the passage cited, tell the standing, list the sums: all with what proves them."""
    async with client:
        tools = {tool.name for tool in (await client.list_tools()).tools}
        assert tools == {"ask", "search", "get_passage", "matter_standing", "list_penalties"}
        answer = content(await client.call_tool("ask", QUESTION))
        citation = answer["citations"][0]
        assert NOTICE[citation["start"] : citation["end"]] == citation["quote"]
        passage = content(await client.call_tool("get_passage", {"passage_id": citation["passage_id"]}))
        assert citation["quote"] in [each["text"] for each in passage["passages"]]
        found = content(await client.call_tool("search", {"query": "photographs", "jurisdiction": ["GB"]}))
        assert "photographs" in found["items"][0]["passage"]["text"]
        then = content(await client.call_tool("matter_standing", {"matter": MATTER, "as_of": "2023-01-01"}))
        now = content(await client.call_tool("matter_standing", {"respondent": "Acme Ltd"}))
        states = [each["matters"][0]["matter"]["standing"]["state"] for each in (then, now)]
        assert states == ["in force", "annulled"]
        sums = content(await client.call_tool("list_penalties", {"regulator": ["garante"]}))
        assert (sums["total"], sums["items"][0]["amount"]) == (1, "20000000")


async def test_a_tool_says_in_words_what_went_wrong(client: Client) -> None:
    """A passage that is not held and an argument that is none are errors of the tool, not of the connection."""
    async with client:
        lost = await client.call_tool("get_passage", {"passage_id": "d0000000000000000.1.1"})
        wrong = await client.call_tool("get_passage", {"passage_id": "../../etc/passwd"})
        blank = await client.call_tool("ask", {"question": " "})
        assert blank.is_error
        assert "The question is empty." in blank.content[0].text  # type: ignore[union-attr]
        assert lost.is_error
        assert "no passage" in lost.content[0].text  # type: ignore[union-attr]
        assert wrong.is_error
