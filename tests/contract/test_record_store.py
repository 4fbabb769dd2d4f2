"""Records and matters."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from corpus.database import Database
from corpus.documents import SourceRank, Span, Voice
from corpus.errors import NotFound
from corpus.filters import Filters
from corpus.matters import BodyRank, Event, EventKind, Instrument
from corpus.publication import MatterDraft
from corpus.publishing import plan, write_deletion, write_move, write_publications
from corpus.record_store import HeldName, RecordStore
from corpus.records import Deadline, Money, MoneyKind, MoneyStage, Order, Penalty, Provision, Records
from corpus.registry import Registry
from tests.support.publications import description, publication

NOW = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
DAY = dt.date(2022, 5, 18)
PENALTY = Penalty(
    Money(Decimal("7552800.50"), "GBP"),
    MoneyKind.FINE,
    MoneyStage.IMPOSED,
    Span(0, 4),
    Voice.FINDING,
    respondent="Acme",
    instrument="fine",
    on=DAY,
    approximate=True,
    note="n",
)
ORDER = Order(
    "delete", "the data", Span(1, 3), Voice.ORDER, "Acme", "fine", Deadline("six months", None, "service"), "x"
)
UNDATED = Order("stop", "it", Span(0, 2), Voice.RECOMMENDATION, gains="complainant")
PROVISION = Provision("GDPR", "5(1)(a)", infringed=True, span=Span(2, 4), voice=Voice.FINDING)
RECORDS = Records((PENALTY,), (ORDER, UNDATED), (PROVISION,))
INSTRUMENT = Instrument("fine", "decision", "R-1", DAY, None, DAY)


def issued(rank: SourceRank = SourceRank.PRIMARY, document_id: str = "") -> Event:
    return Event(
        EventKind.ISSUED,
        DAY,
        "ICO",
        BodyRank.REGULATOR,
        document_id,
        Span(0, 4),
        rank,
        applies_to=("fine",),
        effect="e",
    )


@pytest.fixture
def records(database: Database) -> RecordStore:
    return RecordStore(Registry(database))


def publish(database: Database, key: str, **about: object) -> str:
    fields = {"regulator": "ico", "jurisdiction": "GB", "respondents": ("Acme",), "matter": "m", "decided_on": DAY}
    given = publication(
        key,
        f"Text of {key}.",
        description(key, **fields | about),
        RECORDS,
        MatterDraft(str((fields | about)["matter"]), f"Matter by {key}", (INSTRUMENT,), (issued(),)),
    )
    with database.write() as connection:
        (change,) = write_publications(connection, plan(connection, [given]), NOW)
        return change.document_id


def test_records_come_back_as_they_were_published(database: Database, records: RecordStore) -> None:
    """Amounts exactly, deadlines only where stated, with all that a row of an answer needs."""
    document_id = publish(database, "a")
    (penalty,) = records.penalties()
    assert penalty.record == PENALTY
    assert (penalty.document_id, penalty.version, penalty.rank) == (document_id, 1, SourceRank.PRIMARY)
    assert (penalty.matter, penalty.regulator, penalty.jurisdiction) == ("m", "ico", "GB")
    assert (penalty.respondents, penalty.decided_on, penalty.title) == (("Acme",), DAY, "a")
    assert [held.record for held in records.orders()] == [ORDER, UNDATED]
    assert [held.record for held in records.provisions()] == [PROVISION]


def test_a_matter_is_read_whole(database: Database, records: RecordStore) -> None:
    """Two documents that report one event give one event with two proofs."""
    first = publish(database, "a")
    second = publish(database, "b", rank=SourceRank.DIGEST, known_to=dt.date(2025, 6, 7))
    matter = records.matter("m")
    assert (matter.title, matter.known_to) == ("Matter by b", dt.date(2025, 6, 7))
    assert matter.instruments == (INSTRUMENT,)
    assert [(e.document_id, [proof.document_id for proof in e.further]) for e in matter.events] == [(first, [second])]
    assert [document.id for document in records.documents_of("m")] == [first, second]
    with pytest.raises(NotFound):
        records.matter("x")


def test_only_current_versions_and_filtered_documents_count(database: Database, records: RecordStore) -> None:
    """A superseded or deleted text proves nothing any more."""
    key = publish(database, "a")
    publish(database, "a")
    publish(database, "b", regulator="cnil", matter="m")
    assert len(records.penalties()) == 2
    assert len(records.penalties(Filters(regulator=("cnil",)))) == 1
    assert records.matters(Filters(regulator=("aepd",))) == ()
    with database.write() as connection:
        write_deletion(connection, key, NOW)
    assert [held.title for held in records.penalties()] == ["b"]
    assert [matter.id for matter in records.matters()] == ["m"]


def test_a_matter_is_read_again_when_its_documents_change(database: Database, records: RecordStore) -> None:
    """Published, changed, moved away or deleted, by this process or another; the other matters are kept."""

    def titles() -> dict[str, str]:
        return {matter.id: matter.title for matter in records.matters()}

    key = publish(database, "a")
    other = publish(database, "b", matter="n")
    assert titles() == {"m": "Matter by a", "n": "Matter by b"}
    kept = records.matter("n")
    publish(database, "a")
    joined = publish(database, "c", rank=SourceRank.DIGEST)
    assert records.matter("n") is kept
    assert {event.document_id for event in records.matter("m").events} == {key}
    assert titles() == {"m": "Matter by c", "n": "Matter by b"}
    with database.write() as connection:
        write_move(connection, joined, 1, description("c", matter="n", rank=SourceRank.DIGEST))
    assert titles() == {"m": "Matter by a", "n": "Matter by c"}
    with database.write() as connection:
        write_deletion(connection, key, NOW)
        write_deletion(connection, joined, NOW)
    assert titles() == {"n": "Matter by b"}
    assert records.matter("n").events[0].document_id == other
    with pytest.raises(NotFound):
        records.matter("m")


def test_names_say_where_they_stand(database: Database, records: RecordStore) -> None:
    """One entry a spelling, with its matters and documents."""
    first = publish(database, "a")
    second = publish(database, "b", respondents=("Acme", "Zed"))
    assert records.names() == (
        HeldName("Acme", ("m",), tuple(sorted((first, second)))),
        HeldName("Zed", ("m",), (second,)),
    )
