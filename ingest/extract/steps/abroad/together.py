"""The steps of one text put together: each once, with a day, and what a court did at once as one outcome."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.matters import BodyRank, Event, EventKind
from ingest.extract.reading import Sentence
from ingest.extract.steps.actors import OUTCOMES, Context
from ingest.extract.steps.in_part import in_part

_LOOSE = frozenset({"by", "after"})
_UNDOES = frozenset({EventKind.ANNULLED, EventKind.PARTLY_ANNULLED})
_ENDS = frozenset({EventKind.ABANDONED, EventKind.WITHDRAWN, EventKind.SETTLED})
REVIEWED = OUTCOMES - {EventKind.STAYED}
"""What a court makes of a decision."""
_RANKS = list(BodyRank)
_COURTS = frozenset({BodyRank.FIRST_INSTANCE, BodyRank.APPEAL, BodyRank.SUPREME})


@dataclass(frozen=True, slots=True)
class Told:
    """One step as the text tells it; `on` is None where it bears no day of its own.

    `challenge`: its sentence speaks of a challenge. `to`: the rank of the court that an appeal was brought to.
    """

    kind: EventKind
    sentence: Sentence
    body: str
    rank: BodyRank
    on: dt.date | None = None
    precision: str = "day"
    challenge: bool = False
    to: BodyRank | None = None
    likely: float = 1.0


def event_of(
    context: Context, kind: EventKind, by: tuple[str, BodyRank], sentence: Sentence, on: dt.date, precision: str
) -> Event:
    """A step told in a sentence of another language as an event, `by` its body and that body's rank."""
    final = by[1] is BodyRank.SUPREME and kind in OUTCOMES - {EventKind.REMITTED}
    last_instance = final or kind is EventKind.EXPIRED
    return context.event(kind, on, by, sentence.span, precision, last_instance=last_instance)


def heard(told: Sequence[Told]) -> list[Told]:
    """The steps of one sentence: an appeal told with its outcome had been lodged by the day of that."""
    outcomes = any(each.kind in REVIEWED for each in told)
    return [replace(e, precision="by") if outcomes and e.kind is EventKind.APPEALED and e.on else e for e in told]


def in_order(told: Sequence[Told], day: dt.date | None, precision: str, party: str) -> list[Told]:
    """The steps of a text whose own day is `day`, by or after which what bears no day had happened.

    What a court decided on a challenge had been challenged by then; `party` is who did it, where nothing else is told.
    """
    steps = in_part(_once(_with_days(told, day, precision)))
    ranks = [_RANKS.index(each.rank) for each in steps if each.kind in REVIEWED]
    again = [each for each in steps if _is_appeal(each) and each.to]
    if ranks and any(_RANKS.index(each.to) > max(ranks) for each in again if each.to):
        # of two appeals without a day that against the outcome is told
        steps = [replace(e, precision="after") if e in again else e for e in steps if e.to or not _is_appeal(e)]
    if any(map(_is_appeal, steps)):
        return steps
    first = next((each for each in steps if each.kind in REVIEWED and each.challenge and each.rank in _COURTS), None)
    if first:
        kind, rank = EventKind.APPEALED, BodyRank.PARTY
        steps.insert(0, replace(first, kind=kind, body=party, rank=rank, precision="by"))
    return steps


def _with_days(told: Sequence[Told], day: dt.date | None, precision: str) -> Iterator[Told]:
    """Each with a day: its own, that of the same court's other step, else by the day of the text."""
    dated = {each.body: each for each in reversed(told) if each.on and each.kind in OUTCOMES | {EventKind.RESTORED}}
    ended = any(each.kind in _ENDS for each in told)
    outcomes = [each for each in told if each.on and each.kind in REVIEWED]
    for each in told:
        same = dated.get(each.body) if each.kind in OUTCOMES else None
        if each.on:
            yield each
        elif same:
            yield replace(each, on=same.on, precision=same.precision)
        elif each.kind is EventKind.APPEALED and (outcomes or ended):
            # by then it had been brought; one that ended bears no day of its own
            if outcomes:
                first = min(outcomes, key=_on)
                yield replace(each, on=_on(first), precision="after" if each.to else "by")
        else:
            lower = [other.on for other in told if other.on and _is_below(other, each)]
            later = max(lower, default=None) if day is None or precision == "after" else None
            yield replace(each, on=later, precision="after") if later else replace(each, on=day, precision=precision)


def _is_appeal(told: Told) -> bool:
    return told.kind is EventKind.APPEALED


def _on(told: Told) -> dt.date:
    return told.on or dt.date.max


def _is_below(one: Told, other: Told) -> bool:
    """Whether both are outcomes, the first a lower court's: the higher court came later."""
    both = one.kind in REVIEWED and other.kind in REVIEWED
    return both and _RANKS.index(one.rank) < _RANKS.index(other.rank)


def _once(told: Iterable[Told]) -> list[Told]:
    """Each step once: that with a day of its own, else the first."""
    kept: dict[tuple[EventKind, BodyRank, BodyRank | None], Told] = {}
    for each in told:
        held = kept.get((each.kind, each.rank, each.to))
        if each.on and (held is None or (held.precision in _LOOSE and each.precision not in _LOOSE)):
            kept[each.kind, each.rank, each.to] = each
    return list(kept.values())
