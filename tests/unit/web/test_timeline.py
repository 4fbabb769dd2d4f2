"""The drawing of a matter's history."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from corpus.documents import SourceRank, Span
from corpus.matters import BodyRank, Event, EventKind, Instrument, Matter
from service.web.timeline import MARK, WIDTH, YEAR_LABEL, draw


def event(kind: EventKind, on: dt.date, *instruments: str, body: BodyRank = BodyRank.REGULATOR) -> Event:
    return Event(kind, on, "ICO", body, "d", Span(0, 1), SourceRank.PRIMARY, applies_to=instruments)


def matter(*events: Event) -> Matter:
    instruments = (Instrument("fine", "monetary penalty notice"), Instrument("en", "enforcement notice", "EN1"))
    return Matter("m", "M", "ico", "GB", ("A",), instruments, events, known_to=dt.date(2025, 10, 8))


ISSUED = event(EventKind.ISSUED, dt.date(2022, 5, 18), "fine", "en")
ANNULLED = event(EventKind.ANNULLED, dt.date(2023, 10, 17), "fine", body=BodyRank.FIRST_INSTANCE)


def test_each_instrument_has_a_lane_with_its_states() -> None:
    """The fine was in force and then annulled; the notice stays in force. The last state stays open."""
    timeline = draw(matter(ISSUED, ANNULLED))
    assert timeline is not None
    states = {lane.name: [band.state for band in lane.bands] for lane in timeline.lanes}
    assert states == {"Monetary penalty notice": ["in force", "annulled"], "Enforcement notice EN1": ["in force"]}
    assert all(lane.bands[-1].open and lane.bands[-1].label for lane in timeline.lanes)


def test_time_runs_to_the_right() -> None:
    """Later events stand further right, and nothing leaves the drawing."""
    timeline = draw(matter(ISSUED, ANNULLED))
    assert timeline is not None
    first, second = timeline.marks
    assert 0 < first.x < second.x <= timeline.known < WIDTH
    assert all(band.x + band.width <= WIDTH for lane in timeline.lanes for band in lane.bands)


def test_marks_of_one_day_stand_above_one_another() -> None:
    """Two events of one day keep their circles apart."""
    announced = event(EventKind.ANNOUNCED, ISSUED.on, "fine")
    timeline = draw(matter(ISSUED, announced))
    assert timeline is not None
    assert timeline.marks[1].y - timeline.marks[0].y == MARK


def test_a_date_hides_what_came_later() -> None:
    """As of a day before the annulment there is one mark and no annulled band; before everything, no drawing."""
    timeline = draw(matter(ISSUED, ANNULLED), as_of=dt.date(2023, 1, 1))
    assert timeline is not None
    assert len(timeline.marks) == 1
    assert {band.state for lane in timeline.lanes for band in lane.bands} == {"in force"}
    assert draw(matter(ISSUED), as_of=dt.date(2020, 1, 1)) is None


def test_crowded_years_leave_labels_out() -> None:
    """Thirty years in one drawing do not print over one another."""
    long_ago = event(EventKind.ISSUED, dt.date(1990, 1, 1), "fine")
    timeline = draw(matter(long_ago, ANNULLED))
    assert timeline is not None
    labelled = [tick.x for tick in timeline.ticks if tick.label]
    assert all(after - before >= YEAR_LABEL for before, after in pairwise(labelled))


def test_what_only_recommends_is_not_drawn_as_in_force() -> None:
    """The lane of a report says what a report is, whatever state lies under it."""
    report = Instrument("report", "report of findings", decided_on=ISSUED.on)
    advising = Matter("m", "M", "opc", "CA", ("A",), (report,), (event(EventKind.ISSUED, ISSUED.on, "report"),))
    timeline = draw(advising)
    assert timeline is not None
    assert [band.state for lane in timeline.lanes for band in lane.bands] == ["recommended only"]
