"""What a comparison of sums needs beside the table: what was first planned, and the difference."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.record_store import Held
from corpus.records import Money, Penalty
from service.answering.composing import money
from service.answering.composing.reading import Line, Reading
from service.answering.held.dossier import Sentence
from service.answering.question import Premise, Query, Shape

_PLANNED = re.compile(
    r"\b(?:first|plann?|propos|announc|want|intend|draft|origin|initial|on the table)\w*", re.IGNORECASE
)
_BY_HOW_MUCH = re.compile(
    r"\b(?:by how much|difference|how much (?:more|less|higher|lower|larger|smaller))\b", re.IGNORECASE
)


def unset_sums(reading: Reading) -> list[Held[Penalty]]:
    """The sums that were proposed or threatened and never set."""
    return [held for held in money.sums(reading) if held.record.stage in money.UNSET]


def sums_compared(query: Query, reading: Reading) -> list[Held[Penalty]]:
    """The sums that count now; what was first planned or threatened too, where a comparison or a list asks for it.

    A comparison takes what is proposed where nothing is set yet: its row says that it is.
    """
    planned = query.shape is Shape.COMPARISON and _PLANNED.search(query.text)
    listed = query.shape is Shape.LIST and any(one.premise is Premise.PROPOSED for one in query.asked)
    set_ = money.current(reading)
    unfinished = query.shape is Shape.COMPARISON and not set_
    return [*set_, *(unset_sums(reading) if planned or listed or unfinished else ())]


def difference_lines(query: Query, sums: Sequence[tuple[Money, tuple[Sentence, ...]]]) -> list[Line]:
    """The difference of two sums of one currency, where it is asked for; of other sums there is none."""
    if query.shape is not Shape.COMPARISON or not _BY_HOW_MUCH.search(query.text) or len(sums) != 2:  # noqa: PLR2004
        return []
    (one, first), (other, second) = sums
    if one.currency != other.currency:
        return []
    return [Line((*first, *second), (f"The difference is {Money(abs(one.amount - other.amount), one.currency)}.",))]
