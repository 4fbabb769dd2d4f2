"""What the Slack bot must not forget."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.database import Database
from corpus.slack_store import Post, PostKey, SlackStore

NOW = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
LEASE = dt.timedelta(minutes=2)
LATE = NOW + dt.timedelta(minutes=3)


def post(ts: str, text: str = "Who was fined?") -> Post:
    return Post(PostKey("T1", "C1", ts), "U1", "1.0", text, attempts=1)


@pytest.fixture
def slack(database: Database) -> SlackStore:
    return SlackStore(database)


def test_a_post_is_taken_on_once(slack: SlackStore) -> None:
    """However often it is delivered."""
    assert slack.accept([post("1"), post("2")], NOW, LEASE) == [True, True]
    assert slack.accept([post("2"), post("3")], NOW, LEASE) == [False, True]
    assert slack.states() == {"accepted": 3}


def test_one_of_many_deliveries_at_once_wins(slack: SlackStore) -> None:
    """Replicas that get the same event at the same moment answer it once."""
    with ThreadPoolExecutor(8) as threads:
        new = list(threads.map(lambda _: slack.accept([post("1")], NOW, LEASE)[0], range(8)))
    assert sorted(new) == [False] * 7 + [True]


def test_a_lease_that_ran_out_lets_another_take_over_once(slack: SlackStore) -> None:
    """Two replicas that look at once never take the same post."""
    slack.accept([post(str(n)) for n in range(8)], NOW, LEASE)
    assert slack.take_over(NOW, LEASE) == ()
    with ThreadPoolExecutor(4) as threads:
        taken = [each for found in threads.map(lambda _: slack.take_over(LATE, LEASE), range(4)) for each in found]
    assert sorted(each.key.ts for each in taken) == [str(n) for n in range(8)]
    assert slack.take_over(LATE, LEASE) == ()


def test_a_finished_post_is_left_alone(slack: SlackStore) -> None:
    """With its answer, or as failed; the placeholder is remembered until then."""
    slack.accept([post("1"), post("2"), post("3")], NOW, LEASE)
    slack.note_placeholder(post("1").key, "9.9")
    slack.finish(post("2").key, "a1")
    slack.finish(post("3").key, None)
    assert slack.states() == {"accepted": 1, "answered": 1, "failed": 1}
    (left,) = slack.take_over(LATE, LEASE)
    assert (left.key.ts, left.placeholder) == ("1", "9.9")


def test_who_is_alone_takes_over_what_was_left_before_it_began_and_nothing_of_its_own(slack: SlackStore) -> None:
    """A mention that arrives while a service starts is answered once."""
    second = dt.timedelta(seconds=1)
    slack.accept([post("left")], NOW - second, LEASE)
    slack.accept([post("new")], NOW + second, LEASE)
    assert [each.key.ts for each in slack.take_over(NOW + 2 * second, LEASE, given_before=NOW)] == ["left"]
    assert slack.take_over(NOW + 3 * second, LEASE, given_before=NOW) == ()


def test_an_installation_replaces_the_one_before(slack: SlackStore) -> None:
    """One workspace has one, until it is removed."""
    slack.save_installation("", "T1", "old", NOW)
    slack.save_installation("", "T1", "new", LATE)
    assert (slack.installation("", "T1"), slack.installation("", "T2")) == ("new", None)
    slack.delete_installation("", "T1")
    assert slack.installation("", "T1") is None


def test_a_state_is_used_once_and_in_time(slack: SlackStore) -> None:
    """Whoever asks first, among as many as ask at once."""
    slack.issue_state("s1", LATE)
    slack.issue_state("s2", NOW)
    with ThreadPoolExecutor(4) as threads:
        used = list(threads.map(lambda _: slack.consume_state("s1", NOW), range(4)))
    assert sorted(used) == [False, False, False, True]
    assert not slack.consume_state("s2", LATE)
    assert not slack.consume_state("s3", NOW)
