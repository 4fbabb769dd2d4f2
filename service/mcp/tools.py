"""The tools: what an assistant can do with Standing, each one call of what the other doors call too.

Each gives text to read and the same as structured content. Times in the gate are shared with every other door.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, TypeVar

import msgspec
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from corpus.errors import CorpusError
from corpus.filters import Filters
from service.answering.wire import MAX_QUESTION_CHARACTERS, Ask, FilterFields, question_of
from service.api.matters import MatterDetail, detail
from service.api.passages import around
from service.api.penalties import MoneyFilters, ledger, total_shapes
from service.api.penalties import shape as penalty_shape
from service.api.search import MAX_HITS, hit_shape
from service.errors import ServiceError
from service.openai.chat import content
from service.showing.ledger import totals
from service.wiring import Services

T = TypeVar("T")
INSTRUCTIONS = (
    "Standing answers what regulators ordered, whom they fined and whether it still stands, from their own decisions. "
    "Quote its citations; never add a figure, date or status that it does not give. What it refuses, the documents "
    "held do not say."
)
READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)

Question = Annotated[str, Field(description="One question in words.", min_length=1, max_length=MAX_QUESTION_CHARACTERS)]
Names = Annotated[list[str], Field(description="Respondents as the registry spells them.", max_length=50)]
Regulators = Annotated[list[str], Field(description="Ids of regulators, such as ico or cnil.", max_length=50)]
Jurisdictions = Annotated[list[str], Field(description="ISO 3166 codes, EU and EEA.", max_length=50)]
Day = Annotated[dt.date | None, Field(description="As of this day, as in 2024-01-01; by default today.")]
DecidedFrom = Annotated[dt.date | None, Field(description="Decided on this day or later.")]
DecidedTo = Annotated[dt.date | None, Field(description="Decided on this day or earlier.")]


class Tools:
    """The tools over open services."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def ask(
        self,
        question: Question,
        respondent: Names = [],  # noqa: B006 - pydantic copies it
        regulator: Regulators = [],  # noqa: B006 - pydantic copies it
        jurisdiction: Jurisdictions = [],  # noqa: B006 - pydantic copies it
        as_of: Day = None,
        conversation_id: Annotated[str | None, Field(pattern="^[A-Za-z0-9_-]{1,60}$")] = None,
    ) -> CallToolResult:
        """Answer a question about regulators' decisions with verified citations and standing, or refuse."""
        filters = FilterFields(tuple(respondent), tuple(regulator), tuple(jurisdiction))
        answer = await self._run(
            lambda: self._services.through("mcp").answer(Ask(question_of(question), filters, as_of, conversation_id))
        )
        return _result(content(answer), answer)

    async def search(
        self,
        query: Question,
        respondent: Names = [],  # noqa: B006 - pydantic copies it
        regulator: Regulators = [],  # noqa: B006 - pydantic copies it
        jurisdiction: Jurisdictions = [],  # noqa: B006 - pydantic copies it
        limit: Annotated[int, Field(ge=1, le=MAX_HITS)] = 10,
    ) -> CallToolResult:
        """Find passages near some words. They are near, not verified: to answer, use `ask`."""
        filters = Filters(tuple(respondent), tuple(regulator), tuple(jurisdiction))
        hits = await self._run(partial(self._services_retriever, query, filters, limit))
        shapes = [hit_shape(hit, self._services.settings.base_url) for hit in hits]
        lines = [f"{each.passage.id} {each.document.title}: {each.passage.text}" for each in shapes]
        return _result("\n\n".join(lines) or "Nothing was found.", {"items": shapes})

    async def get_passage(
        self,
        passage_id: Annotated[str, Field(pattern=r"^d[0-9a-f]{16}\.[0-9]{1,6}\.[0-9]{1,6}$")],
        neighbours: Annotated[int, Field(ge=0, le=10)] = 1,
    ) -> CallToolResult:
        """Read a passage and its neighbours as the document has them."""
        found = await self._run(lambda: around(self._services, passage_id, neighbours))
        text = "\n\n".join(each.text for each in found.passages)
        return _result(f"{found.document.title} ({found.document.viewer_url})\n\n{text}", found)

    async def matter_standing(
        self,
        matter: Annotated[
            str | None, Field(description="Id of a matter.", pattern="^[a-z0-9][a-z0-9.-]{0,199}$")
        ] = None,
        respondent: Annotated[str | None, Field(description="Or a respondent's name.", max_length=200)] = None,
        as_of: Day = None,
    ) -> CallToolResult:
        """Tell whether a matter's fines and orders still stand as of a day, step by step, each step proved."""
        if not matter and not respondent:
            raise ToolError("Name a matter or a respondent.")
        day = as_of or dt.datetime.now(dt.UTC).date()
        found = await self._run(lambda: self._matters(matter, respondent, day))
        return _result("\n\n".join(map(_told, found)) or "No such matter is held.", {"matters": found})

    async def list_penalties(
        self,
        respondent: Names = [],  # noqa: B006 - pydantic copies it
        regulator: Regulators = [],  # noqa: B006 - pydantic copies it
        jurisdiction: Jurisdictions = [],  # noqa: B006 - pydantic copies it
        decided_from: DecidedFrom = None,
        decided_to: DecidedTo = None,
        as_of: Day = None,
        limit: Annotated[int, Field(ge=1, le=500)] = 50,
    ) -> CallToolResult:
        """List sums of money with kind, stage and standing, newest first, and totals that never mix currencies."""
        filters = Filters(
            tuple(respondent),
            tuple(regulator),
            tuple(jurisdiction),
            decided_from=decided_from,
            decided_to=decided_to,
        )
        day = as_of or dt.datetime.now(dt.UTC).date()
        lines = await self._run(lambda: ledger(self._services, filters, MoneyFilters(), day))
        shown = await self._run(lambda: [penalty_shape(line, self._services) for line in lines[:limit]])
        text = "\n".join(
            f"{each.on}: {', '.join(each.respondents)}, {each.currency} {each.amount:,} ({each.kind}, {each.stage}), "
            f"{each.standing}; {each.proof.viewer_url}"
            for each in shown
        )
        whole = {"items": shown, "total": len(lines), "totals": total_shapes(totals(lines)), "as_of": day}
        return _result(text or "No sums are held that meet these filters.", whole)

    def _services_retriever(self, query: str, filters: Filters, limit: int) -> Any:
        return self._services.corpus.retriever.search(query, filters, limit)

    def _matters(self, matter: str | None, respondent: str | None, day: dt.date) -> list[MatterDetail]:
        if matter:
            return [detail(self._services, matter, day)]
        named = self._services.corpus.records.matters(Filters(respondent=(respondent or "",)))
        return [detail(self._services, each.id, day) for each in named]

    async def _run(self, call: Callable[[], T]) -> T:
        try:
            return await self._services.gate.run(call, self._services.settings.answer_seconds)
        except (CorpusError, ServiceError) as error:
            raise ToolError(str(error)) from error


def build_server(services: Services, version: str) -> MCPServer[Any]:
    """The server with its tools."""
    server: MCPServer[Any] = MCPServer("standing", title="Standing", instructions=INSTRUCTIONS, version=version)
    tools = Tools(services)
    for tool in (tools.ask, tools.search, tools.get_passage, tools.matter_standing, tools.list_penalties):
        server.add_tool(tool, annotations=READS, structured_output=False)
    return server


def _told(found: MatterDetail) -> str:
    matter = found.matter
    steps = [f"- {step.on} {step.event} ({step.body}): {step.word}. {step.effect}".rstrip() for step in found.timeline]
    known = f", known to {matter.known_to}" if matter.known_to else ""
    head = f"{matter.title}: {matter.standing.word} as of {matter.standing.as_of}{known}. {matter.standing.uncertain}"
    return "\n".join([head, *steps])


def _result(text: str, whole: object) -> CallToolResult:
    return CallToolResult(
        content=[TextContent(type="text", text=text)], structured_content=msgspec.to_builtins(whole, str_keys=True)
    )
