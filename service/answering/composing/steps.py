"""What happened to a matter: the steps that decide its standing, those of a kind asked for, dates, the whole path."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from corpus.documents import InstrumentKind
from corpus.matters import Event, EventKind, State
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.voices import is_possibility
from service.answering.question.premises import speaks_of
from service.answering.question.query import Asked
from service.answering.weighing.evidence import is_silent
from service.answering.wording import facts

SETTLED = frozenset({State.FINAL, State.IN_FORCE, State.PROPOSED, State.UNKNOWN})
"""States that a sum or an order told in prose does not contradict."""
BEGINNINGS = (
    EventKind.ISSUED,
    EventKind.APPROVED,
    EventKind.SETTLED,
    EventKind.DEFAULT_PENALTY_IMPOSED,
    EventKind.FILED,
)
OUTCOMES = frozenset(
    {
        EventKind.ANNULLED,
        EventKind.PARTLY_ANNULLED,
        EventKind.UPHELD,
        EventKind.REDUCED,
        EventKind.VARIED,
        EventKind.DISMISSED,
        EventKind.RESTORED,
        EventKind.REMITTED,
    }
)
"""What comes of an appeal."""
MOST_TURNS = 4
_APPEALED = (
    r"\b(?:did|do|does|has|have|had)(?: the company)? {name}\b[^?,;]{{0,20}}"
    r"\b(?:appeal|challeng|object|contest|sue)"
)
"""Who asks whether somebody appealed asks for no step of anybody else."""
_SOUGHT = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|s(?:ought|eeks?|eeking)|appl(?:y|ies|ied)|appeal(?:s|ed|ing)?|challeng\w+|wants?|wished|"
    r"request\w*|petition\w*|order\w*|requir\w*|recommend\w*|must|until|unless|before|whether|argu\w+|claim\w*|"
    r"hop(?:es?|ed)|open to)\b",
    re.IGNORECASE,
)
"""What somebody sought or was told to do is not what was done."""


def is_ruled_unread(reading: Reading) -> bool:
    """Whether a judgment is held of which no outcome is recorded: what it left standing is not known."""
    judged = any(one.description.kind is InstrumentKind.JUDGMENT for one in reading.dossier.documents)
    return judged and not any(event.kind in OUTCOMES for event in reading.events)


def turning_lines(reading: Reading) -> list[Line]:
    """The steps at which the state changed since something was issued, oldest first, the newest ones kept."""
    turns: list[Event] = []
    state = State.UNKNOWN
    for step in reading.standing.steps:
        if step.state is not state and step.state is not State.PROPOSED:
            turns.append(step.event)
        state = step.state
    deciding = [event for event in reading.standing.deciding if event not in turns]
    chosen = [*turns, *deciding]
    lines = unique(reading.event_line(event) for event in sorted(chosen, key=lambda event: event.on))
    return lines[-MOST_TURNS:]


def court_lines(reading: Reading) -> list[Line]:
    """The steps of the courts that the question names."""
    named = [reading.gazetteer.authority(body) for body in reading.query.regulators]
    names = [n.casefold() for one in named if one and one.is_court for n in one.names]
    return unique(reading.event_line(e) for e in reading.events if any(n in e.body.casefold() for n in names))


def deciding_lines(reading: Reading) -> list[Line]:
    """The step or steps that gave the present state, and the last that kept it as it was."""
    deciding, steps_ = reading.standing.deciding, reading.standing.steps
    last = [steps_[-1].event] if steps_ and steps_[-1].event.kind in {event.kind for event in deciding} else []
    return unique(reading.event_line(event) for event in [*deciding, *last])


def later_lines(reading: Reading) -> list[Line]:
    """What became of it since, where that changes how a sum or an order must be read."""
    if reading.standing.state in SETTLED:
        return []
    started = [s.event for s in reading.standing.steps if s.event.kind in BEGINNINGS]
    return [line for line in turning_lines(reading) if line.key not in {_key(reading, event) for event in started}]


def lines_of(reading: Reading, kinds: Collection[EventKind]) -> list[Line]:
    """The events of these kinds."""
    return unique(reading.event_line(event) for event in events_of(reading, kinds))


def events_of(reading: Reading, kinds: Collection[EventKind]) -> list[Event]:
    """The events of these kinds up to the date, oldest first."""
    return [event for event in reading.events if event.kind in kinds]


def of_the_party(reading: Reading, events: Sequence[Event]) -> list[Event]:
    """The events; where it is asked whether the respondent itself appealed, without those of its authority."""
    query = reading.query
    asked = any(re.search(_APPEALED.format(name=re.escape(name)), query.text, re.IGNORECASE) for name in query.called)
    authority = reading.gazetteer.authority(reading.dossier.regulator or "") if asked else None
    return [event for event in events if authority is None or event.body not in authority.names]


def is_borne_out(reading: Reading, step: Asked) -> bool:
    """Whether a step that a question takes for granted was taken: a record holds it, or a sentence tells of it.

    Where records hold what came of a challenge, no sentence tells of another outcome: it speaks of what was sought. Nor
    is yes or no read off a sentence.
    """
    if events_of(reading, step.events):
        return True
    if reading.query.yes_no:
        return False
    outcome = OUTCOMES.intersection(step.events) and events_of(reading, OUTCOMES)
    return not outcome and any(_tells_of(one.english, step) for one in reading.sentences if not is_silent(one))


def _tells_of(text: str, step: Asked) -> bool:
    """Whether a sentence says that the step was taken, and not that it was not, or might be, or is sought."""
    return speaks_of(text, step) and not (facts.denied(text) or is_possibility(text) or _SOUGHT.search(text))


def beginning_lines(reading: Reading, instruments: Sequence[str] = ()) -> list[Line]:
    """What was issued, decided or agreed, oldest first; only of some instruments where those are named."""
    found = events_of(reading, BEGINNINGS)
    chosen = [event for event in found if not instruments or set(event.applies_to) & set(instruments)]
    return unique(reading.event_line(event) for event in chosen or found)


def date_lines(reading: Reading, instruments: Sequence[str] = ()) -> list[Line]:
    """When it was decided and when it was announced: two dates, both told.

    A judgment is decided by what it does to what it reviews.
    """
    decided = reading.dossier.decided_on
    begun = events_of(reading, BEGINNINGS) or [event for event in reading.events if event.on == decided]
    bodies = {event.body.casefold() for event in begun}
    announced = events_of(reading, (EventKind.ANNOUNCED,))
    told = [event for event in announced if not begun or event.body.casefold() in bodies]
    found = sorted([*begun, *told], key=lambda event: event.on)
    chosen = [event for event in found if not instruments or set(event.applies_to) & set(instruments)]
    return unique(reading.event_line(event) for event in chosen or found)


def _key(reading: Reading, event: Event) -> object:
    line = reading.event_line(event)
    return line.key if line else None


def may_be_earlier(reading: Reading, event: Event) -> bool:
    """Whether a step of which only the day is known by which it was taken may have been taken when the question asks.

    Nothing befell a decision before it was taken.
    """
    period, decided = reading.query.period, reading.dossier.decided_on
    if event.precision != "by" or period is None:
        return False
    begun = decided is None or period.last is None or decided <= period.last
    return begun and (period.first is None or period.first <= event.on)
