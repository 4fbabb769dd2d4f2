"""One matter out of several documents."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import pytest

from corpus.documents import Document, SourceRank, Span
from corpus.matter_merge import Part, merge, merge_events
from corpus.matters import BodyRank, Event, EventKind, Instrument, Proof
from tests.support.publications import description, publication

DAY = dt.date(2022, 5, 18)
END_OF_MONTH = dt.date(2022, 5, 31)


def event(document_id: str, rank: SourceRank = SourceRank.PRIMARY, **changes: object) -> Event:
    made = Event(EventKind.ISSUED, DAY, "ICO", BodyRank.REGULATOR, document_id, Span(0, 5), rank)
    return replace(made, **changes)  # type: ignore[arg-type]


def document(document_id: str, rank: SourceRank = SourceRank.PRIMARY, **about: object) -> Document:
    return Document(document_id, 1, publication("k", "x").source, description(rank=rank, **about), 1)


def test_reports_of_one_event_become_one_with_the_nearest_source_first() -> None:
    """The primary text is the proof, the digest a further one."""
    merged = merge_events([event("digest", SourceRank.DIGEST), event("notice")])
    assert len(merged) == 1
    assert merged[0].document_id == "notice"
    assert merged[0].further == (Proof("digest", Span(0, 5), SourceRank.DIGEST),)


def test_a_finer_date_leads_even_from_a_lower_source() -> None:
    """The document cited for an event must state the date that is shown."""
    coarse = event("notice", on=END_OF_MONTH, precision="month")
    merged = merge_events([coarse, event("digest", SourceRank.DIGEST)])
    assert [(e.on, e.precision, e.document_id) for e in merged] == [(DAY, "day", "digest")]


@pytest.mark.parametrize(
    "other",
    [
        event("b", kind=EventKind.ANNOUNCED),
        event("b", on=dt.date(2022, 5, 19)),
        event("b", on=dt.date(2022, 6, 30), precision="month"),
        event("b", applies_to=("en",)),
        event("a"),
    ],
)
def test_different_events_stay_apart(other: Event) -> None:
    """Another kind, day, month or instrument is another event; so are two that one document tells apart."""
    assert len(merge_events([event("a", applies_to=("mpn",)), other])) == 2


def test_an_event_that_does_not_say_what_it_touches_takes_the_instruments_of_the_other() -> None:
    """Otherwise one issue of a notice would stand in the history twice."""
    merged = merge_events([event("a", effect=""), event("b", SourceRank.DIGEST, applies_to=("mpn",), effect="Whole.")])
    assert [(e.document_id, e.applies_to, e.effect) for e in merged] == [("a", ("mpn",), "Whole.")]


def test_the_order_of_documents_does_not_matter() -> None:
    """Every order of four reports gives the same events."""
    reports = [
        event("a"),
        event("b", SourceRank.DIGEST, applies_to=("mpn",)),
        event("c", SourceRank.PRESS, on=END_OF_MONTH, precision="month"),
        event("a", kind=EventKind.APPEALED, on=dt.date(2022, 6, 20)),
    ]
    expected = merge_events(reports)
    assert len(expected) == 2
    assert all(merge_events(order) == expected for order in itertools.permutations(reports))


def test_a_matter_is_told_by_its_digest_and_proven_by_its_documents() -> None:
    """Title and respondents come from the digest, gaps are filled from the others, known to is the newest date."""
    digest = Part(
        document("d", SourceRank.DIGEST, respondents=("Acme",), regulator="ico", known_to=dt.date(2025, 1, 1)),
        "UK: Acme",
        (Instrument("mpn", "monetary penalty notice", decided_on=DAY),),
        (event("d", SourceRank.DIGEST, applies_to=("mpn",)),),
    )
    notice = Part(
        document("n", respondents=("Acme Inc.",), jurisdiction="GB", decided_on=DAY),
        "Notice",
        (Instrument("notice", "monetary penalty notice", "REF-1", DAY),),
        (event("n", applies_to=("notice",)),),
    )
    merged = merge("uk-acme", [notice, digest])
    assert merged == merge("uk-acme", [digest, notice])
    matter = merged.matter
    assert (matter.title, matter.respondents, matter.regulator, matter.jurisdiction) == (
        "UK: Acme",
        ("Acme",),
        "ico",
        "GB",
    )
    assert matter.instruments == (Instrument("mpn", "monetary penalty notice", "REF-1", DAY),)
    assert [(e.document_id, e.applies_to, len(e.further)) for e in matter.events] == [("n", ("mpn",), 1)]
    assert matter.known_to == dt.date(2025, 1, 1)
    assert (merged.instrument("n", "notice"), merged.instrument("d", "notice")) == ("mpn", "notice")


@pytest.mark.parametrize(
    ("other", "merged"),
    [
        (Instrument("decision", "decision", None, dt.date(2024, 1, 31)), 2),
        (Instrument("decision", "decision", "B-2", DAY), 2),
        (Instrument("decision", "decision", "a-1"), 1),
        (Instrument("decision", "decision"), 1),
        (Instrument("ruling", "decision", None, DAY), 1),
        (Instrument("ruling", "decision"), 2),
    ],
)
def test_instruments_of_one_plain_name_are_told_apart_by_reference_and_date(other: Instrument, merged: int) -> None:
    """Every extracted decision is called a decision; two of different days are two, and their names stay unique."""
    first = Part(document("a"), None, (Instrument("decision", "decision", "A-1", DAY),))
    second = Part(document("b"), None, (other,))
    instruments = merge("m", [first, second]).matter.instruments
    assert len(instruments) == len({instrument.id for instrument in instruments}) == merged


def test_the_court_of_an_appeal_is_not_the_regulator_of_the_matter() -> None:
    """A judgment names its court; the regulator comes from the other documents."""
    judgment = Part(document("j", regulator="uk-tribunal", court="uk-tribunal"))
    notice = Part(document("n", SourceRank.PRESS_RELEASE, regulator="ico"))
    assert merge("m", [judgment, notice]).matter.regulator == "ico"


def test_a_step_known_by_a_day_is_one_with_the_dated_step_before_it() -> None:
    """Another document gives the day of an appeal that was seen running later; an appeal after that day is another."""
    seen = event("digest", SourceRank.DIGEST, on=DAY, precision="by")
    dated = event("notice", on=DAY - dt.timedelta(days=90))
    later = event("notice", on=DAY + dt.timedelta(days=1))
    assert [(e.on, e.precision) for e in merge_events([seen, dated])] == [(dated.on, "day")]
    assert len(merge_events([seen, later])) == 2


def test_a_proposal_its_decision_and_the_judgment_on_it_are_three_instruments() -> None:
    """They may go by one case number, however it is spaced; the standing of one is not that of the others."""
    said = [
        ("a", Instrument("intent", "notice of intent", "20/02191", dt.date(2020, 2, 26))),
        ("b", Instrument("decision", "decision", "20 / 02191", dt.date(2020, 7, 2))),
        ("c", Instrument("judgment", "judgment", "20/02191", dt.date(2021, 1, 5))),
        ("d", Instrument("fine", "decision", "20/02191", dt.date(2020, 7, 2))),
    ]
    merged = merge("no-case", [Part(document(key), None, (instrument,)) for key, instrument in said])
    assert [each.id for each in merged.matter.instruments] == ["intent", "decision", "judgment"]
    assert merged.instrument("d", "fine") == "decision"
