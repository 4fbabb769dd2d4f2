"""Crimes and what becomes of whoever commits them: no record holds any, only sentences tell or deny them."""

from __future__ import annotations

from collections.abc import Iterable

from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.yes_no import NO, Verdict, denials
from service.answering.held.dossier import is_digested
from service.answering.question import Premise, Query
from service.answering.weighing.evidence import is_prose, is_silent
from service.answering.wording import facts
from service.answering.wording.words import expand, stems

OF_CRIMES = frozenset(
    stems(
        "crime crimes criminal criminally charge charges charged convict convicted conviction prosecute prosecuted "
        "prosecution prosecutor prosecutors indict indicted indictment jail jailed imprison imprisoned imprisonment "
        "prison arrest arrested guilty"
    )
)
"""Stems of the words that speak of crimes and of what becomes of whoever commits them."""
MOST = 3


def crime_asked(query: Query) -> frozenset[str]:
    """Stems of the crime or punishment that a question speaks of, and of other words for it; none elsewhere."""
    return expand(stem for one in query.asked if one.premise is Premise.CRIMINAL for stem in stems(one.words))


def asks_of_untold_crime(query: Query, said: Iterable[frozenset[str]]) -> bool:
    """Whether a question takes a crime for granted of which nothing that is `said`, as stems, speaks in any word."""
    crime = crime_asked(query)
    return bool(crime) and not any(crime & spoken for spoken in said)


def crime_lines(reading: Reading) -> list[Line]:
    """The sentences that speak of a crime, those first that deny it."""
    found = [one for one in reading.sentences if _speaks(one.stems) and is_prose(one.english) and not is_silent(one)]
    found.sort(key=lambda one: not OF_CRIMES & facts.denied(one.english))
    return reading.quoting(found[:MOST])


def verdict_on_crimes(reading: Reading) -> Verdict | None:
    """No where a digest says that nobody was charged or convicted; a word of ours on nothing else."""
    denying = [one.sentence for one in denials(reading, OF_CRIMES)] if is_digested(reading.dossier) else []
    if not denying:
        return None
    lines = reading.quoting(denying[:1])
    return Verdict(NO, tuple(unique([*lines, *crime_lines(reading)])))


def _speaks(said: frozenset[str]) -> bool:
    return bool(OF_CRIMES & said)
