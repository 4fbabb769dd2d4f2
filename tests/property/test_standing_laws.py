"""Laws of the fold that hold for any events at all."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import SourceRank, Span
from corpus.matters import BodyRank, Event, EventKind, State
from corpus.standing import fold

DAYS = st.dates(dt.date(2018, 1, 1), dt.date(2018, 2, 28))
EVENTS = st.lists(
    st.builds(
        Event,
        kind=st.sampled_from(EventKind),
        on=DAYS,
        body=st.sampled_from(["ICO", "a tribunal"]),
        body_rank=st.sampled_from(BodyRank),
        document_id=st.sampled_from(["d1", "d2"]),
        span=st.builds(Span, st.integers(0, 5), st.integers(5, 9)),
        rank=st.sampled_from(SourceRank),
        last_instance=st.booleans(),
        applies_to=st.sampled_from([(), ("fine",), ("order",), ("fine", "order")]),
        effect=st.sampled_from(["", "The finding stands."]),
    ),
    max_size=9,
)


@given(EVENTS, st.randoms(use_true_random=False), DAYS)
def test_the_order_of_loading_never_matters(events: list[Event], random: st.random_module, day: dt.date) -> None:
    """Whatever order the events were read in, standing is the same, as of any day, for the matter and an instrument."""
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fold(shuffled, day) == fold(events, day)
    assert fold(shuffled, day, "fine") == fold(events, day, "fine")


@given(EVENTS)
def test_before_the_first_event_nothing_is_known(events: list[Event]) -> None:
    """As of a day before every event the state is unknown and no event is named."""
    standing = fold(events, dt.date(2017, 12, 31))
    assert standing.state is State.UNKNOWN
    assert standing.deciding == ()


@given(EVENTS, DAYS)
def test_later_events_do_not_change_the_past(events: list[Event], day: dt.date) -> None:
    """Standing as of a day needs only the events up to that day."""
    assert fold(events, day) == fold([event for event in events if event.on <= day])


@given(EVENTS)
def test_a_state_always_names_its_events(events: list[Event]) -> None:
    """Every state but unknown names at least one deciding event, and the last step carries the state."""
    standing = fold(events)
    assert (standing.state is State.UNKNOWN) == (not events)
    assert bool(standing.deciding) == bool(events)
    if events:
        assert standing.steps[-1].state is standing.state


@given(EVENTS)
def test_hearing_of_an_event_twice_changes_nothing(events: list[Event]) -> None:
    """Two documents that tell the same steps give the same state as one."""
    assert fold(events + events).state is fold(events).state


PRECISIONS = st.sampled_from(["day", "month", "year", "by", "after"])


def imprecise(event: Event, precision: str) -> Event:
    """The event as a digest would hold it: on the last day of the period that is known of it."""
    last = {"month": event.on.replace(day=calendar.monthrange(event.on.year, event.on.month)[1])}
    return replace(event, precision=precision, on=last.get(precision, dt.date(2018, 12, 31)))


@given(EVENTS, st.lists(PRECISIONS, min_size=9, max_size=9), DAYS)
def test_what_is_certain_needs_no_imprecise_date(events: list[Event], precisions: list[str], day: dt.date) -> None:
    """The certain part is the fold of what had happened by the day; what is uncertain is imprecise and later."""
    known = [event if p == "day" else imprecise(event, p) for event, p in zip(events, precisions, strict=False)]
    standing = fold(known, day)
    plain = fold([event for event in known if event.on <= day])
    assert (standing.state, standing.deciding, standing.steps) == (plain.state, plain.deciding, plain.steps)
    assert standing.possible[0] is standing.state
    assert all(event.precision != "day" and event.on > day for event in standing.uncertain)
    assert standing.uncertain or standing.possible == (standing.state,)


@given(EVENTS, DAYS, DAYS)
def test_a_step_somewhere_in_the_year_is_never_denied(events: list[Event], happened: dt.date, day: dt.date) -> None:
    """Where only the year of a step is told, the true state on any day since it happened is thought possible."""
    before = [event for event in events if event.on < happened]
    truly = Event(EventKind.ANNULLED, happened, "a court", BodyRank.SUPREME, "d1", Span(0, 5), SourceRank.DIGEST)
    told = imprecise(truly, "year")
    assert fold([*before, truly], max(day, happened)).state in fold([*before, told], max(day, happened)).possible
