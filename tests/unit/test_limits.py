"""Token buckets, on a clock that the test turns."""

from __future__ import annotations

from service.perimeter.limits import TokenBuckets


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """The time."""
        return self.now


def test_a_burst_passes_and_the_next_waits_for_its_token() -> None:
    """After the burst is spent the wait is the time until one token has come in, and then one passes."""
    clock = Clock()
    buckets = TokenBuckets(per_minute=60, burst=3, clock=clock)
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 1]
    clock.now = 0.5
    assert buckets.take("a") == 0.5
    clock.now = 1.0
    assert buckets.take("a") == 0


def test_one_caller_does_not_spend_anothers_tokens() -> None:
    """Each name has its own bucket."""
    buckets = TokenBuckets(per_minute=1, burst=1, clock=Clock())
    assert (buckets.take("a"), buckets.take("b")) == (0, 0)
    assert buckets.take("a") > 0


def test_a_bucket_never_holds_more_than_its_burst() -> None:
    """Hours of silence save up no more than one burst."""
    clock = Clock()
    buckets = TokenBuckets(per_minute=60, burst=2, clock=clock)
    buckets.take("a")
    clock.now = 10_000
    assert [buckets.take("a") > 0 for _ in range(3)] == [False, False, True]
