"""The fold: the worked examples of docs/domain.md, and each rule of its table."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.documents import SourceRank, Span
from corpus.matters import BodyRank, Event, EventKind, State
from corpus.standing import FOLLOWED, fold, fold_parts


def event(
    day: str,
    kind: str,
    body_rank: BodyRank = BodyRank.REGULATOR,
    *,
    last: bool = False,
    to: tuple[str, ...] = (),
    effect: str = "",
    precision: str = "day",
) -> Event:
    return Event(
        kind=EventKind(kind),
        on=dt.date.fromisoformat(day),
        body="a body",
        body_rank=body_rank,
        document_id="d0000000000000001",
        span=Span(0, 10),
        rank=SourceRank.DIGEST,
        last_instance=last,
        applies_to=to,
        effect=effect,
        precision=precision,
    )


COURT, APPEAL, SUPREME, PARTY = BodyRank.FIRST_INSTANCE, BodyRank.APPEAL, BodyRank.SUPREME, BodyRank.PARTY

CLEARVIEW_UK = [
    event("2021-11-29", "intended"),
    event("2022-05-18", "issued", to=("mpn", "en")),
    event("2022-05-23", "announced", to=("mpn", "en")),
    event("2022-06-15", "appealed", PARTY),
    event("2023-10-17", "annulled", COURT, effect="On jurisdiction only."),
    event("2023-11-17", "appealed"),
    event("2024-10-28", "permission refused", COURT),
    event("2025-10-06", "jurisdiction restored", APPEAL),
    event("2025-10-06", "remitted", APPEAL, effect="The merits go back to the First-tier Tribunal."),
]


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2021-11-28", State.UNKNOWN),
        ("2021-12-31", State.PROPOSED),
        ("2022-06-01", State.IN_FORCE),
        ("2022-12-31", State.UNDER_APPEAL),
        ("2024-01-01", State.ANNULLED),
        ("2025-01-01", State.ANNULLED),
        ("2026-01-01", State.UNDECIDED_AGAIN),
    ],
)
def test_clearview_in_the_uk_over_time(as_of: str, state: State) -> None:
    """The UK matter passes through the states of the worked example, and an authority's appeal revives nothing."""
    assert fold(CLEARVIEW_UK, dt.date.fromisoformat(as_of)).state is state


def test_the_deciding_events_and_their_effect_are_named() -> None:
    """A state names the events that gave it, both of one day, since when, and what they left standing."""
    standing = fold(CLEARVIEW_UK)
    assert [e.kind for e in standing.deciding] == [EventKind.JURISDICTION_RESTORED, EventKind.REMITTED]
    assert standing.since == dt.date(2025, 10, 6)
    assert standing.effect == "The merits go back to the First-tier Tribunal."
    assert [step.event for step in standing.steps] == CLEARVIEW_UK


@pytest.mark.parametrize(
    ("name", "events", "state"),
    [
        (
            "British Airways",
            [event("2019-07-08", "intended"), event("2020-10-16", "issued", last=True)],
            State.FINAL,
        ),
        (
            "OpenAI in Italy",
            [
                event("2024-11-02", "issued"),
                event("2024-12-20", "appealed", PARTY),
                event("2026-03-18", "annulled", COURT),
            ],
            State.ANNULLED,
        ),
        (
            "Amazon in Luxembourg",
            [
                event("2021-07-15", "issued"),
                event("2025-03-18", "upheld", COURT),
                event("2026-03-12", "annulled", APPEAL),
                event("2026-03-12", "remitted", APPEAL),
            ],
            State.UNDECIDED_AGAIN,
        ),
        (
            "Spotify in Sweden",
            [
                event("2023-06-12", "issued"),
                event("2024-05-01", "reduced", COURT),
                event("2025-06-01", "restored", APPEAL, last=True),
            ],
            State.FINAL,
        ),
        (
            "a fine reduced for good",
            [event("2021-11-15", "issued"), event("2022-11-03", "reduced", COURT, last=True)],
            State.FINAL,
        ),
        (
            "an annulment overturned",
            [
                event("2021-12-16", "issued"),
                event("2023-01-10", "annulled", COURT),
                event("2024-05-01", "restored", SUPREME),
            ],
            State.IN_FORCE,
        ),
        (
            "Clearview in British Columbia",
            [
                event("2021-12-14", "issued"),
                event("2022-02-01", "appealed", PARTY),
                event("2024-12-18", "upheld", COURT),
                event("2025-01-15", "appealed", PARTY),
                event("2026-02-18", "upheld", APPEAL, last=True),
            ],
            State.FINAL,
        ),
        (
            "Clearview in Alberta",
            [
                event("2021-12-14", "issued"),
                event("2025-05-08", "upheld", COURT, effect="Part of the Regulation fell."),
            ],
            State.IN_FORCE,
        ),
        (
            "a fine and then a penalty payment for default",
            [
                event("2021-11-26", "issued", to=("notice",)),
                event("2022-10-17", "issued", to=("fine",)),
                event("2023-04-13", "default penalty imposed", to=("penalty",)),
            ],
            State.IN_FORCE,
        ),
        (
            "a suit dismissed",
            [event("2025-04-01", "filed", PARTY), event("2025-12-15", "dismissed", COURT)],
            State.ENDED,
        ),
        (
            "a settlement approved and then appealed",
            [
                event("2024-06-12", "settled", PARTY),
                event("2025-03-20", "approved", COURT),
                event("2025-04-18", "appealed", PARTY),
            ],
            State.UNDER_APPEAL,
        ),
        (
            "a determination whose file is closed",
            [event("2021-10-14", "issued"), event("2023-08-15", "abandoned", PARTY), event("2024-08-21", "closed")],
            State.FINAL,
        ),
    ],
)
def test_worked_examples(name: str, events: list[Event], state: State) -> None:
    """Each worked example of the domain document folds to the state it names."""
    assert fold(events).state is state, name


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("intended announced", State.PROPOSED),
        ("intended withdrawn", State.ENDED),
        ("filed", State.PROPOSED),
        ("announced", State.IN_FORCE),
        ("issued appealed stayed", State.STAYED),
        ("issued appealed stayed|stay lifted", State.UNDER_APPEAL),
        ("issued stayed|stay lifted", State.IN_FORCE),
        ("issued appealed abandoned", State.FINAL),
        ("issued appealed permission refused", State.IN_FORCE),
        ("issued permission granted", State.UNDER_APPEAL),
        ("issued reduced", State.PARTLY_STANDING),
        ("issued reduced|appealed", State.UNDER_APPEAL),
        ("issued reduced|appealed|abandoned", State.PARTLY_STANDING),
        ("issued varied", State.PARTLY_STANDING),
        ("issued partly annulled", State.PARTLY_STANDING),
        ("issued annulled|upheld", State.ANNULLED),
        ("issued remitted|upheld", State.IN_FORCE),
        ("issued annulled|issued", State.IN_FORCE),
        ("issued complied", State.ENDED),
        ("issued superseded", State.ENDED),
        ("issued expired", State.ENDED),
        ("issued collected", State.IN_FORCE),
        ("issued dismissed", State.IN_FORCE),
        ("settled", State.ENDED),
    ],
)
def test_each_event_does_what_the_table_says(path: str, state: State) -> None:
    """One event after another, a day apart where a bar stands between them, gives the state of the table."""
    days = [f"2020-01-{day:02d}" for day in range(1, 20)]
    words = [kind for part in path.split("|") for kind in _kinds(part)]
    assert fold([event(day, kind) for day, kind in zip(days, words, strict=False)]).state is state


def _kinds(part: str) -> list[str]:
    found, rest = [], part
    while rest:
        kind = max((k.value for k in EventKind if rest.startswith(k.value)), key=len)
        found.append(kind)
        rest = rest[len(kind) :].strip()
    return found


def test_time_to_appeal_that_has_run_out_makes_it_final() -> None:
    """Expiry ends an order, except where what expired is the time to appeal."""
    issued = event("2024-05-16", "issued")
    assert fold([issued, event("2024-10-15", "expired")]).state is State.ENDED
    assert fold([issued, event("2024-10-15", "expired", last=True)]).state is State.FINAL


def test_instruments_of_one_matter_fare_differently() -> None:
    """A fine annulled beside an order that stands makes the matter partly standing; each instrument keeps its own."""
    events = [
        event("2020-01-01", "issued", to=("fine", "order")),
        event("2021-01-01", "annulled", COURT, to=("fine",)),
    ]
    assert fold(events).state is State.PARTLY_STANDING
    assert fold(events, instrument="order").state is State.IN_FORCE
    assert {name: part.state for name, part in fold_parts(events).items()} == {
        "fine": State.ANNULLED,
        "order": State.IN_FORCE,
    }


def test_an_order_sent_back_beside_a_fine_that_was_upheld_is_partly_standing() -> None:
    """A judgment that upholds the fine and remits the order leaves part standing; one that remits both does not."""
    events = [
        event("2025-04-30", "issued", to=("fine", "order")),
        event("2026-06-30", "remitted", COURT, to=("order",)),
    ]
    assert fold([*events, event("2026-06-30", "upheld", COURT, to=("fine",))]).state is State.PARTLY_STANDING
    assert fold([*events, event("2026-06-30", "remitted", COURT, to=("fine",))]).state is State.UNDECIDED_AGAIN


def test_a_proposal_ends_with_the_decision_that_follows_it() -> None:
    """Before it, proposed; after it, history: an appeal that names nothing is against the decision."""
    path = [
        event("2019-07-08", "intended", to=("intent",)),
        event("2020-10-16", "issued", to=("mpn",)),
        event("2020-11-01", "appealed"),
    ]
    assert fold(path, dt.date(2020, 1, 1), "intent").state is State.PROPOSED
    proposal, decision = fold(path, None, "intent"), fold(path, None, "mpn")
    assert (proposal.state, proposal.effect, proposal.since) == (State.ENDED, FOLLOWED, dt.date(2020, 10, 16))
    assert not proposal.pending
    assert decision.state is State.UNDER_APPEAL
    assert fold(path).state is State.UNDER_APPEAL
    assert {name: part.state for name, part in fold_parts(path).items()} == {
        "intent": State.ENDED,
        "mpn": State.UNDER_APPEAL,
    }


def test_a_proposal_that_no_decision_followed_stays_proposed() -> None:
    """Neither its own announcement nor another proposal ends it."""
    path = [
        event("2019-07-08", "intended", to=("intent",)),
        event("2019-07-09", "announced", to=("intent",)),
        event("2019-08-01", "intended", to=("second",)),
    ]
    assert {part.state for part in fold_parts(path).values()} == {State.PROPOSED}


def test_what_was_only_proposed_or_has_ended_does_not_speak_for_the_rest() -> None:
    """A notice of intent or a closed formal notice beside a fine leaves the fine's own state to the matter."""
    events = [
        event("2019-01-01", "intended", to=("intent",)),
        event("2019-02-01", "issued", to=("notice",)),
        event("2020-01-01", "issued", to=("fine",), last=True),
        event("2020-01-01", "superseded", to=("notice",)),
    ]
    assert fold(events).state is State.FINAL


def test_on_one_day_the_higher_court_speaks_last() -> None:
    """Two bodies on one day are read from the lower to the higher."""
    events = [event("2023-01-01", "restored", SUPREME), event("2023-01-01", "annulled", COURT)]
    assert fold([event("2020-01-01", "issued"), *events]).state is State.IN_FORCE


def test_what_came_after_a_day_is_folded_behind_all_of_that_day() -> None:
    """An appeal of which only that is known that it came after the judgment is against the judgment."""
    before = [event("2023-01-10", "issued"), event("2024-05-02", "upheld", COURT, precision="by")]
    assert fold([event("2024-05-02", "appealed", PARTY, precision="after"), *before]).state is State.UNDER_APPEAL
    assert fold([event("2024-05-02", "appealed", PARTY, precision="by"), *before]).state is State.IN_FORCE


def test_an_annulled_fine_under_appeal_by_the_authority_stays_annulled_and_says_so() -> None:
    """The state is annulled, and the pending challenge is not lost."""
    standing = fold(
        [event("2020-01-01", "issued"), event("2021-01-01", "annulled", COURT), event("2021-02-01", "appealed")]
    )
    assert standing.state is State.ANNULLED
    assert standing.pending


def test_a_step_of_which_only_the_year_is_known_makes_the_year_uncertain() -> None:
    """Restored some day of 2025: in 2024 annulled for certain, within 2025 annulled or in force, after it in force."""
    restored = event("2025-12-31", "restored", SUPREME, precision="year")
    path = [event("2021-12-16", "issued"), event("2023-02-13", "annulled", COURT), restored]
    before, within, since = (
        fold(path, dt.date.fromisoformat(day)) for day in ("2024-12-31", "2025-01-01", "2025-12-31")
    )
    assert (before.state, before.uncertain, before.possible) == (State.ANNULLED, (), (State.ANNULLED,))
    assert (within.state, within.uncertain) == (State.ANNULLED, (restored,))
    assert within.possible == (State.ANNULLED, State.IN_FORCE)
    assert (since.state, since.uncertain, since.possible) == (State.IN_FORCE, (), (State.IN_FORCE,))


def test_a_step_known_only_by_a_day_may_be_any_day_since_what_it_acts_upon() -> None:
    """An appeal seen running in July 2025 may have been made on any day since the notice, however it was announced."""
    appealed = event("2025-07-31", "appealed", PARTY, precision="by")
    path = [event("2023-04-04", "issued"), event("2023-05-01", "announced"), appealed]
    assert fold(path, dt.date(2023, 4, 4)).uncertain == ()
    within = fold(path, dt.date(2023, 4, 5))
    assert (within.state, within.uncertain) == (State.IN_FORCE, (appealed,))
    assert within.possible == (State.IN_FORCE, State.UNDER_APPEAL)
    assert fold(path, dt.date(2025, 7, 31)).uncertain == ()


def test_a_step_that_changes_nothing_makes_nothing_uncertain() -> None:
    """The day of an announcement is not known, but the decision is in force either way."""
    path = [event("2021-09-29", "issued"), event("2021-10-31", "announced", precision="month")]
    assert fold(path, dt.date(2021, 10, 2)).uncertain == ()


def test_before_the_end_of_the_month_of_the_first_step_it_is_not_certain_that_there_is_one() -> None:
    """A decision of some day in January: on 15 January it is unknown, or in force."""
    path = [event("2021-01-31", "issued", precision="month", to=("order",))]
    within = fold(path, dt.date(2021, 1, 15))
    assert (within.state, within.possible) == (State.UNKNOWN, (State.UNKNOWN, State.IN_FORCE))
    assert within.steps == ()


def test_uncertainty_belongs_to_the_instrument_it_touches() -> None:
    """The order may have been suspended on any day of the month; the fine cannot have been."""
    path = [event("2025-04-30", "issued", to=("fine", "order"))]
    path += [event("2025-06-30", "stayed", COURT, to=("order",), precision="month")]
    parts = fold_parts(path, dt.date(2025, 6, 10))
    assert parts["fine"].uncertain == ()
    assert parts["order"].possible == (State.IN_FORCE, State.STAYED)
    assert fold(path, dt.date(2025, 6, 10)).possible == (State.IN_FORCE, State.STAYED)
    assert fold(path, dt.date(2025, 6, 10), "fine").possible == (State.IN_FORCE,)


def test_time_to_object_that_ran_out_by_a_day_may_have_made_it_final_before() -> None:
    """No objection was made within weeks that ended before the announcement: since the decision it may be final."""
    path = [event("2024-05-16", "issued"), event("2024-09-03", "expired", precision="by", last=True)]
    assert fold(path, dt.date(2024, 8, 1)).possible == (State.IN_FORCE, State.FINAL)
    assert fold(path).state is State.FINAL
