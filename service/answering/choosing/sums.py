"""Whether a sum in a question is one that a record holds: people round, and leave the currency out."""

from __future__ import annotations

from decimal import Decimal

from corpus.records import Money
from service.answering.question import Query


def sums_asked(query: Query) -> tuple[Money, ...]:
    """The sums that the question names; those without a currency have an empty one. A bound names none."""
    if query.bounds is not None:
        return ()
    return (*query.amounts, *(Money(figure, "") for figure in query.figures))


def names_sum(asked: Money, held: Money) -> bool:
    """Whether a held sum is meant by the one asked."""
    if asked.currency not in {"", held.currency}:
        return False
    return asked.amount == held.amount or _rounds_to(held.amount, asked.amount)


def _rounds_to(exact: Decimal, asked: Decimal) -> bool:
    """People say "7.5 million" for 7,552,800 and "183 million" for 183.39 million: cut or rounded at what they say."""
    unit = Decimal(1).scaleb(asked.normalize().as_tuple().exponent)  # type: ignore[arg-type]  # never infinite
    return unit > 1 and abs(exact - asked) < unit and asked >= 10 * unit
