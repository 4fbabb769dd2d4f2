"""Workers hand over every result once, and stop ahead of whoever takes them."""

from __future__ import annotations

import threading
import time
from contextlib import nullcontext

import pytest

from ingest.engines.workers import Idle, worked_through

PATIENCE = 0.05
HEAVY, LIGHT = 10, 1


def test_workers_stop_when_the_results_that_wait_are_heavy_enough() -> None:
    """By weight and not by number; one heavier than all that may wait goes through nevertheless."""
    weights = [HEAVY] * 3 + [LIGHT] * 40
    done: list[int] = []

    def work(weight: int, _: None) -> int:
        done.append(weight)
        return weight

    results = worked_through(
        weights, work, nullcontext, workers=1, ahead=2 * HEAVY - 1, weigh=lambda each: each, patience=PATIENCE
    )
    first = next(results)
    time.sleep(4 * PATIENCE)
    # taken: one; waiting: two, which are too heavy together; in hand: one
    assert (first, len(done)) == (HEAVY, 4)
    rest = [each for each in results if not isinstance(each, Idle)]
    assert [first, *rest] == weights


def test_a_light_queue_holds_many() -> None:
    """As many as their weight allows."""
    done: list[int] = []
    results = worked_through(
        range(100),
        lambda piece, _: done.append(piece) or piece,
        nullcontext,
        workers=1,
        ahead=30,
        weigh=lambda _: LIGHT,
        patience=PATIENCE,
    )
    next(results)
    time.sleep(4 * PATIENCE)
    assert len(done) == 32
    results.close()
    assert not any(thread.name.startswith("prepare-") for thread in threading.enumerate())


def test_what_a_worker_raises_is_raised() -> None:
    """The first error ends the work."""

    def work(piece: int, _: None) -> int:
        return 1 // piece

    with pytest.raises(ZeroDivisionError):
        list(worked_through([1, 0], work, nullcontext, workers=2, ahead=9, weigh=lambda _: 1, patience=PATIENCE))
