"""A matter drawn over time: a lane for each instrument with the state it was in, a numbered mark for each event.

Pure layout: dates in, coordinates out. The template draws them, and lists the same events beside the drawing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.matters import Event, Matter
from corpus.standing import Standing, fold_parts, ordered
from service.showing.advice import NO_ADVICE, Advice
from service.web.wording import capital

WIDTH = 720.0
MARGIN = 14.0
TAIL = 176.0
"""Room to the right of what is known, for the last state and for that day: "known to 28 September 2025" needs 170."""
LABEL = 17.0
BAND = 24.0
LANE = LABEL + BAND + 12
MARK = 22.0
"""Marks nearer than this stand above one another: their circles are 18 units wide."""
LETTER = 7.2
"""Width of a letter of a band's label in its bold 12 unit sans: the widest of three system fonts tried had 6.9."""
SHAPE = 24.0
YEAR_LABEL = 38.0
"""Years nearer than this would touch: a label of four figures is 30 units wide."""


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of time in one state; `label` and shape are left out where they would not fit.

    `open` marks the last one, which goes on for as long as nothing else becomes known.
    """

    x: float
    width: float
    state: str
    label: str
    shaped: bool
    open: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One instrument: its name above its bands."""

    y: float
    name: str
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One event: where its circle stands and which number it bears in the list."""

    x: float
    y: float
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a year. `label` is empty where the years stand too near each other."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole drawing, in units of its own view box. `known` is where knowledge ends, `until` that day."""

    width: float
    height: float
    axis: float
    known: float
    until: dt.date
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    begin: dt.date
    end: dt.date

    def __call__(self, date: dt.date) -> float:
        share = (date - self.begin).days / max((self.end - self.begin).days, 1)
        return round(MARGIN + share * (WIDTH - TAIL - MARGIN), 1)


def draw(matter: Matter, as_of: dt.date | None = None, advice: Advice = NO_ADVICE) -> Timeline | None:
    """The timeline up to a date, or to what is known; None when nothing had happened by then."""
    events = [event for event in ordered(matter.events) if as_of is None or event.on <= as_of]
    if not events:
        return None
    end = max(events[-1].on, as_of or matter.known_to or events[-1].on)
    scale = _Scale(_begin(events[0].on, end), end)
    marks = _marks(events, scale)
    top = max(mark.y for mark in marks) + MARK / 2 + 6
    parts = fold_parts(matter.events, as_of)
    lanes = tuple(
        Lane(round(top + place * LANE, 1), _name(matter, part), _bands(_turns(matter, part, standing, advice), scale))
        for place, (part, standing) in enumerate(parts.items())
    )
    axis = round(top + len(lanes) * LANE + 4, 1)
    return Timeline(WIDTH, axis + 22, axis, scale(end), end, lanes, marks, _ticks(scale))


def _begin(first: dt.date, end: dt.date) -> dt.date:
    """A little room before the first event, so that its mark does not sit on the edge."""
    return first - max((end - first) / 20, dt.timedelta(days=30))


def _marks(events: Sequence[Event], scale: _Scale) -> tuple[Mark, ...]:
    rows: list[float] = []
    marks = []
    for number, event in enumerate(events, start=1):
        x = scale(event.on)
        row = next((place for place, last in enumerate(rows) if x - last >= MARK), len(rows))
        rows[row : row + 1] = [x]
        marks.append(Mark(x, MARK / 2 + row * MARK, number, f"{event.on.isoformat()}: {event.kind}, {event.body}"))
    return tuple(marks)


def _turns(matter: Matter, part: str, standing: Standing, advice: Advice) -> list[tuple[dt.date, str]]:
    """The days on which the word for an instrument changed; the state at the end of a day is the day's."""
    instrument = next((each for each in matter.instruments if each.id == part), None)
    turns: list[tuple[dt.date, str]] = []
    for step in standing.steps:
        word = advice.word_of(matter, instrument, Standing(step.state), step.event.on)
        if turns and turns[-1][0] == step.event.on:
            turns.pop()
        if not turns or turns[-1][1] != word:
            turns.append((step.event.on, word))
    return turns


def _bands(turns: Sequence[tuple[dt.date, str]], scale: _Scale) -> tuple[Band, ...]:
    """One band for each state that lasted a day or more."""
    ends = [scale(date) for date, _ in turns[1:]] + [WIDTH - MARGIN]
    return tuple(
        _band(scale(date), until, state, last=place == len(turns))
        for place, ((date, state), until) in enumerate(zip(turns, ends, strict=True), start=1)
    )


def _band(x: float, until: float, state: str, *, last: bool) -> Band:
    width = round(max(until - x, 3.0), 1)
    fits = width >= SHAPE + len(state) * LETTER
    return Band(x, width, state, state if fits else "", width >= SHAPE, last)


def _name(matter: Matter, part: str) -> str:
    instrument = next((each for each in matter.instruments if each.id == part), None)
    if instrument is None:
        return "The whole matter"
    return capital(instrument.kind) + (f" {instrument.reference}" if instrument.reference else "")


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    ticks: list[Tick] = []
    last = -YEAR_LABEL
    for year in range(scale.begin.year + 1, scale.end.year + 1):
        x = scale(dt.date(year, 1, 1))
        labelled = x - last >= YEAR_LABEL
        last = x if labelled else last
        ticks.append(Tick(x, str(year) if labelled else ""))
    return tuple(ticks)
