"""Yes or no about steps: whether one was taken, at the time asked, and what later steps left of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.matters import BodyRank, Event, EventKind, State
from service.answering.composing import endings, money, steps, verdict_on_sums
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.voices import speaks_of_another
from service.answering.composing.winning import won
from service.answering.composing.yes_no import NO, OPEN, PARTLY, YES, Verdict, denials, nothing_recorded
from service.answering.held.dossier import is_digested
from service.answering.question import Asked
from service.answering.weighing.evidence import is_silent
from service.answering.wording import facts
from service.answering.wording.words import expand, stems

_PAID = frozenset(stems("paid pay"))
"""Stems with which it is denied that a sum was paid, in whatever words that is asked."""
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
_NOW = re.compile(r"\b(?:is|are)\b")
"""How it is asked whether a decision is gone now, and not whether it once fell."""
_CHALLENGED = re.compile(
    r"\b(?:did|has|have|was|were) (?P<who>[^?,]{2,80}?) (?:ever )?(?:appeal|challenge|contest)(?:ed)?\b"
    r"(?P<where>(?:(?! and | but |[,?]).)*)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"(?:was|were)\b|(?:has|have)\b[^?]*\bbeen\b", re.IGNORECASE)
_FURTHER = re.compile(
    r"\b(?:to|before|in|at) (?:the|a)\b"
    r"|\b(?:further|again|highest|supreme|higher|judgments?|rulings?|courts?|tribunals?)\b",
    re.IGNORECASE,
)
_OF_JUDGES = frozenset({BodyRank.FIRST_INSTANCE, BodyRank.APPEAL, BodyRank.SUPREME})
_FOR_NOW = frozenset({EventKind.STAYED, EventKind.STAY_LIFTED})
_REVIEWS = frozenset(
    {EventKind.UPHELD, EventKind.VARIED, EventKind.REDUCED, EventKind.ANNULLED, EventKind.PARTLY_ANNULLED}
)
"""What a court does with a decision that its party brought before it."""
_UNDOING = frozenset({EventKind.UPHELD, EventKind.RESTORED, EventKind.DISMISSED})
_CONTRARY = {
    EventKind.ANNULLED: (EventKind.UPHELD, EventKind.RESTORED, EventKind.DISMISSED, EventKind.PERMISSION_REFUSED),
    EventKind.UPHELD: (EventKind.ANNULLED, EventKind.PARTLY_ANNULLED, EventKind.REMITTED),
    EventKind.REDUCED: (EventKind.UPHELD, EventKind.DISMISSED, EventKind.RESTORED),
}


def taken(reading: Reading, asked: Asked) -> Verdict | None:
    """Whether such a step was taken, by whom and when it is asked, and what a later one left of it."""
    if EventKind.COLLECTED in asked.events and money.asks_for_unset(reading):
        return Verdict(NO, tuple(money.money_lines(reading)))
    held = steps.events_of(reading, asked.events)
    own = steps.of_the_party(reading, held)
    if held and not own:
        return Verdict("", tuple(steps.turning_lines(reading)))
    happened = [event for event in own if not _is_of_another(reading, event)]
    if happened and State.UNDER_APPEAL in reading.query.states:
        pending = reading.standing.pending or reading.standing.state is State.UNDER_APPEAL
        return Verdict(YES if pending else NO, tuple(steps.turning_lines(reading)))
    if happened:
        lines = unique(reading.event_line(event) for event in happened)
        since = [e for e in reading.standing.deciding if e.on > happened[-1].on]
        word = _since(reading, asked) if since or _NOW.search(asked.words) else YES
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


def _reviewed(reading: Reading) -> Verdict | None:
    """What courts made of a decision, where it is asked if its party challenged it: unasked they had done nothing.

    Without a word where somebody else may have asked them: they upheld a decision that set no sum, which a complainant
    may have found too mild, or only the decision itself is held. None where it is asked of the authority, or of a court
    by its name or its height.
    """
    clause = _CHALLENGED.search(reading.query.text)
    if clause is None or _FURTHER.search(clause["where"]):
        return None
    acting = reading.gazetteer.find_authorities(clause["who"])
    if any(one.end == len(clause["who"]) for one in acting):
        return None
    judged = [event for event in reading.events if event.body_rank in _OF_JUDGES and event.kind not in _FOR_NOW]
    if not judged or judged[0].kind not in _REVIEWS:
        return None
    for_its_party = judged[0].kind is not EventKind.UPHELD or money.effective(reading)
    by_its_party = is_digested(reading.dossier) and for_its_party
    word = YES if _PASSIVE.match(clause.group()) or by_its_party else ""
    return Verdict(word, tuple(unique(map(reading.event_line, judged))))


def _words_of(asked: Asked) -> frozenset[str]:
    """The stems with which such a step is denied: that of the question, and those of the kinds of step it means."""
    return expand([*stems(asked.words)[-1:], *(stems(kind.value)[-1] for kind in asked.events)])


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
    if EventKind.APPEALED in asked.events and (ended := won(reading) or _reviewed(reading)):
        return ended
    denying = denials(reading, _PAID if EventKind.COLLECTED in asked.events else _words_of(asked))
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
        unknown = [one for one in reading.sentences if is_silent(one) and _PAID & one.stems]
        owed = [*money.money_lines(reading), *steps.later_lines(reading)]
        return Verdict("", tuple(unique([*reading.quoting(unknown[:1]), *owed])))
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
    if state is State.UNDECIDED_AGAIN and EventKind.ANNULLED in asked.events and _NOW.search(asked.words):
        return OPEN
    undone = _UNDOING.intersection(asked.events) and state in (State.ANNULLED, State.UNDECIDED_AGAIN)
    revived = EventKind.ANNULLED in asked.events and state in (State.IN_FORCE, State.FINAL)
    if undone or revived:
        return OPEN if state is State.UNDECIDED_AGAIN else ""
    return PARTLY if EventKind.UPHELD in asked.events and state is State.PARTLY_STANDING else YES


def _contrary(reading: Reading, asked: Asked) -> list[Line]:
    """Steps that rule out what is asked: an annulment that failed, a decision that was not upheld but annulled."""
    kinds: list[EventKind] = [kind for wanted in asked.events for kind in _CONTRARY.get(wanted, ())]
    against: list[Event] = [event for event in steps.events_of(reading, kinds) if event in reading.standing.deciding]
    return unique(reading.event_line(event) for event in against)
