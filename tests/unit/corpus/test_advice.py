"""What only recommends is not called in force, and what is not certain is not told as if it were."""

from __future__ import annotations

import datetime as dt

from corpus import advice
from corpus.catalogue import bundled_digests
from corpus.documents import Span, Voice
from corpus.matters import Instrument, Matter, State
from corpus.records import Order
from corpus.standing import Standing

REPORT = Instrument("report", "report of findings", decided_on=dt.date(2019, 4, 25))
JUDGMENT = Instrument("court", "judgment", decided_on=dt.date(2023, 4, 13))


def matter(*instruments: Instrument) -> Matter:
    return Matter("m", "M", "opc", "CA", ("A",), instruments)


def test_a_report_alone_only_recommends() -> None:
    """A report stands, but nobody has to do what it says."""
    assert advice.advisory(matter(REPORT))
    assert advice.word(State.IN_FORCE, advised=True) == "recommended only"
    assert advice.word(State.UNDER_APPEAL, advised=True) == "under appeal"
    assert advice.word(State.IN_FORCE, advised=False) == "in force"


def test_before_the_court_spoke_there_was_only_the_report() -> None:
    """A judgment of later years does not make the report of 2019 binding in 2020."""
    assert advice.advisory(matter(REPORT, JUDGMENT), dt.date(2020, 1, 1))
    assert not advice.advisory(matter(REPORT, JUDGMENT), dt.date(2024, 1, 1))
    assert not advice.advisory(matter(REPORT, JUDGMENT))


def test_a_matter_without_instruments_is_not_taken_for_a_recommendation() -> None:
    """Nothing known of what was issued says nothing of whether it binds."""
    assert not advice.advisory(matter())


def test_an_order_binds_whatever_its_document_calls_itself() -> None:
    """A report that orders is no mere recommendation."""
    order = Order("delete", "images", Span(0, 5), Voice.ORDER)
    assert advice.binds([order], [])
    assert not advice.binds([Order("delete", "images", Span(0, 5), Voice.RECOMMENDATION)], [])
    assert not advice.binds([Order("report", "on the measures", Span(0, 5), Voice.ORDER)], [])


def test_every_state_that_there_may_be_is_named() -> None:
    """Inside the year in which the annulment was overturned it is annulled or in force."""
    open_ = Standing(State.ANNULLED, possible=(State.ANNULLED, State.IN_FORCE))
    assert advice.words(open_, advised=False) == "annulled or in force"
    assert advice.words(Standing(State.IN_FORCE, possible=(State.IN_FORCE, State.FINAL)), advised=True) == (
        "recommended only"
    )


def test_the_bundled_recommendations_are_known_for_what_they_are() -> None:
    """The digests whose instruments are all reports or recommendations are exactly those that order nothing."""
    heads = [digest.head for _, digest in bundled_digests()]
    told = {head.matter for head in heads if all(each.kind in advice.ADVISORY for each in head.instruments)}
    assert told == {
        "ca-opc-cadillac-fairview",
        "ca-opc-clearview",
        "ca-opc-home-depot",
        "ca-opc-tim-hortons",
        "jp-ppc-ly-corporation",
        "kr-pipc-deepseek",
    }
    advised = [head for head in heads if head.matter in told]
    assert {order.voice for head in advised for order in head.orders if order.verb != "report"} == {
        Voice.RECOMMENDATION
    }
