"""What a question takes for granted, and whether the records bear it out."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.matters import EventKind
from service.answering.composing import steps
from service.answering.composing.reading import Line, Reading
from service.answering.composing.telling import events_asked
from service.answering.composing.yes_no import denials
from service.answering.held.dossier import Sentence, is_digested
from service.answering.question import Asked, Intent, Premise, Query, Shape
from service.answering.question.premises import speaks_of
from service.answering.weighing.evidence import is_prose
from service.answering.wording import facts
from service.answering.wording.words import expand, stems

_CHANGES = frozenset(
    {
        EventKind.ANNULLED,
        EventKind.WITHDRAWN,
        EventKind.DISMISSED,
        EventKind.STAY_LIFTED,
        EventKind.REDUCED,
        EventKind.RESTORED,
        EventKind.REMITTED,
        EventKind.UPHELD,
    }
)


def presumes(query: Query) -> bool:
    """Whether something is taken for granted that the records, asked first, do not bear out."""
    pointed = query.asks(Intent.DEADLINE, Intent.REFERENCE, Intent.PROVISION) or query.main is Intent.WHO
    return assumes(query) or query.counted or pointed or bool(query.voices) or bool(events_asked(query))


def assumes(query: Query) -> bool:
    """Whether the question takes a step, a sanction or a crime for granted instead of asking whether there was one."""
    taken = {Premise.EVENT, Premise.CRIMINAL, Premise.FINED, Premise.BANNED}
    return not query.yes_no and any(asked.premise in taken and not asked.negated for asked in query.asked)


def takes_a_step(query: Query) -> bool:
    """Whether the question presupposes a step that ends or changes something, and not how a proposal was lowered."""
    changes = _CHANGES.intersection(events_asked(query))
    if any(one.premise is Premise.PROPOSED for one in query.asked):
        changes -= {EventKind.REDUCED}
    return not query.yes_no and bool(changes)


def that_took_it(query: Query, readings: Sequence[Reading]) -> Sequence[Reading]:
    """Of several matters that a question may mean those in which the step was taken that it takes for granted.

    All of them where none was recorded, where a list is asked for, and of decisions, whose steps may be told unread.
    """
    if len(readings) == 1 or query.shape is not Shape.SINGLE or not takes_a_step(query):
        return readings
    if not all(is_digested(one.dossier) for one in readings):
        return readings
    kinds = _CHANGES.intersection(events_asked(query))
    return [one for one in readings if steps.events_of(one, kinds)] or readings


def bears_out(query: Query, reading: Reading) -> bool:
    """Whether a step that the question takes for granted was taken."""
    taken = [one for one in query.asked if one.premise is Premise.EVENT and not one.negated]
    return any(steps.is_borne_out(reading, one) for one in taken)


def takes_in_vain(query: Query, readings: Sequence[Reading]) -> bool:
    """Whether the question presupposes a step that was taken in none of the matters."""
    return takes_a_step(query) and not any(bears_out(query, one) for one in readings)


def denies_the_step(reading: Reading) -> bool:
    """Whether its documents say that the step asked about was not taken."""
    return bool(denials(reading, _words_of(_steps_asked(reading))))


def denied_step(reading: Reading) -> Sentence | None:
    """The sentence that says that a step was not taken which the question takes for granted, where none is recorded."""
    if not assumes(reading.query) or bears_out(reading.query, reading):
        return None
    asked = [one for one in _steps_asked(reading) if not one.negated]
    return next((one.sentence for one in denials(reading, _words_of(asked))), None)


def denying(reading: Reading) -> list[Line]:
    """Of one of several who are named, the sentence that says it took no such step: "which of the three appealed"."""
    return reading.quoting(_denials(reading)[:1])


def _denials(reading: Reading) -> list[Sentence]:
    """Sentences that deny a step asked about, in the question's words or in others that tell of such a step."""
    asked = _steps_asked(reading)
    denied = [one.sentence for one in denials(reading, _words_of(asked))]
    others = [one for one in reading.sentences if facts.denied(one.english) and is_prose(one.english)]
    return denied or [one for one in others if any(speaks_of(one.english, step) for step in asked)]


def _steps_asked(reading: Reading) -> list[Asked]:
    return [one for one in reading.query.asked if one.premise is Premise.EVENT]


def _words_of(asked: Sequence[Asked]) -> frozenset[str]:
    """The last word of what each step is called by, and the others for it."""
    return expand(stem for one in asked for stem in stems(one.words)[-1:])
