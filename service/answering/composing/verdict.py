"""Yes or no off the records and the standing, and off what a sentence plainly says, with the lines that bear it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.matters import EventKind, State
from corpus.records import MoneyStage
from service.answering.choosing.conditions import first_higher
from service.answering.composing import (
    asserted,
    endings,
    money,
    orders,
    outcomes,
    steps,
    verdict_on_orders,
    verdict_on_steps,
    verdict_on_sums,
)
from service.answering.composing.covering import asked_beside
from service.answering.composing.crimes import verdict_on_crimes
from service.answering.composing.denying import denial
from service.answering.composing.lasting import asks_how_long, lasting, lasting_lines
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.winning import words_of_winning
from service.answering.composing.yes_no import NO, OF_STATE, PARTLY, UNSURE, YES, Verdict, nothing_recorded
from service.answering.held.dossier import is_digested
from service.answering.question import Asked, Intent, Premise
from service.answering.weighing.evidence import covers
from service.answering.wording.words import stems

_FINALITY = {State.FINAL: YES, State.ENDED: YES, State.IN_FORCE: UNSURE}
OF_THE_FIELD = frozenset({"privaci", "protect"})
"""Stems that name any authority of the field ("the privacy commissioner's decision") and nothing asked about."""
OFTEN = 4
"""Sentences that a word stands in for it to be what a matter is about; "directors" stand in one or two."""
_ALONE = frozenset({Premise.CRIMINAL, Premise.EVENT})
"""Where nothing is recorded of these, no other premise of the question may answer for them."""


def verdict(reading: Reading, *, alone: bool = False) -> Verdict | None:
    """The verdict of this matter on the main premise of the question, or None where nothing tells it.

    `alone` says that no other matter is asked about: what its sentences plainly say is then told where records give no
    word.
    """
    found = _verdict(reading)
    open_ = alone and "choice" not in reading.query.qualifiers and not reading.query.voices
    return asserted.beside(reading, found) if open_ else found


def _verdict(reading: Reading) -> Verdict | None:
    if asks_how_long(reading.query) and "permanent" not in reading.query.qualifiers:
        return _of_an_end(reading)
    if {"law", "choice"} & set(reading.query.qualifiers):
        return _unless_denied(reading, None) if "choice" not in reading.query.qualifiers else None
    if (ended := endings.ended(reading)) or reading.query.voices or not reading.query.yes_no:
        return ended
    return _unless_denied(reading, _on_records(reading))


def _of_an_end(reading: Reading) -> Verdict | None:
    """How long it binds, without a word; what is recorded of an end where that is asked as a step."""
    if ends := lasting_lines(reading):
        return Verdict("", tuple(ends))
    expired = [one for one in reading.query.asked if EventKind.EXPIRED in one.events]
    return verdict_on_steps.taken(reading, expired[0]) if expired else None


def _unless_denied(reading: Reading, found: Verdict | None) -> Verdict | None:
    """The verdict of the records; a plain denial where they give none, and no word where the two disagree.

    A digest is written with its records, and what it denies beside them is something else.
    """
    open_ = found is None or (found.word in ("", YES) and not is_digested(reading.dossier))
    denied = denial(reading) if open_ else None
    if denied is None:
        return found
    lines = tuple(unique([*reading.quoting([denied]), *(found.lines if found else ())]))
    return Verdict("" if found and found.word else NO, lines)


def _on_records(reading: Reading) -> Verdict | None:
    for asked in _by_weight([one for one in reading.query.asked if one.premise in _JUDGES]):
        found = _JUDGES[asked.premise](reading, asked)
        if found is not None and found.word != NO and not _borne_out(reading, found):
            return None
        if found is not None and _doubtful(reading, asked, found):
            return replace(found, word=UNSURE)
        if found is not None:
            found = lasting(reading, found)
            return _turned(found) if asked.negated else found
        if asked.premise in _ALONE or (asked.premise is Premise.PROPOSED and first_higher(reading.query)):
            return None
    return None


def _doubtful(reading: Reading, asked: Asked, found: Verdict) -> bool:
    """Whether a step of which no day is known may have changed by the day what the verdict says."""
    uncertain = reading.standing.uncertain
    if asked.premise is Premise.EVENT:
        return found.word == NO and any(event.kind in asked.events for event in uncertain)
    return bool(uncertain) and asked.premise in (Premise.IN_FORCE, Premise.FINAL, Premise.MUST_PAY)


def _borne_out(reading: Reading, found: Verdict) -> bool:
    """Whether the lines speak of all that the question is about: a fine on the company is none on its directors."""
    told = frozenset(stems(reading.dossier.title)).union(*(s.stems for line in found.lines for s in line.sentences))
    asked = [term for term in asked_beside(reading.query) if term not in OF_THE_FIELD | words_of_winning(reading.query)]
    return all(covers(told, term) or _is_subject(reading, term) for term in asked)


def _is_subject(reading: Reading, term: str) -> bool:
    """Whether the whole matter is about it, so that no single line need say so."""
    return sum(covers(sentence.stems, term) for sentence in reading.sentences) >= OFTEN


def _by_weight(asked: Sequence[Asked]) -> list[Asked]:
    """What is mainly asked: a step before the sum it befell, a stated kind of money before its being imposed."""
    order = (
        Premise.CRIMINAL,
        Premise.PENALTY,
        Premise.MUST_PAY,
        Premise.IN_FORCE,
        Premise.FINAL,
        Premise.EVENT,
        Premise.RECOMMENDED,
        Premise.PROPOSED,
        Premise.BANNED,
        Premise.FINED,
        Premise.A_FINE,
        Premise.ORDERED,
        Premise.SANCTIONED,
    )
    return sorted(asked, key=lambda one: order.index(one.premise))


def _turned(found: Verdict) -> Verdict:
    word = {YES: NO, NO: YES}.get(found.word, found.word)
    return Verdict(word, found.lines, found.absent)


def _sanctioned(reading: Reading, _: Asked) -> Verdict | None:
    lines = [*money.money_lines(reading)[:2], *orders.order_lines(reading)[:2]]
    if money.effective(reading) or orders.binding(reading):
        return Verdict(YES, tuple(unique([*lines, *steps.later_lines(reading)])))
    ended = outcomes.outcome(reading)
    if ended:
        word = YES if outcomes.is_sanction(ended[0]) else NO if outcomes.is_instead(reading) else ""
        return Verdict(word, tuple(reading.quoting(ended)))
    begun = steps.beginning_lines(reading)
    return Verdict(YES, tuple(begun)) if begun else None


def _in_force(reading: Reading, _: Asked) -> Verdict | None:
    standing = reading.standing
    word = OF_STATE.get(standing.state)
    if word is None:
        return _only_proposed(reading)
    if reading.query.asks(Intent.ORDER, Intent.STATUS) and reading.advisory:
        advised = unique(reading.record_line(held) for held in orders.recommended(reading))
        bound = Verdict(NO, tuple(unique([*steps.deciding_lines(reading), *advised])))
        # whether what an opinion speaks of is valid ("is consent by e-mail valid") is not whether the opinion binds
        return bound if is_digested(reading.dossier) or _borne_out(reading, bound) else None
    if money.asks_for_sum(reading) and _superseded(reading):
        word = NO
    elif word == YES and money.is_cut(reading):
        word = PARTLY
    decided = steps.deciding_lines(reading)
    begun = [] if standing.state in steps.SETTLED else _begun(reading)
    return Verdict(word, tuple(unique([*decided, *begun, *steps.turning_lines(reading)])))


def _only_proposed(reading: Reading) -> Verdict | None:
    """No for what is only proposed, where no step is recorded."""
    held = [one.record.stage for one in reading.dossier.penalties]
    if reading.events or not held or set(held) != {MoneyStage.PROPOSED}:
        return None
    return Verdict(NO, tuple(money.money_lines(reading)))


def _superseded(reading: Reading) -> bool:
    """Whether the sum that the question names was set once and is not the one that counts now."""
    once = money.matching(reading, money.effective(reading))
    return bool(once) and not money.matching(reading, money.current(reading))


def _begun(reading: Reading) -> list[Line]:
    return money.money_lines(reading)[:1] or steps.beginning_lines(reading)[:1]


def _final(reading: Reading, _: Asked) -> Verdict | None:
    """Where nothing is pending and nothing says that it is final, it may be either."""
    if reading.standing.state is State.UNKNOWN:
        return None
    word = _FINALITY.get(reading.standing.state, NO)
    return Verdict(word, tuple(unique([*steps.deciding_lines(reading), *_begun(reading)])))


def _must_pay(reading: Reading, asked: Asked) -> Verdict | None:
    owed = money.effective(reading)
    if money.asks_for_unset(reading):
        return Verdict(NO, tuple(money.money_lines(reading)))
    if not owed:
        return nothing_recorded(reading, ("fine", "penalti", "pay", "monetari"))
    if money.asks_for_sum(reading) and not money.matching(reading, money.current(reading)):
        return Verdict(NO, (*money.money_lines(reading), *steps.later_lines(reading)))
    found = _in_force(reading, asked)
    if found is None:
        return None
    since = steps.later_lines(reading) or steps.deciding_lines(reading)
    return Verdict(found.word, tuple(unique([*money.effective_lines(reading)[:2], *since])))


def _criminal(reading: Reading, _: Asked) -> Verdict | None:
    """No record holds criminal proceedings: only the texts can speak of them."""
    return verdict_on_crimes(reading)


_JUDGES: dict[Premise, Callable[[Reading, Asked], Verdict | None]] = {
    Premise.CRIMINAL: _criminal,
    Premise.PENALTY: verdict_on_sums.penalty,
    Premise.MUST_PAY: _must_pay,
    Premise.EVENT: verdict_on_steps.taken,
    Premise.IN_FORCE: _in_force,
    Premise.FINAL: _final,
    Premise.RECOMMENDED: verdict_on_orders.recommended,
    Premise.PROPOSED: verdict_on_sums.proposed,
    Premise.BANNED: verdict_on_orders.banned,
    Premise.FINED: verdict_on_sums.fined,
    Premise.A_FINE: verdict_on_sums.of_a_sum,
    Premise.ORDERED: verdict_on_orders.ordered,
    Premise.SANCTIONED: _sanctioned,
}
