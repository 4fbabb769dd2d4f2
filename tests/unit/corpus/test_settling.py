"""Which of several documents that say the same stands for the others."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations

from corpus.documents import SourceRank
from corpus.duplicates import Told, comparable, settled, ways


def told(key: str, rank: SourceRank = SourceRank.PRESS_RELEASE, on: int | None = None, **more: object) -> Told:
    fields = {"reference": None, "respondents": frozenset(), "needs_ocr": False} | more
    return Told(key, key, "0", rank, None, dt.date(2024, 1, on) if on else None, **fields)  # type: ignore[arg-type]


def links(*given: Told, edges: dict[str, set[str]] | None = None) -> dict[str, str | None]:
    """The same whatever order they are given in."""
    keys = {each.id for each in given}
    tied = edges if edges is not None else {key: keys - {key} for key in keys}
    found = [settled({each.id: each for each in order}, tied) for order in permutations(given)]
    assert all(each == found[0] for each in found)
    return found[0]


def test_the_highest_rank_stands_for_all_then_the_earliest_then_the_first_key() -> None:
    """Undated ones come last."""
    press, release = told("a", SourceRank.PRESS, 1), told("b", on=9)
    assert links(press, release, edges={"a": {"b"}}) == {"a": "b", "b": None}
    assert links(told("a", on=9), told("b", on=2), told("c")) == {"a": "b", "b": None, "c": "b"}
    assert links(told("b"), told("a")) == {"a": None, "b": "a"}


def test_who_says_more_stands_for_who_says_less() -> None:
    """Even when it came later: nothing that is said may vanish behind another document."""
    assert links(told("a", on=1), told("b", on=9), edges={"a": {"b"}}) == {"a": "b", "b": None}


def test_a_duplicate_stands_for_nobody() -> None:
    """Where the end of a chain is not repeated, the one in the middle does not hide the first."""
    chain = {"a": {"b"}, "b": {"c"}}
    assert links(told("a"), told("b"), told("c"), edges=chain) == {"a": None, "b": "c", "c": None}
    assert links(told("a"), told("b"), told("c"), edges={**chain, "c": {"a"}})


def test_what_is_known_of_documents_tells_them_apart() -> None:
    """One form filled in for two firms, or two references, are two documents whatever their texts."""
    acme, zed = (told(name, respondents=frozenset({name}), reference=name) for name in ("acme", "zed"))
    assert not comparable(acme, zed)
    assert not comparable(told("a", reference="1"), told("b", reference="2"))
    reissued = replace(told("b"), decided_on=dt.date(2024, 5, 2))
    assert not comparable(replace(told("a"), decided_on=dt.date(2024, 5, 1)), reissued)
    assert comparable(acme, told("b"))


def test_nothing_is_repeated_by_what_is_of_lower_rank() -> None:
    """A press article that quotes a whole decision never stands for it."""
    decision, article = told("a", SourceRank.PRIMARY), told("b", SourceRank.PRESS)
    assert ways(decision, article) == [(article, decision)]
