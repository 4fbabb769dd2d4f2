"""What a judgment leaves of the penalties that it recites: those of a decision that it annulled no longer stand.

A judgment tells a fine as it was imposed, and what became of it elsewhere, in its operative part. Where it does not say
which of several fines fell, or sends the matter back, what is owed is not known.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.documents import Span
from corpus.matters import Event, EventKind
from corpus.records import MoneyStage, Penalty

_BY_COURT = frozenset({EventKind.REDUCED, EventKind.RESTORED})
_PENALTY = re.compile(r"(?<!\w)(?:fine|penalty|sanction|surcharge)(?:s|ies)?(?!\w)", re.IGNORECASE)
_NONE_LEFT = re.compile(
    r"(?<!\w)[Nn]o (?:administrative |monetary )?(?:fine|penalty|sanction) is (?:to be )?imposed(?!\w)"
)


def left_by_judgment(
    penalties: tuple[Penalty, ...],
    events: Sequence[Event],
    text: str,
    operative: Sequence[Span],
    on: dt.date | None,
) -> tuple[Penalty, ...]:
    """The penalties of a judgment given `on` a day, with what its outcome makes of those that it tells as imposed."""
    outcomes = {event.kind: event for event in events if event.on == on}
    imposed = sum(each.stage is MoneyStage.IMPOSED for each in penalties)
    if on is None or outcomes.keys() & _BY_COURT:
        return penalties
    if EventKind.VARIED in outcomes:
        # what the court sets itself is imposed, and what was lower before it is no more
        return _with(penalties, {MoneyStage.REDUCED: MoneyStage.UNKNOWN}) if imposed else penalties
    stage = _left(outcomes, text, operative, several=imposed > 1)
    if stage is None:
        return penalties
    return _with(penalties, {MoneyStage.IMPOSED: stage, MoneyStage.REDUCED: MoneyStage.UNKNOWN})


def _with(penalties: tuple[Penalty, ...], stages: dict[MoneyStage, MoneyStage]) -> tuple[Penalty, ...]:
    return tuple(replace(each, stage=stages.get(each.stage, each.stage)) for each in penalties)


def _left(
    outcomes: dict[EventKind, Event], text: str, operative: Sequence[Span], *, several: bool
) -> MoneyStage | None:
    """What became of what was imposed; None where the judgment leaves it as it was."""
    partly = outcomes.get(EventKind.PARTLY_ANNULLED)
    if EventKind.ANNULLED in outcomes or any(_NONE_LEFT.search(part.of(text)) for part in operative):
        return MoneyStage.ANNULLED
    if partly is not None:
        named = _PENALTY.search(partly.span.of(text))
        return MoneyStage.UNKNOWN if several else MoneyStage.ANNULLED if named else None
    return MoneyStage.UNKNOWN if EventKind.REMITTED in outcomes else None
