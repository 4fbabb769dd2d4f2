"""Questions about one matter as people put them: misspelt, with what they read, in two parts, for what is not said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from corpus.store import Corpus
from service.answering.answer import Answerer
from service.answering.wire import Answer, Ask
from tests.support.shelf import open_shelf, text_item

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
RELEASE = """# Ferngate Ferries Ltd fined over cameras

The Information Commissioner's Office has fined Ferngate Ferries Ltd £60,000 for filming passengers in their cabins.

The Commissioner had proposed a fine of £150,000 in March 2025.

Ferngate Ferries Ltd must not film in cabins for three years. Ferngate Ferries Ltd has appealed to the tribunal.
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with open_shelf(tmp_path_factory.mktemp("one"), more=(text_item("ferngate.md", RELEASE),)) as held:
        yield held


def told(corpus: Corpus, question: str) -> Answer:
    return Answerer(corpus, clock=lambda: NOW).answer(Ask(question))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("A fines tracker lists the LinkedIn penalty from Dublin as final. Can I copy that into my report?", "appeal"),
        ("A database shows the Instagram fine of the DPC as final. May I repeat that?", "challenge"),
        ("Ticketmaster's 2020 penalty in Britain: can we call it settled law by now?", "appealed"),
        ("My slides say OpenAI's Italian fine is in force. Should I change them?", "annulled"),
    ],
)
def test_what_is_meant_to_be_done_with_the_answer_is_no_other_task(corpus: Corpus, question: str, said: str) -> None:
    """How the decision stands is told, and nothing is noted about slides and newsletters."""
    answer = told(corpus, question)
    assert not answer.refused
    assert said in answer.text
    assert not answer.text.startswith("Yes")
    assert not answer.notes


@pytest.mark.parametrize(
    "question",
    ["Can we use Clearview in our company?", "Should I put my savings into Clearview?", "How do I get a mortgage?"],
)
def test_what_somebody_may_do_stays_outside(corpus: Corpus, question: str) -> None:
    answer = told(corpus, question)
    assert answer.refusal is not None
    assert answer.refusal.code == "off_topic"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("shien france cookie fine", "SHEIN"),
        ("critoe fine france", "Criteo"),
        ("spotfiy fine sweden", "Spotify"),
        ("Was the fine of Ferngaet Ferries 60,000 pounds?", "60,000"),
    ],
)
def test_two_letters_in_the_wrong_order_name_the_same_company(corpus: Corpus, question: str, name: str) -> None:
    answer = told(corpus, question)
    assert not answer.refused
    assert name in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Did the Luxembourg Grand Chamber quash WhatsApp's 225 million fine?", "No court has annulled the fine"),
        ("Did the Kirchberg judges annul the WhatsApp fine?", "No court has annulled the fine"),
        ("Chicago class action against Clearview: is the approval beyond challenge?", "Seventh Circuit"),
    ],
)
def test_a_court_or_a_city_is_no_authority_that_acted(corpus: Corpus, question: str, said: str) -> None:
    answer = told(corpus, question)
    assert not answer.refused
    assert said in answer.text
    assert not answer.text.startswith("Yes")


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("Is the drugstore chain Rite Aid banned from face recognition for good?", "No"),
        ("Is Rite Aid banned forever from face recognition?", "No"),
        ("Did Sweden fine Clearview?", "No, not Clearview AI Inc. itself"),
        ("Has Clearview been charged with a crime in Austria?", "No"),
        ("Has Clearview actually been charged with a crime in Austria? I keep seeing headlines about it.", "No"),
        ("Has Clearview paid a cent to the French treasury?", "No"),
    ],
)
def test_the_word_that_opens_is_of_what_is_asked(corpus: Corpus, question: str, opens: str) -> None:
    """For some years is not for ever, a fine on the police none on whose tool it used, a complaint no charge."""
    assert told(corpus, question).text.startswith(f"{opens}. ")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("From which day do the three months for Amazon Europe Core run?", "from which day the three months"),
        ("Did the Essex school do the impact assessment afterwards, as the ICO had advised?", "followed the ICO's"),
        ("Deliveroo Italy: which of the corrections had to be ready in 60 days and which in 90?", "had 60 days"),
        ("How did the FTC's 2023 attempt to tighten the Facebook order end?", "the modification of 2023 ended"),
        ("Had the Swedish police done everything IMY asked of them by mid-September 2021?", "orders in time"),
        ("Did Tim Hortons carry out all the recommendations?", "carried out every recommendation"),
        ("Did Experian build the notification system?", "has built the notification system"),
        ("Has Telekall paid?", "whether Telekall paid"),
    ],
)
def test_that_the_documents_do_not_say_is_said(corpus: Corpus, question: str, said: str) -> None:
    """Whether somebody obeyed or paid, how something ended and from when a time runs are kinds of silence."""
    answer = told(corpus, question)
    assert said in answer.text
    assert not answer.text.startswith(("Yes", "No."))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When was Spotify fined and when was it reduced?", ("12 June 2023", "28 June 2024")),
        ("When was the Cabinet Office fined and when reduced?", ("15 November 2021", "3 November 2022")),
        ("over how long does meta pay texas and how much in total", ("USD 1,400,000,000", "over five years")),
        ("What did the ICO first propose to Marriott and what did it pay?", ("99.2 million", "18,400,000")),
        (
            "Upper Tribunal, ICO v Clearview: how many of the grounds succeeded and which NGO intervened?",
            ("three of its four grounds", "Privacy International"),
        ),
        (
            "BetterHelp and GoodRX both paid in 2023. Which of the two was a civil penalty?",
            ("USD 7,800,000", "USD 1,500,000"),
        ),
    ],
)
def test_both_parts_of_a_question_are_answered(corpus: Corpus, question: str, said: tuple[str, ...]) -> None:
    answer = told(corpus, question)
    assert all(one in answer.text for one in said)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many privacy authorities looked into the Tim Hortons app together?", "four authorities"),
        ("Weight Watchers kids app FTC: what are the two defendants called today?", "Kurbo Inc"),
        ("Which company is behind SHEIN in the French case?", "Infinite Styles Services Co. Limited"),
        ("What did the NHS software supplier face at first, and what did it get after settling?", "6.09 million"),
        ("In the Caixa Bank case, what did the lack of a legal basis cost?", "EUR 4,000,000"),
        ("did the supermarket Mercadona ever pay the AEPD for its face cameras", "EUR 2,520,000"),
        ("On which day did the California Privacy Protection Agency issue its order against Healthline?", "by mistake"),
        ("How can Clearview challenge the decision of the Dutch AP?", "can no longer appeal the fine"),
    ],
)
def test_what_is_asked_in_other_words_is_told(corpus: Corpus, question: str, said: str) -> None:
    answer = told(corpus, question)
    assert not answer.refused
    assert said in answer.text


def test_what_is_left_to_pay_is_not_what_was_set_first(corpus: Corpus) -> None:
    answer = told(corpus, "New year honours leak: what is the government department left to pay?")
    assert answer.claims[0].text.endswith("reduced the penalty to GBP 50,000.")
    assert not any(claim.text.endswith("monetary penalty notice of GBP 500,000.") for claim in answer.claims)


@pytest.mark.parametrize("question", ["Was Clearview's CEO fined?", "dsg retail currys ico penalty, amount?"])
def test_nobody_else_is_told_for_whom_no_document_speaks_of(corpus: Corpus, question: str) -> None:
    assert told(corpus, question).refused


@pytest.mark.parametrize("question", ["What's new?", "Any news?", "Latest developments?"])
def test_what_is_new_are_the_newest_steps(corpus: Corpus, question: str) -> None:
    """Each cited, of the matters in which something happened last."""
    answer = told(corpus, question)
    assert not answer.refused
    assert "June 2026" in answer.claims[0].text
    assert len({claim.matter for claim in answer.claims}) > 1


def test_what_is_new_in_a_place_is_of_that_place(corpus: Corpus) -> None:
    answer = told(corpus, "What's new in Ireland?")
    assert {claim.matter.split("-")[0] for claim in answer.claims if claim.matter} == {"ie"}
