"""Where a question is to be answered from: the authority, place, time and sums that its matters must fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from corpus.filters import Filters
from corpus.records import Money
from corpus.retrieval import Hit
from service.answering.choosing.fitting import under_articles
from service.answering.choosing.narrowing import vocabulary_of
from service.answering.choosing.places import is_court, names_of, scope_of, unplaced
from service.answering.choosing.planned import PASSAGES
from service.answering.choosing.speaking import naming
from service.answering.choosing.sums import names_sum, sums_asked
from service.answering.held.dossier import EFFECTIVE, PUNITIVE, Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Intent, Query, Shape
from service.answering.question.query import Period
from service.answering.wording.words import alike

_SOUGHT = {
    Intent.DEADLINE: "must comply within days weeks months of the date of this notice, no later than, period set",
    Intent.PROVISION: "contravened, infringed, breached Article, section, regulation, principle",
    Intent.ORDER: "orders, requires, must, shall, imposes, corrective measures, operative part of the decision",
    Intent.REASON: "finds, concludes that it failed, infringed, contravened, because",
    Intent.MONEY: "fine, monetary penalty, amount to be paid, imposes",
}
"""What the passages say in which a long decision answers a kind of question, whoever it is about."""

A_YEAR = 364
"""Days from the first to the last of a year."""


def meet(asked: Filters, more: Filters) -> Filters | None:
    """Filters that meet both, or None where they exclude each other."""
    changed: dict[str, Any] = {}
    for name in ("respondent", "regulator", "jurisdiction", "kind", "language", "matter"):
        wanted, found = getattr(asked, name), getattr(more, name)
        both = tuple(value for value in found if value in wanted)
        if wanted and found and not both:
            return None
        changed[name] = both or wanted or found
    return replace(asked, **changed)


def before_courts(query: Query, dossiers: list[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """Of these the matters that a court asked about has dealt with, unless only others speak of what is asked."""
    names = [n.casefold() for b in query.regulators if is_court(b, knowledge) for n in names_of(b, knowledge)]
    dealt = [one for one in dossiers if any(_deals(event.body, names) for event in one.events())]
    missing = [t for t in query.topic if dealt and not any_speaks(dealt, t, knowledge)]
    return dossiers if any(any_speaks(dossiers, term, knowledge) for term in missing) else dealt or dossiers


def any_speaks(
    dossiers: Sequence[Dossier],
    term: str,
    knowledge: Knowledge,
    like: Callable[[str], frozenset[str]] = alike,
) -> bool:
    """Whether a document of any of the matters uses the term or a word like it: a synonym, or one of its sort."""
    return any(like(term) & vocabulary_of(one, knowledge) for one in dossiers)


def _deals(body: str, names: Sequence[str]) -> bool:
    folded = body.casefold()
    return any(name in folded or (folded in name and " " in folded) for name in names)


def is_later(dossier: Dossier, as_of: dt.date) -> bool:
    """Whether nothing of the matter had happened by the day."""
    decided = dossier.decided_on
    return bool(decided and decided > as_of and not dossier.events(as_of))


def fits_period(dossier: Dossier, period: Period | None) -> bool:
    """Whether the matter was decided, or a step of it taken, in the time asked for."""
    if period is None:
        return True
    decided = dossier.decided_on
    days = [event.on for event in dossier.events()] + ([decided] if decided else [])
    return any(period.holds(day) for day in days)


def _may_be_of(dossier: Dossier, query: Query, knowledge: Knowledge) -> bool:
    """Whether a matter of which no day is known writes a year in which the question says that something happened.

    A day or a month is that of a decision, as a rule, and so is a time of which nothing else is said.
    """
    period = query.period
    if period is None or period.first is None or period.last is None or (period.last - period.first).days < A_YEAR:
        return False
    if query.shape is not Shape.SINGLE or not query.topic or dossier.decided_on or dossier.events():
        return False
    said = vocabulary_of(dossier, knowledge)
    return any(str(year) in said for year in range(period.first.year, period.last.year + 1))


def of_kinds(query: Query, dossiers: Sequence[Dossier]) -> list[Dossier]:
    """The matters with an instrument of a kind that the question names, where any has one; to compare, all are kept."""
    if query.shape is Shape.COMPARISON:
        return list(dossiers)
    fitting = [one for one in dossiers if one.matter and {i.kind for i in one.matter.instruments} & set(query.kinds)]
    return fitting or list(dossiers)


def with_amounts(query: Query, dossiers: Sequence[Dossier]) -> list[Dossier]:
    """The matters that hold a sum the question names, where any does."""
    return [one for one in dossiers if holds_sum(query, one)] or list(dossiers)


def holds_sum(query: Query, dossier: Dossier) -> bool:
    """Whether one of its sums is one that the question names, or what its fines come to."""
    asked = sums_asked(query)
    if not asked:
        return False
    records = [one.record for one in dossier.penalties]
    held = [one.money for one in records]
    fines = [one.money for one in records if one.kind in PUNITIVE and one.stage in EFFECTIVE]
    held += [
        Money(sum((one.amount for one in fines if one.currency == currency), Decimal(0)), currency)
        for currency in {money.currency for money in fines}
    ]
    return any(names_sum(one, money) for one in asked for money in held)


def retrieved(query: Query, dossiers: Sequence[Dossier], asked: Filters, knowledge: Knowledge) -> tuple[Hit, ...]:
    """Passages of long documents, of which evidence reads only the best; short documents are read whole."""
    if not any(knowledge.is_long(document) for one in dossiers for document in one.documents):
        return ()
    matters = tuple(one.id for one in dossiers if one.matter)
    scope = meet(asked, Filters(matter=matters)) if matters else asked
    if scope is None:
        return ()
    wordings = [query.text, *(_SOUGHT[intent] for intent in query.intents[:1] if intent in _SOUGHT)]
    hits = [hit for text in wordings for hit in knowledge.search(text, scope, PASSAGES)]
    return tuple({hit.passage.id: hit for hit in hits}.values())


def _of_what_happened(query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """The matters that speak of the whole subject, where the time is that of what happened and not of the decision."""
    return [one for one in dossiers if all(any_speaks([one], term, knowledge) for term in query.topic)]


@dataclass(frozen=True, slots=True)
class Scope:
    """The matters of the authority, place and time asked for, and the passages found for the question among theirs."""

    dossiers: tuple[Dossier, ...]
    filters: Filters
    hits: tuple[Hit, ...]


def scope_of_topic(query: Query, asked: Filters, knowledge: Knowledge, as_of: dt.date) -> Scope | None:
    """Where a question that names nobody is to be answered from; None where it and the request exclude each other."""
    filters = meet(asked, scope_of(query, knowledge))
    if filters is None:
        return None
    placed = knowledge.dossiers(filters)
    loose = [] if placed else unplaced(query, asked, knowledge)
    begun = [one for one in placed or loose if not is_later(one, as_of)]
    within = knowledge.gazetteer.within
    inside = [one for one in begun if not any(within(str(one.jurisdiction or ""), code) for code in query.outside)]
    timed = [one for one in inside if fits_period(one, query.period) or _may_be_of(one, query, knowledge)]
    if len(query.topic) > 1 and not any(any_speaks(timed, term, knowledge) for term in query.topic):
        timed = _of_what_happened(query, inside, knowledge) or timed
    named = naming(query, timed, knowledge) or (naming(query, inside, knowledge) if query.names else [])
    kept = before_courts(query, with_amounts(query, named), knowledge)
    kept = under_articles(query, kept)
    hits = knowledge.search(query.text, asked if loose else filters, PASSAGES * 4)
    own = {one.id for one in loose}
    return Scope(tuple(kept), filters, tuple(hit for hit in hits if not loose or hit.matter in own))
