"""What somebody asks who has never seen the service: thanks, advice, two things at once, how several fines stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from corpus.store import Corpus
from service.answering.answer import Answerer
from service.answering.wire import Answer, Ask
from tests.support.shelf import open_shelf

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with open_shelf(tmp_path_factory.mktemp("newcomers")) as held:
        yield held


def told(corpus: Corpus, question: str, conversation: str | None = None) -> Answer:
    return Answerer(corpus, clock=lambda: NOW).answer(Ask(question, conversation_id=conversation))


def test_thanks_get_a_word_back_and_the_conversation_goes_on(corpus: Corpus) -> None:
    """Nothing is cited, nothing searched, and what follows goes on from the question before."""
    first = told(corpus, "What must Clearview delete in France?")
    thanks = told(corpus, "Thanks!", first.conversation_id)
    assert thanks.text == "You are welcome."
    assert thanks.is_courtesy
    assert not thanks.citations
    assert thanks.standalone_question == "Thanks!"
    after = told(corpus, "was it appealed?", first.conversation_id)
    assert after.standalone_question == "Was it appealed (Clearview, in France)?"


def test_thanks_before_a_question_are_no_part_of_it(corpus: Corpus) -> None:
    """The question is read as if it stood alone."""
    first = told(corpus, "What must Clearview delete in the UK?")
    after = told(corpus, "Thanks, and in France?", first.conversation_id)
    assert after.standalone_question == "What must Clearview delete (in France)?"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("hello", "Good day."),
        ("What can you do?", "what a regulator ordered"),
        ("How many decisions are in the corpus?", "101 documents"),
        ("Which countries are covered?", "the Netherlands"),
        ("What does “undecided again” mean?", "neither finally confirmed nor finally cancelled"),
    ],
)
def test_what_is_said_about_the_service_itself(corpus: Corpus, question: str, words: str) -> None:
    """A plain reply without citations."""
    answer = told(corpus, question)
    assert answer.is_courtesy
    assert words in answer.text
    assert "Searched" not in answer.text


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("Do I need consent for cookies?", "fr-cnil-google-cookies-2020"),
        ("Is it legal to scrape photos?", "uk-ico-clearview"),
        ("Can I use facial recognition in my shop?", "au-oaic-bunnings"),
    ],
)
def test_what_may_be_done_is_told_by_what_was_decided(corpus: Corpus, question: str, matter: str) -> None:
    """No yes or no is said; the matters about it are listed, and that no document holds advice."""
    answer = told(corpus, question)
    assert not answer.refused
    assert not answer.claims
    assert matter in {row.matter for table in answer.tables for row in table.rows}
    assert "no legal advice" in answer.text


def test_what_may_be_done_elsewhere_stays_off_topic(corpus: Corpus) -> None:
    """What no document speaks of is no matter of the field."""
    answer = told(corpus, "Can I sue my landlord?")
    assert answer.refusal
    assert answer.refusal.code == "off_topic"


def test_the_answer_to_a_second_part_begins_a_paragraph(corpus: Corpus) -> None:
    """Its word does not stand in the midst of the first."""
    answer = told(corpus, "Was Spotify fined, and is the fine final?")
    first, second, *_ = answer.text.split("\n\n")
    assert first.startswith("Yes. ")
    assert second.startswith("Not certain. ")
    assert [claim.opens for claim in answer.claims if claim.text.startswith("Not certain. ")] == [True]


def test_how_a_fine_stood_is_told_of_matters_that_had_one(corpus: Corpus) -> None:
    """And nothing that only a later year brought."""
    answer = told(corpus, "Was the Clearview fine in force on 1 June 2022?")
    assert {claim.matter for claim in answer.claims} == {"it-garante-clearview", "uk-ico-clearview"}
    assert answer.text.startswith("**Clearview AI Inc.: Garante fine and ban (2022).** Yes. ")
    assert "2023" not in answer.text


def test_how_many_fines_stand_is_told_of_each(corpus: Corpus) -> None:
    """More than are told in prose stand in a table, each with its standing; none is left out in silence."""
    (table,) = told(corpus, "Is the Clearview fine final?").tables
    assert len(table.rows) == 5
    assert {row.status for row in table.rows} == {"final", "in force", "undecided again"}
    answer = told(corpus, "Was Clearview fined?")
    assert len({claim.matter for claim in answer.claims}) == 5
    assert "are not told here" not in answer.text


def test_what_a_word_means_is_told_by_a_sentence_about_the_word(corpus: Corpus) -> None:
    """One thing of the kind explains nothing, and what is not known of something else is no reason."""
    assert told(corpus, "What is a notice of intent?").text.startswith("A notice of intent is a proposal")
    answer = told(corpus, "What is a reprimand?")
    assert answer.refusal
    assert answer.refusal.code == "not_stated"
    assert "sources held do not" not in answer.refusal.reason


def test_who_was_fined_most_often_is_counted(corpus: Corpus) -> None:
    """By whose name begins alike, a decision once; whoever has one alone is left out."""
    answer = told(corpus, "who was fined most often")
    (table,) = answer.tables
    names = [row.cells[0].split()[0] for row in table.rows]
    assert names[0] == "Clearview"
    assert all(names.count(name) > 1 for name in names)
    assert "Reddit," not in names
    assert answer.claims[0].text.startswith("Clearview AI Inc.: fined in 5 matters.")
    assert len(answer.claims[0].citations) == 5


def test_who_was_fined_by_several_authorities(corpus: Corpus) -> None:
    """Two fines of one authority are not by two."""
    answer = told(corpus, "Which companies were fined by more than one authority?")
    names = {row.cells[0].split()[0] for table in answer.tables for row in table.rows}
    assert {"Clearview", "Google", "Meta", "TikTok"} <= names
    assert "Uber" not in names
    assert answer.claims[0].text.startswith("Clearview AI Inc.: fined by 5 authorities.")


def test_so_many_of_the_largest_are_listed_as_are_asked_for(corpus: Corpus) -> None:
    """Of each currency, since sums of different currencies are not compared."""
    (table,) = told(corpus, "top 5 fines").tables
    currencies = [row.cells[3].removeprefix("about ")[:3] for row in table.rows]
    assert currencies.count("EUR") == 5
    assert all(currencies.count(one) <= 5 for one in currencies)


def test_decisions_under_an_article_are_those_in_which_it_was_infringed(corpus: Corpus) -> None:
    """Told by the records of provisions."""
    answer = told(corpus, "Which decisions cite Article 27 GDPR?")
    found = {row.matter for table in answer.tables for row in table.rows}
    assert {"at-dsb-clearview", "gr-hdpa-clearview"} <= found
    assert "uk-ico-british-airways" not in found


def test_who_must_do_something_is_a_list(corpus: Corpus) -> None:
    """Of the matters with such an order."""
    answer = told(corpus, "Who must appoint a representative?")
    found = {row.matter for table in answer.tables for row in table.rows}
    assert {"at-dsb-clearview", "it-garante-clearview"} <= found


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("How much was British Airways fined, and did they appeal?", "GBP 20,000,000", "No. "),
        ("How much was Amazon fined in Luxembourg, and is the fine final?", "EUR 746,000,000", "No. "),
        ("Who fined Marriott, and was it appealed?", "ICO", "No. "),
    ],
)
def test_what_is_tested_beside_an_open_question_has_its_word(
    corpus: Corpus, question: str, first: str, second: str
) -> None:
    """The sum, the reason or the authority first, then yes or no in a paragraph of its own."""
    one, two, *_ = told(corpus, question).text.split("\n\n")
    assert first in one
    assert two.startswith(second)


def test_who_appealed_is_not_who_was_appealed_against(corpus: Corpus) -> None:
    """What the authority asked a court for is no step of the company."""
    answer = told(corpus, "Did Clearview appeal in the UK?")
    assert not any("asked the First-tier Tribunal for permission" in claim.text for claim in answer.claims)
    assert not answer.text.startswith("Yes.")
    assert "has to decide Clearview AI's appeal on its merits" in answer.text


def test_whether_an_appeal_had_success_is_told_by_what_came_of_it(corpus: Corpus) -> None:
    """Though no document says the word."""
    answer = told(corpus, "Did Bunnings appeal successfully?")
    assert not answer.refused
    assert "set aside part of the determination" in answer.text
