"""What plain words ask of one matter: before whom it was, how long it binds, whether it is gone, who said what."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.shelf import open_shelf


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with open_shelf(tmp_path_factory.mktemp("plain")) as held:
        yield Answerer(held)


@pytest.mark.parametrize(
    ("question", "bodies"),
    [
        ("Which courts have ruled on Spotify's Swedish fine?", ["Administrative Court in", "Court of Appeal in"]),
        ("Which instances has Experian's notice gone through?", ["First-tier Tribunal", "Upper Tribunal"]),
        ("Which courts did Meta lose in over the Korean friends' data?", ["first instance", "Supreme Court of Korea"]),
        ("Who all has judged the Google 50 million fine in France?", ["Conseil d'Etat upheld"]),
        ("What tribunals heard the Cabinet Office case?", ["approved by the tribunal"]),
        ("Which judges have looked at the Bunnings determination?", ["Administrative Review Tribunal"]),
    ],
)
def test_every_body_that_dealt_with_it_is_told(answerer: Answerer, question: str, bodies: list[str]) -> None:
    """The step of each, in a sentence and not as a list of sums."""
    answer = answerer.answer(Ask(question))
    assert not answer.tables
    assert all(body in answer.text for body in bodies)


@pytest.mark.parametrize(
    "question", ["Which courts have ruled on Clearview?", "Which courts have judged Amazon's fines?"]
)
def test_the_bodies_of_many_matters_are_a_table_of_steps(answerer: Answerer, question: str) -> None:
    """Of every court that dealt with any of them, and not the sums or the matters."""
    (table,) = answerer.answer(Ask(question)).tables
    assert "Step" in table.columns
    assert len(table.rows) > 3


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Does the FTC order against Facebook ever end?", "a privacy programme for 20 years"),
        ("Will the GoodRx ban ever end?", "may never again share"),
        ("When does the Rite Aid ban run out?", "for five years"),
        ("Has the ban on Rite Aid run out?", "for five years"),
        ("How long does the Tractor Supply order bind it?", "every year for four years"),
    ],
)
def test_how_long_something_binds_is_quoted_without_a_word(answerer: Answerer, question: str, said: str) -> None:
    """That an order was made is no yes to whether it ends."""
    text = answerer.answer(Ask(question)).text
    assert said in text
    assert not text.startswith(("Yes", "No"))


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Is the Bunnings finding gone?", "In part."),
        ("So Clearview's British fine is history?", "Not finally decided."),
        ("So the H&M case is over and done with?", "Yes."),
        ("Is the Amazon fine off the table in Luxembourg?", "Not finally decided."),
        ("Has Mercadona's bill been settled?", "Yes. Mercadona paid"),
    ],
)
def test_everyday_words_for_what_became_of_it(answerer: Answerer, question: str, word: str) -> None:
    """A decision is gone that was annulled or withdrawn, a bill settled that was paid."""
    assert answerer.answer(Ask(question)).text.startswith(word)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who pays the commissioner's lawyers in the Australian Clinical Labs case?", "AUD 400,000"),
        ("What does Clearview chip in for the ACLU's lawyers?", "USD 250,000 for legal fees"),
        ("How much compensation did each employee get from H&M?", "do not state how much compensation"),
        ("Did Foodinho get more time to check its algorithms?", "within 90 more days"),
        ("Has Criteo transferred its 40 million?", "do not say whether and when Criteo paid"),
        ("Google and Meta told Korea that consent was the job of others. Whose?", "operators of the websites"),
        ("What bothered the OAIC about 7-Eleven's tablets?", "out of proportion to the intrusion"),
    ],
)
def test_points_that_other_words_ask_for(answerer: Answerer, question: str, said: str) -> None:
    """Costs of the other side, more time, payment, what a party answered, what an authority found wrong."""
    assert said in answerer.answer(Ask(question)).text


@pytest.mark.parametrize(
    ("question", "first", "said"),
    [
        ("Did Amazon appeal the Luxembourg fine?", "Yes. On 18 March 2025 the Administrative Tribunal", "annulled"),
        ("Did Amazon appeal the Luxembourg fine and what did the court say?", "Yes. On 18 March 2025", "annulled"),
        ("Did Klarna challenge the fine?", "Yes. The first court reduced", "restored"),
        ("Did Experian appeal and what was the result?", "Yes. On 20 February 2023", "dismissed"),
        ("Did Spotify appeal to the Supreme Administrative Court?", "The sources held do not state", "restored"),
        (
            "Did Clearview appeal the Austrian decision?",
            "On 28 January 2025 the Federal Administrative Court",
            "erasure",
        ),
        ("Was the Austrian decision on Clearview appealed?", "Yes. On 28 January 2025", "erasure"),
        ("Did the CNPD appeal in the Amazon case?", "The sources held do not give", "annulled"),
    ],
)
def test_what_courts_made_of_a_decision_tells_that_it_was_challenged(
    answerer: Answerer, question: str, first: str, said: str
) -> None:
    """Of its party, and of no court that is named and no authority."""
    text = answerer.answer(Ask(question)).text
    assert text.startswith(first)
    assert said in text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Does the fine on Amazon France Logistique still have to be paid in full?", "In part."),
        ("Is the whole Amazon France Logistique fine still in force?", "In part."),
        ("Does British Airways have to pay the full fine?", "Yes."),
    ],
)
def test_of_a_fine_that_was_cut_not_all_is_owed(answerer: Answerer, question: str, first: str) -> None:
    """And of one that was only proposed higher all that was imposed."""
    assert answerer.answer(Ask(question)).text.startswith(first)


@pytest.mark.parametrize("question", ["Is Telekall still in business?", "Does Everalbum still exist?"])
def test_whether_a_company_is_still_there_is_not_told_by_its_order(answerer: Answerer, question: str) -> None:
    assert not answerer.answer(Ask(question)).text.startswith("Yes")


def test_how_the_only_fine_of_a_sum_stands_is_told_in_prose(answerer: Answerer) -> None:
    """Also where its two fines come to the sum, and somebody is only described."""
    for question, state in (
        ("EUR 746 million fine status", "Undecided again"),
        ("French phone operator twins, 42 million after the data theft: is anyone contesting that?", "Standing"),
    ):
        answer = answerer.answer(Ask(question))
        assert not answer.tables
        assert state in answer.text


@pytest.mark.parametrize(
    ("question", "note"),
    [("Which of Meta's fines has been paid?", "No document held records that any of these was paid.")],
)
def test_a_list_of_what_was_paid_says_what_is_recorded_as_paid(answerer: Answerer, question: str, note: str) -> None:
    assert note in answerer.answer(Ask(question)).text


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("List the ICO penalties that nobody can fight any longer.", "British Airways"),
        ("Everything you have out of Sweden, Norway and Finland please, who was sanctoned by whom", "Grindr"),
    ],
)
def test_lists_in_everyday_words(answerer: Answerer, question: str, row: str) -> None:
    """Finality and sanctions, in other words or with a slip."""
    (table,) = answerer.answer(Ask(question)).tables
    assert any(row in cell for each in table.rows for cell in each.cells)


def test_what_is_told_in_words_of_everyday_life_is_not_off_topic(answerer: Answerer) -> None:
    question = (
        "Our slides say the 310 million against the job network in Ireland is over and done with. Can we leave it?"
    )
    refusal = answerer.answer(Ask(question)).refusal
    assert refusal is None or refusal.code != "off_topic"


def test_a_refusal_about_many_matters_quotes_no_gap_of_one_of_them(answerer: Answerer) -> None:
    refusal = answerer.answer(Ask("which fines against Meta have been annulled")).refusal
    assert refusal is not None
    assert "surcharge" not in refusal.reason


@pytest.mark.parametrize(
    ("question", "said", "others"),
    [
        ("why was the Amazon fine quashed", "annulled the CNPD's fine", "Alexa"),
        ("Why was Clearview's fine annulled?", "on jurisdiction only", "Autoriteit"),
        ("Why did the appeal judges wipe out Amazon's record fine in Luxembourg?", "intentional or negligent", "Alexa"),
    ],
)
def test_a_step_taken_for_granted_tells_which_of_several_matters_is_meant(
    answerer: Answerer, question: str, said: str, others: str
) -> None:
    answer = answerer.answer(Ask(question))
    assert not answer.tables
    assert said in answer.text
    assert others not in answer.text


@pytest.mark.parametrize(
    "question", ["When was Google's fine reduced?", "How much was the Meta fine after it was cut?"]
)
def test_a_step_that_none_of_many_matters_took_is_refused(answerer: Answerer, question: str) -> None:
    refusal = answerer.answer(Ask(question)).refusal
    assert refusal is not None
    assert refusal.code == "false_premise"


@pytest.mark.parametrize("question", ["Who tipped off the Brazilian authority about Telekall?"])
def test_who_did_something_is_read_with_the_question(answerer: Answerer, question: str) -> None:
    assert "prosecutor" in answerer.answer(Ask(question)).text


@pytest.mark.parametrize(
    "question", ["Why did the ICO not fine the Cabinet Office the full amount?", "What cut the Cabinet Office penalty?"]
)
def test_why_a_sum_is_less_is_told_where_a_digest_says_it(answerer: Answerer, question: str) -> None:
    assert "announced an agreement" in answerer.answer(Ask(question)).claims[0].text


@pytest.mark.parametrize(
    "question",
    ["What lowered the fine on British Airways?", "Why was the Marriott fine so much lower than first announced?"],
)
def test_why_a_sum_is_less_is_not_stated_where_no_digest_says_it(answerer: Answerer, question: str) -> None:
    refusal = answerer.answer(Ask(question)).refusal
    assert refusal is not None
    assert refusal.code == "not_stated"


def test_a_refused_premise_is_named_as_it_was_asked(answerer: Answerer) -> None:
    """With the name that is blanked out where premises are read."""
    refusal = answerer.answer(Ask("Why did Mercadona pay less than the fine?")).refusal
    assert refusal is None or "xxx" not in refusal.reason
