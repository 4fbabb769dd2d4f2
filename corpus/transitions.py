"""What each event does to a position: the transition table of docs/domain.md. Pure code.

Under the one word that users see lie four facts: what stands (`base`), whether a challenge is pending, whether it is
suspended meanwhile, and whether the last instance has spoken. Keeping them apart lets an appeal that is dropped fall
back to what stood before it, and keeps an annulled fine annulled while the authority appeals.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.matters import Event, EventKind, State


@dataclass(frozen=True, slots=True)
class Position:
    """Where one instrument is; `state` is the one word for it."""

    base: State = State.UNKNOWN
    pending: bool = False
    stayed: bool = False
    last: bool = False

    @property
    def state(self) -> State:
        """The word that users see."""
        if self.base not in (State.IN_FORCE, State.PARTLY_STANDING, State.ENDED):
            return self.base
        if self.stayed:
            return State.STAYED
        if self.pending:
            return State.UNDER_APPEAL
        return State.FINAL if self.last and self.base is State.IN_FORCE else self.base


_TO_UNDECIDED = (EventKind.REMITTED, EventKind.JURISDICTION_RESTORED)
_TO_ENDED = (EventKind.SETTLED, EventKind.WITHDRAWN, EventKind.SUPERSEDED, EventKind.COMPLIED, EventKind.EXPIRED)
_TO_IN_FORCE = (EventKind.RESTORED, EventKind.APPROVED)
DECIDES = frozenset(
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


def after(position: Position, event: Event) -> Position:
    """The position that an event leaves behind."""
    rule = _RULES.get(event.kind)
    if rule is not None:
        return rule(position, event)
    return Position(_outcome(event.kind, position.base), last=event.last_instance)


def _changed(_: Position, event: Event) -> Position:
    """Varied or reduced for good, what is left is final; while a further appeal lies, it stands in part."""
    return Position(State.IN_FORCE if event.last_instance else State.PARTLY_STANDING, last=event.last_instance)


def _asked(position: Position, _: Event) -> Position:
    """Intended or filed: nothing is decided, and nothing decided before is touched."""
    return replace(position, base=State.PROPOSED) if position.base is State.UNKNOWN else position


def _given(position: Position, event: Event) -> Position:
    """Something was issued, announced or collected. An announcement never turns a proposal into a decision."""
    if event.kind is EventKind.ISSUED and position.base not in (State.IN_FORCE, State.PARTLY_STANDING):
        return Position(State.IN_FORCE, last=event.last_instance)
    base = State.IN_FORCE if position.base is State.UNKNOWN else position.base
    return replace(position, base=base, last=position.last or (event.last_instance and not position.pending))


def _reached(position: Position) -> Position:
    """What is challenged or suspended was issued, even where no document held says when."""
    return replace(position, base=State.IN_FORCE) if position.base in _REACHED else position


def _challenged(position: Position, _: Event) -> Position:
    return replace(_reached(position), pending=True, last=False)


def _suspended(position: Position, event: Event) -> Position:
    return replace(_reached(position), stayed=event.kind is EventKind.STAYED)


def _closed(position: Position, _: Event) -> Position:
    """A closed file ends what was never decided; what was decided goes on standing."""
    return replace(position, base=State.ENDED) if position.base in _REACHED else position


def _expired(position: Position, event: Event) -> Position:
    """An order expires; at last instance it is the time to appeal that has run out."""
    if event.last_instance:
        return replace(_reached(position), pending=False, last=True)
    return Position(_outcome(event.kind, position.base))


def _challenge_ended(position: Position, event: Event) -> Position:
    """The challenge failed: what stood stands. A suit that was only filed ends when it is dismissed.

    What the last instance upholds though it was complied with was at issue until then, and is final.
    """
    base = position.base
    if event.kind is EventKind.DISMISSED and base in _REACHED:
        return Position(State.ENDED, last=event.last_instance)
    upheld = event.kind is EventKind.UPHELD
    if base in _REACHED or (
        upheld and (base is State.UNDECIDED_AGAIN or (base is State.ENDED and event.last_instance))
    ):
        base = State.IN_FORCE
    return Position(base, last=event.last_instance or event.kind is EventKind.ABANDONED)


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
