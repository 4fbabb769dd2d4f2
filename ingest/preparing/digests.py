"""A case digest into description, records and matter: what its front matter states, each with its span in the body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.digest import Digest, DigestEvent, DigestInstrument, DigestOrder, DigestPenalty, make_digest
from corpus.documents import Description, Detected, InstrumentKind, ParsedDocument, SourceRank, Span, Voice
from corpus.matters import Event, Instrument
from corpus.publication import MatterDraft
from corpus.records import Deadline, Money, MoneyKind, MoneyStage, Order, Penalty, Provision, Records

SCHEMA = "standing/digest/"

PRELIMINARY = frozenset({InstrumentKind.NOTICE_OF_INTENT, InstrumentKind.PRELIMINARY_NOTICE, InstrumentKind.COMPLAINT})
"""What comes before a decision: a digest is dated by the first instrument that is none of these."""

NEVER_IMPOSED = frozenset({MoneyStage.PROPOSED, MoneyStage.THREATENED})


@dataclass(frozen=True, slots=True)
class ReadDigest:
    """A digest, worked out. `url` is its first official source."""

    description: Description
    records: Records
    matter: MatterDraft
    url: str | None


def is_digest(parsed: ParsedDocument) -> bool:
    """Whether a parsed document is a digest."""
    return str(parsed.metadata.get("schema", "")).startswith(SCHEMA)


def read(parsed: ParsedDocument) -> ReadDigest:
    """Work a parsed digest out. Raises `InvalidDigest` naming the field that breaks the schema."""
    digest = make_digest(parsed.metadata, parsed.text, 0)
    official = (source.url for source in digest.head.sources if source.kind in {"official", "court"})
    return ReadDigest(_description(digest), _records(digest), _matter(digest), next(official, None))


def _description(digest: Digest) -> Description:
    head, main = digest.head, _main(digest.head.instruments)
    return Description(
        title=head.title,
        kind=InstrumentKind.DIGEST,
        rank=SourceRank.DIGEST,
        language=head.language,
        regulator=head.regulator,
        court=head.court,
        jurisdiction=head.jurisdiction,
        respondents=head.respondents,
        reference=main.reference,
        matter=head.matter,
        decided_on=main.decided_on,
        published_on=main.published_on,
        effective_on=main.effective_on,
        known_to=head.known_to,
        detected=tuple(
            Detected(name, str(value), "front_matter", 1.0)
            for name, value in (
                ("matter", head.matter),
                ("regulator", head.regulator),
                ("jurisdiction", head.jurisdiction),
                ("respondents", "\n".join(head.respondents)),
                ("language", head.language),
                ("known_to", head.known_to),
            )
        ),
    )


def _main(instruments: tuple[DigestInstrument, ...]) -> DigestInstrument:
    return next((i for i in instruments if i.kind not in PRELIMINARY), instruments[0])


def _records(digest: Digest) -> Records:
    head = digest.head
    return Records(
        penalties=tuple(_penalty(penalty, digest) for penalty in head.penalties),
        orders=tuple(_order(order, digest) for order in head.orders),
        provisions=tuple(_provisions(digest)),
    )


def _penalty(penalty: DigestPenalty, digest: Digest) -> Penalty:
    return Penalty(
        money=Money(penalty.value, penalty.currency),
        kind=penalty.kind,
        stage=penalty.stage,
        span=_span(penalty.quote, digest),
        voice=_money_voice(penalty),
        respondent=penalty.respondent,
        instrument=penalty.instrument,
        on=penalty.date,
        approximate=penalty.approximate,
        note=penalty.note,
    )


def _money_voice(penalty: DigestPenalty) -> Voice:
    if penalty.kind is MoneyKind.SETTLEMENT_SUM:
        return Voice.SETTLEMENT
    return Voice.BACKGROUND if penalty.stage in NEVER_IMPOSED else Voice.ORDER


def _order(order: DigestOrder, digest: Digest) -> Order:
    deadline = order.deadline
    return Order(
        verb=order.verb,
        object=order.object,
        span=_span(order.quote, digest),
        voice=order.voice,
        addressee=order.addressee,
        instrument=order.instrument,
        deadline=Deadline(deadline.text, deadline.by, deadline.runs_from) if deadline else None,
        sanction=order.sanction,
        gains=order.gains,
    )


def _provisions(digest: Digest) -> Iterator[Provision]:
    for group in digest.head.provisions:
        voice = Voice.FINDING if group.infringed else Voice.BACKGROUND
        for article in group.articles:
            yield Provision(group.law, article, group.infringed, _span(group.quote, digest), voice)


def _matter(digest: Digest) -> MatterDraft:
    head = digest.head
    instruments = tuple(
        Instrument(i.id, i.kind.value, i.reference, i.decided_on, i.published_on, i.effective_on)
        for i in head.instruments
    )
    return MatterDraft(head.matter, head.title, instruments, tuple(_event(event, digest) for event in head.events))


def _event(event: DigestEvent, digest: Digest) -> Event:
    return Event(
        kind=event.kind,
        on=event.date,
        body=event.body,
        body_rank=event.body_rank,
        document_id="",
        span=_span(event.quote, digest),
        rank=SourceRank.DIGEST,
        precision=event.precision,
        last_instance=event.last_instance,
        applies_to=event.applies_to,
        effect=event.effect,
    )


def _span(quote: str, digest: Digest) -> Span:
    start = digest.body.index(quote)
    return Span(start, start + len(quote))
