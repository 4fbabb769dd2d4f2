"""Lists that records decide: when, how much, what became of it, before whom, and how many there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from service.answering.answer import Answerer
from service.answering.composing.listing import NOT_RECORDED
from service.answering.wire import Ask
from tests.support.shelf import open_shelf
from tests.support.tables import rows

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with open_shelf(tmp_path_factory.mktemp("shelf")) as held:
        yield Answerer(held, "http://standing.test", lambda: NOW)


# Each row: a question, and the matters of its table.
WHOLE = [
    (
        "Which companies got a penalty from the ICO in autumn 2020?",
        "uk-ico-british-airways uk-ico-marriott uk-ico-ticketmaster",
    ),
    ("Fines from the Garante in 2024", "it-garante-foodinho-2024 it-garante-openai it-garante-enel-energia-2024"),
    ("Which fines did the CNIL impose in the third quarter of 2025?", "fr-cnil-google-2025 fr-cnil-shein"),
    ("ICO fines in the first half of 2025", "uk-ico-23andme uk-ico-advanced-computer-software"),
    ("Fines of the CNIL between May and July 2023", "fr-cnil-criteo fr-cnil-doctissimo"),
    ("Decisions from the ICO since October 2025", "uk-ico-reddit uk-ico-medialab-imgur uk-ico-capita"),
    ("Decisions of the ICO before November 2020", "uk-ico-british-airways uk-ico-marriott uk-ico-experian"),
    ("List fines below 1 million pounds.", "uk-ico-medialab-imgur uk-ico-cabinet-office"),
    ("Fines of at least USD 5 million in the US", "us-ftc-amazon-alexa us-ftc-facebook"),
    ("Fines of no less than USD 5 million in the US", "us-ftc-amazon-alexa us-ftc-facebook"),
    (
        "Which CNIL fines were between 40 and 60 million euros?",
        "fr-cnil-google-2019 fr-cnil-criteo fr-cnil-google-cookies-2020",
    ),
    ("Which Irish fines exceed EUR 400 million and are still under appeal?", "ie-dpc-instagram ie-dpc-meta-transfers"),
    ("Which fines by the Dutch AP are under objection?", "nl-ap-uber-transfers nl-ap-uber-transparency"),
    ("Which cases are undecided again?", "lu-cnpd-amazon uk-ico-clearview"),
    ("Which cases were sent back to be decided afresh?", "lu-cnpd-amazon uk-ico-clearview ie-dpc-tiktok-transfers"),
    (
        "Which fines were cut by a court?",
        "fr-cnil-amazon-france-logistique se-imy-spotify se-imy-klarna uk-ico-cabinet-office",
    ),
    (
        "Which CNIL fines has the Conseil d'Etat confirmed without touching the amount?",
        "fr-cnil-google-2019 fr-cnil-google-cookies-2020 fr-cnil-amazon-cookies-2020 fr-cnil-criteo",
    ),
    ("Which fines were first annulled and later restored?", "it-garante-enel-energia-2021 uk-ico-clearview"),
    ("Which decisions of Swedish courts changed a fine?", "se-imy-spotify se-imy-klarna"),
    ("Which orders were suspended by a court?", "ie-dpc-tiktok-transfers it-garante-openai lu-cnpd-amazon"),
    ("Who withdrew an appeal?", "au-oaic-clearview"),
    (
        "Which of the Irish DPC's fines are still being fought in the courts?",
        (
            "ie-dpc-instagram ie-dpc-linkedin ie-dpc-meta-transfers ie-dpc-tiktok-children ie-dpc-tiktok-transfers "
            "ie-dpc-whatsapp"
        ),
    ),
    ("Who actually paid?", "es-aepd-mercadona us-nd-cal-facebook-biometric"),
    ("Which settlements still need a judge's approval?", "us-ftc-kochava us-california-ag-healthline"),
    (
        "Who struck a deal with the Information Commissioner instead of appealing?",
        "uk-ico-capita uk-ico-advanced-computer-software",
    ),
    ("Which sanctioned companies had gone bankrupt?", "us-ftc-rite-aid us-ftc-cambridge-analytica uk-ico-23andme"),
    ("Which decisions were taken jointly?", "ca-opc-clearview ca-opc-tim-hortons ca-opc-cadillac-fairview"),
    ("Which provincial authorities issued orders?", "ca-cai-clearview ca-oipc-ab-clearview ca-oipc-bc-clearview"),
    (
        "Decisions of state-level authorities in the US",
        (
            "us-texas-ag-google us-texas-ag-meta us-cppa-tractor-supply us-cppa-honda us-california-ag-healthline "
            "us-vermont-ag-clearview"
        ),
    ),
    ("Which German authorities took action?", "de-hmbbfdi-hm de-hmbbfdi-clearview"),
    (
        "List the businesses on which Canada's federal privacy commissioner published findings.",
        "ca-opc-clearview ca-opc-facebook ca-opc-home-depot ca-opc-tim-hortons ca-opc-cadillac-fairview",
    ),
    (
        "Whom did the Korean PIPC act against in 2025, and was it an order each time?",
        "kr-pipc-sk-telecom kr-pipc-deepseek",
    ),
    ("What court rulings came out in March 2026?", "it-garante-openai lu-cnpd-amazon fr-cnil-criteo"),
    ("What has changed since 1 June 2026?", "ie-dpc-tiktok-transfers"),
]


@pytest.mark.parametrize(("text", "matters"), WHOLE)
def test_a_list_has_every_row_and_no_other(answerer: Answerer, text: str, matters: str) -> None:
    """Times, sums, steps, states, courts and levels are read in the words in which people ask for them."""
    answer = answerer.answer(Ask(text))
    assert rows(answer) == set(matters.split())
    assert all(row.citations for table in answer.tables for row in table.rows)


def test_what_is_asked_of_the_rows_besides_leaves_none_out(answerer: Answerer) -> None:
    """Who asks which of them was annulled wants all of them, and is told that beside them."""
    answer = answerer.answer(
        Ask("Which fines of more than 300 million euros are held, and which of them was annulled?")
    )
    assert {"ie-dpc-meta-transfers", "lu-cnpd-amazon", "fr-cnil-google-2025"} <= rows(answer)
    assert [claim.matter for claim in answer.claims] == ["lu-cnpd-amazon"]
    none = answerer.answer(Ask("Which fines did the CNIL impose in 2020, and which of them were annulled?"))
    assert rows(none) == {"fr-cnil-google-cookies-2020", "fr-cnil-amazon-cookies-2020"}
    assert "Of none of these a record shows what is asked besides" in none.text


def test_who_took_no_step_is_listed_with_a_caveat(answerer: Answerer) -> None:
    """That no challenge is recorded is no proof that there was none."""
    answer = answerer.answer(Ask("Which decisions nobody challenged?"))
    assert "uk-ico-marriott" in rows(answer)
    assert not {"ie-dpc-linkedin", "uk-ico-clearview"} & rows(answer)
    assert NOT_RECORDED in answer.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("How many decisions were annulled?", "5 matters in the documents held."),
        ("How many authorities acted against Clearview?", "13 authorities in the documents held."),
        ("In how many countries was Clearview sanctioned?", "10 countries in the documents held."),
        ("How many companies did the CNIL fine in 2020?", "3 respondents in the documents held."),
        ("How many fines did the CNIL impose in 2020?", "3 fines in the documents held."),
        ("How many ICO penalties are final?", "7 fines in the documents held."),
    ],
)
def test_a_count_is_told_of_what_is_counted(answerer: Answerer, text: str, told: str) -> None:
    """Matters, authorities, countries, companies and fines are counted each for themselves, one citation each."""
    answer = answerer.answer(Ask(text))
    assert answer.claims[0].text.startswith(told)
    assert answer.claims[0].citations


def test_a_total_is_of_the_sums_in_the_state_asked_for(answerer: Answerer) -> None:
    """A fine that a court upheld is in no total of those under appeal, although its order is undecided."""
    answer = answerer.answer(Ask("Total of Irish fines that are under appeal?"))
    assert "5 fines set, EUR 2,485,000,000 in total." in answer.text
    assert "ie-dpc-tiktok-transfers" not in rows(answer)


def test_orders_are_listed_by_how_long_they_last_or_leave(answerer: Answerer) -> None:
    """A length of time in the question is that of the order or of its deadline."""
    answer = answerer.answer(Ask("Which orders had a deadline of three months?"))
    assert {"uk-ico-serco-leisure", "ie-dpc-whatsapp"} <= rows(answer)
    assert "us-ftc-kochava" not in rows(answer)
    banned = rows(answerer.answer(Ask("Who got banned for five years?")))
    assert "us-ftc-rite-aid" in banned
    assert "us-ftc-avast" not in banned


def test_of_several_who_are_named_each_is_told(answerer: Answerer) -> None:
    """Who did not take the step is told by the sentence that says so."""
    answer = answerer.answer(
        Ask("Kmart, Bunnings, 7-Eleven: which of the three challenged the decision, which did not?")
    )
    assert "7-Eleven did not appeal" in answer.text
    assert {claim.matter for claim in answer.claims} == {"au-oaic-kmart", "au-oaic-bunnings", "au-oaic-7-eleven"}
