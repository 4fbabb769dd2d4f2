"""What some questions ask for, and whether a sentence of a decision gives it."""

from __future__ import annotations

import pytest

from service.answering.weighing.cues import CUES, Cues
from tests.support.asking import ask


@pytest.mark.parametrize(
    ("question", "text", "cues"),
    [
        ("Why was the complaint rejected?", "The notice does not name the controller.", {"denies, asked why"}),
        ("Was consent valid?", "Nobody had been told of it, so there was no consent.", {"denies, asked whether"}),
        (
            "Which mitigating factors counted?",
            "The company has cooperated throughout.",
            {"weighs, asked what weighed"},
        ),
        ("Can it be appealed?", "A complaint may be brought before the tribunal.", {"appeal asked and told"}),
        ("Who bears the costs?", "The costs are set at EUR 200.", {"costs asked and told"}),
        ("How many accounts were open?", "They cracked 178 accounts in an hour.", {"counts what is asked"}),
        ("Which law was broken?", "The plaintiff wrote to them on 4 May 2021.", {"tells a step"}),
        ("Which law was broken?", "The notice does not name the controller.", set()),
    ],
)
def test_a_cue_needs_question_and_sentence(question: str, text: str, cues: set[str]) -> None:
    """Neither alone tells anything, but for a step of the proceedings."""
    held = {name for name, value in zip(CUES, Cues(ask(question)).of(text), strict=True) if value}
    assert held == cues
