"""What a comparison of sums needs beside the table: what was first planned, and the difference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.record_store import Held
from corpus.records import Money, MoneyStage, Penalty
from service.answering.composing import money
from service.answering.composing.reading import Line, Reading
from service.answering.held.dossier import Sentence
from service.answering.question import Premise, Query, Shape
from service.answering.wording import facts

_PLANNED = re.compile(
    r"\b(?:first|plann?|propos|provisional|announc|want|intend|draft|origin|initial|on the table)\w*", re.IGNORECASE
)
_BY_HOW_MUCH = re.compile(
    r"\b(?:by how (?:much|many)|difference|gap|margin|how far apart|"
    r"how (?:much|many (?:euros|pounds|dollars|kronor)) (?:more|less|higher|lower|larger|smaller))\b",
    re.IGNORECASE,
)


def unset_sums(reading: Reading) -> list[Held[Penalty]]:
    """The sums that were proposed or threatened and never set."""
    return [held for held in money.sums(reading) if held.record.stage in money.UNSET]


def sums_compared(query: Query, reading: Reading) -> list[Held[Penalty]]:
    """The sums that count now; what was first planned or threatened too, where a comparison or a list asks for it.

    A comparison takes what is proposed where nothing is set yet, and so does a list of sums that need not be fines: its
    row says that it is.
    """
    planned = query.shape is Shape.COMPARISON and _PLANNED.search(query.text)
    listed = query.shape is Shape.LIST and any(one.premise is Premise.PROPOSED for one in query.asked)
    set_ = money.counted(reading)
    fined = any(one.premise in (Premise.FINED, Premise.PENALTY, Premise.A_FINE) for one in query.asked)
    agreed = query.shape in (Shape.LIST, Shape.SINGLE) and not fined
    unfinished = (query.shape is Shape.COMPARISON or agreed) and not set_
    return [*set_, *(unset_sums(reading) if planned or listed or unfinished else ())]


def difference_lines(query: Query, sums: Sequence[tuple[Money, tuple[Sentence, ...]]]) -> list[Line]:
    """The difference of two sums of one currency, where it is asked for; of other sums there is none."""
    if query.shape is not Shape.COMPARISON or not _BY_HOW_MUCH.search(query.text) or len(sums) != 2:  # noqa: PLR2004
        return []
    (one, first), (other, second) = sums
    if one.currency != other.currency:
        return []
    said = f"Both are {one}." if one == other else _difference(one, other)
    hedge = hedge_of((*first, *second))
    return [Line((*first, *second), (f"{said}{hedge}",))]


def cut_lines(reading: Reading) -> list[Line]:
    """By how much the sum that was set lies from the one that was first proposed, where it is asked for."""
    text = reading.query.text
    proposed = [held for held in unset_sums(reading) if held.record.stage is MoneyStage.PROPOSED]
    counting = money.counted(reading)
    if not (_BY_HOW_MUCH.search(text) and _PLANNED.search(text)) or len(proposed) != 1 or len(counting) != 1:
        return []
    one, other = proposed[0].record.money, counting[0].record.money
    told = [reading.sentence(held.document_id, held.record.span) for held in (*proposed, *counting)]
    sentences = tuple(sentence for sentence in told if sentence)
    if one.currency != other.currency or len(sentences) != len(told):
        return []
    said = _difference(one, other).removesuffix(".") + " from what was provisionally proposed."
    return [Line(sentences, (said + hedge_of(sentences),), matter=reading.dossier.id)]


def hedge_of(sentences: Sequence[Sentence]) -> str:
    """What must be added to what we reckon where a source only understands a sum to have been set."""
    hedged = any("hedge" in facts.stances(sentence.text) for sentence in sentences)
    return " Some of them are understood to have been set." if hedged else ""


def _difference(one: Money, other: Money) -> str:
    return f"The difference is {Money(abs(one.amount - other.amount), one.currency)}."


def lines_together(sums: Sequence[tuple[Money, tuple[Sentence, ...]]]) -> list[Line]:
    """What two matters come to that a question adds up, whatever kinds of money they are; currencies kept apart."""
    lines = []
    for currency in dict.fromkeys(one.currency for one, _ in sums):
        added = [(one, found) for one, found in sums if one.currency == currency]
        if len(added) > 1:
            total = Money(sum((one.amount for one, _ in added), Decimal(0)), currency)
            sentences = tuple(sentence for _, found in added for sentence in found)
            lines.append(Line(sentences, (f"Together they come to {total}.{hedge_of(sentences)}",)))
    return lines
