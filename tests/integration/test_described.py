"""A matter is found by what happened, although the question also writes names that its documents do not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.registry import NO_FILTERS
from service.answering.answer import Answerer
from service.answering.choosing.plan import make_plan
from service.answering.wire import Ask
from tests.support.asking import TODAY
from tests.support.described import described_items
from tests.support.shelf import open_shelf


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with open_shelf(tmp_path_factory.mktemp("described"), "uk-ico", described_items()) as held:
        yield Answerer(held)


def chosen(answerer: Answerer, question: str) -> set[str]:
    """The documents of the matters chosen for a question, by the names of their files."""
    answerer.knowledge.refresh()
    query = answerer.understand(question, TODAY)
    plan = make_plan(query, NO_FILTERS, answerer.knowledge, TODAY)
    return {document.source.key for one in plan.dossiers for document in one.documents}


@pytest.mark.parametrize(
    ("question", "document"),
    [
        (
            "What did Zanders's party's foundation pay for the e-mail to its friends with all addresses visible?",
            "netherlands/foundation",
        ),
        ("What must the Bulgarian operator prove that ported Mrs P.Q.'s number, and by when?", "bulgaria/operator"),
        ("What was done to H.Q.B. EAD?", "bulgaria/employer"),
        ("What did the EU court rule on the fingerprints of accused people in C-905/21?", "union/judgment"),
        ("knitshopen denmark order to erase customer from mailing list, by when", "denmark/shop"),
        ("What was imposed in CNPD deliberation 2019/555?", "portugal/shop"),
        ("CNPD 2019 / 555: what was it about?", "portugal/shop"),
        ("slovakia bakery loyalty card birthdays sum to pay", "unplaced/bakery"),
    ],
)
def test_what_is_described_is_found_whatever_name_stands_beside_it(
    answerer: Answerer, question: str, document: str
) -> None:
    """Possessives, initials, slips of the pen, hyphens of the printer and names the decision leaves out."""
    assert chosen(answerer, question) == {f"described/{document}.txt"}


@pytest.mark.parametrize(
    "question",
    [
        "What did the ICO fine Acmecorp?",
        "How much must Acmecorp pay for the e-mail to its friends with all addresses of the recipients visible?",
        "Was Acmecorp fined for porting a mobile number that a husband asked for?",
        "Acmecorp's fine for the e-mail to its friends with all addresses of the recipients visible?",
    ],
)
def test_a_company_nobody_knows_is_not_taken_for_the_one_that_did_the_same(answerer: Answerer, question: str) -> None:
    """Where somebody sanctioned stands an unknown name is refused, however well the rest fits a matter."""
    answer = answerer.answer(Ask(question))
    assert answer.refusal is not None
    assert answer.refusal.code == "unknown_respondent"
    assert "Acmecorp." in answer.refusal.reason


def test_a_number_that_nobody_writes_is_refused_unless_the_rest_describes_one_matter(answerer: Answerer) -> None:
    """The decision asked for is not held, and no other is told for it."""
    answer = answerer.answer(Ask("What was imposed in CNPD deliberation 2019/777?"))
    assert answer.refusal is not None
    assert answer.refusal.code == "not_stated"
    assert "2019/777" in answer.refusal.reason


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        (
            "Compare the Dutch fines on the orthodontist with the form and on the foundation that sent an e-mail.",
            {"netherlands/orthodontist", "netherlands/foundation"},
        ),
        (
            "Two Bulgarian cases, one about a ported mobile number, one about an employment contract: what was done?",
            {"bulgaria/operator", "bulgaria/employer"},
        ),
        (
            "Who was fined more, the Portuguese shop with nine cameras or the Dutch orthodontist?",
            {"portugal/shop", "netherlands/orthodontist"},
        ),
        (
            "Which was decided earlier, the one about KnitShoppen or the one about H.Q.B. EAD?",
            {"denmark/shop", "bulgaria/employer"},
        ),
    ],
)
def test_two_that_are_asked_about_together_are_both_found(
    answerer: Answerer, question: str, documents: set[str]
) -> None:
    """Each side is looked for in its own place and by its own words."""
    assert chosen(answerer, question) == {f"described/{one}.txt" for one in documents}


@pytest.mark.parametrize(
    "question",
    [
        "Was the fine on Acmecorp higher than the one on the Dutch orthodontist with the unencrypted form?",
        "How is the fine on the Dutch orthodontist split between the form and the website?",
    ],
)
def test_a_side_that_leads_nowhere_brings_no_second_matter(answerer: Answerer, question: str) -> None:
    """Nothing is compared with a matter that is not held, nor with a part of the same."""
    assert len(chosen(answerer, question)) <= 1


@pytest.mark.parametrize(
    ("question", "described"),
    [
        ("What must the Bulgarian florist delete?", "florist"),
        ("How long has the Danish lighthouse keeper's cousin to take the photos down?", "lighthouse keeper"),
        ("Why was the dentist in the Netherlands fined?", "dentist"),
        ("Does the Portuguese brewery's fine still stand?", "brewery"),
    ],
)
def test_somebody_whom_no_matter_of_the_place_knows_is_not_taken_for_the_only_one_there(
    answerer: Answerer, question: str, described: str
) -> None:
    answer = answerer.answer(Ask(question))
    assert answer.refusal is not None
    assert answer.refusal.code == "unknown_respondent"
    assert f"about “{described}”" in answer.refusal.reason


@pytest.mark.parametrize("question", ["Why was the Dutch foundation fined?", "What must the Danish shop do?"])
def test_somebody_described_in_the_documents_words_is_told_of(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(Ask(question))
    assert answer.refusal is None or answer.refusal.code != "unknown_respondent"


def test_a_refusal_names_a_matter_by_its_title_where_nobody_is_known_to_act_or_to_be_sanctioned(
    answerer: Answerer,
) -> None:
    """No "an authority not named’s matter against": what is not known is left out of the sentence."""
    answer = answerer.answer(Ask("By when did the EU court in C-905/21 want the police to erase the fingerprints?"))
    assert answer.refusal is not None
    about = "“CJEU judgment C\u2011905/21 (26 January 2023)”"
    assert answer.refusal.reason == f"Not stated: the documents held about {about} give no time limit for this."


def test_a_question_in_another_language_is_told_that_english_is_understood(answerer: Answerer) -> None:
    """No sentences that happen to share a word with it."""
    answer = answerer.answer(Ask("Welche Unternehmen wurden in den Niederlanden bestraft?"))
    assert answer.refusal is not None
    assert answer.refusal.code == "other_language"
    assert "German" in answer.refusal.reason
    assert "English" in answer.refusal.reason


def test_each_of_two_is_told_for_itself(answerer: Answerer) -> None:
    """The one whose sentences fit better does not keep the other out."""
    question = "Two Bulgarian cases, one about a ported mobile number, one about an employment contract: what was done?"
    answer = answerer.answer(Ask(question))
    held = {one.id: one.source.key for one in answerer.knowledge.documents()}
    assert {held[citation.document_id] for citation in answer.citations} == {
        "described/bulgaria/operator.txt",
        "described/bulgaria/employer.txt",
    }


def test_one_of_two_that_says_nothing_is_named(answerer: Answerer) -> None:
    """What is told of one matter is not passed off as an answer about both."""
    question = "One about a ported mobile number, one about the collection of fingerprints: which article was breached?"
    answer = answerer.answer(Ask(question))
    silent = [note for note in answer.notes if note.endswith("say nothing of this.")]
    assert answer.refused or len(silent) + len({claim.matter for claim in answer.claims}) >= 2
