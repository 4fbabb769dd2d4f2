"""Floors of the evaluation: they rise freely, and fall only with a reason."""

from __future__ import annotations

from itertools import pairwise

from tests.evaluation import floors

BEFORE = "[answers.reported]\naccuracy = 0.9\nrefusal_recall = 0.8\n"


def lowered(name: str, to: float | None, reason: str) -> str:
    to_line = "" if to is None else f"to = {to}\n"
    return f'[[lowered]]\nfloor = "answers.reported.{name}"\n{to_line}reason = "{reason}"\n'


def test_a_floor_may_rise() -> None:
    """Raising a floor, or adding one, needs no reason."""
    after = "[answers.reported]\naccuracy = 0.95\nrefusal_recall = 0.8\ncitation_precision = 0.9\n"
    assert floors.unexplained(BEFORE, after) == []


def test_a_floor_that_falls_without_a_reason_is_named() -> None:
    """The name and both values are said."""
    after = BEFORE.replace("0.9", "0.7")
    assert floors.unexplained(BEFORE, after) == ["answers.reported.accuracy: 0.9 to 0.7"]


def test_a_floor_that_vanishes_without_a_reason_is_named() -> None:
    """Dropping a floor is lowering it as far as it goes."""
    assert floors.unexplained(BEFORE, "[answers.reported]\naccuracy = 0.9\n") != []


def test_a_reason_must_be_given_for_this_very_value() -> None:
    """A reason for an earlier lowering does not cover the next one, and an empty one covers nothing."""
    after = BEFORE.replace("0.9", "0.7")
    assert floors.unexplained(BEFORE, after + lowered("accuracy", 0.7, "harder questions were added")) == []
    assert floors.unexplained(BEFORE, after + lowered("accuracy", 0.8, "harder questions were added")) != []
    assert floors.unexplained(BEFORE, after + lowered("accuracy", 0.7, " ")) != []


def test_a_dropped_floor_with_a_reason_is_explained() -> None:
    """A measure that is taken no more is named without a value."""
    after = "[answers.reported]\naccuracy = 0.9\n" + lowered("refusal_recall", None, "measured otherwise now")
    assert floors.unexplained(BEFORE, after) == []


def test_no_floor_of_the_project_was_lowered_silently() -> None:
    """Every committed version of the file, and the file as it is, against the version before it."""
    held = floors.versions()
    assert [fault for before, after in pairwise(held) for fault in floors.unexplained(before, after)] == []


def test_a_measurement_below_a_floor_is_told() -> None:
    """Only floors of the group, and only measures that were taken, are held against it."""
    name, value = next(iter(floors.read(floors.FILE.read_text(encoding="utf-8")).items()))
    group, _, measure = name.partition(".")
    assert floors.below(group, {measure: value}) == []
    assert len(floors.below(group, {measure: value - 0.01})) == 1
    assert floors.below("another", {measure: 0.0}) == []
