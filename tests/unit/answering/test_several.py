"""Whether several matters are asked for: the plural of what is wanted says so, whoever asks and however."""

from __future__ import annotations

import pytest

from service.answering.question.several import (
    asks_for_several,
    is_of_one_case,
    lead_in,
    may_ask_for_several,
    opens_with_a_sort,
)

SEVERAL = [
    "Swedish fines over cookies?",
    "Banks fined over data protection, all countries",
    "journalist here: any airlines that got penalised?",
    "I'm after privacy fines against airlines and hotel groups.",
    "companies no longer allowed to sell people's data",
    "Are there Dutch fines that the company has objected to?",
    "Outside the UK, where did a regulator first name a higher fine?",
    "everything the French regulator did about cookies please",
    "Against whom were penalties per day threatened?",
    "What has the French regulator fined since 2023?",
    "Whom did the Dutch authority fine?",
    "Trade union here. Which platforms have been sanctioned?",
    "ICO fines set below what was first proposed",
    "banks / payment providers fined for bad information",
    "IT suppliers and outsourcers sanctioned after a breach",
    "Retailers worldwide that scanned faces",
    "state attorneys general: their settlements",
]
ONE = [
    "What did the Dutch authority order the bank to do?",
    "Which supplier to the health service was penalised?",
    "An app company asked users for a picture. What was ordered?",
    "Beyond the raw browsing histories, what else has the antivirus maker to erase?",
    "Within what time must the cameras be kept from recording?",
    "Who paid Brazilians to have their irises scanned?",
    "Which finding about the warehouse indicators did the court throw out?",
    "How much was the airline fined?",
]


@pytest.mark.parametrize("text", SEVERAL)
def test_the_plural_of_what_is_wanted_asks_for_several(text: str) -> None:
    """With or without a question word, in keywords, after what somebody says of themselves."""
    assert asks_for_several(text)


@pytest.mark.parametrize("text", ONE)
def test_a_plural_elsewhere_asks_for_no_list(text: str) -> None:
    """The plural of what one matter is about is no list."""
    assert not asks_for_several(text)


def test_several_things_of_one_case_are_no_list_of_cases() -> None:
    """What lies in one case is asked of that case, in whatever number."""
    assert is_of_one_case("From which countries came the complaints behind the Swedish case about music?")
    assert is_of_one_case("Which mitigating factors did the authority see in the photograph case?")
    assert not is_of_one_case("Which decisions followed in the photograph case?")
    assert not is_of_one_case("Which cases were sent back?")


def test_who_does_not_say_how_many() -> None:
    """Only what is found can tell whether "who" is one or several; "how much" never is."""
    assert may_ask_for_several("Who was fined for shipping data abroad?")
    assert may_ask_for_several("Behavioural advertising: who paid?")
    assert not may_ask_for_several("How much was Fabrikam fined?")


def test_what_comes_before_the_question_is_told_apart() -> None:
    """What people say of themselves is no part of what they ask."""
    text = "journalist here: any phone operators that got penalised?"
    assert text[slice(*lead_in(text))] == "journalist here: "
    assert lead_in("Which fines were reduced?") == (0, 0)


def test_a_sort_at_the_beginning_names_nobody() -> None:
    """Words of a sort of company are no name; before "fines" an unknown word may be one."""
    assert opens_with_a_sort("smart speakers, doorbells, home cameras: what cases are there?")
    assert not opens_with_a_sort("Fabrikam fines?")


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("news service marketing emails without consent: how high is the fine?", False),
        ("clocking-in terminals with cameras: what must the company do?", False),
        ("Dutch baker and its loyalty cards: has the bill been paid?", False),
        ("Swedish fines over cookies: who had to pay?", True),
        ("marketing emails without consent: which fines were imposed?", True),
    ],
)
def test_a_description_before_a_question_about_one_asks_for_one(text: str, several: bool) -> None:  # noqa: FBT001
    """What follows the description says how many are meant."""
    assert asks_for_several(text) is several
