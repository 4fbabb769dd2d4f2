"""Which questions ask whether a decision was challenged, and not whether it may be."""

from __future__ import annotations

import pytest

from service.answering.held.challenged import asks_if_challenged
from service.answering.question import Intent, Query
from service.answering.question.premises import asked_of


@pytest.mark.parametrize(
    ("question", "challenged"),
    [
        ("Was the decision on Acme appealed?", True),
        ("Has Acme appealed against the fine?", True),
        ("Was a further appeal to the higher court let through, and why?", False),
        ("Was an appeal against the judgment on Acme allowed at all, or was it ruled out?", False),
        ("Did the court give Acme leave to appeal?", False),
    ],
)
def test_leave_to_challenge_is_no_challenge(question: str, *, challenged: bool) -> None:
    """A decision says itself whether it may be challenged."""
    query = Query(question, (Intent.STATUS,), yes_no=True, asked=asked_of(question))
    assert asks_if_challenged(query) is challenged
