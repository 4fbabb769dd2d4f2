"""What is only recommended, and what is not certain: the words for a standing wherever one is shown."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus import advice
from corpus.filters import Filters
from corpus.matters import Instrument, Matter, State
from corpus.record_store import RecordStore
from corpus.standing import Standing


@dataclass(frozen=True, slots=True)
class Advice:
    """Knows of some matters whether they bind. `bound` are those whose documents order or fine whatever their name."""

    bound: frozenset[str] = field(default_factory=frozenset)

    def advised(self, matter: Matter, as_of: dt.date | None) -> bool:
        """Whether the matter holds nothing but recommendations on a day."""
        return matter.id not in self.bound and advice.advisory(matter, as_of)

    def word(self, matter: Matter, standing: Standing, as_of: dt.date | None) -> str:
        """The word for the standing of the matter."""
        return advice.words(standing, advised=self.advised(matter, as_of))

    def word_of(self, matter: Matter, instrument: Instrument | None, standing: Standing, as_of: dt.date | None) -> str:
        """The word for the standing of one of its instruments; beside an order, a report still only recommends."""
        only = instrument is not None and advice.advises(instrument) and matter.id not in self.bound
        return advice.words(standing, advised=only or self.advised(matter, as_of))

    def word_after(self, matter: Matter, state: State, day: dt.date) -> str:
        """The word for the state that a step of some day left behind."""
        return advice.word(state, advised=self.advised(matter, day))


NO_ADVICE = Advice()


def advice_on(records: RecordStore, matters: Iterable[Matter]) -> Advice:
    """What the records say of those matters that issued a recommendation; the others need no reading."""
    named = tuple(sorted(m.id for m in matters if any(advice.advises(each) for each in m.instruments)))
    if not named:
        return NO_ADVICE
    only = Filters(matter=named)
    orders, penalties = defaultdict(list), defaultdict(list)
    for order in records.orders(only):
        orders[order.matter].append(order.record)
    for penalty in records.penalties(only):
        penalties[penalty.matter].append(penalty.record)
    return Advice(frozenset(name for name in named if advice.binds(orders[name], penalties[name])))
