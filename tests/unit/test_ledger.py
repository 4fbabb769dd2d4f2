"""Lines and totals of money."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import SourceRank, Span, Voice
from corpus.matters import State
from corpus.record_store import Held
from corpus.records import Money, MoneyKind, MoneyStage, Penalty
from service.showing.ledger import Line, lines, totals


def held(amount: str, document: str = "d1", **more: object) -> Held[Penalty]:
    given = {"kind": MoneyKind.FINE, "stage": MoneyStage.IMPOSED, "voice": Voice.FINDING, "currency": "EUR"} | more
    rank, matter = given.pop("rank", SourceRank.PRIMARY), given.pop("matter", "m")
    money = Money(Decimal(amount), str(given.pop("currency")))
    penalty = Penalty(money, span=Span(0, 1), **given)  # type: ignore[arg-type]
    return Held(penalty, document, 1, rank, matter, None, None, (), dt.date(2020, 1, 1), "t")  # type: ignore[arg-type]


def told(*records: Held[Penalty]) -> list[Line]:
    return lines(records, lambda _: State.FINAL)


def test_a_sum_that_several_documents_say_is_one_line() -> None:
    """The primary text tells it, the press release and the digest are further sources."""
    digest = held("100", "d3", rank=SourceRank.DIGEST)
    press = held("99", "d2", rank=SourceRank.PRESS_RELEASE, approximate=True)
    (line,) = told(digest, press, held("100"))
    assert (line.held.document_id, [each.document_id for each in line.further]) == ("d1", ["d2", "d3"])


def test_two_sums_of_one_document_are_two_lines() -> None:
    """Equal sums on two respondents of one decision are not one sum, nor are other stages, kinds or matters."""
    assert len(told(held("100"), held("100"))) == 2
    assert len(told(held("100", respondent="A"), held("100", "d2", respondent="B"))) == 2
    assert len(told(held("100"), held("100", "d2", stage=MoneyStage.PROPOSED))) == 2
    assert len(told(held("100"), held("100", "d2", matter="other"))) == 2
    assert len(told(held("100"), held("101", "d2"))) == 2


def test_what_is_only_alleged_is_not_added_up() -> None:
    """An allegation is a line and no part of a total."""
    found = told(held("100"), held("900", "d2", voice=Voice.ALLEGATION, matter="n"))
    assert len(found) == 2
    assert [(total.count, total.amount) for total in totals(found)] == [(1, Decimal(100))]


def stages(*figures: tuple[MoneyStage, str]) -> list[str]:
    days = (dt.date(2020 + year, 1, 1) for year in range(9))
    found = told(*(held(amount, stage=stage, on=day) for (stage, amount), day in zip(figures, days, strict=False)))
    return [line.standing.value for line in reversed(found)]


def test_a_proposed_sum_never_borrows_the_standing_of_the_fine() -> None:
    """The matter is final, the figure of the notice of intent was never imposed."""
    assert stages((MoneyStage.PROPOSED, "183"), (MoneyStage.IMPOSED, "20")) == ["proposed", "final"]


def test_a_figure_that_was_replaced_does_not_stand_as_it_was() -> None:
    """A reduced fine stands in part; a reduction that was taken back stands no more, and the first figure does."""
    imposed, reduced = (MoneyStage.IMPOSED, "58"), (MoneyStage.REDUCED, "40")
    assert stages(imposed, reduced) == ["partly standing", "final"]
    assert stages(imposed, reduced, (MoneyStage.CONFIRMED, "58")) == ["final", "annulled", "final"]


def test_two_fines_of_one_matter_do_not_replace_each_other() -> None:
    """Which of two fines was reduced cannot be told, so neither is said to be."""
    two = stages((MoneyStage.IMPOSED, "58"), (MoneyStage.IMPOSED, "50"), (MoneyStage.REDUCED, "40"))
    assert two == ["final", "final", "final"]
    beside = told(held("58", respondent="A"), held("40", "d2", stage=MoneyStage.REDUCED, respondent="B"))
    assert {line.standing for line in beside} == {State.FINAL}


@given(
    st.lists(
        st.tuples(st.integers(1, 10**9), st.sampled_from(["EUR", "GBP"]), st.sampled_from([*MoneyStage])), max_size=20
    )
)
def test_totals_add_up_without_mixing(drawn: list[tuple[int, str, MoneyStage]]) -> None:
    """The totals of a currency and stage are the sum of exactly its lines, and their shares by standing add up."""
    found = told(
        *(
            held(str(amount), f"d{n}", currency=currency, stage=stage, matter=f"m{n}")
            for n, (amount, currency, stage) in enumerate(drawn)
        )
    )
    for total in totals(found):
        mine = [amount for amount, currency, stage in drawn if (currency, stage) == (total.currency, total.stage)]
        assert (total.amount, total.count) == (sum(mine), len(mine))
        assert sum(total.by_standing.values()) == total.amount
