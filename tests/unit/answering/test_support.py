"""A claim of a model may leave words out of its quote, and do nothing else."""

from __future__ import annotations

import pytest

from service.answering.generative.support import unsupported
from tests.evaluation.eval_support import Pair, pairs

PAIRS = pairs()


@pytest.mark.parametrize("pair", [p for p in PAIRS if not p.true], ids=lambda p: p.claim)
def test_no_false_claim_passes(pair: Pair) -> None:
    """Not one of those that a person wrote or a model was seen to write."""
    assert unsupported(pair.claim, pair.given, pair.sentence)


def test_most_faithful_claims_pass() -> None:
    """What is dropped for caution is told as a quote instead; it must stay the smaller part."""
    faithful = [pair for pair in PAIRS if pair.true]
    passed = [pair for pair in faithful if unsupported(pair.claim, pair.given, pair.sentence) is None]
    assert len(passed) / len(faithful) >= 0.5


def test_a_claim_may_not_use_more_than_its_own_quote() -> None:
    """The rest of the sentence does not carry it: a model must point to what it says."""
    sentence = "The Authority fined Acme EUR 5,000, and ordered it to delete the photographs."
    assert unsupported("The Authority fined Acme EUR 5,000.", "ordered it to delete the photographs", sentence)


@pytest.mark.parametrize("sign", ["[1]", "<b>", "*", "`", "\u202e", "→"])
def test_signs_that_the_quote_lacks_do_not_pass(sign: str) -> None:
    """Marks, tags and hidden characters cannot be smuggled in."""
    sentence = "The Authority fined Acme EUR 5,000."
    assert unsupported(f"The Authority fined {sign}Acme EUR 5,000.", sentence, sentence)
