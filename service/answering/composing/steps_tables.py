"""Tables of steps: those that a list asks for, or all that happened in some time; what became of the rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.matters import Event, EventKind
from corpus.record_store import Held
from corpus.records import Penalty
from service.answering.choosing.steps_asked import is_of_the_court, of_kinds, steps_asked, told_steps
from service.answering.composing import money, steps
from service.answering.composing.phrasing import joined, short_name
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.rows import Item, Listing, caption_of, first_line, in_order, in_period
from service.answering.composing.sums_table import only_fines
from service.answering.composing.tables import proofs_of, sums_text
from service.answering.held.dossier import Sentence
from service.answering.question import Premise, Query
from service.answering.question.bodies import asks_for_bodies
from service.answering.wording.facts import written

MOST_TOLD = 5
"""Steps told in prose of the rows of a list; the table has the standing of each."""
_UNDATED = "not stated"
_TOLD_LATER = frozenset({EventKind.ANNOUNCED})
"""What tells again of a step that is a row of its own."""


def steps_table(query: Query, readings: Sequence[Reading]) -> Listing | None:
    """The steps asked for, with what was to be paid where fines are asked."""
    kinds, _ = steps_asked(query)
    items = []
    fined = only_fines(query)
    for reading in readings:
        sums = money.punitive(money.counted(reading)) if fined else []
        if fined and not sums:
            continue
        events = [one for one in of_kinds(reading.events, kinds) if _by_court(query, reading, one)]
        items += [item for one in events if (item := _of_event(query, reading, one, sums, fined=fined))]
        if not events:
            told = told_steps(reading.dossier, query, reading.as_of, reading.knowledge)
            items += [_undated(query, reading, one, sums, fined=fined) for one in told]
    columns = ("Respondent", "Authority", "Matter", "Step", "Date", *(["Money"] if fined else []), "Standing")
    items = in_order(query, items)
    return Listing(caption_of(query, "Steps", readings), columns, tuple(items), first_line(query, items))


def asks_for_all_steps(query: Query) -> bool:
    """Whether all that happened is asked for: what is new since a day, or what courts decided."""
    taken, avoided = steps_asked(query)
    asked = [one for one in query.asked if one.premise is not Premise.A_FINE or not asks_for_bodies(query.text)]
    court = "court" in query.qualifiers and not (taken or avoided or asked or query.states)
    return court or ("news" in query.qualifiers and query.period is not None and not taken)


def all_steps_table(query: Query, readings: Sequence[Reading]) -> Listing | None:
    """Every step taken in the time asked for, of courts alone where these are asked about."""
    items = []
    for reading in readings:
        events = [one for one in reading.events if _by_court(query, reading, one)]
        days = {one.on for one in events if one.kind not in _TOLD_LATER and in_period(query, one.on)}
        kept = [one for one in events if one.kind not in _TOLD_LATER or not days]
        items += [item for one in kept if (item := _of_event(query, reading, one, (), fined=False))]
    columns = ("Respondent", "Authority", "Matter", "Step", "Date", "Standing")
    return Listing(caption_of(query, "Steps", readings), columns, tuple(in_order(query, items)))


def with_these(query: Query, found: Listing) -> Listing:
    """The list with the steps told that are asked of its rows besides ("and which of them were annulled?")."""
    kinds = {kind for one in query.of_these for kind in one.events}
    if not kinds:
        return found
    readings = list({item.reading.dossier.id: item.reading for item in found.items}.values())
    events = [(reading, event) for reading in readings for event in steps.events_of(reading, kinds)]
    lines = unique([line for reading, event in events if (line := _told(reading, event))])
    words = next(one.words for one in query.of_these if one.events)
    notes = () if lines else (f"Of none of these a record shows what is asked besides (“{words}”).",)
    return replace(found, lines=(*found.lines, *lines[:MOST_TOLD]), notes=(*found.notes, *notes))


def _told(reading: Reading, event: Event) -> Line | None:
    line = reading.event_line(event)
    return replace(line, matter=reading.dossier.id) if line else None


def _of_event(
    query: Query, reading: Reading, event: Event, sums: Sequence[Held[Penalty]], *, fined: bool
) -> Item | None:
    line = reading.event_line(event)
    if line is None or not in_period(query, event.on):
        return None
    step = f"{event.kind.value} by {event.body}"
    cells = _cells(reading, step, written(event.on, event.precision), sums, fined=fined)
    proofs = [*line.sentences, *proofs_of(reading, sums)]
    return Item(cells, tuple(dict.fromkeys(proofs)), reading, event.on)


def _undated(query: Query, reading: Reading, told: Sentence, sums: Sequence[Held[Penalty]], *, fined: bool) -> Item:
    """A step that a text tells without a day; it is put where the decision stands."""
    step = next(one.words for one in query.asked if one.premise is Premise.EVENT)
    cells = _cells(reading, step, _UNDATED, sums, fined=fined)
    return Item(cells, tuple(dict.fromkeys([told, *proofs_of(reading, sums)])), reading, reading.dossier.decided_on)


def _cells(reading: Reading, step: str, day: str, sums: Sequence[Held[Penalty]], *, fined: bool) -> tuple[str, ...]:
    return (
        joined(list(reading.dossier.respondents)),
        short_name(reading.gazetteer, reading.dossier.regulator),
        reading.title,
        step,
        day,
        *([sums_text(sums)] if fined else []),
        reading.state_word,
    )


def _by_court(query: Query, reading: Reading, event: Event) -> bool:
    """Whether a step is one of a court that the question names; any is where it names none."""
    named = [reading.gazetteer.authority(one) for one in query.regulators]
    courts = [one for one in named if one is not None and one.is_court]
    if not courts:
        return is_of_the_court(query, event)
    return any(name.casefold() in event.body.casefold() for one in courts for name in one.names)
