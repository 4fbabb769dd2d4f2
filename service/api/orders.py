"""Orders: what somebody must do, by when, and whether that still stands."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec
from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from corpus.advice import word
from corpus.documents import Voice
from corpus.filters import Filters
from corpus.matters import State
from corpus.record_store import Held
from corpus.records import ORDER_VERBS, Order
from service.api.contract.parameters import AsOf, Paging
from service.api.contract.problems import problems
from service.api.contract.proofs import ProofShape, record_proof
from service.api.contract.shapes import Listed
from service.api.penalties import attachment
from service.showing.ledger import state_of
from service.showing.tabular import to_csv
from service.wiring import Services

COLUMNS = (
    *("date", "respondents", "regulator", "jurisdiction", "verb", "object", "addressee", "deadline", "by"),
    *("sanction", "gains", "standing", "matter", "instrument", "voice", "document", "rank", "quote", "viewer_url"),
)
Sort = Literal["-date", "date", "regulator", "verb"]
Verbs = Annotated[
    list[Annotated[str, msgspec.Meta(max_length=40)]] | None,
    QueryParameter(description=f"One or more of: {', '.join(ORDER_VERBS)}."),
]
Standings = Annotated[list[State] | None, QueryParameter(description="Whether it still stands.")]
Known = tuple[Held[Order], State]


class OrderShape(msgspec.Struct, frozen=True):
    """An order. `deadline` is None where the document states none; `by` is set when it is a date.

    `standing` is the state of what it belongs to, `word` what a reader should be told: a recommendation binds nobody.
    """

    verb: str
    object: str
    addressee: str | None
    deadline: str | None
    deadline_by: dt.date | None
    deadline_runs_from: str | None
    sanction: str | None
    gains: str
    voice: str
    standing: str
    word: str
    decided_on: dt.date | None
    regulator: str | None
    jurisdiction: str | None
    respondents: tuple[str, ...]
    matter: str | None
    instrument: str | None
    proof: ProofShape


class Orders(Controller):
    """Orders and recommendations; `voice` tells them apart."""

    path = "/v1/orders"
    tags = ("records",)

    @get(summary="List orders", responses=problems(), sync_to_thread=True)
    def list_all(
        self,
        narrowed: NamedDependency[Filters],
        paging: NamedDependency[Paging],
        services: NamedDependency[Services],
        verb: Verbs = None,
        standing: Standings = None,
        as_of: AsOf = None,
        sort: Annotated[Sort, QueryParameter(description="A minus sorts downwards.")] = "-date",
    ) -> Listed[OrderShape]:
        """Every order that the documents held state, each with its standing and its source."""
        found = known(services, narrowed, verb, standing, as_of)
        shown = tuple(shape(each, services) for each in paging.of(_sorted(found, sort)))
        return Listed(shown, len(found), paging.limit, paging.offset)

    @get(
        "/export.csv", summary="Export orders as CSV", media_type="text/csv", responses=problems(), sync_to_thread=True
    )
    def export_csv(
        self,
        narrowed: NamedDependency[Filters],
        services: NamedDependency[Services],
        verb: Verbs = None,
        standing: Standings = None,
        as_of: AsOf = None,
    ) -> Response[str]:
        """All that meet the filters, one line an order."""
        found = known(services, narrowed, verb, standing, as_of)
        text = to_csv(COLUMNS, (_row(shape(each, services)) for each in found))
        return Response(text, media_type="text/csv", headers=attachment("orders.csv"))

    @get("/export.json", summary="Export as JSON", responses=problems(), sync_to_thread=True)
    def export_json(
        self,
        narrowed: NamedDependency[Filters],
        services: NamedDependency[Services],
        verb: Verbs = None,
        standing: Standings = None,
        as_of: AsOf = None,
    ) -> Response[tuple[OrderShape, ...]]:
        """All that meet the filters."""
        found = known(services, narrowed, verb, standing, as_of)
        return Response(tuple(shape(each, services) for each in found), headers=attachment("orders.json"))


def known(
    services: Services,
    filters: Filters,
    verbs: list[str] | None,
    standing: list[State] | None,
    as_of: dt.date | None,
) -> list[Known]:
    """The orders that meet the filters and were decided by the day, with their standing on it, newest first."""
    day = as_of or dt.datetime.now(dt.UTC).date()
    records = services.corpus.records
    matters = {matter.id: matter for matter in records.matters(filters)}
    found = [
        (held, state_of(held, matters, day))
        for held in records.orders(filters)
        if (not verbs or held.record.verb in verbs) and (held.decided_on or dt.date.min) <= day
    ]
    return _sorted([each for each in found if not standing or each[1] in standing], "-date")


def shape(each: Known, services: Services) -> OrderShape:
    """An order as the API shows it."""
    held, state = each
    order = held.record
    deadline = order.deadline
    return OrderShape(
        verb=order.verb,
        object=order.object,
        addressee=order.addressee,
        deadline=deadline.text if deadline else None,
        deadline_by=deadline.by if deadline else None,
        deadline_runs_from=deadline.runs_from if deadline else None,
        sanction=order.sanction,
        gains=order.gains,
        voice=order.voice,
        standing=state,
        word=shown(held, state),
        decided_on=held.decided_on,
        regulator=held.regulator,
        jurisdiction=held.jurisdiction,
        respondents=held.respondents,
        matter=held.matter,
        instrument=order.instrument,
        proof=record_proof(held, services.corpus.registry, services.settings.base_url),
    )


def shown(held: Held[Order], state: State) -> str:
    """The word for the standing of an order: what was only recommended is not called in force."""
    return word(state, advised=held.record.voice is Voice.RECOMMENDATION)


def _sorted(found: list[Known], sort: str) -> list[Known]:
    keys = {
        "date": lambda each: each[0].decided_on or dt.date.min,
        "regulator": lambda each: each[0].regulator or "",
        "verb": lambda each: each[0].record.verb,
    }
    return sorted(found, key=keys[sort.removeprefix("-")], reverse=sort.startswith("-"))


def _row(each: OrderShape) -> tuple[object, ...]:
    return (
        *(each.decided_on, "; ".join(each.respondents), each.regulator, each.jurisdiction, each.verb, each.object),
        *(each.addressee, each.deadline, each.deadline_by, each.sanction, each.gains, each.word, each.matter),
        *(each.instrument, each.voice, each.proof.title, each.proof.rank, each.proof.quote, each.proof.viewer_url),
    )
