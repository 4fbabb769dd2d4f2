"""What a question says beside what it asks, and the kinds of thing that a document may not know."""

from __future__ import annotations

import pytest

from service.answering.held.roles import asks_of_untold_role
from service.answering.question.news import asks_for_news
from service.answering.question.purposes import purposes_in
from service.answering.weighing.unknowns import asks_if_obeyed, figures_shared, unknowns_asked, unknowns_in


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Can I tell my client that the fine is final?", " the fine is final?"),
        ("A tracker lists the fine as final. Can I copy that into my report?", " the fine as final."),
        ("The penalty in Britain: can we call it settled law by now?", "The penalty in Britain: settled law by now?"),
        ("Is it fair to write that the fine stands?", " the fine stands?"),
        ("GDPRhub shows that the fine was cut. Is that so?", " the fine was cut. Is that so?"),
        ("Which fines do you know of, sorted by amount?", "Which fines do , ?"),
        ("Fines over cookies in your database, with the amounts", "Fines over cookies ,"),
        ("Fines on both sides of the Rhine over cookies", "Fines over cookies"),
        ("Was Acme fined, and can it appeal?", "Was Acme fined, and can it appeal?"),
    ],
)
def test_what_is_no_part_of_a_question_is_set_aside(text: str, asked: str) -> None:
    """What is left is what documents are asked."""
    left = "".join(char for at, char in enumerate(text) if not any(a <= at < b for a, b in purposes_in(text)))
    assert " ".join(left.split()) == " ".join(asked.split())


@pytest.mark.parametrize("text", ["What's new?", "Any news?", "latest developments", "What has happened lately?"])
def test_news_at_large_are_asked_for(text: str) -> None:
    assert asks_for_news(text)


@pytest.mark.parametrize("text", ["What's new about cookies?", "Is the latest fine final?", "New fines on banks"])
def test_a_question_about_something_asks_for_no_news(text: str) -> None:
    assert not asks_for_news(text)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Did it do everything it was asked?", "The sources held do not say whether it obeyed the orders in time."),
        ("From which day do the six months run?", "The sources held do not say from which day the period ran from."),
        ("How did the appeal end?", "The sources held do not show the outcome of the appeal."),
        ("Was the sum for the parent or for the daughter?", "They do not say which of the two sums was for which."),
        ("How many users were hit?", "The sources held do not say how many users were affected."),
        ("Has it ever paid?", "The sources held do not say whether it paid."),
        ("What has been done about it since the order?", "No later step was seen."),
        ("Has anything happened since?", "The sources held show no later step."),
    ],
)
def test_a_question_and_a_sentence_of_silence_are_of_one_kind(question: str, sentence: str) -> None:
    assert unknowns_asked(question) & unknowns_in(sentence)


@pytest.mark.parametrize(
    "text",
    [
        "What must it pay?",
        "What must it do to comply?",
        "Why was it fined?",
        "What is looked into again since it fell?",
    ],
)
def test_what_is_to_be_done_is_not_whether_it_was(text: str) -> None:
    assert not unknowns_asked(text)


def test_figures_tell_which_step_is_meant() -> None:
    assert figures_shared("which had 60 days and which 90?", "which step had 60 days and which had 90 days") == 2


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("Did Acme carry out the recommendations?", True),
        ("Has Acme obeyed the order?", True),
        ("Has Acme finished what it was told to do?", True),
        ("Did the two companies do everything that the regulator required?", True),
        ("Have they got round to what the court ordered?", True),
        ("Did the ICO order Acme to delete everything it had?", False),
        ("Was Acme told to do anything?", False),
        ("Did the ICO order Acme to comply?", False),
        ("Does Acme have to comply?", False),
        ("Must Acme follow it?", False),
    ],
)
def test_whether_an_order_was_obeyed_is_not_whether_there_was_one(text: str, is_asked: bool) -> None:  # noqa: FBT001
    assert asks_if_obeyed(text) is is_asked


@pytest.mark.parametrize(
    ("text", "spoken", "untold"),
    [
        ("Was Acme's CEO fined?", {"fine"}, True),
        ("Was the chief executive of Acme fined?", {"fine", "boss"}, False),
        ("Was Acme fined?", {"fine"}, False),
    ],
)
def test_a_role_of_which_nobody_speaks_is_untold(text: str, spoken: set[str], untold: bool) -> None:  # noqa: FBT001
    assert asks_of_untold_role(text, [frozenset(spoken)]) is untold
