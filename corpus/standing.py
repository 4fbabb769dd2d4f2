"""Standing: the fold of a matter's events up to a date. Pure code; the rules and worked examples are in docs/domain.md.

Of some steps the documents give only the month, the year, or the day by which or after which they happened. Inside that
span the fold says what is certain, and names the step and the states that it may have led to already.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from corpus.matters import BodyRank, Event, EventKind, State
from corpus.transitions import DECIDES, Position, after


@dataclass(frozen=True, slots=True)
class Step:
    """One event and the state it left behind."""

    event: Event
    state: State


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a matter or one of its instruments stands as of a date.

    `deciding` are the events that gave the state, `since` the date of the newest of them, `effect` what they left
    standing in words. `pending` says that a challenge is open, which an annulled or remitted matter can have too.
    `last_instance` says that no further ordinary appeal is known to lie. `steps` is the whole path, oldest first.
    `uncertain` are the events that may have happened by the date or later, for all that the documents give of their
    dates, and that would change the standing; `possible` the states there may be, that of the certain events first.
    """

    state: State
    deciding: tuple[Event, ...] = ()
    since: dt.date | None = None
    effect: str = ""
    pending: bool = False
    last_instance: bool = False
    steps: tuple[Step, ...] = ()
    uncertain: tuple[Event, ...] = ()
    possible: tuple[State, ...] = ()


Folding = Callable[[Sequence[Event]], Standing]

_KINDS = (
    # The order in which events of one day and one body are read: a challenge before its outcome, an annulment before
    # the remittal that follows from it, a settlement before the order that carries it.
    EventKind.FILED,
    EventKind.INTENDED,
    EventKind.SETTLED,
    EventKind.ISSUED,
    EventKind.ANNOUNCED,
    EventKind.APPROVED,
    EventKind.DEFAULT_PENALTY_IMPOSED,
    EventKind.APPEALED,
    EventKind.PERMISSION_REFUSED,
    EventKind.PERMISSION_GRANTED,
    EventKind.STAYED,
    EventKind.STAY_LIFTED,
    EventKind.DISMISSED,
    EventKind.UPHELD,
    EventKind.VARIED,
    EventKind.REDUCED,
    EventKind.PARTLY_ANNULLED,
    EventKind.ANNULLED,
    EventKind.RESTORED,
    EventKind.JURISDICTION_RESTORED,
    EventKind.REMITTED,
    EventKind.ABANDONED,
    EventKind.COLLECTED,
    EventKind.COMPLIED,
    EventKind.CLOSED,
    EventKind.EXPIRED,
    EventKind.WITHDRAWN,
    EventKind.SUPERSEDED,
)
_BODY_ORDER = {body: place for place, body in enumerate(BodyRank)}
_KIND_ORDER = {kind: place for place, kind in enumerate(_KINDS)}

_AFTER, _WITHIN = "after", dt.timedelta(days=366)
_DECISIONS = {EventKind.ISSUED, EventKind.APPROVED}
FOLLOWED = "It was only proposed; a decision followed."
"""What the effect says of a proposal that a decision took the place of."""

_STANDS = {State.IN_FORCE, State.FINAL, State.PARTLY_STANDING}


def ordered(events: Iterable[Event]) -> list[Event]:
    """Oldest first; on one day the higher body last, what came after that day behind it.

    Fully determined, whatever order the events were loaded in.
    """
    return sorted(events, key=_key)


def _key(event: Event) -> tuple[object, ...]:
    return (
        event.on,
        event.precision == _AFTER,
        _BODY_ORDER[event.body_rank],
        _KIND_ORDER[event.kind],
        event.applies_to,
        -event.rank.weight,
        event.body,
        event.last_instance,
        event.effect,
        event.document_id,
        event.span,
    )


def fold(events: Iterable[Event], as_of: dt.date | None = None, instrument: str | None = None) -> Standing:
    """The standing as of a date (inclusive; None: all events), of one instrument or of the whole matter.

    An event without `applies_to` touches every instrument. Where instruments of a matter fare differently, the matter
    takes the state of those still at issue: see `_combined`.
    """
    path = ordered(events)
    return _as_of(path, as_of, _fold_all if instrument is None else partial(_fold_part, instrument))


def fold_parts(events: Iterable[Event], as_of: dt.date | None = None) -> dict[str, Standing]:
    """The standing of each instrument that an event up to the date names; {"": standing} where none is named."""
    path = ordered(events)
    names = _named(_until(path, as_of))
    return {name: _as_of(path, as_of, partial(_fold_part, name)) for name in names}


def _until(path: Sequence[Event], as_of: dt.date | None) -> list[Event]:
    return [event for event in path if as_of is None or _latest(event) <= as_of]


def _latest(event: Event) -> dt.date:
    """The day by which it has happened; what came "after" a decision is taken to have come within a year of it."""
    return event.on + _WITHIN if event.precision == _AFTER else event.on


def _touches(event: Event, name: str) -> bool:
    return not event.applies_to or name in event.applies_to


def _named(events: Sequence[Event]) -> list[str]:
    return list(dict.fromkeys(name for event in events for name in event.applies_to)) or [""]


def _as_of(path: Sequence[Event], as_of: dt.date | None, folded: Folding) -> Standing:
    """What is certain on the day, and what may have changed it by then."""
    certain = _until(path, as_of)
    later = [event for event in path if event not in certain]
    first = now = folded(certain)
    uncertain: list[Event] = []
    possible = [first.state]
    for event in later:
        if as_of is None or event.precision == "day" or _earliest(event, path) > as_of:
            continue
        certain = [*certain, event]
        before, now = now, folded(certain)
        if _facts(before) != _facts(now):
            uncertain.append(event)
            possible.append(now.state)
    return replace(first, uncertain=tuple(uncertain), possible=tuple(dict.fromkeys(possible)))


def _facts(standing: Standing) -> tuple[object, ...]:
    return standing.state, standing.pending, standing.last_instance


def _earliest(event: Event, path: Sequence[Event]) -> dt.date:
    """The first day on which it may have happened.

    What is only known to have happened by a day came after the step that it acts upon: the one that gave the state
    before it.
    """
    if event.precision == _AFTER:
        return event.on + dt.timedelta(days=1)
    if event.precision == "month":
        return event.on.replace(day=1)
    if event.precision == "year":
        return event.on.replace(month=1, day=1)
    before = [e for e in path[: path.index(event)] if any(_touches(e, name) for name in event.applies_to or [""])]
    since = _fold_one(before).since
    return since + dt.timedelta(days=1) if since else dt.date.min


def _fold_all(known: Sequence[Event]) -> Standing:
    parts = _parts(known)
    return next(iter(parts.values())) if len(parts) == 1 else _fold_many(known, parts)


def _parts(known: Sequence[Event]) -> dict[str, Standing]:
    return {name: _fold_part(name, known) for name in _named(known)}


def _fold_part(name: str, known: Sequence[Event]) -> Standing:
    """The standing of one instrument. What was only intended ends with the first decision that follows it.

    From then on a step that names no instrument is about the decision: nobody appeals against a proposal.
    """
    own: list[Event] = []
    decision: Event | None = None
    for event in known:
        if decision is None and _decides_another(event, name) and _is_intended(own):
            decision = event
        elif name in event.applies_to or (decision is None and not event.applies_to):
            own.append(event)
    standing = _fold_one(own)
    if decision is None or standing.state is not State.PROPOSED:
        return standing
    return replace(
        standing,
        state=State.ENDED,
        deciding=(decision,),
        since=decision.on,
        effect=FOLLOWED,
        steps=(*standing.steps, Step(decision, State.ENDED)),
    )


def _decides_another(event: Event, name: str) -> bool:
    return event.kind in _DECISIONS and bool(event.applies_to) and name not in event.applies_to


def _is_intended(own: Sequence[Event]) -> bool:
    return any(event.kind is EventKind.INTENDED for event in own) and _fold_one(own).state is State.PROPOSED


def _fold_one(events: Sequence[Event]) -> Standing:
    position = Position()
    steps: list[Step] = []
    deciding: list[Event] = []
    for event in events:
        before, position = position, after(position, event)
        steps.append(Step(event, position.state))
        if position.state is not before.state or event.kind in DECIDES:
            together = bool(deciding) and deciding[-1].on == event.on and deciding[-1].body_rank is event.body_rank
            deciding = [*deciding, event] if together else [event]
    return Standing(
        state=position.state,
        deciding=tuple(deciding),
        since=deciding[-1].on if deciding else None,
        effect=_effect(deciding),
        pending=position.pending,
        last_instance=position.last,
        steps=tuple(steps),
    )


def _fold_many(known: Sequence[Event], parts: dict[str, Standing]) -> Standing:
    state = _combined([part.state for part in parts.values()])
    leading = [part for part in parts.values() if part.state is state] or list(parts.values())
    deciding = ordered(dict.fromkeys(event for part in leading for event in part.deciding))
    return Standing(
        state=state,
        deciding=tuple(deciding),
        since=deciding[-1].on if deciding else None,
        effect=_effect(deciding),
        pending=any(part.pending for part in parts.values()),
        last_instance=all(part.last_instance for part in leading),
        steps=tuple(_steps(known)),
    )


def _steps(known: Sequence[Event]) -> Iterable[Step]:
    for place, event in enumerate(known, start=1):
        yield Step(event, _combined([part.state for part in _parts(known[:place]).values()]))


def _combined(states: Sequence[State]) -> State:
    """One state for a matter whose instruments fare differently.

    What was only proposed or has ended does not speak for the rest. Something annulled, or sent back, beside something
    that stands makes the matter partly standing; otherwise the least settled state is the honest one.
    """
    distinct = set(states) - {State.UNKNOWN}
    for weak in (State.PROPOSED, State.ENDED):
        if len(distinct) > 1:
            distinct.discard(weak)
    if len(distinct) <= 1:
        return next(iter(distinct), State.UNKNOWN)
    if State.UNDECIDED_AGAIN in distinct and not distinct & _STANDS:
        return State.UNDECIDED_AGAIN
    if distinct & {State.UNDECIDED_AGAIN, State.ANNULLED}:
        return State.PARTLY_STANDING
    least_settled = (State.PARTLY_STANDING, State.STAYED, State.UNDER_APPEAL, State.IN_FORCE)
    return next(state for state in least_settled if state in distinct)


def _effect(deciding: Sequence[Event]) -> str:
    return " ".join(dict.fromkeys(event.effect for event in deciding if event.effect))
