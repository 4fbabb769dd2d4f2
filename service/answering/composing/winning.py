"""Whether a challenge had success, by the outcomes that records hold: no document need say that it did."""

from __future__ import annotations

from corpus.matters import EventKind
from service.answering.composing import steps
from service.answering.composing.challenges import asks_if_won
from service.answering.composing.reading import Reading, unique
from service.answering.composing.yes_no import PARTLY, YES, Verdict
from service.answering.question import Query
from service.answering.wording.words import stems

_WORDS = frozenset(stems("succeed success successful successfully win prevail"))
_WORD = {EventKind.ANNULLED: YES, EventKind.PARTLY_ANNULLED: PARTLY, EventKind.REDUCED: PARTLY}
"""What a challenge had of success, by the only outcome that is recorded."""


def words_of_winning(query: Query) -> frozenset[str]:
    """The stems that ask how a challenge ended, which documents tell in other words; none where that is not asked."""
    return _WORDS if asks_if_won(query.text) else frozenset()


def won(reading: Reading) -> Verdict | None:
    """What came of a challenge of which no record holds that it was brought, where it is asked if it had success."""
    if not asks_if_won(reading.query.text):
        return None
    ended = steps.events_of(reading, steps.OUTCOMES)
    told = unique(reading.event_line(event) for event in ended)
    word = _WORD.get(ended[0].kind, "") if len(ended) == 1 else ""
    return Verdict(word, tuple(told)) if told else None
