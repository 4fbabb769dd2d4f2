"""Penalties: filtered, sorted, paged, added up by currency, kind and stage, and exported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Annotated, Literal

import msgspec
from litestar import Controller, Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter

from corpus.filters import Filters
from corpus.matters import State
from corpus.records import MoneyKind, MoneyStage
from service.api.contract.parameters import AsOf, Paging
from service.api.contract.problems import problems
from service.api.contract.proofs import ProofShape, record_proof
from service.showing.ledger import Line, Total, lines, state_of, totals
from service.showing.tabular import to_csv
from service.wiring import Services

Sort = Literal["-date", "date", "-amount", "amount", "regulator", "respondent"]
SORTS: dict[str, Callable[[Line], tuple[object, ...]]] = {
    "date": lambda line: (line.on or dt.date.min,),
    "amount": lambda line: (line.penalty.money.currency, line.penalty.money.amount),
    "regulator": lambda line: (line.held.regulator or "",),
    "respondent": lambda line: (", ".join(line.held.respondents).casefold(),),
}
COLUMNS = (
    *("date", "respondents", "regulator", "jurisdiction", "currency", "amount", "approximate", "kind", "stage"),
    *("standing", "matter", "instrument", "voice", "note", "document", "rank", "quote", "source_url", "viewer_url"),
)


class PenaltyShape(msgspec.Struct, frozen=True):
    """A sum of money. `amount` is a decimal in a string, in the currency it was set in."""

    amount: Decimal
    currency: str
    approximate: bool
    kind: str
    stage: str
    voice: str
    standing: str
    on: dt.date | None
    regulator: str | None
    jurisdiction: str | None
    respondents: tuple[str, ...]
    matter: str | None
    instrument: str | None
    note: str
    proof: ProofShape
    further: tuple[ProofShape, ...]


class TotalShape(msgspec.Struct, frozen=True):
    """A total of one currency, kind and stage; `by_standing` says how much of it still stands."""

    currency: str
    kind: str
    stage: str
    count: int
    amount: Decimal
    by_standing: dict[str, Decimal]


class PenaltiesShape(msgspec.Struct, frozen=True):
    """One page of penalties, and totals over all that meet the filters."""

    items: tuple[PenaltyShape, ...]
    total: int
    limit: int
    offset: int
    totals: tuple[TotalShape, ...]
    as_of: dt.date


class MoneyFilters(msgspec.Struct, frozen=True):
    """What only sums of money can be filtered by."""

    money_kind: frozenset[MoneyKind] = frozenset()
    stage: frozenset[MoneyStage] = frozenset()
    currency: frozenset[str] = frozenset()
    standing: frozenset[State] = frozenset()

    def meets(self, line: Line) -> bool:
        """Whether a line passes every filter that is set."""
        penalty = line.penalty
        given = (
            (self.money_kind, penalty.kind),
            (self.stage, penalty.stage),
            (self.currency, penalty.money.currency),
            (self.standing, line.standing),
        )
        return all(not wanted or value in wanted for wanted, value in given)


def provide_money_filters(
    money_kind: Annotated[list[MoneyKind] | None, QueryParameter(description="What the money is for.")] = None,
    stage: Annotated[list[MoneyStage] | None, QueryParameter(description="How far the money has come.")] = None,
    currency: Annotated[
        list[Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]] | None, QueryParameter(description="ISO 4217 codes.")
    ] = None,
    standing: Annotated[list[State] | None, QueryParameter(description="Whether it still stands.")] = None,
) -> MoneyFilters:
    """The filters of money, from the query string."""
    return MoneyFilters(
        frozenset(money_kind or ()), frozenset(stage or ()), frozenset(currency or ()), frozenset(standing or ())
    )


class Penalties(Controller):
    """Fines, settlements, penalty payments."""

    path = "/v1/penalties"
    tags = ("records",)
    dependencies = {"money": Provide(provide_money_filters, sync_to_thread=False)}  # noqa: RUF012 - Litestar's own

    @get(summary="List penalties", responses=problems(), sync_to_thread=True)
    def list_all(
        self,
        narrowed: NamedDependency[Filters],
        money: NamedDependency[MoneyFilters],
        paging: NamedDependency[Paging],
        services: NamedDependency[Services],
        as_of: AsOf = None,
        sort: Annotated[
            Sort, QueryParameter(description="A minus sorts downwards; amounts within currency.")
        ] = "-date",
    ) -> PenaltiesShape:
        """Sums of money, one for each however many documents say it, each with its standing and its source.

        Totals are by currency, kind and stage and cover all pages; sums that are only alleged or argued are not added.
        """
        day = as_of or dt.datetime.now(dt.UTC).date()
        found = ledger(services, narrowed, money, day)
        shown = tuple(shape(line, services) for line in paging.of(_sorted(found, sort)))
        return PenaltiesShape(shown, len(found), paging.limit, paging.offset, total_shapes(totals(found)), day)

    @get(
        "/export.csv",
        summary="Export penalties as CSV",
        media_type="text/csv",
        responses=problems(),
        sync_to_thread=True,
    )
    def export_csv(
        self,
        narrowed: NamedDependency[Filters],
        money: NamedDependency[MoneyFilters],
        services: NamedDependency[Services],
        as_of: AsOf = None,
    ) -> Response[str]:
        """All that meet the filters, one line a sum. Cells that a spreadsheet would run begin with an apostrophe."""
        found = ledger(services, narrowed, money, as_of or dt.datetime.now(dt.UTC).date())
        text = to_csv(COLUMNS, (_row(shape(line, services)) for line in found))
        return Response(text, media_type="text/csv", headers=attachment("penalties.csv"))

    @get("/export.json", summary="Export as JSON", responses=problems(), sync_to_thread=True)
    def export_json(
        self,
        narrowed: NamedDependency[Filters],
        money: NamedDependency[MoneyFilters],
        services: NamedDependency[Services],
        as_of: AsOf = None,
    ) -> Response[tuple[PenaltyShape, ...]]:
        """All that meet the filters."""
        found = ledger(services, narrowed, money, as_of or dt.datetime.now(dt.UTC).date())
        return Response(tuple(shape(line, services) for line in found), headers=attachment("penalties.json"))


def ledger(services: Services, filters: Filters, money: MoneyFilters, as_of: dt.date) -> list[Line]:
    """The lines that meet the filters and were known by the day, newest first."""
    records = services.corpus.records
    matters = {matter.id: matter for matter in records.matters(filters)}
    found = lines(records.penalties(filters), lambda held: state_of(held, matters, as_of))
    return [line for line in found if money.meets(line) and (line.on or dt.date.min) <= as_of]


def shape(line: Line, services: Services) -> PenaltyShape:
    """A line as the API shows it."""
    registry, base = services.corpus.registry, services.settings.base_url
    penalty, held = line.penalty, line.held
    return PenaltyShape(
        amount=penalty.money.amount,
        currency=penalty.money.currency,
        approximate=penalty.approximate,
        kind=penalty.kind,
        stage=penalty.stage,
        voice=penalty.voice,
        standing=line.standing,
        on=line.on,
        regulator=held.regulator,
        jurisdiction=held.jurisdiction,
        respondents=(penalty.respondent,) if penalty.respondent else held.respondents,
        matter=held.matter,
        instrument=penalty.instrument,
        note=penalty.note,
        proof=record_proof(held, registry, base),
        further=tuple(record_proof(each, registry, base) for each in line.further),
    )


def total_shapes(found: Iterable[Total]) -> tuple[TotalShape, ...]:
    """Totals as the API shows them."""
    return tuple(
        TotalShape(each.currency, each.kind, each.stage, each.count, each.amount, dict(each.by_standing))
        for each in found
    )


def attachment(name: str) -> dict[str, str]:
    """Headers that make a browser save the response under a name."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _sorted(found: list[Line], sort: str) -> list[Line]:
    return sorted(found, key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))


def _row(each: PenaltyShape) -> tuple[object, ...]:
    return (
        *(each.on, "; ".join(each.respondents), each.regulator, each.jurisdiction, each.currency, each.amount),
        *(each.approximate, each.kind, each.stage, each.standing, each.matter, each.instrument, each.voice, each.note),
        *(each.proof.title, each.proof.rank, each.proof.quote, each.proof.source_url, each.proof.viewer_url),
    )
