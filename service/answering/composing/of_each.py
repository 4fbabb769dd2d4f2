"""What is asked of each of more matters than are told in prose: why each was decided, in few lines, under its title."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from corpus.documents import Voice
from service.answering.composing import money
from service.answering.composing.composed import PROSE_MATTERS, Composed
from service.answering.composing.findings import finding_lines, provision_lines
from service.answering.composing.listing import listing
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.telling import tell
from service.answering.question import Intent, Premise, Query, Shape
from service.answering.weighing.evidence import is_silent, speaks_as

MOST_EACH = 6
"""Matters told so; more are only named. As many have their standing written out, and with it their title."""
MOST_LINES = 2
_LAW = re.compile(r"\b(?:[Aa]rticles?|[Ss]ections?|[Pp]rinciples?|Act|Law|Code|Rule|Regulation|Directive|GDPR)\b")


def asks_of_each(query: Query, readings: Sequence[Reading]) -> bool:
    """Whether reasons or provisions are asked of so many matters of somebody named: no row of a table tells those."""
    several = bool(query.subjects) and len(readings) > PROSE_MATTERS and query.shape is Shape.SINGLE
    return several and not query.yes_no and query.main in (Intent.REASON, Intent.PROVISION)


def told_of_each(query: Query, readings: Sequence[Reading]) -> Composed | None:
    """What is told of each, and which are left out; the sums beside it, where they are asked too.

    Where an authority or a court found something comes first, and of those the newest.
    """
    meant = sorted(_sanctioned_so(query, readings), key=_day, reverse=True)
    found = [(one, lines) for one in meant if (lines := _lines(query, one))]
    found.sort(key=lambda pair: not any(speaks_as(line.sentences[0], Voice.FINDING) for line in pair[1]))
    if not found:
        return None
    told, left = found[:MOST_EACH], found[MOST_EACH:]
    sums = listing(query, [one for one, _ in told]) if query.asks(Intent.MONEY) and query.also else None
    notes = [*(sums.notes if sums else ()), *not_told([one for one, _ in left])]
    return Composed(unique(line for _, lines in told for line in lines), sums, notes, [one for one, _ in told])


def _lines(query: Query, reading: Reading) -> list[Line]:
    """A matter's first lines: of provisions those found infringed, else what was found under a law that is named."""
    if query.main is not Intent.PROVISION or query.topic:
        return in_short(tell(reading))
    infringed = provision_lines(reading, infringed_only=True)
    return in_short(infringed or [one for one in finding_lines(reading) if _LAW.search(one.sentences[0].english)])


def in_short(lines: Sequence[Line]) -> list[Line]:
    """The first lines of a matter that state something."""
    return [line for line in lines if not is_silent(line.sentences[0])][:MOST_LINES]


def not_told(readings: Sequence[Reading]) -> list[str]:
    """The note of matters that the question fits too, where there are more than are told in prose."""
    titles = "; ".join(f"“{one.title}”" for one in readings)
    matters = f"{len(readings)} more matters" if len(readings) > 1 else "one more matter"
    are = "are" if len(readings) > 1 else "is"
    return [f"The question fits {matters}, which {are} not told here: {titles}."] if titles else []


def _sanctioned_so(query: Query, readings: Sequence[Reading]) -> Sequence[Reading]:
    """Those in which a fine was set, where it is asked why somebody was fined; all where none was."""
    fined = any(one.premise in (Premise.FINED, Premise.A_FINE) and not one.negated for one in query.asked)
    found = [one for one in readings if money.punitive(money.effective(one))] if fined else []
    return found or readings


def _day(reading: Reading) -> dt.date:
    return reading.dossier.decided_on or dt.date.min
