"""Answers that are whole: every row of a list, all reasons, both parts of a question, the sum that is asked for."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator

import pytest

from corpus.store import Corpus
from service.answering.answer import Answerer
from service.answering.wire import Answer, Ask
from tests.support.shelf import open_shelf

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with open_shelf(tmp_path_factory.mktemp("shelf")) as held:
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
            {"us-ftc-goodrx", "us-ftc-betterhelp", "fr-cnil-doctissimo", "us-california-ag-healthline"},
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
