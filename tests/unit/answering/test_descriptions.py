"""By what a question calls somebody whom it does not name."""

from __future__ import annotations

import pytest

from service.answering.question.descriptions import describing_stems


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Has the French ad-tech company paid?", {"french", "ad", "tech", "compani"}),
        ("How much did each driver get from the parcel firm?", {"parcel", "firm"}),
        ("Is the finding against the gardening chain's newsletter gone?", {"garden", "chain"}),
        ("What did the court say about consent?", set()),
        ("Which fine on the bakery was paid?", set()),
    ],
)
def test_the_words_that_call_somebody(text: str, said: set[str]) -> None:
    """A sort of company with what stands before it, after an article; what is asked about is not among them."""
    assert describing_stems(text) == said
