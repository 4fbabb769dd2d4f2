"""Sums of money as a list: one line for each sum however many documents say it, and totals that never mix kinds.

Pure code over records. A sum said by several documents of one matter is told by the one nearest to the authority's own
words; the others stay with the line as further sources.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from corpus.documents import Voice
from corpus.matters import Matter, State
from corpus.record_store import Held
from corpus.records import MoneyStage, Order, Penalty
from corpus.standing import Standing, fold

ABOUT = Decimal("0.05")
"""How far an approximate figure may lie from the exact one that it repeats."""

NOT_OURS_TO_COUNT = frozenset({Voice.ALLEGATION, Voice.REPRESENTATION})
"""What somebody claims or argues is listed but never added up."""


SUCCESSION = (MoneyStage.IMPOSED, MoneyStage.REDUCED, MoneyStage.INCREASED, MoneyStage.CONFIRMED)
"""The stages of one fine in the order they come in, where dates do not tell."""

STANDS = frozenset({State.IN_FORCE, State.FINAL, State.UNDER_APPEAL})


@dataclass(frozen=True, slots=True)
class Line:
    """One sum with its standing, and what else says it."""

    held: Held[Penalty]
    standing: State
    further: tuple[Held[Penalty], ...] = ()

    @property
    def penalty(self) -> Penalty:
        """The record itself."""
        return self.held.record

    @property
    def on(self) -> dt.date | None:
        """When the sum came to its stage."""
        return self.penalty.on or self.held.decided_on


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over lines of one currency, kind and stage, and how much of it has which standing."""

    currency: str
    kind: str
    stage: str
    count: int = 0
    amount: Decimal = Decimal(0)
    by_standing: Mapping[str, Decimal] = field(default_factory=dict)


def lines(held: Iterable[Held[Penalty]], standing: Callable[[Held[Penalty]], State]) -> list[Line]:
    """One line for each sum, newest first."""
    by_matter: dict[str, list[Held[Penalty]]] = defaultdict(list)
    for each in held:
        by_matter[each.matter or each.document_id].append(each)
    found = [line for group in by_matter.values() for line in _figures(_merged(group, standing))]
    return sorted(found, key=lambda line: (line.on or dt.date.min, line.held.document_id), reverse=True)


def totals(counted: Iterable[Line]) -> list[Total]:
    """Totals by currency, kind and stage, largest first within a currency."""
    found: dict[tuple[str, str, str], Total] = {}
    for line in counted:
        penalty = line.penalty
        if penalty.voice in NOT_OURS_TO_COUNT:
            continue
        key = (penalty.money.currency, penalty.kind.value, penalty.stage.value)
        total = found.get(key, Total(*key))
        shares = dict(total.by_standing)
        shares[line.standing] = shares.get(line.standing, Decimal(0)) + penalty.money.amount
        amount = total.amount + penalty.money.amount
        found[key] = replace(total, count=total.count + 1, amount=amount, by_standing=shares)
    return sorted(found.values(), key=lambda total: (total.currency, -total.amount))


def standing_of(matter: Matter | None, instrument: str | None, as_of: dt.date | None) -> Standing:
    """The standing of one instrument of a matter, or of the matter where the instrument is not told apart."""
    if matter is None:
        return Standing(State.UNKNOWN)
    named = {name for event in matter.events for name in event.applies_to}
    return fold(matter.events, as_of, instrument if instrument in named else None)


def state_of(held: Held[Penalty] | Held[Order], matters: Mapping[str, Matter], as_of: dt.date | None) -> State:
    """The state of what a record belongs to."""
    return standing_of(matters.get(held.matter or ""), held.record.instrument, as_of).state


def _merged(group: Sequence[Held[Penalty]], standing: Callable[[Held[Penalty]], State]) -> list[Line]:
    found: list[Line] = []
    for held in sorted(group, key=lambda each: (-each.rank.weight, each.record.approximate)):
        place = next((n for n, line in enumerate(found) if _same(line.held, held)), None)
        if place is None:
            found.append(Line(held, standing(held)))
        else:
            found[place] = replace(found[place], further=(*found[place].further, held))
    return found


def _figures(group: Sequence[Line]) -> list[Line]:
    """The same lines, where the standing of a matter would speak for a figure that nobody has to pay.

    What was only proposed stays proposed, whatever became of the matter. What was imposed and then reduced stands in
    part; what a reduction left, and a higher instance took back, stands no more.
    """
    return [replace(line, standing=_figure(line, group)) for line in group]


def _figure(line: Line, group: Sequence[Line]) -> State:
    if line.penalty.stage is MoneyStage.PROPOSED:
        return State.PROPOSED
    if line.standing not in STANDS or line.penalty.stage not in SUCCESSION[:-1]:
        return line.standing
    imposed = [each for each in group if each.penalty.stage is MoneyStage.IMPOSED and _one_fine(line, each)]
    later = [each for each in group if _one_fine(line, each) and _when(each) > _when(line)]
    if not later or len(imposed) > 1:
        return line.standing
    last, mine = max(later, key=_when).penalty.money.amount, line.penalty.money.amount
    if last < mine:
        return State.PARTLY_STANDING
    return State.ANNULLED if last > mine and line.penalty.stage is MoneyStage.REDUCED else line.standing


def _when(line: Line) -> tuple[dt.date, int]:
    return line.on or dt.date.min, SUCCESSION.index(line.penalty.stage)


def _one_fine(line: Line, other: Line) -> bool:
    one, two = line.penalty, other.penalty
    names = {each.respondent.casefold() for each in (one, two) if each.respondent}
    alike = (one.kind, one.money.currency) == (two.kind, two.money.currency)
    return two.stage in SUCCESSION and alike and len(names) <= 1


def _same(told: Held[Penalty], again: Held[Penalty]) -> bool:
    """Whether another document repeats the sum. Two sums of one document are two."""
    one, other = told.record, again.record
    if told.document_id == again.document_id or told.matter is None:
        return False
    if (one.kind, one.stage, one.money.currency) != (other.kind, other.stage, other.money.currency):
        return False
    if one.respondent and other.respondent and one.respondent.casefold() != other.respondent.casefold():
        return False
    far = abs(one.money.amount - other.money.amount)
    return far == 0 or ((one.approximate or other.approximate) and far <= ABOUT * one.money.amount)
