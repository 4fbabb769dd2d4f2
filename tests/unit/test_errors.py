"""Every error of every tree has a status and one shape."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.errors import CorpusError, StoreOwned
from ingest.errors import FetchFailed, FetchReason, IngestError, ParseFailed, Reason
from service.errors import Overloaded, ServiceError, problem_of


def tree(root: type[Exception]) -> Iterator[type[Exception]]:
    yield root
    for child in root.__subclasses__():
        yield from tree(child)


KINDS = [*tree(CorpusError), *tree(IngestError), *tree(ServiceError)]
REASONS: dict[type[Exception], tuple[object, ...]] = {
    ParseFailed: (Reason.DAMAGED,),
    FetchFailed: (FetchReason.MISSING, "https://authority.example"),
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_has_a_problem(kind: type[Exception]) -> None:
    """Each error maps to an HTTP status in the 4xx or 5xx range and keeps its message and remedy."""
    problem = problem_of(kind(*REASONS.get(kind, ()), "It broke.", remedy="Mend it."))  # type: ignore[call-arg]
    assert 400 <= problem.status < 600
    assert (problem.detail, problem.remedy) == ("It broke.", "Mend it.")


def test_foreign_errors_show_nothing_of_their_insides() -> None:
    """An unexpected exception's text never reaches a user."""
    problem = problem_of(KeyError("password=hunter2"))
    assert problem.status == 500
    assert "hunter2" not in problem.detail


def test_overload_says_when_to_come_back() -> None:
    """A full queue answers 429 with the seconds to wait."""
    problem = problem_of(Overloaded("The queue is full.", retry_after=3))
    assert (problem.status, problem.retry_after) == (429, 3)


def test_an_owned_store_is_not_an_internal_error() -> None:
    """A store owned by another process is unavailable, not broken."""
    assert problem_of(StoreOwned("Owned.")).status == 503
