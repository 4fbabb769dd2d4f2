"""Sums as a table: a row each with its citation, currencies kept apart; what they come to, and what is left out."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from corpus.matters import EventKind, State
from corpus.record_store import Held
from corpus.records import Money, MoneyKind, MoneyStage, Penalty
from service.answering.choosing.conditions import first_higher, money_asked
from service.answering.composing import money
from service.answering.composing.comparing import (
    cut_lines,
    difference_lines,
    hedge_of,
    lines_together,
    sums_compared,
    unset_sums,
)
from service.answering.composing.counts import counts_others
from service.answering.composing.phrasing import joined, money_kind, money_kinds, place_name, short_name, stage_word
from service.answering.composing.reading import Line, Reading
from service.answering.composing.repeated import TAKEN_TOGETHER, asks_who_again, grouped, repeated_lines
from service.answering.composing.rows import (
    Item,
    Listing,
    amount_of,
    caption_of,
    first_line,
    in_order,
    in_period,
    largest_of,
    number_asked,
)
from service.answering.held.dossier import PUNITIVE
from service.answering.question import Premise, Query, Shape
from service.answering.wording.facts import written

_FALLEN = frozenset({State.ANNULLED, State.UNDECIDED_AGAIN})
_OF_PLACES = re.compile(r"\b(?:countr(?:y|ies)|nations?|states|provinces|places|jurisdictions?)\b", re.IGNORECASE)
MOST_CURRENCIES = 5
"""Currencies whose largest sum is told in prose; sums of different currencies are never compared."""


def sums_table(query: Query, readings: Sequence[Reading]) -> Listing | None:
    """The sums of the matters, those of the kind or stage asked for."""
    found = [(reading, held) for reading in readings for held in _wanted(query, reading)]
    found = [pair for pair in found if in_period(query, _day_asked(query, *pair))]
    found = [pair for pair in found if query.bounds is None or query.bounds.hold(pair[1].record.money)]
    fines = [pair for pair in found if pair[1].record.kind in PUNITIVE]
    chosen = fines if only_fines(query) and fines else found
    others = [pair for pair in found if pair not in chosen]
    items = [item for reading, held in chosen if (item := _item(query, reading, held))]
    items = in_order(query, items)
    houses = grouped(query, items) if asks_who_again(query) else []
    items = [item for rows in houses for item in rows] if asks_who_again(query) else largest_of(query, items)
    cut = [line for one in readings for line in cut_lines(one)] if query.shape is Shape.COMPARISON else []
    lines = [*cut, *(repeated_lines(query, houses) or _lines(query, items, others))]
    return Listing(
        caption_of(query, "Money", readings),
        ("Respondent", "Authority", "Date", "Amount", "Kind", "Matter", *_place_too(query, "Place"), "Standing"),
        tuple(items),
        tuple(lines),
        (*([TAKEN_TOGETHER] if houses else []), *_notes(query, items, others), *_of_two(query, readings, items)),
    )


def _day_asked(query: Query, reading: Reading, held: Held[Penalty]) -> dt.date | None:
    """The day that a sum is looked for by: when it was first set, unless it is asked what became of it."""
    stepped = any(one.premise is Premise.EVENT for one in query.asked) or "court" in query.qualifiers
    return money.dated(reading, held) if stepped else money.first_set(reading, held)


def _wanted(query: Query, reading: Reading) -> list[Held[Penalty]]:
    """The sums of one matter that the question is about."""
    wanted = money_asked(query)
    if wanted:
        return [held for held in money.sums(reading) if wanted(held.record.kind, held.record.stage)]
    if first_higher(query):
        proposed = [held for held in unset_sums(reading) if held.record.stage is MoneyStage.PROPOSED]
        return [*money.counted(reading), *proposed]
    return sums_compared(query, reading)


def only_fines(query: Query) -> bool:
    """Whether fines alone are asked for, and no money of other kinds."""
    return (
        any(one.premise in (Premise.FINED, Premise.PENALTY) for one in query.asked) or "fine" in query.text.casefold()
    )


def _place_too(query: Query, cell: str) -> tuple[str, ...]:
    """The cell of the place, where it is asked which countries or states they are."""
    return (cell,) if _OF_PLACES.search(query.text) else ()


_AMOUNT = 3
"""The cell of a row that holds the sum."""


def _item(query: Query, reading: Reading, held: Held[Penalty]) -> Item | None:
    sentence = reading.sentence(held.document_id, held.record.span)
    if sentence is None:
        return None
    day, record = money.dated(reading, held), held.record
    about = "about " if record.approximate else ""
    kind, state = money_kind(record.kind), money.standing_of(reading, held)
    cells = (
        record.respondent or joined(list(reading.dossier.respondents)),
        short_name(reading.gazetteer, reading.dossier.regulator),
        written(day) if day else "not stated",
        f"{about}{record.money}",
        kind if record.stage.value == "imposed" else f"{kind}, {stage_word(record.stage)}",
        reading.title,
        *_place_too(query, place_name(reading.gazetteer, reading.dossier.jurisdiction)),
        state.value,
    )
    return Item(cells, (sentence,), reading, day, record.money, record.kind, state)


def _lines(query: Query, items: Sequence[Item], others: Sequence[tuple[Reading, Held[Penalty]]]) -> list[Line]:
    if query.shape in (Shape.LARGEST, Shape.SMALLEST):
        firsts = {item.amount.currency: item for item in reversed(items) if item.amount}
        chosen = [item for item in items if item in firsts.values()]
        return [Line(item.sentences) for item in chosen[:MOST_CURRENCIES]]
    told = [(item.amount, item.sentences) for item in items if item.amount]
    kinds = {item.kind for item in items}
    if query.shape is Shape.TOTAL and (query.sides or (len(query.respondents) > 1 and len(kinds) > 1)):
        return lines_together(told)
    if query.shape is Shape.TOTAL:
        return [*_totals(items), *_apart(others), *_altogether(query, items, others)]
    if query.shape is Shape.COUNT:
        return [] if counts_others(query.text) else _counted(query, items)
    if query.shape in (Shape.EARLIEST, Shape.LATEST):
        return list(first_line(query, items))
    return difference_lines(query, told)


def _totals(items: Sequence[Item]) -> list[Line]:
    """One total a currency and kind; sums of different kinds or currencies are never added."""
    grouped: dict[tuple[str, MoneyKind], list[Item]] = defaultdict(list)
    for item in items:
        if item.amount and item.kind:
            grouped[item.amount.currency, item.kind].append(item)
    lines = []
    for (currency, kind), found in grouped.items():
        total: str | Money = Money(sum((amount_of(item) for item in found), Decimal(0)), currency)
        total = f"about {total}" if any(item.cells[_AMOUNT].startswith("about ") for item in found) else total
        several = f"{len(found)} {money_kinds(kind)} set, {total} in total."
        text = several if len(found) > 1 else f"One {money_kind(kind)} set, {total}."
        sentences = tuple(sentence for item in found for sentence in item.sentences)
        lines.append(Line(sentences, (text + hedge_of(sentences),)))
    return lines


def _altogether(query: Query, items: Sequence[Item], others: Sequence[tuple[Reading, Held[Penalty]]]) -> list[Line]:
    """Fines and penalty payments of one currency added up, where it is asked what default cost beside the fines."""
    if "default" not in query.qualifiers:
        return []
    told = [(item.amount, item.kind, item.sentences) for item in items if item.amount]
    for reading, held in others:
        sentence = reading.sentence(held.document_id, held.record.span)
        told += [(held.record.money, held.record.kind, (sentence,))] if sentence else []
    lines = []
    for currency in dict.fromkeys(m.currency for m, kind, _ in told if kind is MoneyKind.PENALTY_PAYMENT):
        wanted = (*PUNITIVE, MoneyKind.PENALTY_PAYMENT)
        chosen = [(m, found) for m, kind, found in told if m.currency == currency and kind in wanted]
        total = Money(sum((m.amount for m, _ in chosen), Decimal(0)), currency)
        sentences = tuple(sentence for _, found in chosen for sentence in found)
        lines.append(Line(sentences, (f"Fines and penalty payments for default together: {total}.",)))
    return lines


def _apart(others: Sequence[tuple[Reading, Held[Penalty]]]) -> list[Line]:
    lines = [reading.record_line(held) for reading, held in others]
    return [line for line in lines if line is not None][:3]


def _counted(query: Query, items: Sequence[Item]) -> list[Line]:
    sentences = tuple(dict.fromkeys(sentence for item in items for sentence in item.sentences))
    noun = "fine" if only_fines(query) or all(item.kind is MoneyKind.FINE for item in items) else "sum"
    text = f"{len(items)} {noun}{'s' if len(items) > 1 else ''} in the documents held." if len(items) > 1 else ""
    return [Line(sentences, (text + hedge_of(sentences),))] if text else []


def _of_two(query: Query, readings: Sequence[Reading], items: Sequence[Item]) -> Iterable[str]:
    """Of two that are put together or compared, which of them has no sum, and that sums are not of one kind."""
    told = {item.reading.dossier.id for item in items}
    silent = [one for one in readings if one.dossier.id not in told] if query.sides else []
    yield from (f"No sum that was set is recorded in “{one.title}”." for one in silent)
    kinds = list(dict.fromkeys(money_kind(item.kind) for item in items if item.kind))
    if len(kinds) > 1 and query.shape is Shape.TOTAL and (query.sides or len(query.respondents) > 1):
        yield f"The sums are of different kinds: {joined(kinds)}."


def _paid(items: Sequence[Item]) -> str:
    """Which of the sums are recorded as paid, where that is asked and all are listed."""
    paid = [item for item in items if any(one.kind is EventKind.COLLECTED for one in item.reading.events)]
    names = joined(list(dict.fromkeys(item.reading.title for item in paid)))
    return f"Recorded as paid: {names}." if paid else "No document held records that any of these was paid."


def _notes(query: Query, items: Sequence[Item], others: Sequence[tuple[Reading, Held[Penalty]]]) -> Iterable[str]:
    if items and any(EventKind.COLLECTED in one.events for one in query.asked):
        yield _paid(items)
    dated = [(item, item.day) for item in items if query.period and item.day]
    later = [item for item, day in dated if query.period and not query.period.holds(day)]
    if later:
        yield f"Counted when first set; changed later: {joined(list(dict.fromkeys(item.cells[0] for item in later)))}."
    fallen = [item for item in items if item.state in _FALLEN]
    counted = query.shape in (Shape.TOTAL, Shape.COUNT, Shape.LARGEST) or asks_who_again(query)
    if fallen and counted:
        names = joined(list(dict.fromkeys(f"{item.cells[0]} ({item.cells[-1]})" for item in fallen)))
        yield f"Counted as set; no longer standing or not finally decided: {names}."
    if others and query.shape is not Shape.TOTAL:
        yield "Money of other kinds, such as redress or penalty payments for default, is not in this list."
    several = len({item.amount.currency for item in items if item.amount}) > 1
    if several and number_asked(query):
        yield "The table has so many of each currency, since sums of different currencies are not compared."
    if several:
        yield "Sums stand in the currency they were set in and are not converted."
