"""The tools over standard input and output: over a corpus of our own, or passed on to the service that has it."""

from __future__ import annotations

from contextlib import AsyncExitStack
from importlib.metadata import version
from typing import Any

import anyio.to_thread
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.shared._httpx_utils import create_mcp_http_client
from mcp.types import CallToolRequestParams, CallToolResult, ListToolsResult, PaginatedRequestParams

from corpus.errors import StoreOwned
from service.handover.local_token import read_token
from service.mcp.tools import INSTRUCTIONS, build_server
from service.settings import Settings
from service.stores import open_corpus
from service.wiring import Services, build_answerer


async def serve(settings: Settings) -> None:
    """Serve until standard input ends. Raises `StoreOwned` when another process than a service has the store."""
    services = Services(settings, open_corpus, build_answerer)
    try:
        await anyio.to_thread.run_sync(services.open)
    except StoreOwned as owned:
        if owned.owner_url is None:
            raise
        await _pass_on(f"{owned.owner_url}/mcp", settings)
        return
    try:
        await build_server(services, version("standing")).run_stdio_async()
    finally:
        await anyio.to_thread.run_sync(services.close)


async def _pass_on(address: str, settings: Settings) -> None:
    async with AsyncExitStack() as stack:
        token = read_token(settings.home)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        http = await stack.enter_async_context(create_mcp_http_client(headers))
        remote = await stack.enter_async_context(Client(streamable_http_client(address, http_client=http)))

        async def list_tools(_: Any, __: PaginatedRequestParams | None) -> ListToolsResult:
            return await remote.list_tools()

        async def call_tool(_: Any, params: CallToolRequestParams) -> CallToolResult:
            return await remote.call_tool(params.name, params.arguments)

        server: Server[Any] = Server(
            "standing",
            version=version("standing"),
            instructions=INSTRUCTIONS,
            on_list_tools=list_tools,
            on_call_tool=call_tool,
        )
        read, write = await stack.enter_async_context(stdio_server())
        await server.run(read, write, server.create_initialization_options())
