"""Fusion: many lists of scores, one order."""

from __future__ import annotations

from corpus.fusion import fuse, rank, standardised


def order(own: dict[str, float], wholes: dict[str, float] | None = None, named: tuple[str, ...] = ()) -> list[str]:
    return [scored.passage_id for scored in rank(own, wholes or {}, named)]


def test_words_and_vectors_are_put_on_one_scale() -> None:
    """Scores of any size count by how far they stand out of their list."""
    small = fuse({"a.1.0": 0.3, "b.1.0": 0.2, "c.1.0": 0.1}, {"a.1.0": 0.9, "b.1.0": 0.8})
    large = fuse({"a.1.0": 300, "b.1.0": 200, "c.1.0": 100}, {"a.1.0": 0.9, "b.1.0": 0.8})
    assert {key: round(value, 6) for key, value in small.items()} == {k: round(v, 6) for k, v in large.items()}
    assert small["a.1.0"] > small["b.1.0"] > small["c.1.0"]


def test_a_passage_that_only_one_search_found_is_kept() -> None:
    """It has the lowest score of the other list."""
    own = fuse({"a.1.0": 2.0, "b.1.0": 1.0}, {"c.1.0": 0.9, "b.1.0": 0.2})
    assert own.keys() == {"a.1.0", "b.1.0", "c.1.0"}


def test_nothing_found_is_no_error() -> None:
    """A query of stop words alone finds nothing by words."""
    assert rank(fuse({}, {}), {}) == []
    assert order(fuse({}, {"a.1.0": 0.5})) == ["a.1.0"]


def test_a_second_passage_on_the_point_lifts_its_document() -> None:
    """Of two documents whose best passages match alike, the one with more to say comes first."""
    assert order({"a.1.0": 1.0, "b.1.0": 1.0, "b.1.1": 0.9, "c.1.0": 0.0})[0] == "b.1.0"


def test_passages_of_a_document_keep_their_own_order() -> None:
    """What speaks for the document speaks for each of its passages, and the better one still leads."""
    ranked = order({"a.1.0": 0.5, "a.1.1": 1.0, "a.1.2": 0.1, "b.1.0": 0.0}, {"a": 3.0, "b": 1.0})
    assert [key for key in ranked if key.startswith("a")] == ["a.1.1", "a.1.0", "a.1.2"]


def test_a_document_that_matches_as_a_whole_is_lifted() -> None:
    """Two passages alike, and one document that says the rest of the question elsewhere."""
    assert order({"a.1.0": 1.0, "b.1.0": 1.0}, {"b": 9.0, "a": 1.0})[0] == "b.1.0"


def test_the_authority_that_is_named_is_preferred() -> None:
    """Between equals, and not over a passage that matches far better."""
    assert order({"a.1.0": 1.0, "b.1.0": 1.0}, named=("b",))[0] == "b.1.0"
    assert order({"a.1.0": 9.0, "b.1.0": 1.0}, named=("b",))[0] == "a.1.0"


def test_alike_scores_say_nothing() -> None:
    """No spread, no standing out."""
    assert standardised({"a": 2.0, "b": 2.0}) == {"a": 0.0, "b": 0.0}
    assert standardised({}) == {}
