"""Whether a sentence affirms or denies what is asked, beside the other sentences of its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answering.question.put import put
from service.answering.weighing import asserting
from service.answering.weighing.asserting import asserted
from service.answering.weighing.fitted import Fitted
from service.answering.wording.words import stems

OWN = frozenset(stems("Marlow Bakery Ltd"))
ABOUT = (
    "Fine for Marlow Bakery",
    "The regulator has fined Marlow Bakery Ltd £40,000 for filming its bakers in the changing room.",
    "It opened its investigation after a complaint by a former baker.",
)


@pytest.mark.parametrize(
    ("question", "sentence", "word"),
    [
        ("Did Marlow admit the infringement?", "Marlow Bakery admitted the infringement at once.", "yes"),
        ("Did Marlow admit the infringement?", "The company has not admitted the infringement.", "no"),
        ("Has Marlow paid the fine?", "The company paid the fine in March.", "yes"),
        ("Has Marlow removed the cameras?", "It has since taken away and removed the cameras.", "yes"),
        ("Were customers filmed?", "No customers were filmed.", "no"),
        ("Was the fine reduced on appeal?", "On appeal the tribunal lowered the fine to £25,000.", "yes"),
        ("Did the tribunal annul the fine?", "The tribunal upheld the fine.", "no"),
        ("Did the bakers' union complain?", "The bakers' union did not complain.", "no"),
    ],
)
def test_a_plain_sentence_says_one_word_more_likely_than_the_other(question: str, sentence: str, word: str) -> None:
    """In the question's words, in other words, under a negation, by the contrary."""
    held = asserted(put(question, OWN), [*ABOUT, sentence])[-1]
    assert (held.affirms > held.denies) is (word == "yes")
    assert max(held.affirms, held.denies) > 0.3


def test_what_may_be_done_affirms_less_than_what_was_done() -> None:
    """A right of appeal is no appeal."""
    question = put("Has Marlow appealed to the tribunal?", OWN)
    may = asserted(question, [*ABOUT, "The company may appeal to the tribunal within 28 days."])[-1]
    did = asserted(question, [*ABOUT, "The company has appealed to the tribunal."])[-1]
    assert may.row["ahead of what was"]
    assert may.affirms < did.affirms


def test_another_sum_denies_the_one_that_is_asked() -> None:
    """Also where the question leaves the currency out."""
    question = put("Was Marlow fined 2 million?", OWN)
    signals = asserted(question, ABOUT)[1].row
    assert signals["sum other"]
    assert not signals["sum same"]


def test_a_word_with_another_before_it_is_of_another_kind() -> None:
    """The storage limitation principle is not that of purpose limitation."""
    question = put("Did Marlow break the purpose limitation principle?", OWN)
    other, same = asserted(
        question,
        ["It did not break the storage limitation principle.", "It did not break the purpose limitation principle."],
    )
    assert other.row["other of its kind"]
    assert not same.row["other of its kind"]


def test_a_question_without_words_and_a_text_without_sentences_are_read() -> None:
    """Nothing is divided by nothing."""
    assert asserted(put("Did Marlow?", OWN), ABOUT)[1].affirms < 0.5
    assert asserted(put("Did Marlow pay?", OWN), []) == []


@pytest.mark.parametrize("name", ["affirming", "denying"])
def test_the_weights_are_those_of_the_signals(name: str) -> None:
    """And they do weigh."""
    path = Path(str(asserting.__file__)).with_name(f"{name}.toml")
    assert any(Fitted.load(path, asserting.FEATURES).weights)
