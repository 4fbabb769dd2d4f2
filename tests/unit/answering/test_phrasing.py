"""Sentences that are made of records."""

from __future__ import annotations

from decimal import Decimal

from corpus.documents import Span, Voice
from corpus.records import Money, MoneyKind, MoneyStage, Penalty
from service.answering.composing.phrasing import penalty_variants


def test_a_name_that_ends_in_a_full_stop_ends_the_sentence() -> None:
    """No reader wants to see "S.r.l..": the names of companies often end so."""
    money = Money(Decimal(40_000), "EUR")
    fine = Penalty(money, MoneyKind.FINE, MoneyStage.IMPOSED, Span(0, 9), Voice.ORDER, "Ombrelli Verdi S.r.l.")
    first, *_ = penalty_variants(fine, "Garante", ())
    assert first == "The Garante imposed a fine of EUR 40,000 on Ombrelli Verdi S.r.l."


def test_a_proper_name_bears_no_article() -> None:
    """Ofcom imposed a fine, and so did the ICO."""
    money = Money(Decimal(40_000), "GBP")
    fine = Penalty(money, MoneyKind.FINE, MoneyStage.IMPOSED, Span(0, 9), Voice.ORDER, "Acme Ltd")
    assert penalty_variants(fine, "Ofcom", ())[0] == "Ofcom imposed a fine of GBP 40,000 on Acme Ltd."
    assert penalty_variants(fine, "ICO", ())[0] == "The ICO imposed a fine of GBP 40,000 on Acme Ltd."
