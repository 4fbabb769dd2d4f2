"""Tables of matters: their orders, recommendations and steps, a timeline, side by side, or one row a matter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from corpus.advice import word
from corpus.record_store import Held
from corpus.records import Order, Penalty
from service.answering.choosing.circumstances import length_of, lengths_asked
from service.answering.choosing.conditions import free_of_all_money
from service.answering.choosing.subject import subject_of
from service.answering.composing import money, orders, steps
from service.answering.composing.phrasing import deadline_text, joined, money_kind, place_name, short_name
from service.answering.composing.reading import Reading
from service.answering.composing.rows import Item, Listing, caption_of, first_line, in_order, in_period
from service.answering.composing.shown import MATTERS, SAYS
from service.answering.held.dossier import Sentence
from service.answering.question import Query
from service.answering.question.alternatives import groups_of
from service.answering.weighing.evidence import covers_all, is_prose
from service.answering.wording.facts import written

_NOT_ORDERED = re.compile(
    r"\bonly\b|\b(?:no|not|nothing|without|instead|rather)\b[^?]*\border|\border[^?]* nothing\b", re.IGNORECASE
)
"""What asks for matters that hold recommendations alone."""


def orders_table(query: Query, readings: Sequence[Reading]) -> Listing | None:
    """The orders asked for, a row each; of each matter those that speak of the subject, where any does."""
    groups = groups_of(query.text, query.topic if query.subjects else subject_of(query).terms)
    items = [item for reading in readings for item in _orders_of(query, reading, groups)]
    columns = ("Addressee", "Authority", "Decided", "Order", "Deadline", "Standing")
    return Listing(caption_of(query, "Orders", readings), columns, tuple(in_order(query, items)))


def _orders_of(query: Query, reading: Reading, groups: Sequence[frozenset[str]]) -> list[Item]:
    items = []
    lengths = lengths_asked(query)
    for held in orders.asked_for(reading, orders.binding(reading)):
        if not lengths <= length_of(held, reading.dossier, reading.knowledge):
            continue
        sentence = reading.sentence(held.document_id, held.record.span)
        if sentence is None or not in_period(query, reading.dossier.decided_on):
            continue
        day, record = reading.dossier.decided_on, held.record
        cells = (
            record.addressee or joined(list(reading.dossier.respondents)),
            short_name(reading.gazetteer, reading.dossier.regulator),
            written(day) if day else "not stated",
            record.object if record.verb == "other" else f"{record.verb}: {record.object}",
            deadline_text(record.deadline),
            reading.state_word,
        )
        items.append(Item(cells, (sentence,), reading, day))
    return [item for item in items if covers_all(item.sentences[0].stems, groups)] or items


def advice_table(query: Query, readings: Sequence[Reading]) -> Listing | None:
    """Recommendations; only of matters that hold no order, where that is asked."""
    items = []
    for reading in readings:
        if orders.binding(reading) and _NOT_ORDERED.search(query.text):
            continue
        for held in orders.recommended(reading):
            sentence = reading.sentence(held.document_id, held.record.span)
            if sentence is None or not in_period(query, reading.dossier.decided_on):
                continue
            day, record = reading.dossier.decided_on, held.record
            cells = (
                joined(list(reading.dossier.respondents)),
                short_name(reading.gazetteer, reading.dossier.regulator),
                written(day) if day else "not stated",
                record.object if record.verb == "other" else f"{record.verb}: {record.object}",
                reading.state_word,
            )
            items.append(Item(cells, (sentence,), reading, day))
    columns = ("Addressee", "Authority", "Decided", "Recommendation", "Standing")
    return Listing(caption_of(query, "Recommendations", readings), columns, tuple(in_order(query, items)))


def sums_text(sums: Sequence[Held[Penalty]]) -> str:
    """Sums with their kinds in one cell."""
    return "; ".join(f"{held.record.money} ({money_kind(held.record.kind)})" for held in sums) or "none recorded"


def proofs_of(reading: Reading, held: Sequence[Held[Penalty]] | Sequence[Held[Order]]) -> list[Sentence]:
    """The sentences that tell these records."""
    found = [reading.sentence(one.document_id, one.record.span) for one in held]
    return [one for one in found if one]


def timeline_table(query: Query, readings: Sequence[Reading]) -> Listing | None:
    """The steps of the matters in time."""
    items = []
    for reading in readings:
        for step in reading.standing.steps:
            line = reading.event_line(step.event)
            if line is None:
                continue
            day = written(step.event.on, step.event.precision)
            cells = (
                day,
                step.event.body,
                step.event.kind.value,
                line.sentences[0].text,
                word(step.state, advised=reading.advisory),
            )
            items.append(Item(cells, line.sentences, reading, step.event.on))
    ordered = sorted(items, key=lambda item: item.day or dt.date.min)
    columns = ("Date", "Body", "Step", SAYS, "Standing after it")
    return Listing(caption_of(query, "Timeline", readings), columns, tuple(ordered))


def matters_table(query: Query, readings: Sequence[Reading]) -> Listing | None:
    """One row a matter."""
    items = []
    for reading in readings:
        day = reading.dossier.decided_on
        lines = steps.beginning_lines(reading) or steps.deciding_lines(reading)
        proof = lines[0].sentences if lines else _naming(reading)
        if not proof or not in_period(query, day):
            continue
        cells = (
            joined(list(reading.dossier.respondents)),
            short_name(reading.gazetteer, reading.dossier.regulator),
            place_name(reading.gazetteer, reading.dossier.jurisdiction),
            written(day) if day else "not stated",
            reading.title,
            reading.state_word,
        )
        items.append(Item(cells, proof, reading, day))
    items = in_order(query, items)
    return Listing(caption_of(query, "Matters", readings), MATTERS, tuple(items), first_line(query, items))


def _naming(reading: Reading) -> tuple[Sentence, ...]:
    """The first sentence that names a respondent, where no step of the matter is recorded; none where nobody is."""
    names = [name.rstrip(".,").split(",")[0] for name in reading.dossier.respondents]
    return tuple(one for one in reading.sentences if is_prose(one.english) and any(n in one.text for n in names))[:1]


def comparison_table(query: Query, readings: Sequence[Reading]) -> Listing | None:
    """Matters side by side: what was to be paid, what was ordered, how they stand."""
    items = []
    for reading in readings:
        sums, ordered = money.counted(reading), orders.binding(reading)
        day = reading.dossier.decided_on
        cells = (
            joined(list(reading.dossier.respondents)),
            short_name(reading.gazetteer, reading.dossier.regulator),
            written(day) if day else "not stated",
            sums_text(sums),
            "; ".join(f"{held.record.verb} {held.record.object}" for held in ordered) or "none recorded",
            reading.state_word,
        )
        proofs = [*proofs_of(reading, sums), *proofs_of(reading, ordered)]
        if proofs:
            items.append(Item(cells, tuple(dict.fromkeys(proofs)), reading, day))
    columns = ("Respondent", "Authority", "Decided", "Money", "Orders", "Standing")
    return Listing(caption_of(query, "Comparison", readings), columns, tuple(in_order(query, items)))


def without_money_table(query: Query, readings: Sequence[Reading]) -> Listing | None:
    """Matters in which no such money was set: no money at all, or none that punishes."""
    any_money = free_of_all_money(query)
    free = [
        one for one in readings if not (money.effective(one) if any_money else money.punitive(money.effective(one)))
    ]
    return matters_table(query, free)
