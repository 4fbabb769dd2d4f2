"""A sum that only repeats the one before it, in figures or in another currency: told once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ingest.extract.sums.money import Amount, own_currency
from ingest.wording.sifted import vocabulary

_EQUIVALENT = vocabulary(Path(__file__).with_name("penalties.toml"))["equivalent"]
_NEAR = 60
_IN_PARENTHESES = re.compile(r"^[\s(]{0,4}(?:in words[^)]{0,90}[),\s]*)?[\s(,]*$", re.IGNORECASE)
# "Zu 1): € 1.000,00 Zu 2): € 1.000,00": the same once more, for the next count.
_NEXT_COUNT = re.compile(r"(?<!\w)\d{1,2}\)")


def once_each(text: str, amounts: Iterable[Amount], jurisdiction: str | None) -> Iterable[Amount]:
    """Each sum without what restates it: of two currencies the own one of the jurisdiction, else the first."""
    own = own_currency(jurisdiction or "")
    kept: list[Amount] = []
    previous: Amount | None = None
    for amount in amounts:
        if not _restates(text, previous, amount):
            kept.append(amount)
        elif kept and kept[-1] is previous and amount.money.currency == own != previous.money.currency:
            kept[-1] = amount
        previous = amount
    return kept


def _restates(text: str, previous: Amount | None, amount: Amount) -> bool:
    """Whether this amount only repeats the one before it: in figures, or in another currency."""
    if previous is None:
        return False
    between = text[previous.span.end : amount.span.start]
    if previous.money.currency == amount.money.currency:
        again = previous.money == amount.money and len(between) < _NEAR and "\n" not in between
        return again and _NEXT_COUNT.search(between) is None
    return len(between) < _NEAR and (
        _IN_PARENTHESES.match(between) is not None or _EQUIVALENT.search(between) is not None
    )
