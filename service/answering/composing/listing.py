"""Lists, counts, totals, extremes and comparisons from records: a row each with its citation, currencies kept apart."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.advice import word
from corpus.matters import State
from corpus.record_store import Held
from corpus.records import Money, MoneyKind, Penalty
from service.answering.composing import money, orders, steps
from service.answering.composing.comparing import difference_lines, sums_compared, unset_sums
from service.answering.composing.phrasing import deadline_text, joined, money_kind, place_name, short_name, stage_word
from service.answering.composing.reading import Line, Reading
from service.answering.dossier import PUNITIVE, Sentence
from service.answering.evidence import covers_all
from service.answering.facts import stances, written
from service.answering.question import Intent, Premise, Query, Shape
from service.answering.question.alternatives import groups_of
from service.answering.question.query import asks_for_orders

_DOUBTFUL = frozenset({State.ANNULLED, State.UNDECIDED_AGAIN, State.UNDER_APPEAL, State.STAYED, State.PARTLY_STANDING})
_FALLEN = frozenset({State.ANNULLED, State.UNDECIDED_AGAIN})
_NOT_ORDERED = re.compile(
    r"\bonly\b|\b(?:no|not|nothing|without|instead|rather)\b[^?]*\border|\border[^?]* nothing\b", re.IGNORECASE
)
"""What asks for matters that hold recommendations alone."""
MOST_CURRENCIES = 5
"""Currencies whose largest sum is told in prose; sums of different currencies are never compared."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row to be: its cells, the sentences that carry it, and what it is sorted and added by."""

    cells: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    reading: Reading
    day: dt.date | None = None
    amount: Money | None = None
    kind: MoneyKind | None = None
    state: State = State.UNKNOWN

    @property
    def status(self) -> str:
        """The standing of what the row tells: of the sum itself where it tells one, else of the matter."""
        return self.state.value if self.amount else self.reading.state_word


@dataclass(frozen=True, slots=True)
class Listing:
    """A table and the lines before it. `notes` say what the table leaves out or cannot show."""

    caption: str
    columns: tuple[str, ...]
    items: tuple[Item, ...]
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()


def listing(query: Query, readings: Sequence[Reading]) -> Listing | None:
    """The list a question asks for, or None where nothing held fits."""
    fitting = _in_state(query, readings)
    make = _makers(query)
    found = make(query, fitting)
    return found if found and found.items else None


def _in_state(query: Query, readings: Sequence[Reading]) -> list[Reading]:
    """The matters in a state that a list is limited to; sums that were only proposed are asked of any matter."""
    limited = query.states if query.shape in (Shape.LIST, Shape.COUNT) else ()
    if limited == (State.PROPOSED,) and query.asks(Intent.MONEY):
        return [one for one in readings if unset_sums(one)]
    return [one for one in readings if not limited or one.standing.state in limited]


def _makers(query: Query) -> Callable[[Query, Sequence[Reading]], Listing | None]:
    """The first kind of list that the question asks for."""
    listed = query.shape in (Shape.LIST, Shape.COUNT)
    event = any(one.premise is Premise.EVENT and one.events for one in query.asked) and not query.states
    advised = any(one.premise is Premise.RECOMMENDED for one in query.asked)
    sums = query.asks(Intent.MONEY) or query.shape in (Shape.TOTAL, Shape.LARGEST, Shape.SMALLEST)
    ordered = query.asks(Intent.ORDER, Intent.DEADLINE) and not query.asks(Intent.WHO) and asks_for_orders(query)
    choices = (
        (query.main is Intent.TIMELINE, _timeline),
        ("without" in query.qualifiers, _without_money),
        (query.shape is Shape.COMPARISON and not query.asks(Intent.MONEY), _comparison),
        (query.shape is Shape.LIST and advised, _advised),
        (event and listed and query.main is not Intent.ORDER, _befallen),
        (sums and (query.main is not Intent.ORDER or query.shape is not Shape.SINGLE), _money),
        (ordered, _orders),
    )
    return next((make for fits, make in choices if fits), _matters)


def _money(query: Query, readings: Sequence[Reading]) -> Listing | None:
    found = [(reading, held) for reading in readings for held in sums_compared(query, reading)]
    found = [pair for pair in found if _in_period(query, money.dated(*pair))]
    found = [pair for pair in found if query.bounds is None or query.bounds.hold(pair[1].record.money)]
    fines = [pair for pair in found if pair[1].record.kind in PUNITIVE]
    chosen = fines if _only_fines(query) and fines else found
    others = [pair for pair in found if pair not in chosen]
    items = [item for reading, held in chosen if (item := _money_item(reading, held))]
    items = _sorted(query, items)
    lines = _money_lines(query, items, others)
    return Listing(
        _caption(query, "Money", readings),
        ("Respondent", "Authority", "Date", "Amount", "Kind", "Matter", "Standing"),
        tuple(items),
        tuple(lines),
        tuple(_money_notes(query, items, others)),
    )


def _only_fines(query: Query) -> bool:
    return (
        any(one.premise in (Premise.FINED, Premise.PENALTY) for one in query.asked) or "fine" in query.text.casefold()
    )


def _money_item(reading: Reading, held: Held[Penalty]) -> Item | None:
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
        state.value,
    )
    return Item(cells, (sentence,), reading, day, record.money, record.kind, state)


def _sorted(query: Query, items: Iterable[Item]) -> list[Item]:
    listed = list(items)
    if query.shape is Shape.LARGEST:
        return sorted(listed, key=lambda item: (_frequency(item, listed), -_amount(item)))
    if query.shape is Shape.SMALLEST:
        return sorted(listed, key=lambda item: (_frequency(item, listed), _amount(item)))
    return sorted(listed, key=lambda item: (item.day or dt.date.min, item.cells), reverse=True)


def _amount(item: Item) -> Decimal:
    return item.amount.amount if item.amount else Decimal(0)


def _frequency(item: Item, items: Sequence[Item]) -> tuple[int, str]:
    currency = item.amount.currency if item.amount else ""
    return -sum(1 for one in items if one.amount and one.amount.currency == currency), currency


def _money_lines(query: Query, items: Sequence[Item], others: Sequence[tuple[Reading, Held[Penalty]]]) -> list[Line]:
    if query.shape in (Shape.LARGEST, Shape.SMALLEST):
        firsts = {item.amount.currency: item for item in reversed(items) if item.amount}
        chosen = [item for item in items if item in firsts.values()]
        return [Line(item.sentences) for item in chosen[:MOST_CURRENCIES]]
    if query.shape is Shape.TOTAL:
        return [*_totals(items), *_apart(others), *_altogether(query, items, others)]
    if query.shape is Shape.COUNT:
        return _counted(query, items)
    return difference_lines(query, [(item.amount, item.sentences) for item in items if item.amount])


def _totals(items: Sequence[Item]) -> list[Line]:
    """One total a currency and kind; sums of different kinds or currencies are never added."""
    grouped: dict[tuple[str, MoneyKind], list[Item]] = defaultdict(list)
    for item in items:
        if item.amount and item.kind:
            grouped[item.amount.currency, item.kind].append(item)
    lines = []
    for (currency, kind), found in grouped.items():
        total = Money(sum((_amount(item) for item in found), Decimal(0)), currency)
        noun = money_kind(kind) + ("s" if len(found) > 1 else "")
        text = f"{len(found)} {noun} set, {total} in total." if len(found) > 1 else f"One {noun} set, {total}."
        sentences = tuple(sentence for item in found for sentence in item.sentences)
        lines.append(Line(sentences, (text + _hedged(sentences),)))
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
    noun = "fine" if _only_fines(query) else "sum"
    text = f"{len(items)} {noun}{'s' if len(items) > 1 else ''} in the documents held." if len(items) > 1 else ""
    return [Line(sentences, (text + _hedged(sentences),))] if text else []


def _hedged(sentences: Sequence[Sentence]) -> str:
    """What must be added to a count or total where a source only understands a sum to have been set."""
    hedged = any("hedge" in stances(sentence.text) for sentence in sentences)
    return " Some of them are understood to have been set." if hedged else ""


def _money_notes(query: Query, items: Sequence[Item], others: Sequence[tuple[Reading, Held[Penalty]]]) -> Iterable[str]:
    fallen = [item for item in items if item.state in _FALLEN]
    if fallen and query.shape in (Shape.TOTAL, Shape.COUNT, Shape.LARGEST):
        names = joined(list(dict.fromkeys(f"{item.cells[0]} ({item.cells[-1]})" for item in fallen)))
        yield f"Counted as set; no longer standing or not finally decided: {names}."
    if others and query.shape is not Shape.TOTAL:
        yield "Money of other kinds, such as redress or penalty payments for default, is not in this list."
    if len({item.amount.currency for item in items if item.amount}) > 1:
        yield "Sums stand in the currency they were set in and are not converted."


def _orders(query: Query, readings: Sequence[Reading]) -> Listing | None:
    items = []
    for reading in readings:
        for held in orders.asked_for(reading, orders.binding(reading)):
            sentence = reading.sentence(held.document_id, held.record.span)
            if sentence is None or not _in_period(query, reading.dossier.decided_on):
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
    groups = groups_of(query.text, query.topic)
    told = [item for item in items if covers_all(item.sentences[0].stems, groups)]
    items = told or items
    columns = ("Addressee", "Authority", "Decided", "Order", "Deadline", "Standing")
    return Listing(_caption(query, "Orders", readings), columns, tuple(_sorted(query, items)))


def _advised(query: Query, readings: Sequence[Reading]) -> Listing | None:
    """Recommendations; only of matters that hold no order, where that is asked."""
    items = []
    for reading in readings:
        if orders.binding(reading) and _NOT_ORDERED.search(query.text):
            continue
        for held in orders.recommended(reading):
            sentence = reading.sentence(held.document_id, held.record.span)
            if sentence is None or not _in_period(query, reading.dossier.decided_on):
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
    return Listing(_caption(query, "Recommendations", readings), columns, tuple(_sorted(query, items)))


def _befallen(query: Query, readings: Sequence[Reading]) -> Listing | None:
    kinds = {kind for one in query.asked for kind in one.events}
    items = []
    fined = _only_fines(query)
    for reading in readings:
        if fined and not money.punitive(money.effective(reading)):
            continue
        for event in steps.events_of(reading, kinds):
            line = reading.event_line(event)
            if line is None or not _in_period(query, event.on) or not _by_court(query, reading, event.body):
                continue
            cells = (
                joined(list(reading.dossier.respondents)),
                short_name(reading.gazetteer, reading.dossier.regulator),
                f"{event.kind.value} by {event.body}",
                written(event.on, event.precision),
                reading.state_word,
            )
            items.append(Item(cells, line.sentences, reading, event.on))
    columns = ("Respondent", "Authority", "Step", "Date", "Standing")
    return Listing(_caption(query, "Steps", readings), columns, tuple(_sorted(query, items)))


def _by_court(query: Query, reading: Reading, body: str) -> bool:
    """Whether a step is one of a court that the question names; any is where it names none."""
    named = [reading.gazetteer.authority(one) for one in query.regulators]
    courts = [one for one in named if one is not None and one.kind in {"court", "tribunal"}]
    return not courts or any(name.casefold() in body.casefold() for one in courts for name in one.names)


def _timeline(query: Query, readings: Sequence[Reading]) -> Listing | None:
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
    columns = ("Date", "Body", "Step", "What the document says", "Standing after it")
    return Listing(_caption(query, "Timeline", readings), columns, tuple(ordered))


def _matters(query: Query, readings: Sequence[Reading]) -> Listing | None:
    items = []
    for reading in readings:
        day = reading.dossier.decided_on
        lines = steps.beginning_lines(reading) or steps.deciding_lines(reading)
        if not lines or not _in_period(query, day):
            continue
        cells = (
            joined(list(reading.dossier.respondents)),
            short_name(reading.gazetteer, reading.dossier.regulator),
            place_name(reading.gazetteer, reading.dossier.jurisdiction),
            written(day) if day else "not stated",
            reading.title,
            reading.state_word,
        )
        items.append(Item(cells, lines[0].sentences, reading, day))
    columns = ("Respondent", "Authority", "Place", "Decided", "Matter", "Standing")
    return Listing(_caption(query, "Matters", readings), columns, tuple(_sorted(query, items)))


def _comparison(query: Query, readings: Sequence[Reading]) -> Listing | None:
    items = []
    for reading in readings:
        sums, ordered = money.current(reading), orders.binding(reading)
        day = reading.dossier.decided_on
        cells = (
            joined(list(reading.dossier.respondents)),
            short_name(reading.gazetteer, reading.dossier.regulator),
            written(day) if day else "not stated",
            "; ".join(f"{held.record.money} ({money_kind(held.record.kind)})" for held in sums) or "none recorded",
            "; ".join(f"{held.record.verb} {held.record.object}" for held in ordered) or "none recorded",
            reading.state_word,
        )
        places = [(h.document_id, h.record.span) for h in sums] + [(h.document_id, h.record.span) for h in ordered]
        proofs = [sentence for place in places if (sentence := reading.sentence(*place))]
        if proofs:
            items.append(Item(cells, tuple(dict.fromkeys(proofs)), reading, day))
    columns = ("Respondent", "Authority", "Decided", "Money", "Orders", "Standing")
    return Listing(_caption(query, "Comparison", readings), columns, tuple(_sorted(query, items)))


def _without_money(query: Query, readings: Sequence[Reading]) -> Listing | None:
    """Matters in which no such money was set: no money at all, or none that punishes."""
    any_money = "money" in query.text.casefold()
    free = [
        one for one in readings if not (money.effective(one) if any_money else money.punitive(money.effective(one)))
    ]
    return _matters(query, free)


def _in_period(query: Query, day: dt.date | None) -> bool:
    return query.period is None or (day is not None and query.period.holds(day))


def _caption(query: Query, what: str, readings: Sequence[Reading]) -> str:
    names = list(dict.fromkeys(name for reading in readings for name in reading.dossier.respondents[:1]))
    bodies = list(dict.fromkeys(short_name(r.gazetteer, r.dossier.regulator) for r in readings))
    about = f": {names[0]}" if len(names) == 1 else f": {bodies[0]}" if len(bodies) == 1 else ""
    if query.period and query.period.first and query.period.last:
        first, last = query.period.first, query.period.last
        about += f", {first.year}" if first.year == last.year else f", {first.year} to {last.year}"
    return f"{what} in the documents held{about}"
