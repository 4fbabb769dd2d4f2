"""Every target of `make fuzz`, a few times, with inputs made from its seeds."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

CUTS = st.integers(0, 4096)
PIECES = st.binary(max_size=12) | st.text(max_size=8).map(lambda text: text.encode(errors="replace"))


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_are_sound(name: str) -> None:
    """What a target is first given breaks nothing, nor does nothing at all."""
    for seed in (*TARGETS[name].seeds, b"", b"\xff" * 100):
        TARGETS[name].check(seed)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_is_made_of_the_seeds_is_sound(name: str, data: st.DataObject) -> None:
    """Cut, doubled, spliced with another seed or with anything."""
    seeds = st.sampled_from(TARGETS[name].seeds)
    made = data.draw(seeds)
    for _ in range(data.draw(st.integers(0, 4))):
        at, end = sorted((data.draw(CUTS) % (len(made) + 1), data.draw(CUTS) % (len(made) + 1)))
        put = data.draw(PIECES | seeds.map(lambda seed: seed[:200]) | st.just(made[at:end] * 2))
        made = made[:at] + put + made[end:]
    TARGETS[name].check(made)
