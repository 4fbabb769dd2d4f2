"""Example questions drawn from what is held, so that each of them has an answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.gazetteer import Gazetteer
from corpus.records import MoneyKind, MoneyStage
from corpus.store import Corpus
from service.web.names import called

DEMANDS = {"delete": "What must {name} delete in {place}?", "stop": "What must {name} stop doing in {place}?"}
IMPOSED = (MoneyStage.IMPOSED, MoneyStage.REDUCED, MoneyStage.CONFIRMED)
FINES = (MoneyKind.FINE, MoneyKind.CIVIL_PENALTY)
PLURAL_PLACES = ("United Kingdom", "United States", "Netherlands", "European Union")
LEGAL_FORM = re.compile(
    r"(?:,?\s+(?:inc|incorporated|ltd|limited|llc|plc|corp|corporation|co|s\.?p\.?a|s\.?r\.?l|s\.?a\.?r\.?l|s\.?a|n\.?v|"
    r"b\.?v|gmbh|ag|ab|asa?|oy)\.?)+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A question and whom it is about."""

    about: str
    question: str


def examples(library: Corpus) -> tuple[str, ...]:
    """Up to four questions: an order, a standing, a sum and a list, about different respondents where that can be."""

    def load() -> tuple[str, ...]:
        chosen: list[Example] = []
        for offered in (_orders(library), _standings(library), _sums(library), _lists(library)):
            about = {example.about for example in chosen}
            chosen += [example for example in [next((e for e in offered if e.about not in about), None)] if example]
        return tuple(example.question for example in chosen)

    return library.registry.cached.get("example questions", load)


def _orders(library: Corpus) -> Iterator[Example]:
    """What somebody must delete or stop, the matters with most events first."""
    events = {matter.id: len(matter.events) for matter in library.records.matters()}
    held = [each for each in library.records.orders() if each.record.verb in DEMANDS and each.respondents]
    for each in sorted(held, key=lambda each: (-events.get(each.matter or "", 0), each.record.verb, each.document_id)):
        name, place = short_name(each.respondents[0]), _place(library.gazetteer, each.jurisdiction)
        if place:
            yield Example(name, DEMANDS[each.record.verb].format(name=name, place=place))


def _standings(library: Corpus) -> Iterator[Example]:
    """Whether a decision still stands, the most contested ones first."""
    for matter in sorted(library.records.matters(), key=lambda matter: (-len(matter.events), matter.id)):
        body = called(library.gazetteer, matter.regulator)
        if body and matter.respondents:
            name = short_name(matter.respondents[0])
            yield Example(name, f"Does the {body} decision against {name} still stand?")


def _sums(library: Corpus) -> Iterator[Example]:
    """How much a fine was, the newest first."""
    held = [p for p in library.records.penalties() if p.record.stage in IMPOSED and p.record.kind in FINES]
    for each in sorted(held, key=lambda each: str(each.record.on or each.decided_on or ""), reverse=True):
        body = called(library.gazetteer, each.regulator)
        if body and each.respondents:
            name = short_name(each.respondents[0])
            yield Example(name, f"How much did the {body} fine {name}?")


def _lists(library: Corpus) -> Iterator[Example]:
    """Whom a regulator fined in a year, the busiest years first."""
    held = (p for p in library.records.penalties() if p.record.stage in IMPOSED and p.record.kind in FINES)
    years = Counter((each.regulator, each.record.on.year) for each in held if each.record.on)
    for (regulator, year), _ in sorted(years.items(), key=lambda item: (-item[1], str(item[0]))):
        body = called(library.gazetteer, regulator)
        if body:
            yield Example(body, f"Whom did the {body} fine in {year}?")


def short_name(name: str) -> str:
    """A company as people call it: without its legal form."""
    return LEGAL_FORM.sub("", name) or name


def _place(gazetteer: Gazetteer, code: str | None) -> str | None:
    place = gazetteer.jurisdiction(code or "")
    if place is None:
        return None
    return f"the {place.name}" if place.name in PLURAL_PLACES else place.name
