"""What happened to a decision, as texts in other languages than English tell it.

The phrases of `events.toml` are English, and word order differs from language to language. So a sentence is read by the
English meanings of its words in any order: an act ("annulled") and what it befell ("the fine") near it, where nothing
leaves it open. An outcome is a court's, which the sentence or the one before it names. Of what day, the sentence must
say, else it had happened by the day of the text, or after that of the decision.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from corpus.documents import InstrumentKind
from corpus.glosses import is_listed
from corpus.matters import BodyRank, Event, EventKind
from ingest.extract.reading import Reading
from ingest.extract.steps.abroad.clauses import Said
from ingest.extract.steps.abroad.dated import day_of_telling, head_court, is_courts_day, is_of_another_day
from ingest.extract.steps.abroad.tellers import BY_AUTHORITY, StepAbroad, Teller
from ingest.extract.steps.abroad.together import event_of
from ingest.extract.steps.actors import OUTCOMES, Context
from ingest.wording.dates import find_dates, may_hold_date

_UNDOES = frozenset({EventKind.ANNULLED, EventKind.PARTLY_ANNULLED, EventKind.REDUCED})
_ENDING = frozenset({EventKind.EXPIRED, EventKind.ABANDONED})
_DECIDED = OUTCOMES | {EventKind.DISMISSED}


class Abroad:
    """What a text in another language tells of its matter; nothing where the language has no word list.

    `steps` are in the order of the text. `of_court`: its news is what a court did. `is_unsure`: what
    the sentences tell leaves open where the matter stands.
    """

    def __init__(self, reading: Reading, context: Context) -> None:
        self._reading, self._context = reading, context
        self.steps: tuple[StepAbroad, ...] = ()
        self.of_court = self.is_unsure = False
        if not is_listed(context.description.language):
            return
        head = head_court(reading, context)
        self.of_court = head is not None
        teller = Teller(context)
        found = [step for place, each in enumerate(reading.sentences()) for step in teller.steps(each, place)]
        decided = {step.body_rank for step in found if step.kind in _DECIDED}
        if head and decided and head.rank not in decided:
            # its news is what another court made of these
            found = [step for step in found if step.kind in BY_AUTHORITY]
        unread = self.of_court or teller.court_acts
        self.is_unsure = teller.is_unsure
        if self.is_unsure:
            found = [step for step in found if step.kind in BY_AUTHORITY]
        self.steps = tuple(self._without_doubtful(found, unread=unread))

    @property
    def proposes(self) -> bool:
        """Whether what it tells first of its authority is that it proposed something."""
        first = next((step.kind for step in self.steps if step.kind in BY_AUTHORITY), None)
        return first is EventKind.INTENDED and not self.of_court

    def events(self) -> Iterator[Event]:
        """The steps as events: by the day of the text where they bear none of their own.

        Where the text bears only the day of the decision itself, they came after that.
        """
        if self._context.regulator is None or not self.steps:
            return
        told = day_of_telling(self._reading, self._context)
        dated = {(step.kind, step.body_rank) for step in self.steps if step.on}
        for step in self.steps:
            if (
                not self._is_event(step)
                or self._is_earlier(step)
                or (step.on is None and (step.kind, step.body_rank) in dated)
            ):
                continue
            on, precision = self._when(step, told)
            if on:
                yield event_of(self._context, step.kind, (step.body, step.body_rank), step.sentence, on, precision)

    def _when(self, step: StepAbroad, told: dt.date | None) -> tuple[dt.date | None, str]:
        """The day of a step, and how well it is known.

        A text that gives no day of its own, and in that sentence one after the day of the decision, was written later.
        """
        description = self._context.description
        known, published = told or description.decided_on, description.published_on
        if known and published is None and _is_later(step.sentence.text, known):
            return known, "after"
        if step.on and not (published and step.on > published):
            return step.on, "by" if step.heard else step.precision
        return known, "by" if told else "after"

    def _is_event(self, step: StepAbroad) -> bool:
        """What the authority decided has its own day, and is told as the instrument's issuing."""
        return step.kind is not EventKind.ISSUED and (step.kind is not EventKind.INTENDED or self.proposes)

    def _is_earlier(self, step: StepAbroad) -> bool:
        """Whether a step befell another decision: it came before the day of this one."""
        decided = self._context.description.decided_on
        if step.on is None or decided is None or step.precision != "day" or step.kind in BY_AUTHORITY:
            return False
        return step.on < decided and not is_of_another_day(self._reading, self._context)

    def _without_doubtful(self, steps: list[StepAbroad], *, unread: bool) -> Iterator[StepAbroad]:
        """Without what the other steps of the text put in doubt.

        A judgment that was changed on appeal leaves open what stands, and so does one of which no outcome is read. An
        appeal of the authority, and its dismissal, leave what the judgment before them made of the decision: nobody
        knows what that is where the text does not tell it. That one of several respondents did not appeal ends nothing
        while another has.
        """
        last = max((place for place, step in enumerate(steps) if step.changed), default=None)
        if last is not None:
            steps = [s for at, s in enumerate(steps) if s.kind in BY_AUTHORITY or (at > last and s.kind in _ENDING)]
        kinds = {step.kind for step in steps}
        courts_day = is_courts_day(self._reading, self._context)
        judgment = self._context.description.kind is InstrumentKind.JUDGMENT or unread or courts_day
        several = len(self._context.description.respondents) > 1
        for step in steps:
            by_authority = step.kind is EventKind.APPEALED and step.body_rank is BodyRank.REGULATOR
            if (by_authority or step.kind in {EventKind.DISMISSED, EventKind.REMITTED}) and not kinds & _UNDOES:
                continue
            appealed = EventKind.APPEALED in kinds
            if step.kind is EventKind.APPEALED and step.on is None and judgment and not kinds & _DECIDED:
                continue
            if step.kind in _ENDING and several and appealed and not kinds & OUTCOMES:
                continue
            yield step


def leaves_open(text: str, language: str) -> bool:
    """Whether a sentence of another language tells of a step or speaks of a challenge, so that standing is doubtful."""
    if not is_listed(language):
        return False
    said = Said(text, language)
    at_court = said.any_of("court")
    return not said.is_of_another and (
        Teller.kind_told(text, language) is not None or said.speaks_of_challenge(at_court=at_court)
    )


def _is_later(text: str, known: dt.date) -> bool:
    """Whether a sentence gives a day after another."""
    return may_hold_date(text) and any(date.on > known for date in find_dates(text) if date.precision == "day")
