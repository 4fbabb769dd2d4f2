"""Standing statements: one a matter touched, folded up to the date asked, each step with its citation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from corpus.advice import RECOMMENDED_ONLY
from corpus.matters import Event, EventKind, State
from corpus.standing import Standing
from service.answering.composing.phrasing import sentence_case
from service.answering.composing.reading import Reading
from service.answering.drafting import Drafter
from service.answering.wire import HistoryStep, StandingStatement
from service.answering.wording.facts import written

_MEANING = {
    State.PROPOSED: "Proposed only: nothing is imposed.",
    State.IN_FORCE: "In force: nothing pending against it is recorded.",
    State.UNDER_APPEAL: "Under appeal: a challenge is pending.",
    State.STAYED: "Stayed: suspended while the challenge is pending.",
    State.ANNULLED: "Annulled: it was set aside.",
    State.PARTLY_STANDING: "Partly standing: some of it fell or was changed.",
    State.UNDECIDED_AGAIN: "Undecided again: neither finally confirmed nor finally cancelled.",
    State.FINAL: "Final: no further ordinary appeal is known to lie.",
    State.ENDED: "Ended: it binds no longer.",
    State.UNKNOWN: "The documents held do not say whether it still stands.",
}
_ENDED = {
    EventKind.COMPLIED: "Ended: it was complied with.",
    EventKind.EXPIRED: "Ended: it expired.",
    EventKind.WITHDRAWN: "Ended: it was withdrawn.",
    EventKind.SUPERSEDED: "Ended: a later measure took its place.",
    EventKind.SETTLED: "Ended by settlement: what was agreed took its place.",
    EventKind.DISMISSED: "Ended: the case was dismissed.",
}
"""How a matter ended, by the step that ended it."""
_UNSETTLED = (
    "Not settled by the documents held: they tell of an appeal or of what came of it, and no day of that step was read."
)
_STANDS = frozenset({State.IN_FORCE, State.FINAL})
_ADVISED = "Recommended only: what it recommends binds nobody, and nothing against it is recorded."


def meaning_of(word: str) -> str:
    """What a standing means, by the word on its badge."""
    return _ADVISED if word == RECOMMENDED_ONLY else _MEANING[State(word)]


def statement(reading: Reading, drafter: Drafter) -> StandingStatement:
    """What the documents held show of one matter, never more."""
    dossier, standing = reading.dossier, reading.standing
    return StandingStatement(
        matter=dossier.id,
        title=reading.title,
        status=standing.state.value,
        text=_text(reading),
        as_of=reading.as_of,
        known_to=dossier.known_to,
        history=tuple(_step(step.event, reading, drafter) for step in standing.steps),
        citations=_cited((*standing.deciding, *standing.uncertain), reading, drafter),
        word=reading.state_word,
    )


def _text(reading: Reading) -> str:
    standing = reading.standing
    parts = [f"{doubt} Before that:" for doubt in [doubted(standing, reading.as_of)] if doubt]
    if reading.unsettled:
        parts.append(_UNSETTLED)
    else:
        parts.append(_ADVISED if reading.advisory and standing.state in _STANDS else _meaning(standing))
    if standing.deciding and standing.state is not State.UNKNOWN:
        parts.append(_decided(standing))
    if standing.effect:
        parts.append(standing.effect)
    if standing.pending and standing.state in (State.ANNULLED, State.UNDECIDED_AGAIN):
        parts.append("A challenge to that is pending.")
    parts.append(_limit(reading.dossier.known_to, reading.as_of))
    return " ".join(parts)


def _meaning(standing: Standing) -> str:
    ended = standing.state is State.ENDED and standing.deciding
    return _ENDED.get(standing.deciding[-1].kind, _MEANING[State.ENDED]) if ended else _MEANING[standing.state]


def doubted(standing: Standing, as_of: dt.date | None) -> str:
    """The steps that may have happened by the day, and what the documents give of their dates; empty if certain."""
    if not standing.uncertain or as_of is None:
        return ""
    steps = (f"{e.kind.value} ({e.body}, {written(e.on, e.precision)})" for e in standing.uncertain)
    return f"Not certain on {written(as_of)}, because the documents do not give the day of this: {'; '.join(steps)}."


def _decided(standing: Standing) -> str:
    last = standing.deciding[-1]
    kinds = list(dict.fromkeys(event.kind.value for event in standing.deciding if event.on == last.on))
    day = written(last.on, last.precision)
    said = day if last.precision in {"by", "after"} else f"Since {day}"
    return f"{sentence_case(said)} ({' and '.join(kinds)}, {last.body})."


def _limit(known_to: dt.date | None, as_of: dt.date) -> str:
    if known_to is None:
        return "The documents held bear no date."
    return f"As far as the documents held show, to {written(min(known_to, as_of))}."


def _step(event: Event, reading: Reading, drafter: Drafter) -> HistoryStep:
    return HistoryStep(
        date=event.on,
        event=event.kind.value,
        citations=_cited([event], reading, drafter),
        text=event.effect or f"{event.body}.",
        precision=event.precision,
    )


def _cited(events: Iterable[Event], reading: Reading, drafter: Drafter) -> tuple[int, ...]:
    lines = [line for event in events if (line := reading.event_line(event))]
    return tuple(dict.fromkeys(n for line in lines for n in drafter.cite(line.sentences)))
