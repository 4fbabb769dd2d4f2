"""What counts now comes first, and no word says more than the records do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Corpus
from service.answering.answer import Answerer
from service.answering.composing.judging import NOTHING_READ
from service.answering.wire import Ask
from tests.support.shelf import open_shelf, text_item


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with open_shelf(tmp_path_factory.mktemp("now")) as held:
        yield held


@pytest.mark.parametrize(
    ("question", "opens", "first"),
    [
        ("Is Klarna's fine still 6 million?", "No. ", "SEK 7,500,000"),
        ("How much does Klarna have to pay?", "", "SEK 7,500,000"),
        ("Is Spotify's Swedish fine still 58 million?", "Yes. ", "SEK 58,000,000"),
        ("Is the fine on the Cabinet Office still GBP 500,000?", "No. ", "GBP 50,000"),
        ("Is Amazon's Luxembourg fine still 746 million?", "Not finally decided. ", "EUR 746,000,000"),
        ("Is OpenAI's fine 15 million?", "No. ", "EUR 15,000,000"),
        ("Was OpenAI fined 15 million?", "Yes. ", "EUR 15,000,000"),
    ],
)
def test_the_sum_that_counts_now_comes_first(corpus: Corpus, question: str, opens: str, first: str) -> None:
    """A sum that a higher court took back is never the first thing read, nor confirmed."""
    claim = Answerer(corpus).answer(Ask(question)).claims[0]
    assert claim.text.startswith(opens)
    assert first in claim.text


def test_a_decision_that_nothing_is_pending_against_is_not_called_final_or_open(corpus: Corpus) -> None:
    """Nothing held says that the Greek decision can no longer be appealed, nor that it was."""
    answer = Answerer(corpus).answer(Ask("Is the Clearview decision in Greece final?"))
    assert answer.text.startswith("Not certain. ")


def test_whether_a_fine_must_be_paid_while_an_appeal_is_pending_is_read_off_the_standing(corpus: Corpus) -> None:
    """It is no question of whether there was an appeal."""
    answer = Answerer(corpus).answer(
        Ask("Does the ICO's fine on Clearview have to be paid while the appeal is pending?")
    )
    assert answer.text.startswith("Not finally decided. ")
    assert "GBP 7,552,800" in answer.claims[0].text


@pytest.mark.parametrize(
    "question", ["What must Experian do?", "How long does Experian have to comply with the notice now in force?"]
)
def test_an_order_that_another_replaced_is_not_told_as_binding(corpus: Corpus, question: str) -> None:
    """The tribunal put a narrower notice in the place of the first one."""
    answer = Answerer(corpus).answer(Ask(question))
    assert answer.claims[0].text.startswith("The notice now in place requires Experian Limited, within three months")
    assert not any("first notice of 12 October 2020 required" in claim.text for claim in answer.claims)


def test_what_was_first_ordered_is_told_to_whom_asks_for_that(corpus: Corpus) -> None:
    """And what took its place, and how."""
    text = Answerer(corpus).answer(Ask("Was Experian ordered to send notices to people directly?")).text
    assert "to send people direct notices" in text
    assert "substituted a much narrower one" in text


def test_whether_it_is_final_is_told_of_each_matter(corpus: Corpus) -> None:
    """One final fine makes no other final."""
    answer = Answerer(corpus).answer(Ask("Is the Korean fine on Meta final?"))
    words = {claim.matter: claim.text.split(". ")[0] for claim in reversed(answer.claims)}
    assert words == {
        "kr-pipc-meta-friends-data": "Yes",
        "kr-pipc-meta-sensitive-data": "Not certain",
        "kr-pipc-google-meta-behavioural-ads": "Not certain",
    }


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("Was Serco Leisure Operating Limited fined by the ICO?", "No. "),
        ("Was H&M Hennes & Mauritz Online Shop A.B. & Co KG fined by the HmbBfDI?", "Yes. "),
    ],
)
def test_words_of_a_name_ask_for_nothing(corpus: Corpus, question: str, opens: str) -> None:
    """Nothing is in operation because a company operates, and a name ends where it ends."""
    assert Answerer(corpus).answer(Ask(question)).text.startswith(opens)


def test_what_was_not_read_in_a_decision_is_not_denied(tmp_path: Path) -> None:
    """A digest records all that it knows; a text may hold a fine that was not recognised."""
    text = "# Decision on Northwind Umbrellas Limited\n\nThe Information Commissioner has looked into photographs that "
    text += "Northwind Umbrellas Limited kept.\n\nNorthwind Umbrellas Limited must delete the photographs.\n"
    with open_shelf(tmp_path, "no digest", (text_item("extra/Northwind.md", text),)) as held:
        answer = Answerer(held).answer(Ask("Was Northwind Umbrellas Limited fined?"))
    assert not answer.text.startswith(("Yes.", "No."))
    assert answer.refused or NOTHING_READ in answer.notes


def test_a_sum_told_as_set_in_plain_words_is_a_fine(tmp_path: Path) -> None:
    """Press offices write sentences that neither order nor find."""
    text = (
        "# 45,000 pound fine for photographs kept too long\n\nIn the case of photographs of customers, the Information "
    )
    text += "Commissioner has issued a fine of £45,000 against Northwind Umbrellas Limited.\n"
    with open_shelf(tmp_path, "no digest", (text_item("extra/Northwind.md", text),)) as held:
        answer = Answerer(held).answer(Ask("Was Northwind Umbrellas Limited fined?"))
    assert answer.text.startswith("Yes. ")


def test_an_appeal_without_a_day_shows_in_what_came_of_it(corpus: Corpus) -> None:
    """The digest knows the outcome and who asked for review, not the day of asking."""
    text = Answerer(corpus).answer(Ask("Who appealed the Bunnings determination and what came of it?")).text
    assert "set aside part of the determination" in text
    assert "Bunnings asked the Administrative Review Tribunal" in text


def test_an_open_question_about_a_matter_begins_with_what_happened(corpus: Corpus) -> None:
    """Before what was issued and recommended."""
    answer = Answerer(corpus).answer(Ask("Tell me about the Tim Hortons case"))
    assert "collected the location of its users even when the app was closed" in answer.claims[1].text


def test_a_word_that_no_document_explains_has_no_meaning_to_give(corpus: Corpus) -> None:
    """Matters in which the word stands are no definition of it."""
    assert Answerer(corpus).answer(Ask("What does “undertaking” mean in these decisions?")).refused


def test_a_refusal_names_no_silence_about_something_else(corpus: Corpus) -> None:
    """That the days of its challenges are not known says nothing of payment."""
    answer = Answerer(corpus).answer(Ask("Has TikTok paid the Irish fine over children?"))
    assert answer.refused
    assert answer.refusal is not None
    assert "challenges" not in answer.refusal.reason
