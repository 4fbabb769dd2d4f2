"""Penalties, orders, provisions, events and instruments as rows, and back. Pure conversions."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from corpus import tables
from corpus.document_rows import Row, Values, to_json
from corpus.documents import SourceRank, Span, Voice
from corpus.matters import BodyRank, Event, EventKind, Instrument
from corpus.publication import MatterDraft
from corpus.records import Deadline, Money, MoneyKind, MoneyStage, Order, Penalty, Provision, Records


def record_values(records: Records, matter: MatterDraft | None) -> list[tuple[sa.Table, list[Values]]]:
    """Every row of one version by table, still without the document and version they belong to."""
    drawn: list[tuple[sa.Table, list[Values]]] = [
        (tables.penalties, [_penalty(item) for item in records.penalties]),
        (tables.orders, [_order(item) for item in records.orders]),
        (tables.provisions, [_provision(item) for item in records.provisions]),
    ]
    if matter:
        drawn += [
            (tables.instruments, [{"matter": matter.id, **_instrument(item)} for item in matter.instruments]),
            (tables.events, [{"matter": matter.id, **_event(item)} for item in matter.events]),
        ]
    return [(table, [{"ordinal": n, **row} for n, row in enumerate(rows)]) for table, rows in drawn]


def _ends(span: Span) -> Values:
    return {"span_start": span.start, "span_end": span.end}


def _penalty(penalty: Penalty) -> Values:
    return {
        "amount": penalty.money.amount,
        "currency": penalty.money.currency,
        "kind": penalty.kind.value,
        "stage": penalty.stage.value,
        "voice": penalty.voice.value,
        "respondent": penalty.respondent,
        "instrument": penalty.instrument,
        "on_date": penalty.on,
        "approximate": penalty.approximate,
        "note": penalty.note,
        **_ends(penalty.span),
    }


def _order(order: Order) -> Values:
    deadline = order.deadline
    return {
        "verb": order.verb,
        "object": order.object,
        "voice": order.voice.value,
        "addressee": order.addressee,
        "instrument": order.instrument,
        "deadline": deadline.text if deadline else None,
        "deadline_by": deadline.by if deadline else None,
        "deadline_from": deadline.runs_from if deadline else None,
        "sanction": order.sanction,
        "gains": order.gains,
        **_ends(order.span),
    }


def _provision(provision: Provision) -> Values:
    return {
        "law": provision.law,
        "article": provision.article,
        "infringed": provision.infringed,
        "voice": provision.voice.value,
        **_ends(provision.span),
    }


def _instrument(instrument: Instrument) -> Values:
    return {
        "id": instrument.id,
        "kind": instrument.kind,
        "reference": instrument.reference,
        "decided_on": instrument.decided_on,
        "published_on": instrument.published_on,
        "effective_on": instrument.effective_on,
    }


def _event(event: Event) -> Values:
    return {
        "kind": event.kind.value,
        "on_date": event.on,
        "precision": event.precision,
        "body": event.body,
        "body_rank": event.body_rank.value,
        "last_instance": event.last_instance,
        "applies_to": to_json(event.applies_to),
        "effect": event.effect,
        **_ends(event.span),
    }


def _span(row: Row) -> Span:
    return Span(row["span_start"], row["span_end"])


def to_penalty(row: Row) -> Penalty:
    """A penalty from its row."""
    return Penalty(
        money=Money(row["amount"], row["currency"]),
        kind=MoneyKind(row["kind"]),
        stage=MoneyStage(row["stage"]),
        span=_span(row),
        voice=Voice(row["voice"]),
        respondent=row["respondent"],
        instrument=row["instrument"],
        on=row["on_date"],
        approximate=row["approximate"],
        note=row["note"],
    )


def to_order(row: Row) -> Order:
    """An order from its row."""
    stated = row["deadline"] is not None
    return Order(
        verb=row["verb"],
        object=row["object"],
        span=_span(row),
        voice=Voice(row["voice"]),
        addressee=row["addressee"],
        instrument=row["instrument"],
        deadline=Deadline(row["deadline"], row["deadline_by"], row["deadline_from"]) if stated else None,
        sanction=row["sanction"],
        gains=row["gains"],
    )


def to_provision(row: Row) -> Provision:
    """A provision from its row."""
    return Provision(row["law"], row["article"], row["infringed"], _span(row), Voice(row["voice"]))


def to_instrument(row: Row) -> Instrument:
    """An instrument from its row."""
    return Instrument(
        id=row["id"],
        kind=row["kind"],
        reference=row["reference"],
        decided_on=row["decided_on"],
        published_on=row["published_on"],
        effective_on=row["effective_on"],
    )


def to_event(row: Row, rank: SourceRank) -> Event:
    """An event from its row, with the rank of the document that proves it."""
    return Event(
        kind=EventKind(row["kind"]),
        on=row["on_date"],
        body=row["body"],
        body_rank=BodyRank(row["body_rank"]),
        document_id=row["document_id"],
        span=_span(row),
        rank=rank,
        precision=row["precision"],
        last_instance=row["last_instance"],
        applies_to=tuple(msgspec.json.decode(row["applies_to"])),
        effect=row["effect"],
    )
