"""Yes or no about sums: whether somebody was fined, by how much, what kind of money it is, what was only proposed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.matters import EventKind, State
from corpus.record_store import Held
from corpus.records import MoneyKind, MoneyStage, Penalty
from service.answering.composing import money, steps
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.yes_no import NO, OPEN, PARTLY, PRESENT, YES, Verdict, denials, nothing_recorded
from service.answering.question import Asked
from service.answering.wording import facts

_TAKEN = {State.ANNULLED: NO, State.UNDECIDED_AGAIN: OPEN}
_DECIDED = re.compile(r"\b(?:decided|adopted|dated|signed|taken)\b", re.IGNORECASE)
"""What asks for the day of deciding and not of announcing."""

_KIND_WORDS = (
    ("refund", (MoneyKind.REDRESS,)),
    ("settlement", (MoneyKind.SETTLEMENT_SUM,)),
    ("penalty payment", (MoneyKind.PENALTY_PAYMENT,)),
    ("civil penalty", (MoneyKind.CIVIL_PENALTY,)),
    ("fine", (MoneyKind.FINE,)),
    ("penalty", (MoneyKind.FINE, MoneyKind.CIVIL_PENALTY)),
)


def fined(reading: Reading, _: Asked) -> Verdict | None:
    """Whether a fine was set, of the sum that the question names and in the time that it names."""
    really_set = money.punitive(money.effective(reading))
    if money.is_of_others(reading, really_set):
        return Verdict(NO, tuple(money.money_lines(reading)))
    if money.asks_for_sum(reading):
        named = money.matching(reading, money.current(reading))
        word = "" if len(reading.query.figures) > 1 else _of_now(reading) if named else NO
        return Verdict(word, (*money.money_lines(reading), *steps.later_lines(reading))) if really_set else None
    if really_set:
        word = YES if _then(reading) else NO
        # where the steps say that it is only proposed, the reading of one of the two is wrong
        word = "" if word == YES and reading.standing.state is State.PROPOSED else word
        return Verdict(word, (*money.money_lines(reading), *steps.later_lines(reading)))
    return nothing_recorded(reading, ("fine", "penalti", "monetari", "money", "sanction"))


def of_a_sum(reading: Reading, asked: Asked) -> Verdict | None:
    """Whether the fine was of the sum that the question names, where it asks that."""
    return fined(reading, asked) if "sum" in reading.query.qualifiers else None


def _of_now(reading: Reading) -> str:
    """Yes for a sum that was set, and where the present is asked only if it was not taken away since."""
    if not PRESENT.search(reading.query.text):
        return YES
    return _TAKEN.get(reading.standing.state, "" if steps.is_ruled_unread(reading) else YES)


def _then(reading: Reading) -> bool:
    """Whether something was issued or announced in the time that the question names, where it names one."""
    period = reading.query.period
    kinds = steps.BEGINNINGS if _DECIDED.search(reading.query.text) else (*steps.BEGINNINGS, EventKind.ANNOUNCED)
    return period is None or any(period.holds(event.on) for event in reading.events if event.kind in kinds)


def penalty(reading: Reading, asked: Asked) -> Verdict | None:
    """Whether the money is of the kind that the question calls it: a fine, a refund, a penalty payment."""
    wanted = next((kinds for word, kinds in _KIND_WORDS if word in asked.words), ())
    found = money.matching(reading, money.sums(reading)) or money.sums(reading)
    if not found or not wanted:
        return None
    fits = [held for held in found if held.record.kind in wanted and held.record.stage not in money.UNSET]
    word = YES if len(fits) == len(found) else PARTLY if fits else NO
    return Verdict(word, tuple(_penalty_lines(reading, found)))


def _penalty_lines(reading: Reading, found: Sequence[Held[Penalty]]) -> list[Line]:
    told = unique(reading.record_line(held) for held in found)
    denying = denials(reading, ("fine", "penalti", "refund", "civil"))
    return unique([*told, *reading.quoting([one.sentence for one in denying[:1]])])


def proposed(reading: Reading, _: Asked) -> Verdict | None:
    """Whether a sum was only proposed or threatened."""
    named = money.matching(reading, money.sums(reading)) or [
        h for h in money.sums(reading) if h.record.stage in money.UNSET
    ]
    if not named:
        return None
    word = YES if all(held.record.stage in money.UNSET for held in named) else NO
    return Verdict(word, tuple(money.money_lines(reading)))


def paid(reading: Reading) -> Verdict | None:
    """Yes where a sum is recorded as paid, and it is the one asked about; no word where that is only understood."""
    held = [one for one in money.sums(reading) if one.record.stage is MoneyStage.COLLECTED]
    if not held:
        return None
    lines = unique(reading.record_line(one) for one in held)
    hedged = any("hedge" in facts.stances(one.english) for line in lines for one in line.sentences)
    other = money.asks_for_sum(reading) and not money.matching(reading, held)
    word = "" if hedged else NO if other else YES
    return Verdict(word, tuple(unique([*lines, *money.money_lines(reading)])))
