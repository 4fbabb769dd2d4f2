"""Laws of the fold that hold for any events at all."""

from __future__ import annotations

import datetime as dt

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
