"""Answers that are whole: every row of a list, all reasons, both parts of a question, the sum that is asked for."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator

import pytest

from corpus.store import Corpus
from service.answering.answer import Answerer
from service.answering.wire import Answer, Ask
from tests.support.shelf import open_shelf, text_item

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
REPRIMAND = """# Decision after supervision: Wingtip Sports AB

## The report

Wingtip Sports AB kept the shoe sizes of its customers on an open page.

The authority may, instead of imposing a fine, issue a reprimand pursuant to Article 58(2)(b) of the GDPR.

## Assessment

The Swedish Authority for Privacy Protection finds that Wingtip Sports AB has infringed Article 32(1) of the GDPR.

## Decision

The Swedish Authority for Privacy Protection issues Wingtip Sports AB a reprimand pursuant to Article 58(2)(b).
"""
TICKET = """# Monetary penalty notice

## Decision

The Information Commissioner imposes a monetary penalty of £70,000 on We Sell Any Ticket Limited.

The monetary penalty must be paid to the Commissioner's office by 12 October 2021 at the latest.
"""
APPEAL = """# Decision of the Privacy Appeals Board: Adatum Clinic

## The complaint

B asked Adatum Clinic to correct his profession in its files. Adatum Clinic refused.

## Assessment

Was it appropriate to refuse? The board finds that the profession was recorded as B had given it.

## Conclusion

The Norwegian Data Protection Authority's decision is upheld.
"""
CLOSED = """# Decision after supervision: Lamna Ferries AB

## The complaint

A passenger complained that Lamna Ferries AB had not given him a copy of his bookings.

The Swedish Authority for Privacy Protection does not find that Lamna Ferries AB has infringed the GDPR.

## Decision

The case is closed.
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    more = (text_item("extra/wingtip.md", REPRIMAND), text_item("extra/lamna.md", CLOSED))
    more += (text_item("extra/adatum.md", APPEAL), text_item("extra/ticket.md", TICKET))
    with open_shelf(tmp_path_factory.mktemp("shelf"), more=more) as held:
        yield held


@pytest.fixture(scope="module")
def answerer(corpus: Corpus) -> Answerer:
    minutes = itertools.count()
    return Answerer(corpus, "http://standing.test", lambda: NOW + dt.timedelta(minutes=next(minutes)))


def listed(answer: Answer) -> set[str]:
    return {row.matter or "" for table in answer.tables for row in table.rows}


def prose(answer: Answer) -> str:
    return " ".join(claim.text for claim in answer.claims)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        (
            "Which authorities acted against Clearview without fining it?",
            {"at-dsb-clearview", "au-oaic-clearview", "de-hmbbfdi-clearview", "ca-oipc-bc-clearview"},
        ),
        (
            "What fines have there been over food delivery riders and their algorithms?",
            {"it-garante-deliveroo", "it-garante-foodinho-2021", "it-garante-foodinho-2024"},
        ),
        (
            "Which European authorities found that Clearview lacks a representative under Article 27 of the GDPR?",
            {"at-dsb-clearview", "gr-hdpa-clearview", "it-garante-clearview", "nl-ap-clearview"},
        ),
        (
            "Which health websites and health apps have been sanctioned?",
            {"us-ftc-goodrx", "us-ftc-betterhelp", "fr-cnil-doctissimo"},
        ),
        (
            "In which UK cases was a proposed fine later cut before it was imposed?",
            {"uk-ico-british-airways", "uk-ico-marriott", "uk-ico-capita", "uk-ico-23andme"},
        ),
        (
            "In which cases did a regulator only recommend things and order nothing?",
            {"ca-opc-home-depot", "ca-opc-tim-hortons", "ca-opc-cadillac-fairview", "kr-pipc-deepseek"},
        ),
        ("Is Tractor Supply's fine bigger than Healthline's settlement?", {"us-cppa-tractor-supply"}),
    ],
)
def test_a_list_has_every_row(answerer: Answerer, question: str, rows: set[str]) -> None:
    """What limits a list is read from the question, and records that meet it are all there."""
    assert rows <= listed(answerer.answer(Ask(question)))


def test_a_list_is_limited_by_what_it_is_about(answerer: Answerer) -> None:
    """Words that say little elsewhere limit a list where they name what somebody was sanctioned for."""
    rows = listed(answerer.answer(Ask("Who was sanctioned for not doing a data protection impact assessment?")))
    assert {"uk-ico-chelmer-valley-high-school", "es-aepd-mercadona"} <= rows
    assert not {"us-ftc-facebook", "uk-ico-reddit"} & rows


def test_two_fines_of_one_sum_are_two_rows(answerer: Answerer) -> None:
    """Two fines of the same sum in one decision are added, and not taken for one."""
    assert "BRL 14,400" in prose(answerer.answer(Ask("What do the fines of Telekall come to in total?")))


@pytest.mark.parametrize(
    ("question", "reasons"),
    [
        ("What did Ring do wrong?", ("employees and contractors", "training algorithms", "attackers")),
        ("What did California's privacy agency hold against Honda?", ("verification", "agent", "contracts")),
        ("why did the court cut amazon france logistique's fine", ("legitimate interests",)),
        ("How did the court that lowered Spotify's fine reason?", ("is not by itself a failure",)),
        ("What two untruths did the FTC hold against Cambridge Analytica?", ("identifies them", "Privacy Shield")),
    ],
)
def test_reasons_are_told_in_full(answerer: Answerer, question: str, reasons: tuple[str, ...]) -> None:
    """What an authority alleged before a settlement is its case, a court's reasons may stand apart from its ruling."""
    told = prose(answerer.answer(Ask(question)))
    assert [reason for reason in reasons if reason not in told] == []


def test_a_complainants_words_are_no_reason_of_the_authority(answerer: Answerer) -> None:
    """A complaint is told as a reason only where somebody asks what was alleged."""
    assert "Consumer Council complained" not in prose(answerer.answer(Ask("Why was Grindr fined?")))


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Was OpenAI fined in Italy, and does that fine still stand?", "Yes. On 2 November", "No. On 18 March 2026"),
        ("Was Experian fined and must it obey the notice?", "No. The ICO did not fine", "In part."),
    ],
)
def test_each_part_of_a_question_has_its_word(answerer: Answerer, question: str, first: str, second: str) -> None:
    """A verdict on one part is not told as the answer to both."""
    claims = [claim.text for claim in answerer.answer(Ask(question)).claims]
    assert claims[0].startswith(first)
    assert any(claim.startswith(second) for claim in claims[1:])


def test_a_part_that_cannot_be_judged_takes_the_word_away(answerer: Answerer) -> None:
    """Where records judge only the second part, no word opens that would be read as the answer to the first."""
    answer = answerer.answer(Ask("Has anyone in Hamburg gone after Clearview, and is that still in force?"))
    assert not answer.refused
    assert not answer.text.startswith(("Yes", "No"))


@pytest.mark.parametrize(
    ("question", "sum_", "old"),
    [
        ("How much does Amazon France Logistique owe now?", "EUR 15,000,000", "fined Amazon France Logistique EUR 32"),
        ("What daily penalty was Amazon threatened with in Luxembourg?", "EUR 746,000", "of EUR 746,000 was set"),
    ],
)
def test_the_sum_asked_for_is_told(answerer: Answerer, question: str, sum_: str, old: str) -> None:
    """The sum that counts now comes without the one it replaced standing bare, a threatened one as threatened."""
    answer = answerer.answer(Ask(question))
    cells = " ".join(cell for table in answer.tables for row in table.rows for cell in row.cells)
    told = f"{prose(answer)} {cells}"
    assert sum_ in told
    assert old not in told


@pytest.mark.parametrize(
    ("question", "opens", "told"),
    [
        ("What sanction did Wingtip Sports get?", "The IMY", "issues Wingtip Sports AB a reprimand"),
        ("Was Wingtip Sports fined?", "No.", "issues Wingtip Sports AB a reprimand"),
        ("What did the Swedish authority do about the shoe sizes at Wingtip Sports?", "The IMY", "AB a reprimand"),
        ("Was Lamna Ferries sanctioned over the copy of bookings?", "No.", "The case is closed"),
    ],
)
def test_an_outcome_without_money_or_orders_is_told(answerer: Answerer, question: str, opens: str, told: str) -> None:
    """A reprimand or a closed case is how a decision ended; what the authority may do in law is not."""
    text = prose(answerer.answer(Ask(question)))
    assert text.startswith(opens)
    assert told in text
    assert "may, instead of imposing" not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Why do I see both 3.15m and 2.52m for the Mercadona fine?", "reduction of 20 per cent for early payment"),
        ("On which three legal bases did LinkedIn's advertising fail?", "consent, contract and legitimate interests"),
        ("What did Chelmer Valley High School forget to do?", "had not made the assessment before it started"),
        ("Is Kmart challenging the privacy commissioner's determination?", "Administrative Review Tribunal"),
        ("Was TikTok's order to suspend transfers to China operating at the end of 2025?", "On 13 November 2025"),
        ("What provisions does the Quebec Clearview order rest on?", "LCCJTI"),
    ],
)
def test_what_belongs_to_the_answer_is_told_with_it(answerer: Answerer, question: str, told: str) -> None:
    """How two sums belong together, what an article is about, and the last step that kept things as they were."""
    assert told in prose(answerer.answer(Ask(question)))


def test_an_order_with_an_exception_has_no_plain_yes(answerer: Answerer) -> None:
    """What an order leaves out is not covered by a yes to "every"."""
    text = answerer.answer(Ask("Must Serco destroy every bit of its biometric data?")).text
    assert text.startswith("In part.")


def test_the_deadline_of_the_order_asked_about_is_told_alone(answerer: Answerer) -> None:
    """Periods of orders that a later notice replaced are not given for the one that the question describes."""
    text = prose(answerer.answer(Ask("Within what time must Experian build the system to notify people?")))
    assert "within three months" in text
    assert "three or nine months" not in text


@pytest.mark.parametrize(
    ("question", "unsaid"),
    [
        ("did BA ever actually pay its data breach fine", "do not say whether and when British Airways plc paid"),
        ("Has the Conseil d'Etat ruled on Google's 325 million fine?", "do not show whether Google challenged"),
        ("Shein said it would fight the French cookie fine. Did it?", "do not show that SHEIN lodged its challenge"),
        ("What has happened in the UK Clearview case since October 2025?", "do not show any step"),
        ("How much compensation did H&M end up paying its Nuremberg employees?", "how much compensation H&M paid"),
    ],
)
def test_what_is_not_known_is_said_where_it_is_asked(answerer: Answerer, question: str, unsaid: str) -> None:
    """A step, a court's ruling or a sum that no document states is said to be missing, and not passed over."""
    assert unsaid in prose(answerer.answer(Ask(question)))


def test_what_nobody_asked_is_not_said_to_be_missing(answerer: Answerer) -> None:
    """A day that is not stated is no news to somebody who asks for the sum."""
    text = prose(answerer.answer(Ask("What did Mercadona really pay for its face recognition cameras?")))
    assert "do not give the day" not in text


def test_a_ruling_on_a_decision_is_its_outcome(answerer: Answerer) -> None:
    """That a decision is upheld is told, also where the question speaks of what was asked of the respondent."""
    text = prose(answerer.answer(Ask("Did the appeals board oblige Adatum Clinic to correct a profession?")))
    assert "decision is upheld" in text
    assert "Was it appropriate" not in text


def test_the_words_of_a_name_ask_for_no_list(answerer: Answerer) -> None:
    """Words of a name ("Any Ticket penalty") ask for one matter here, and the day it gives is told."""
    answer = answerer.answer(Ask("When was the We Sell Any Ticket penalty due at the latest?"))
    assert not answer.tables
    assert "12 October 2021" in prose(answer)
