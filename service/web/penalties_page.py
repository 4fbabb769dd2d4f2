"""Penalties to look at: a chart in original currencies, a table with standing, totals that never mix kinds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

import msgspec
from litestar import Controller, Request, Response, get
from litestar.di import NamedDependency

from corpus.filters import Filters
from corpus.gazetteer import Gazetteer
from corpus.matters import State
from corpus.records import MoneyKind, MoneyStage
from corpus.store import Corpus
from service.api.contract.plain_words import in_plain_words
from service.api.penalties import SORTS, MoneyFilters, ledger
from service.errors import BadRequest
from service.showing.ledger import Line, totals
from service.web.chart import Amount, Panel, panels
from service.web.names import authority_names, called, place_names
from service.web.references import cite
from service.web.templating import page
from service.wiring import Services

PER_PAGE = 50
DOWNWARDS = ("date", "amount")
Sort = Literal["date", "-date", "amount", "-amount", "regulator", "-regulator", "respondent", "-respondent"]


class Chosen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the form sends. Empty fields are left out before it is read."""

    respondent: str = ""
    regulator: str = ""
    jurisdiction: str = ""
    kind: MoneyKind | None = None
    stage: MoneyStage | None = None
    currency: str = ""
    standing: State | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    as_of: dt.date | None = None
    sort: Sort = "-date"
    page: int = 1

    def query(self, **changed: object) -> str:
        """The same choice as a query string, with some of it changed; what is as usual is left out."""
        usual = {name: getattr(Chosen(), name) for name in self.__struct_fields__}
        values = {name: getattr(self, name) for name in self.__struct_fields__} | changed
        return urlencode({name: str(value) for name, value in values.items() if value != usual[name]})

    def turned(self, column: str) -> str:
        """The sort that a click on a column asks for."""
        first, second = (f"-{column}", column) if column in DOWNWARDS else (column, f"-{column}")
        return second if self.sort == first else first

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return bool(self.query(sort="-date", page=1))


# msgspec learns a type when it first meets it, and two threads that meet it at once crash the process
msgspec.json.Decoder(Chosen)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a reader is in a long list."""

    page: int
    pages: int
    total: int

    @property
    def first(self) -> int:
        """The number of the first line shown."""
        return min((self.page - 1) * PER_PAGE + 1, self.total)

    @property
    def last(self) -> int:
        """The number of the last line shown."""
        return min(self.page * PER_PAGE, self.total)


class PenaltiesPage(Controller):
    """Fines, settlements and other sums."""

    path = "/penalties"
    include_in_schema = False

    @get(sync_to_thread=True)
    def penalties(self, request: Request[Any, Any, Any], services: NamedDependency[Services]) -> Response[str]:
        """The sums that meet the filters, drawn, listed and added up."""
        chosen = _chosen(request.query_params.dict())
        corpus = services.corpus
        day = chosen.as_of or dt.datetime.now(dt.UTC).date()
        everything = ledger(services, Filters(), MoneyFilters(), day)
        found = sorted(
            (line for line in everything if _meets(chosen, line)),
            key=SORTS[chosen.sort.removeprefix("-")],
            reverse=chosen.sort.startswith("-"),
        )
        stretch = _stretch(chosen.page, len(found))
        shown = found[(stretch.page - 1) * PER_PAGE : stretch.page * PER_PAGE]
        stage = chosen.stage or MoneyStage.IMPOSED
        return page(
            "penalties.html",
            chosen=chosen,
            stretch=stretch,
            lines=[(line, cite(corpus, line.held.document_id, line.penalty.span)) for line in shown],
            totals=totals(found),
            panels=_panels(found, stage, corpus.gazetteer),
            stage=stage,
            names=authority_names(corpus.gazetteer, (line.held.regulator for line in everything)),
            choices=_choices(corpus, everything),
            export=_export(chosen),
        )


def _chosen(parameters: Mapping[str, list[str]]) -> Chosen:
    given = {name: values[-1].strip() for name, values in parameters.items() if values[-1].strip()}
    try:
        return msgspec.convert(given, Chosen, strict=False)
    except msgspec.ValidationError as error:
        said, _, field = str(error).partition(" - at `$.")
        told = in_plain_words(field.rstrip("`"), said)
        raise BadRequest(f"The filters cannot be read: {told}.", remedy="Choose them on the page again.") from error


def _meets(chosen: Chosen, line: Line) -> bool:
    penalty, held = line.penalty, line.held
    named = " ".join((penalty.respondent or "", *held.respondents)).casefold()
    equal = (
        (chosen.regulator, held.regulator),
        (chosen.jurisdiction, held.jurisdiction),
        (chosen.kind, penalty.kind),
        (chosen.stage, penalty.stage),
        (chosen.currency, penalty.money.currency),
        (chosen.standing, line.standing),
    )
    return (
        all(not wanted or wanted == value for wanted, value in equal)
        and chosen.respondent.casefold() in named
        and (chosen.since is None or (line.on is not None and line.on >= chosen.since))
        and (chosen.until is None or (line.on is not None and line.on <= chosen.until))
    )


def _stretch(wanted: int, total: int) -> Stretch:
    pages = max(1, -(-total // PER_PAGE))
    return Stretch(min(max(wanted, 1), pages), pages, total)


def _panels(found: Iterable[Line], stage: MoneyStage, gazetteer: Gazetteer) -> tuple[Panel, ...]:
    """The chart shows one stage only: a sum proposed, imposed and reduced is one sum at three times."""
    amounts = [
        Amount(line.penalty.money.currency, line.held.regulator, line.on.year, line.penalty.money.amount)
        for line in found
        if line.penalty.stage is stage and line.held.regulator and line.on
    ]
    return panels(amounts, {each.regulator: called(gazetteer, each.regulator) for each in amounts})


def _choices(corpus: Corpus, everything: Iterable[Line]) -> dict[str, list[tuple[str, str]]]:
    """What each filter offers: only values that a sum held has."""
    held = list(everything)
    words = {
        "kind": {line.penalty.kind.value for line in held},
        "stage": {line.penalty.stage.value for line in held},
        "currency": {line.penalty.money.currency for line in held},
        "standing": {line.standing.value for line in held},
    }
    offered = {name: [(value, value) for value in sorted(values)] for name, values in words.items()}
    named = {
        "regulator": authority_names(corpus.gazetteer, (line.held.regulator for line in held)),
        "jurisdiction": place_names(corpus.gazetteer, (line.held.jurisdiction for line in held)),
    }
    return offered | {name: sorted(values.items(), key=lambda item: item[1]) for name, values in named.items()}


def _export(chosen: Chosen) -> str:
    """The query of the CSV: the same filters by the names that the API has for them."""
    given = {
        "regulator": chosen.regulator,
        "jurisdiction": chosen.jurisdiction,
        "money_kind": chosen.kind,
        "stage": chosen.stage,
        "currency": chosen.currency,
        "standing": chosen.standing,
        "as_of": chosen.as_of,
    }
    return urlencode({name: str(value) for name, value in given.items() if value})
