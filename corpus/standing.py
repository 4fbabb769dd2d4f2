"""Standing: the fold of a matter's events up to a date. Pure code; the rules and worked examples are in docs/domain.md.

Under the one word that users see lie four facts: what stands (`base`), whether a challenge is pending, whether it is
suspended meanwhile, and whether the last instance has spoken. Keeping them apart lets an appeal that is dropped fall
back to what stood before it, and keeps an annulled fine annulled while the authority appeals.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.matters import BodyRank, Event, EventKind, State


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
    """

    state: State
    deciding: tuple[Event, ...] = ()
    since: dt.date | None = None
    effect: str = ""
    pending: bool = False
    last_instance: bool = False
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class _Position:
    base: State = State.UNKNOWN
    pending: bool = False
    stayed: bool = False
    last: bool = False

    @property
    def state(self) -> State:
        if self.base not in (State.IN_FORCE, State.PARTLY_STANDING, State.ENDED):
            return self.base
        if self.stayed:
            return State.STAYED
        if self.pending:
            return State.UNDER_APPEAL
        return State.FINAL if self.last and self.base is State.IN_FORCE else self.base


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

_TO_UNDECIDED = (EventKind.REMITTED, EventKind.JURISDICTION_RESTORED)
_TO_ENDED = (EventKind.SETTLED, EventKind.WITHDRAWN, EventKind.SUPERSEDED, EventKind.COMPLIED, EventKind.EXPIRED)
_TO_IN_FORCE = (EventKind.RESTORED, EventKind.APPROVED)
_DECIDES = frozenset(
    {
        EventKind.UPHELD,
        EventKind.DISMISSED,
        EventKind.VARIED,
        EventKind.REDUCED,
        EventKind.RESTORED,
        EventKind.ANNULLED,
        EventKind.PARTLY_ANNULLED,
        EventKind.REMITTED,
        EventKind.JURISDICTION_RESTORED,
        EventKind.APPROVED,
        EventKind.SETTLED,
        EventKind.DEFAULT_PENALTY_IMPOSED,
    }
)
"""Decisions that give the state anew even where it stays the same; an authority's appeal never gave an annulment."""
_REACHED = (State.UNKNOWN, State.PROPOSED)
_STANDS = {State.IN_FORCE, State.FINAL, State.PARTLY_STANDING}


def ordered(events: Iterable[Event]) -> list[Event]:
    """Oldest first; on one day the higher body last; fully determined, whatever order the events were loaded in."""
    return sorted(events, key=_key)


def _key(event: Event) -> tuple[object, ...]:
    return (
        event.on,
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
    known = [event for event in ordered(events) if as_of is None or event.on <= as_of]
    if instrument is not None:
        return _fold_one([event for event in known if not event.applies_to or instrument in event.applies_to])
    parts = _parts(known)
    if len(parts) == 1:
        return next(iter(parts.values()))
    return _fold_many(known, parts)


def fold_parts(events: Iterable[Event], as_of: dt.date | None = None) -> dict[str, Standing]:
    """The standing of each instrument that an event up to the date names; {"": standing} where none is named."""
    return _parts([event for event in ordered(events) if as_of is None or event.on <= as_of])


def _parts(known: Sequence[Event]) -> dict[str, Standing]:
    names = dict.fromkeys(name for event in known for name in event.applies_to)
    if not names:
        return {"": _fold_one(known)}
    return {name: _fold_one([e for e in known if not e.applies_to or name in e.applies_to]) for name in names}


def _fold_one(events: Sequence[Event]) -> Standing:
    position = _Position()
    steps: list[Step] = []
    deciding: list[Event] = []
    for event in events:
        before, position = position, _after(position, event)
        steps.append(Step(event, position.state))
        if position.state is not before.state or event.kind in _DECIDES:
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


def _after(position: _Position, event: Event) -> _Position:
    """The transition table of docs/domain.md."""
    rule = _RULES.get(event.kind)
    if rule is not None:
        return rule(position, event)
    return _Position(_outcome(event.kind, position.base), last=event.last_instance)


def _changed(_: _Position, event: Event) -> _Position:
    """Varied or reduced for good, what is left is final; while a further appeal lies, it stands in part."""
    return _Position(State.IN_FORCE if event.last_instance else State.PARTLY_STANDING, last=event.last_instance)


def _asked(position: _Position, _: Event) -> _Position:
    """Intended or filed: nothing is decided, and nothing decided before is touched."""
    return replace(position, base=State.PROPOSED) if position.base is State.UNKNOWN else position


def _given(position: _Position, event: Event) -> _Position:
    """Something was issued, announced or collected. An announcement never turns a proposal into a decision."""
    if event.kind is EventKind.ISSUED and position.base not in (State.IN_FORCE, State.PARTLY_STANDING):
        return _Position(State.IN_FORCE, last=event.last_instance)
    base = State.IN_FORCE if position.base is State.UNKNOWN else position.base
    return replace(position, base=base, last=position.last or (event.last_instance and not position.pending))


def _reached(position: _Position) -> _Position:
    """What is challenged or suspended was issued, even where no document held says when."""
    return replace(position, base=State.IN_FORCE) if position.base in _REACHED else position


def _challenged(position: _Position, _: Event) -> _Position:
    return replace(_reached(position), pending=True, last=False)


def _suspended(position: _Position, event: Event) -> _Position:
    return replace(_reached(position), stayed=event.kind is EventKind.STAYED)


def _closed(position: _Position, _: Event) -> _Position:
    """A closed file ends what was never decided; what was decided goes on standing."""
    return replace(position, base=State.ENDED) if position.base in _REACHED else position


def _expired(position: _Position, event: Event) -> _Position:
    """An order expires; at last instance it is the time to appeal that has run out."""
    if event.last_instance:
        return replace(_reached(position), pending=False, last=True)
    return _Position(_outcome(event.kind, position.base))


def _challenge_ended(position: _Position, event: Event) -> _Position:
    """The challenge failed: what stood stands. A suit that was only filed ends when it is dismissed."""
    base = position.base
    if event.kind is EventKind.DISMISSED and base in _REACHED:
        return _Position(State.ENDED, last=event.last_instance)
    if base in _REACHED or (base is State.UNDECIDED_AGAIN and event.kind is EventKind.UPHELD):
        base = State.IN_FORCE
    return _Position(base, last=event.last_instance or event.kind is EventKind.ABANDONED)


def _outcome(kind: EventKind, base: State) -> State:
    if kind is EventKind.ANNULLED:
        return State.ANNULLED
    if kind in _TO_UNDECIDED:
        return State.UNDECIDED_AGAIN
    if kind is EventKind.PARTLY_ANNULLED:
        return State.PARTLY_STANDING
    if kind in _TO_ENDED:
        return base if base is State.ANNULLED else State.ENDED
    if kind in _TO_IN_FORCE:
        return State.IN_FORCE
    raise ValueError(f"the fold has no rule for {kind}")


_RULES = {
    EventKind.INTENDED: _asked,
    EventKind.FILED: _asked,
    EventKind.ISSUED: _given,
    EventKind.ANNOUNCED: _given,
    EventKind.DEFAULT_PENALTY_IMPOSED: _given,
    EventKind.COLLECTED: _given,
    EventKind.APPEALED: _challenged,
    EventKind.PERMISSION_GRANTED: _challenged,
    EventKind.STAYED: _suspended,
    EventKind.STAY_LIFTED: _suspended,
    EventKind.UPHELD: _challenge_ended,
    EventKind.PERMISSION_REFUSED: _challenge_ended,
    EventKind.ABANDONED: _challenge_ended,
    EventKind.DISMISSED: _challenge_ended,
    EventKind.VARIED: _changed,
    EventKind.REDUCED: _changed,
    EventKind.CLOSED: _closed,
    EventKind.EXPIRED: _expired,
}
"""What each event does to a position; the other kinds have one outcome whatever stood before."""


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
