"""The word of a verdict, what it rests on, and the word for what no record holds."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from service.answering.composing import money, orders, outcomes, steps
from service.answering.composing.reading import Line, Reading, unique
from service.answering.held.dossier import is_digested
from service.answering.verify import VERDICTS
from service.answering.weighing.evidence import Scored, rank
from service.answering.wording import facts

YES, NO, PARTLY, OPEN, UNSURE = VERDICTS
PRESENT = re.compile(r"^(?:so |and )?(?:does|do|must|is|are|has)\b|\b(?:now|still|today|currently)\b", re.IGNORECASE)
"""What asks for what is binding now and not for what was once ordered."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The word, what it rests on, and what became of that since. `absent` says that it rests on nothing being held."""

    word: str
    lines: tuple[Line, ...]
    absent: bool = False


def nothing_recorded(reading: Reading, words: Sequence[str]) -> Verdict:
    """Nothing of the kind is recorded: a sentence that denies it, where there is one, and what was done instead.

    A digest records all that it knows. That nothing was read in a decision's text is no proof: only a sentence that
    denies it, or another outcome, makes it no.
    """
    denying = denials(reading, words)
    lines = tuple(unique([*reading.quoting([one.sentence for one in denying[:1]]), *_instead(reading)]))
    told = denying or is_digested(reading.dossier) or outcomes.outcome(reading)
    return Verdict(NO if told else "", lines, absent=True)


def denials(reading: Reading, words: Collection[str]) -> list[Scored]:
    """Sentences that deny something of one of these stems, the best first."""
    found = [one for one in rank(reading.query, reading.sentences) if facts.denied(one.sentence.text) & set(words)]
    return sorted(found, key=lambda one: -one.score)


def _instead(reading: Reading) -> list[Line]:
    ordered = unique([*outcomes.outcome_lines(reading, 1), *orders.order_lines(reading)[:2]])
    return [*ordered, *money.money_lines(reading)[:1]] or steps.beginning_lines(reading)[:1]
