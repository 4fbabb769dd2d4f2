"""Matters: what happened, step by step, and where each instrument stands on a day."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec
from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from corpus.filters import Filters
from corpus.matters import Instrument, Matter, State
from corpus.standing import Standing, Step, fold
from service.answering.standing import doubted
from service.api.contract.parameters import AsOf, MatterId, Paging
from service.api.contract.problems import problems
from service.api.contract.proofs import ProofShape, event_proofs
from service.api.contract.shapes import DocumentShape, Listed, document_shape
from service.api.orders import OrderShape, known
from service.api.orders import shape as order_shape
from service.api.penalties import MoneyFilters, PenaltyShape, ledger
from service.api.penalties import shape as penalty_shape
from service.showing.advice import Advice, advice_on
from service.showing.ledger import standing_of
from service.wiring import Services

Sort = Literal["title", "-since", "since", "-known_to"]


class StandingShape(msgspec.Struct, frozen=True):
    """Where something stands as of a day, as far as the documents held show.

    `state` is what the certain steps give. `word` is what a reader should be told: "recommended only" where nothing
    binds, "annulled or in force" where the documents do not settle which; `uncertain` then says why, else it is empty.
    """

    state: str
    word: str
    uncertain: str
    since: dt.date | None
    effect: str
    pending: bool
    last_instance: bool
    as_of: dt.date


class MatterShape(msgspec.Struct, frozen=True):
    """A matter and its standing. `known_to` is the date of the newest evidence held about it."""

    id: str
    title: str
    regulator: str | None
    jurisdiction: str | None
    respondents: tuple[str, ...]
    standing: StandingShape
    known_to: dt.date | None


class StepShape(msgspec.Struct, frozen=True):
    """One event and the state it left behind, with the word for it.

    `precision` says whether the day, month or year is known, or only that it had happened "by" the day or "after" it.
    """

    on: dt.date
    precision: str
    event: str
    body: str
    body_rank: str
    last_instance: bool
    applies_to: tuple[str, ...]
    effect: str
    state: str
    word: str
    proofs: tuple[ProofShape, ...]


class InstrumentShape(msgspec.Struct, frozen=True):
    """What was issued in the matter, with its own standing."""

    id: str
    kind: str
    reference: str | None
    decided_on: dt.date | None
    published_on: dt.date | None
    effective_on: dt.date | None
    standing: StandingShape


class MatterDetail(msgspec.Struct, frozen=True):
    """The whole matter as of a day."""

    matter: MatterShape
    instruments: tuple[InstrumentShape, ...]
    timeline: tuple[StepShape, ...]
    penalties: tuple[PenaltyShape, ...]
    orders: tuple[OrderShape, ...]
    documents: tuple[DocumentShape, ...]


class Matters(Controller):
    """Proceedings and their standing."""

    path = "/v1/matters"
    tags = ("matters",)

    @get(summary="List matters", responses=problems(), sync_to_thread=True)
    def list_all(
        self,
        narrowed: NamedDependency[Filters],
        paging: NamedDependency[Paging],
        services: NamedDependency[Services],
        standing: Annotated[list[State] | None, QueryParameter(description="Whether it still stands.")] = None,
        as_of: AsOf = None,
        sort: Annotated[Sort, QueryParameter(description="A minus sorts downwards.")] = "title",
    ) -> Listed[MatterShape]:
        """The matters of the documents that meet the filters, each with its standing on the day."""
        day = as_of or dt.datetime.now(dt.UTC).date()
        records = services.corpus.records
        matters = records.matters(narrowed)
        advice = advice_on(records, matters)
        found = [matter_shape(matter, day, advice) for matter in matters]
        wanted = [each for each in found if not standing or each.standing.state in standing]
        return Listed(tuple(paging.of(_sorted(wanted, sort))), len(wanted), paging.limit, paging.offset)

    @get("/{matter_id:str}", summary="Show a matter", responses=problems(404), sync_to_thread=True)
    def show(self, matter_id: MatterId, services: NamedDependency[Services], as_of: AsOf = None) -> MatterDetail:
        """Timeline, instruments, sums, orders and documents of a matter, as they were on the day."""
        return detail(services, matter_id, as_of or dt.datetime.now(dt.UTC).date())


def detail(services: Services, matter_id: str, day: dt.date) -> MatterDetail:
    """The whole matter as of a day. Raises `NotFound`."""
    corpus, base = services.corpus, services.settings.base_url
    matter = corpus.records.matter(matter_id)
    filters = Filters(matter=(matter_id,))
    advice = advice_on(corpus.records, [matter])
    return MatterDetail(
        matter=matter_shape(matter, day, advice),
        instruments=tuple(_instrument(each, matter, day, advice) for each in matter.instruments),
        timeline=tuple(_step(step, matter, advice, services) for step in fold(matter.events, day).steps),
        penalties=tuple(penalty_shape(line, services) for line in ledger(services, filters, MoneyFilters(), day)),
        orders=tuple(order_shape(each, services) for each in known(services, filters, None, None, day)),
        documents=tuple(document_shape(each, base) for each in corpus.records.documents_of(matter_id)),
    )


def matter_shape(matter: Matter, day: dt.date, advice: Advice) -> MatterShape:
    """A matter as the API shows it in a list."""
    standing = fold(matter.events, day)
    shown = standing_shape(standing, advice.word(matter, standing, day), day)
    return MatterShape(
        matter.id, matter.title, matter.regulator, matter.jurisdiction, matter.respondents, shown, matter.known_to
    )


def standing_shape(standing: Standing, word: str, day: dt.date) -> StandingShape:
    """A standing as the API shows it."""
    return StandingShape(
        state=standing.state,
        word=word,
        uncertain=doubted(standing, day),
        since=standing.since,
        effect=standing.effect,
        pending=standing.pending,
        last_instance=standing.last_instance,
        as_of=day,
    )


def _instrument(each: Instrument, matter: Matter, day: dt.date, advice: Advice) -> InstrumentShape:
    standing = standing_of(matter, each.id, day)
    shown = standing_shape(standing, advice.word_of(matter, each, standing, day), day)
    return InstrumentShape(
        each.id, each.kind, each.reference, each.decided_on, each.published_on, each.effective_on, shown
    )


def _step(step: Step, matter: Matter, advice: Advice, services: Services) -> StepShape:
    event = step.event
    return StepShape(
        on=event.on,
        precision=event.precision,
        event=event.kind,
        body=event.body,
        body_rank=event.body_rank,
        last_instance=event.last_instance,
        applies_to=event.applies_to,
        effect=event.effect,
        state=step.state,
        word=advice.word_after(matter, step.state, event.on),
        proofs=event_proofs(event, services.corpus.registry, services.settings.base_url),
    )


def _sorted(found: list[MatterShape], sort: str) -> list[MatterShape]:
    keys = {
        "title": lambda each: each.title.casefold(),
        "since": lambda each: each.standing.since or dt.date.min,
        "known_to": lambda each: each.known_to or dt.date.min,
    }
    return sorted(found, key=keys[sort.removeprefix("-")], reverse=sort.startswith("-"))
