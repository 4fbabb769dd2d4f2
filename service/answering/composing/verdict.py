"""Yes or no off the records and the standing, and off what a sentence plainly says, with the lines that bear it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.matters import Event, EventKind, State
from corpus.records import MoneyStage
from service.answering.composing import (
    asserted,
    endings,
    money,
    orders,
    outcomes,
    steps,
    verdict_on_orders,
    verdict_on_sums,
)
from service.answering.composing.crimes import verdict_on_crimes
from service.answering.composing.denying import denial
from service.answering.composing.lasting import lasting
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.voices import speaks_of_another
from service.answering.composing.winning import won, words_of_winning
from service.answering.composing.yes_no import (
    NO,
    OF_STATE,
    OPEN,
    PARTLY,
    UNSURE,
    YES,
    Verdict,
    denials,
    nothing_recorded,
)
from service.answering.held.dossier import is_digested
from service.answering.question import Asked, Intent, Premise
from service.answering.weighing.evidence import covers, is_silent
from service.answering.wording import facts
from service.answering.wording.words import expand, stems

_FINALITY = {State.FINAL: YES, State.ENDED: YES, State.IN_FORCE: UNSURE}
OF_THE_FIELD = frozenset({"privaci", "protect"})
"""Stems that name any authority of the field ("the privacy commissioner's decision") and nothing asked about."""
OFTEN = 4
"""Sentences that a word stands in for it to be what a matter is about; "directors" stand in one or two."""
_PAID = frozenset(stems("paid pay"))
"""Stems with which it is denied that a sum was paid, in whatever words that is asked."""
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
    if {"law", "choice"} & set(reading.query.qualifiers):
        return _unless_denied(reading, None) if "choice" not in reading.query.qualifiers else None
    if (ended := endings.ended(reading)) or reading.query.voices or not reading.query.yes_no:
        return ended
    return _unless_denied(reading, _on_records(reading))


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
        if asked.premise in _ALONE:
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
    asked = [term for term in reading.query.topic if term not in OF_THE_FIELD | words_of_winning(reading.query)]
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


def _event(reading: Reading, asked: Asked) -> Verdict | None:
    if EventKind.COLLECTED in asked.events and money.asks_for_unset(reading):
        return Verdict(NO, tuple(money.money_lines(reading)))
    taken = steps.events_of(reading, asked.events)
    own = steps.of_the_party(reading, taken)
    if taken and not own:
        return Verdict("", tuple(steps.turning_lines(reading)))
    happened = [event for event in own if not _is_of_another(reading, event)]
    if happened and State.UNDER_APPEAL in reading.query.states:
        pending = reading.standing.pending or reading.standing.state is State.UNDER_APPEAL
        return Verdict(YES if pending else NO, tuple(steps.turning_lines(reading)))
    if happened:
        lines = unique(reading.event_line(event) for event in happened)
        since = [e for e in reading.standing.deciding if e.on > happened[-1].on]
        word = _since(reading, asked) if since else YES
        undone = EventKind.ANNULLED in asked.events and EventKind.UPHELD not in asked.events
        if undone and not any(event.kind is EventKind.ANNULLED for event in happened):
            word = PARTLY
        if _at_another_time(reading, happened):
            certain = is_digested(reading.dossier) and not any(
                steps.may_be_earlier(reading, event) for event in happened
            )
            word = NO if certain else ""
        return Verdict(word, tuple(unique([*lines, *(reading.event_line(event) for event in since)])))
    return _unrecorded(reading, asked)


def _is_of_another(reading: Reading, event: Event) -> bool:
    """Whether a step is told of another respondent of the matter than the one asked about."""
    line = reading.event_line(event)
    return line is not None and all(speaks_of_another(reading, one) for one in line.sentences)


def _unrecorded(reading: Reading, asked: Asked) -> Verdict | None:
    """No such step is recorded: a sentence that tells or denies it, a step that rules it out, or where it stands."""
    if EventKind.COLLECTED in asked.events and not money.effective(reading):
        return nothing_recorded(reading, ("fine", "penalti", "pay", "monetari", "money"))
    if EventKind.COLLECTED in asked.events and (paid := verdict_on_sums.paid(reading)):
        return paid
    if EventKind.APPEALED in asked.events and (told := endings.challenges_told(reading)):
        return Verdict(YES, tuple(reading.quoting(told)))
    if EventKind.APPEALED in asked.events and (ended := won(reading)):
        return ended
    denying = denials(reading, _PAID if EventKind.COLLECTED in asked.events else expand(stems(asked.words)[-1:]))
    if against := _contrary(reading, asked):
        return Verdict(NO, tuple(against))
    against = reading.quoting([one.sentence for one in denying[:1]])
    # whose success a decision's own sentence denies ("A is not successful") is not told by the word alone
    word = NO if is_digested(reading.dossier) else ""
    since = steps.turning_lines(reading) if _OF_COURTS.intersection(asked.events) else []
    return Verdict(word, tuple(unique([*against, *since]))) if against else _as_it_stands(reading, asked)


def _at_another_time(reading: Reading, happened: Sequence[Event]) -> bool:
    """Whether the step was taken at another time than asked; "the 2020 fine" is of 2020 whenever it was upheld.

    Of which day a decision is may stand only where the step is told: "dismissed the appeal against the decision of 7
    December 2020".
    """
    period = reading.query.period
    if period is None or any(period.holds(event.on) for event in happened):
        return False
    begun = [event.on for event in reading.events if event.kind in steps.BEGINNINGS]
    decided = [day for day in (*begun, reading.dossier.decided_on) if day]
    told = [line.sentences[0].english for event in happened if (line := reading.event_line(event))]
    decided += [date.on for text in told for date in facts.read(text).dates]
    return not any(period.holds(day) for day in decided)


def _as_it_stands(reading: Reading, asked: Asked) -> Verdict | None:
    """No such outcome is recorded: where the matter stands, with no word of ours before it."""
    if EventKind.COLLECTED in asked.events and money.matching(reading, money.effective(reading)):
        return Verdict("", (*money.money_lines(reading), *steps.later_lines(reading)))
    words = expand(stems(asked.words)[-1:])
    courts = _OF_COURTS.intersection(asked.events)
    silent = [one for one in reading.sentences if is_silent(one) and words & one.stems] if courts else []
    if silent and reading.events:
        return Verdict("", (*reading.quoting(silent[:1]), *steps.turning_lines(reading)))
    pending, over = reading.standing.pending, reading.standing.state in (State.FINAL, State.ENDED)
    told = pending or over or (reading.later is not None and reading.events)
    if not courts or not told:
        return None
    return Verdict("", tuple(steps.turning_lines(reading)))


def _since(reading: Reading, asked: Asked) -> str:
    """The word for a step that a later one may have undone: no yes for what was upheld once and fell afterwards."""
    state = reading.standing.state
    undone = _UNDOING.intersection(asked.events) and state in (State.ANNULLED, State.UNDECIDED_AGAIN)
    revived = EventKind.ANNULLED in asked.events and state in (State.IN_FORCE, State.FINAL)
    if undone or revived:
        return OPEN if state is State.UNDECIDED_AGAIN else ""
    return PARTLY if EventKind.UPHELD in asked.events and state is State.PARTLY_STANDING else YES


_OF_COURTS = frozenset(
    {
        EventKind.APPEALED,
        EventKind.ANNULLED,
        EventKind.UPHELD,
        EventKind.REDUCED,
        EventKind.DISMISSED,
        EventKind.RESTORED,
        EventKind.REMITTED,
    }
)
"""Steps whose absence the standing tells."""
_UNDOING = frozenset({EventKind.UPHELD, EventKind.RESTORED, EventKind.DISMISSED})
_CONTRARY = {
    EventKind.ANNULLED: (EventKind.UPHELD, EventKind.RESTORED, EventKind.DISMISSED, EventKind.PERMISSION_REFUSED),
    EventKind.UPHELD: (EventKind.ANNULLED, EventKind.PARTLY_ANNULLED, EventKind.REMITTED),
    EventKind.REDUCED: (EventKind.UPHELD, EventKind.DISMISSED, EventKind.RESTORED),
}


def _contrary(reading: Reading, asked: Asked) -> list[Line]:
    """Steps that rule out what is asked: an annulment that failed, a decision that was not upheld but annulled."""
    kinds: list[EventKind] = [kind for wanted in asked.events for kind in _CONTRARY.get(wanted, ())]
    against: list[Event] = [event for event in steps.events_of(reading, kinds) if event in reading.standing.deciding]
    return unique(reading.event_line(event) for event in against)


def _criminal(reading: Reading, _: Asked) -> Verdict | None:
    """No record holds criminal proceedings: only the texts can speak of them."""
    return verdict_on_crimes(reading)


_JUDGES: dict[Premise, Callable[[Reading, Asked], Verdict | None]] = {
    Premise.CRIMINAL: _criminal,
    Premise.PENALTY: verdict_on_sums.penalty,
    Premise.MUST_PAY: _must_pay,
    Premise.EVENT: _event,
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
