"""One question with the matters of its plan, opened for it: each is read once, whoever asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.filters import Filters
from corpus.retrieval import Hit
from service.answering.choosing.places import is_of_place
from service.answering.choosing.planned import PASSAGES, Plan
from service.answering.composing.bearing_lines import Found
from service.answering.composing.composed import PROSE_MATTERS
from service.answering.composing.reading import Reading, read
from service.answering.held.dossier import Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query
from service.answering.refusal import Refuser


@dataclass(frozen=True)
class AtHand:
    """One question before the matters of its plan.

    `as_of` is the day as of which it is answered, `today` the day of asking; `filters` are those of the request.
    """

    query: Query
    as_of: dt.date
    today: dt.date
    filters: Filters
    plan: Plan
    knowledge: Knowledge
    refuser: Refuser

    @property
    def matters(self) -> tuple[Dossier, ...]:
        """The matters of the plan, or those of others that speak of the respondent."""
        return self.plan.dossiers or self.plan.related

    @cached_property
    def found(self) -> Found:
        """The matters to look through for sentences: those of the plan, else those of the best passages."""
        if self.plan.dossiers or self.plan.elsewhere:
            readings = self.readings(self.matters[:PROSE_MATTERS])
            return Found(self.query, self.plan.uncovered, readings, searched=False)
        hits = tuple(self.knowledge.search(self.query.text, self.filters, PASSAGES))
        ids = tuple(dict.fromkeys(hit.matter for hit in hits))
        held = {one.id: one for one in self.knowledge.dossiers(self.filters)}
        fitting = [held[key] for key in ids if key in held and is_of_place(held[key], self.query, self.knowledge)]
        best = fitting[:PROSE_MATTERS]
        return Found(self.query, self.plan.uncovered, self.readings(best, hits), searched=True)

    def readings(self, dossiers: Iterable[Dossier], hits: Sequence[Hit] | None = None) -> list[Reading]:
        """Dossiers with the sentences to choose from; what is dated after the day asked is not known yet."""
        if hits is not None:
            return [self._reading(one, replace(self.plan, hits=tuple(hits))) for one in dossiers]
        for one in (dossiers := list(dossiers)):
            if one.id not in self._read:
                self._read[one.id] = self._reading(one, self.plan)
        return [self._read[one.id] for one in dossiers]

    @cached_property
    def _read(self) -> dict[str, Reading]:
        """The dossiers that were read, by id: their sentences are weighed once, whoever asks."""
        return {}

    def _reading(self, dossier: Dossier, plan: Plan) -> Reading:
        return read(
            dossier,
            self.query,
            self.as_of,
            self.knowledge,
            plan.hits_of(dossier),
            narrowed=bool(plan.siblings),
            past=self.as_of < self.today,
            shown=plan.shown.get(dossier.id, ()),
        )
