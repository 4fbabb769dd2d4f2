"""The gate bounds what runs and what waits."""

from __future__ import annotations

import threading

import pytest

from service.errors import Overloaded, TookTooLong
from service.running.gate import Gate


async def test_a_full_gate_refuses_at_once() -> None:
    """One call runs, one waits, and the third is told when to come back; places are given back."""
    gate, go = Gate(at_once=1, waiting=1, retry_after=7), threading.Event()
    running, waiting = gate.start(go.wait), gate.start(go.wait)
    with pytest.raises(Overloaded) as refused:
        gate.start(go.wait)
    assert refused.value.retry_after == 7
    go.set()
    assert (running.result(5), waiting.result(5)) == (True, True)
    assert await gate.run(lambda: 1) == 1
    gate.close()


async def test_a_call_that_takes_too_long_keeps_its_place_until_it_ends() -> None:
    """The caller is told in time, and the gate still counts the thread that works on."""
    gate, go = Gate(at_once=1, waiting=0), threading.Event()
    with pytest.raises(TookTooLong):
        await gate.run(go.wait, within=0.01)
    assert gate.inside == 1
    go.set()
    gate.close()
    assert gate.inside == 0


async def test_an_error_of_the_call_is_the_callers() -> None:
    """What the call raises comes out, and the place is free again."""
    gate = Gate(at_once=1, waiting=0)
    with pytest.raises(ZeroDivisionError):
        await gate.run(lambda: 1 // 0)
    assert await gate.run(lambda: "free") == "free"
    gate.close()
